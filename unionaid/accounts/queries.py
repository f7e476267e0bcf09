"""Reads of accounts and postings."""

from axes.models import AccessFailureLog
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from unionaid.accounts.limits import FAILURES_AN_HOUR, WINDOW, seconds_to_wait
from unionaid.accounts.models import Handover, Posting, User
from unionaid.accounts.permissions import Role


def current_postings(user):
    """Return the postings a user may work in now, earliest first, with unit and user at hand."""
    found = Posting.objects.current().filter(user=user).select_related("unit")
    postings = list(found.order_by("valid_from", "pk"))
    for posting in postings:
        posting.user = user
    return postings


def accounts_for(posting):
    """Accounts that hold or held an office in the subtree of an administrator."""
    offices = Posting.objects.within(posting.unit_path).filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(offices)).order_by("display_name", "pk")


def accounts_matching(posting, text="", unit=None, state=""):
    """Accounts of `accounts_for`, narrowed by name, user name or telephone, by subtree and by state."""
    users = accounts_for(posting)
    if text:
        users = users.filter(
            Q(display_name__icontains=text) | Q(username__icontains=text) | Q(telephone__contains=text)
        )
    if unit is not None:
        users = users.filter(Exists(Posting.objects.open().within(unit.path).filter(user=OuterRef("pk"))))
    if state in ("active", "disabled"):
        users = users.filter(is_active=state == "active")
    return users


def postings_at(unit):
    """Open postings at one unit, for its page."""
    return Posting.objects.open().filter(unit=unit).select_related("user", "unit").order_by("role", "pk")


def postings_of(user, within):
    """All postings of an account in a subtree, newest first; those elsewhere are nobody's business here."""
    return (
        user.postings.within(within)
        .select_related("unit", "user", "deputy_for__user")
        .order_by("-valid_from", "-pk")
    )


def with_offices(users, within):
    """Return [(user, open offices in the subtree at `within`)], one query for all of them."""
    offices = {user.pk: [] for user in users}
    found = Posting.objects.open().within(within).filter(user__in=offices).select_related("unit")
    for office in found.order_by("valid_from", "pk"):
        offices[office.user_id].append(office)
    return [(user, offices[user.pk]) for user in users]


def administrators():
    """Administrators a person without an office can turn to: those at the top."""
    return Posting.objects.current().filter(role=Role.ADMIN, unit__depth=1).select_related("user", "unit")


def handovers_for(posting):
    """Handovers of the subtree of an administrator, the latest first."""
    return _with_people(Handover.objects.visible_to(posting))


def handover_of(posting):
    """Handovers a person may open: of the own subtree for administrators, given or received ones for all."""
    own = Q(receiver=posting.user_id) | Q(posting__user=posting.user_id)
    seen = Handover.objects.visible_to(posting)
    return _with_people(Handover.objects.filter(own | Q(pk__in=seen.values("pk"))))


def handovers_to_sign(user):
    """Handovers that wait for a person's signature."""
    return _with_people(Handover.objects.waiting().filter(receiver=user))


def _with_people(handovers):
    return handovers.select_related("unit", "receiver", "prepared_by", "posting__user", "new_posting")


def seconds_until_next_attempt(username):
    """Return how long this account hears no password, whoever asks (see `limits`)."""
    now = timezone.now()
    failures = AccessFailureLog.objects.filter(username=username, attempt_time__gt=now - WINDOW)
    moments = failures.order_by("-attempt_time").values_list("attempt_time", flat=True)
    return seconds_to_wait(list(moments[: FAILURES_AN_HOUR + 1]), now)
