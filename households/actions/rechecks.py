"""年审: ordering the yearly look at every file on record, by a round or by the day it is due."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from households import rechecking, standards
from households.check_errors import NothingToCheck, NotInsideOwnUnion, NotThisYear, RecheckAlreadyOrdered
from households.enums import TaskKind
from households.errors import LineMissing, NotAllowed
from households.models import FileTask, HardshipArchive, RecheckRound, RuleSet
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.organizations.queries import hold

CHUNK = 500
AT_ONCE = 1000  # files; the tasks of a larger round are raised by a job


@transaction.atomic
def order_round(*, unit, year, due_on, by, note=""):
    """Order the re-check of a year for every file on record of a subtree. Returns the round.

    The tasks of more than AT_ONCE files are left to `raise_round` in a job. Raises a FileError:
    another's unit, a day out of the year, ordered before, nothing left to check.
    """
    if not by.may(Permission.ORDER_CHECKS):
        raise NotAllowed()
    unit, day = hold(unit), clock.today()
    if not by.sees(unit.path):
        raise NotInsideOwnUnion()
    if year != day.year or not day <= due_on <= date(year, 12, 31):
        raise NotThisYear(year=day.year)
    if RecheckRound.objects.filter(unit=unit, year=year).exists():
        raise RecheckAlreadyOrdered(unit=unit.name, year=year)
    waiting = files_without(unit, year).count()
    if not waiting:
        raise NothingToCheck()
    try:
        with transaction.atomic():
            order = RecheckRound.objects.create(
                unit=unit, unit_path=unit.path, year=year, due_on=due_on, opened_on=day,
                opened_by=by.user, files=waiting, note=note.strip(),
            )
    except IntegrityError:
        raise RecheckAlreadyOrdered(unit=unit.name, year=year) from None
    record(
        Event.RECHECK_ORDERED, subject=unit, by=by,
        after={"year": year, "day": due_on, "rows": waiting}, purpose=note.strip(),
    )
    if waiting <= AT_ONCE:
        raise_round(order)
    return order


def raise_round(order, *, step=lambda done: None):
    """Raise the task of every file of a round that has none this year; returns how many. Safe to repeat."""
    rules, done = _Months(order.opened_on), 0
    while files := list(files_without(order.unit, order.year).select_related("unit").order_by("pk")[:CHUNK]):
        tasks = [
            _task(
                archive, order.year, order.opened_on,
                rechecking.due_day(
                    looked_at(archive), rules.of(archive.unit), opened=order.opened_on, latest=order.due_on
                ),
            )
            for archive in files
        ]
        FileTask.objects.bulk_create(tasks, ignore_conflicts=True)
        done += len(files)
        step(done)
    return done


def raise_due(day):
    """Raise the re-check of each file whose year since the last look is nearly over; none the second time."""
    rules, found = _Months(day), []
    for archive in _nearly_due(day).select_related("unit").order_by("pk").iterator(chunk_size=CHUNK):
        months = rules.of(archive.unit)
        due = months and rechecking.day_to_raise(looked_at(archive), months, day)
        if due:
            found.append(_task(archive, due.year, day, due))
    FileTask.objects.bulk_create(found, batch_size=CHUNK, ignore_conflicts=True)


def files_without(unit, year):
    """Files on record of a subtree that have no re-check in a year."""
    asked = FileTask.objects.filter(
        archive=OuterRef("pk"), kind=TaskKind.RECHECK, key__startswith=rechecking.prefix_of(year)
    )
    return HardshipArchive.objects.active().within(unit.path).filter(~Exists(asked))


def looked_at(archive):
    """Return the day a file was last looked at as a whole: approved, restored or re-checked."""
    return max(filter(None, (archive.first_approved_on, archive.status_since, archive.rechecked_on)))


def _nearly_due(day):
    """Files on record without an open re-check, last looked at so long ago that a rule set may ask again."""
    months = RuleSet.objects.in_force(day).order_by("recheck_months").values_list("recheck_months", flat=True)
    least = months.first()
    waiting = FileTask.objects.open().filter(archive=OuterRef("pk"), kind=TaskKind.RECHECK)
    files = HardshipArchive.objects.active().filter(~Exists(waiting))
    if least is None:
        return files.none()
    last = rechecking.months_before(day + rechecking.LEAD, least)
    return files.filter(first_approved_on__lte=last, status_since__lte=last).exclude(rechecked_on__gt=last)


def _task(archive, year, day, due_on):
    return FileTask(
        archive=archive, unit_id=archive.unit_id, unit_path=archive.unit_path, kind=TaskKind.RECHECK,
        key=rechecking.key_of(year, archive.pk), reason=f"{year} 年度年审", raised_on=day, due_on=due_on,
    )


class _Months:
    """The months between two looks, by union, each rule set asked for once."""

    def __init__(self, day):
        self.day, self.known = day, {}

    def of(self, unit):
        """Return the months of a union's rule set, 0 where it has none."""
        if unit.region_code not in self.known:
            try:
                months = standards.rule_set_for(unit, self.day).recheck_months
            except LineMissing:
                months = 0
            self.known[unit.region_code] = months
        return self.known[unit.region_code]
