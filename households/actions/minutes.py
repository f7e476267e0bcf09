"""Minutes of the meetings that decide on files together, and what a county's check asks of them."""

from django.db import IntegrityError, transaction

from households.actions import review
from households.enums import Step
from households.errors import NotAllowed
from households.models import MeetingMinutes
from households.verifying_errors import (
    AttendeesMissing,
    MeetingAhead,
    MeetingTooEarly,
    MinutesMissing,
    MinutesNumberTaken,
    MinutesOfAnother,
)
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

FEWEST_ATTENDEES = 2


@transaction.atomic
def record_minutes(*, by, number, held_on, place, attendees, resolution):
    """Write down a meeting of the posting's union, once a number. `attendees` are names. Returns it."""
    if not by.may(Permission.REVIEW_FILES):
        raise NotAllowed()
    if held_on > clock.today():
        raise MeetingAhead(day=clock.today())
    names = list(dict.fromkeys(name.strip() for name in attendees if name.strip()))
    if len(names) < FEWEST_ATTENDEES:
        raise AttendeesMissing()
    minutes = MeetingMinutes(
        unit=by.unit, unit_path=by.unit.path, number=number.strip(), held_on=held_on,
        place=place.strip(), attendees="、".join(names), attendee_count=len(names),
        resolution=resolution.strip(), recorded_by=by.user,
    )
    try:
        with transaction.atomic():
            minutes.save()
    except IntegrityError:
        raise MinutesNumberTaken(number=number.strip()) from None
    record(
        Event.MINUTES_RECORDED, subject=minutes, by=by,
        after={"number": minutes.number, "on": held_on, "attendees": len(names)},
    )
    return minutes


@review.guard(Step.CHECK)
def _decided_together(archive, by, minutes):
    """Where the file's chain asks for minutes: those of the checking union, of a meeting since it came."""
    if archive.chain is None or not archive.chain.needs_minutes:
        return
    if minutes is None:
        raise MinutesMissing()
    if minutes.unit_id != by.unit_id:
        raise MinutesOfAnother(unit=by.unit.name)
    if minutes.held_on < archive.status_since:
        raise MeetingTooEarly(day=archive.status_since)
