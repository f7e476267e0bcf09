"""Setting passwords. Every session and API token of the account ends with the old one."""

from django.db import transaction
from django.utils import timezone
from knox.models import AuthToken

from unionaid.accounts import reach
from unionaid.accounts.models import PreviousPassword, User
from unionaid.accounts.passwords import REMEMBERED, one_time_password
from unionaid.audit import Event, record


@transaction.atomic
def change_password(*, user, password, by=None):
    """Give an account the password its owner has chosen. Rules are checked by the form before."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    _set(user, password, must_change=False)
    record(Event.PASSWORD_CHANGED, subject=user, by=by, actor=user)
    return user


@transaction.atomic
def reset_password(*, by, user):
    """Give an account a one-time password and return it; it must be changed at the next sign-in."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    reach.check_account(by, user)
    password = one_time_password()
    _set(user, password, must_change=True)
    record(Event.PASSWORD_RESET, subject=user, by=by)
    return password


def _set(user, password, *, must_change):
    if user.has_usable_password():
        PreviousPassword.objects.create(user=user, password=user.password)
        old = user.previous_passwords.values_list("pk", flat=True)[REMEMBERED:]
        PreviousPassword.objects.filter(pk__in=list(old)).delete()
    user.set_password(password)
    user.must_change_password = must_change
    user.password_changed_at = timezone.now()
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
    AuthToken.objects.filter(user=user).delete()
