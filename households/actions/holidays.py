"""Keeping the working calendar. A running notice may get longer by it, never shorter."""

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction

from households.enums import NoticeStatus
from households.errors import NotAllowed
from households.models import Holiday, PublicNotice
from households.notice_errors import DayIsOrdinary, DayKnown
from households.queries.holidays import calendar
from households.working_days import SATURDAY, add_working_days
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

PACKAGED = Path(__file__).resolve().parent.parent / "reference" / "holidays.csv"


@dataclass
class Moved:
    """What a change did to the running notices: those that end later now, those that would end earlier."""

    longer: list = field(default_factory=list)
    kept: list = field(default_factory=list)


@transaction.atomic
def load_packaged_holidays():
    """Write the packaged days off and make-up days once; what is registered already is kept."""
    known = set(Holiday.objects.values_list("day", flat=True))
    with PACKAGED.open(encoding="utf-8", newline="") as lines:
        rows = [
            Holiday(
                day=date.fromisoformat(row["day"]), name=row["name"],
                is_working=row["is_working"] == "yes", source=row["source"],
            )
            for row in csv.DictReader(lines)
        ]
    return len(Holiday.objects.bulk_create([row for row in rows if row.day not in known]))


@transaction.atomic
def add_holiday(*, day, name, is_working, source, by):
    """Register a day off or a make-up working day and move running notices. Returns (Holiday, Moved)."""
    if not by.may(Permission.KEEP_STANDARDS):
        raise NotAllowed()
    if is_working and day.weekday() < SATURDAY:
        raise DayIsOrdinary()
    there = Holiday.objects.filter(day=day).first()
    if there:
        raise DayKnown(day=day, name=there.name)
    holiday = Holiday.objects.create(
        day=day, name=name.strip(), is_working=is_working, source=source.strip(), added_by=by.user
    )
    record(
        Event.HOLIDAY_ADDED, by=by, purpose=holiday.source,
        after={"day": day, "name": holiday.name, "is_working": is_working},
    )
    return holiday, _move_notices(day, by)


@transaction.atomic
def remove_holiday(*, holiday, by):
    """Take a registered day out of the calendar and move running notices. Returns Moved."""
    if not by.may(Permission.KEEP_STANDARDS):
        raise NotAllowed()
    holiday = Holiday.objects.select_for_update().get(pk=holiday.pk)
    day = holiday.day
    record(
        Event.HOLIDAY_REMOVED, by=by, purpose=holiday.source,
        before={"day": day, "name": holiday.name, "is_working": holiday.is_working},
    )
    holiday.delete()
    return _move_notices(day, by)


def _move_notices(day, by):
    """Reckon anew the notices a changed day lies in; a last day that would come earlier stays."""
    known, moved = calendar(), Moved()
    notices = PublicNotice.objects.select_for_update(of=("self",)).filter(
        status=NoticeStatus.OPEN, starts_on__lt=day, ends_on__gte=max(day, clock.today())
    )
    for notice in notices.order_by("pk"):
        end = add_working_days(notice.starts_on, notice.working_days, known)
        if end < notice.ends_on:
            moved.kept.append(notice)
        elif end > notice.ends_on:
            before, notice.ends_on = notice.ends_on, end
            notice.save(update_fields=["ends_on"])
            record(
                Event.NOTICE_EXTENDED, subject=notice, by=by,
                before={"ends_on": before}, after={"ends_on": end},
            )
            moved.longer.append(notice)
    return moved
