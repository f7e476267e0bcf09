"""Responsible contacts and visits of a scope: whom to visit, who has whom, what was found."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Sum

from households.enums import Status
from households.models import ArchiveTally, Demand, HardshipArchive, HomeVisit, Pairing
from unionaid import clock
from unionaid.accounts.models import Posting
from unionaid.accounts.permissions import Role
from unionaid.organizations.queries import lineage, reporting_rows
from unionaid.organizations.scope import subtree_range

WITHOUT_HOUSEHOLDS = (Role.ADMIN, Role.AUDITOR)
_CURRENT = Pairing.objects.current().filter(archive=OuterRef("pk"))


@dataclass(frozen=True)
class Coverage:
    """Files on record of a unit with all below it, those with a contact, those with a visit overdue."""

    unit: object
    active: int
    paired: int
    overdue: int

    @property
    def unpaired(self):
        return self.active - self.paired


def visits_due(posting):
    """Current pairings of the scope in the order of a route: by union, street and day."""
    return (
        Pairing.objects.visible_to(posting)
        .on_record()
        .select_related("archive", "unit")
        .order_by("unit_path", "archive__township", "next_visit_on", "pk")
    )


def with_open_demands(pairings):
    """Return pairings with the open demands of their households at hand."""
    asked = Demand.objects.open().order_by("due_on", "pk")
    return pairings.prefetch_related(Prefetch("archive__demands", queryset=asked, to_attr="open_demands"))


def files_with_contacts(posting):
    """Files on record of the scope, each with its current pairing in `current_pairings`."""
    return (
        HardshipArchive.objects.visible_to(posting)
        .active()
        .select_related("unit")
        .prefetch_related(Prefetch("pairings", Pairing.objects.current(), to_attr="current_pairings"))
        .order_by("unit_path", "township", "file_no")
    )


def paired(files, yes):
    """Narrow files to those that have a contact, or have none."""
    return files.filter(Exists(_CURRENT)) if yes else files.exclude(Exists(_CURRENT))


def left_behind(files):
    """Narrow files to those whose contact has an account and no office any more."""
    offices = Posting.objects.current().values("user")
    gone = _CURRENT.filter(contact__isnull=False).exclude(contact__in=offices)
    return files.filter(Exists(gone))


def visits_for(posting):
    """Visits written down in the scope, latest first."""
    return HomeVisit.objects.visible_to(posting).select_related("archive", "unit", "recorded_by")


def ledger(posting):
    """结对帮扶工作台账: current pairings of the scope with all demands of their households."""
    asked = Demand.objects.order_by("raised_on", "pk").prefetch_related("notes")
    return (
        Pairing.objects.visible_to(posting)
        .on_record()
        .select_related("archive", "unit")
        .prefetch_related(Prefetch("archive__demands", queryset=asked, to_attr="asked"))
        .order_by("unit_path", "archive__file_no")
    )


def coverage(posting, unit):
    """Return the Coverage of each unit right under `unit`, of itself alone, and of all together last."""
    today = clock.today()
    low, high = subtree_range(unit.path)
    inside = {"unit_path__gte": low, "unit_path__lt": high}
    active = _by_path(
        ArchiveTally.objects.visible_to(posting).filter(status=Status.ACTIVE, **inside), n=Sum("files")
    )
    pairings = Pairing.objects.visible_to(posting).on_record().filter(**inside)
    found = _by_path(pairings, n=Count("pk"))
    late = _by_path(pairings.filter(next_visit_on__lt=today), n=Count("pk"))
    rows = [
        Coverage(child, *(_sum(counts, child.path) for counts in (active, found, late)))
        for child in reporting_rows(unit)
    ]
    own = Coverage(unit, active[unit.path], found[unit.path], late[unit.path])
    whole = Coverage(unit, active.total(), found.total(), late.total())
    return [row for row in (*rows, own) if row.active], whole


def staff_over(unit):
    """Offices whose holders see the files of a unit: its own people and those of the unions above."""
    return (
        Posting.objects.current()
        .filter(unit__in=lineage(unit))
        .exclude(role__in=WITHOUT_HOUSEHOLDS)
        .select_related("unit", "user")
        .order_by("-unit__depth", "role", "pk")
    )


def staff_within(unit):
    """Offices of a unit, of those below it and of those above it."""
    low, high = subtree_range(unit.path)
    return (
        Posting.objects.current()
        .filter(Q(unit__in=lineage(unit)) | Q(unit__path__gte=low, unit__path__lt=high))
        .exclude(role__in=WITHOUT_HOUSEHOLDS)
        .select_related("unit", "user")
        .order_by("unit__path", "role", "pk")
    )


def _by_path(rows, **count):
    grouped = rows.order_by().values("unit_path").annotate(**count)
    return Counter({row["unit_path"]: row["n"] for row in grouped})


def _sum(counts, path):
    return sum(number for own, number in counts.items() if own.startswith(path))
