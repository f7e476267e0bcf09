"""Freeze periods: which of them holds for a union, and those a person should know of."""

from django.db.models import Q

from households.enums import FrozenWork
from households.models import FreezePeriod
from unionaid.accounts.models import Posting
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.scope import subtree_range

FIELDS = {
    FrozenWork.FILES: "stops_files", FrozenWork.REQUESTS: "stops_requests", FrozenWork.AID: "stops_aid",
}


def stopping(unit, work, by, day):
    """Return the freeze that keeps a person from a kind of work for a union on a day, None without one."""
    return (
        FreezePeriod.objects.filter(
            unit_path__in=_upwards(unit.path), first_day__lte=day, last_day__gte=day,
            lifted_on__isnull=True, **{FIELDS[work]: True},
        )
        .exclude(exceptions__user=by.user_id)
        .select_related("set_at_unit")
        .order_by("-last_day", "id")
        .first()
    )


def known_to(posting, year=None):
    """Freezes that hold for a posting's union or for one below it, the latest first."""
    if not posting.may(Permission.VIEW_STANDARDS):
        return FreezePeriod.objects.none()
    low, high = subtree_range(posting.unit_path)
    rows = FreezePeriod.objects.filter(
        Q(unit_path__in=_upwards(posting.unit_path)) | Q(unit_path__gte=low, unit_path__lt=high)
    )
    if year:
        rows = rows.filter(first_day__year__lte=year, last_day__year__gte=year)
    return rows.select_related("unit", "set_at_unit", "set_by", "lifted_by")


def excepted_candidates(freeze):
    """Postings in force within a freeze whose people can be named as exceptions."""
    return (
        Posting.objects.current()
        .within(freeze.unit_path)
        .filter(role__in=("CLERK", "REVIEWER", "OFFICER"))
        .exclude(user__in=freeze.exceptions.values("user"))
        .select_related("user", "unit")
        .order_by("unit__path", "user__display_name", "id")
    )


def _upwards(path):
    """The path of a unit and of every unit above it."""
    step = UnionUnit.steplen
    return [path[:end] for end in range(step, len(path) + 1, step)]
