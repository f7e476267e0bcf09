"""抽查: drawing files of the unions below, once a year, so that anybody can draw the same list again."""

import secrets
from datetime import date

from django.db import IntegrityError, transaction

from households import drawing, standards
from households.check_errors import (
    NothingToCheck,
    NotInsideOwnUnion,
    NotThisYear,
    ShareTooSmall,
    SpotCheckAlreadyDrawn,
)
from households.enums import TaskKind
from households.errors import NotAllowed
from households.models import FileTask, HardshipArchive, SpotCheck, SpotCheckFile
from households.queries.spot_checks import population
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.organizations.queries import hold

CHUNK = 500


@transaction.atomic
def draw_check(*, target, percent, due_on, by):
    """Draw a spot check over a subtree below and raise its tasks; returns the check.

    The seed is made here and kept with the list it was drawn from, so the one drawing of the year
    stands. Files the drawing union holds itself are never drawn. Raises a FileError: no right, not
    below, a share under that of the rule set, drawn before, nothing to draw, a day out of the year.
    """
    if not by.may(Permission.ORDER_CHECKS):
        raise NotAllowed()
    unit, target, day = hold(by.unit), hold(target), clock.today()
    if not by.sees(target.path):
        raise NotInsideOwnUnion()
    least = standards.rule_set_for(target, day).spot_check_percent
    if not least <= percent <= 100:
        raise ShareTooSmall(least=least)
    if not day <= due_on <= date(day.year, 12, 31):
        raise NotThisYear(year=day.year)
    if SpotCheck.objects.filter(unit=unit, target=target, year=day.year).exists():
        raise SpotCheckAlreadyDrawn(unit=target.name, year=day.year)
    everything = population(unit, target, day)
    if not everything:
        raise NothingToCheck()
    seed = secrets.token_hex(16)
    drawn = drawing.draw(seed, everything, percent)
    try:
        with transaction.atomic():
            check = SpotCheck.objects.create(
                unit=unit, unit_path=unit.path, target=target, year=day.year, percent=percent,
                due_on=due_on, drawn_on=day, drawn_by=by.user, seed=seed,
                population=drawing.as_text(everything), population_hash=drawing.digest(everything),
                list_hash=drawing.digest(drawn), files=len(everything), drawn=len(drawn),
            )
    except IntegrityError:
        raise SpotCheckAlreadyDrawn(unit=target.name, year=day.year) from None
    raise_picks(check, drawn)
    record(
        Event.SPOT_CHECK_DRAWN, subject=target, by=by,
        after={"seed": seed, "rows": len(drawn), "of": len(everything), "percent": percent,
               "population": check.population_hash, "list": check.list_hash},
    )
    return check


def raise_picks(check, drawn):
    """Raise a task for each drawn (union code, file number), in the order they were drawn."""
    numbers = [number for _code, number in drawn]
    by_number = {}
    for start in range(0, len(numbers), CHUNK):
        some = HardshipArchive.objects.filter(file_no__in=numbers[start : start + CHUNK])
        by_number |= {row["file_no"]: row for row in some.values("file_no", "pk", "unit_id", "unit_path")}
    keys = [f"spot-check:{check.pk}:{by_number[number]['pk']}" for number in numbers]
    FileTask.objects.bulk_create(
        (
            FileTask(
                archive_id=by_number[number]["pk"], unit_id=by_number[number]["unit_id"],
                unit_path=by_number[number]["unit_path"], kind=TaskKind.SPOT_CHECK, key=key,
                reason=f"{check.year} 年度抽查", raised_on=check.drawn_on, due_on=check.due_on,
                assigned_to_id=check.drawn_by_id,
            )
            for number, key in zip(numbers, keys, strict=True)
        ),
        batch_size=CHUNK,
    )
    raised = dict(
        FileTask.objects.filter(kind=TaskKind.SPOT_CHECK, key__startswith=f"spot-check:{check.pk}:")
        .values_list("key", "pk")
    )
    SpotCheckFile.objects.bulk_create(
        (
            SpotCheckFile(check_of=check, task_id=raised[key], place=place)
            for place, key in enumerate(keys, 1)
        ),
        batch_size=CHUNK,
    )
