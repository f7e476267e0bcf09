"""Accounts: made with a first posting, changed, disabled, never deleted."""

from django.db import IntegrityError, transaction
from knox.models import AuthToken

from unionaid.accounts import reach
from unionaid.accounts.actions.guard import keep_an_administrator, lock_administrators
from unionaid.accounts.actions.postings import grant
from unionaid.accounts.errors import UsernameTaken
from unionaid.accounts.models import User
from unionaid.accounts.passwords import one_time_password
from unionaid.audit import Event, record


@transaction.atomic
def create_account(*, by, username, display_name, telephone, unit, role, valid_from, valid_to=None):
    """Create an account with its first posting; return (user, one-time password).

    The password is told once and must be changed at the first sign-in. Account, posting and
    evidence stand or fall together.
    """
    reach.check_unit(by, unit)
    password = one_time_password()
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                username,
                password,
                display_name=display_name,
                telephone=telephone,
                must_change_password=True,
            )
    except IntegrityError as error:
        raise UsernameTaken(username=username) from error
    posting = grant(by=by, user=user, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to)
    record(
        Event.ACCOUNT_CREATED,
        subject=user,
        by=by,
        after={"username": username, "display_name": display_name, "posting": str(posting)},
    )
    return user, password


@transaction.atomic
def change_account(*, by, user, display_name, telephone):
    """Change the name or the telephone of an account."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    reach.check_account(by, user)
    before = {"display_name": user.display_name, "telephone": user.telephone}
    user.display_name, user.telephone = display_name, telephone
    user.save(update_fields=["display_name", "telephone"])
    after = {"display_name": display_name, "telephone": telephone}
    record(Event.ACCOUNT_CHANGED, subject=user, by=by, before=before, after=after)
    return user


@transaction.atomic
def disable_account(*, by, user):
    """Keep an account from signing in from this moment on, its open sessions and tokens included."""
    lock_administrators()
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    reach.check_account(by, user)
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        AuthToken.objects.filter(user=user).delete()
        keep_an_administrator()
        record(Event.ACCOUNT_DISABLED, subject=user, by=by)
    return user


@transaction.atomic
def enable_account(*, by, user):
    """Let a disabled account sign in again with its postings that are still in force."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    reach.check_account(by, user)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        record(Event.ACCOUNT_ENABLED, subject=user, by=by)
    return user
