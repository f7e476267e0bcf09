from datetime import date, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from unionaid import clock
from unionaid.audit import Event, record
from unionaid.clock import timers


class Command(BaseCommand):
    help = "Show the demo's business date, or move it forward and run the timers of every day passed."

    def add_arguments(self, parser):
        parser.add_argument("date", nargs="?", type=_day, help="for example 2022-04-01")

    def handle(self, *, date, **options):
        now = clock.business_date()
        if now is None:
            raise CommandError(
                "This installation works on the real day; only the demo has its own date.", returncode=2
            )
        if date is not None:
            if date < now:
                raise CommandError(f"The business date is {now}; it only moves forward.", returncode=2)
            move_to(date)
        self.stdout.write(clock.business_date().isoformat())


def move_to(day):
    """Move the business date to `day`, one day at a time.

    Date, timers and evidence of a day stand or fall together: when a timer fails, the date
    stays at the last day that was finished.
    """
    while clock.business_date() < day:
        with transaction.atomic():
            before = clock.business_date()
            after = before + timedelta(days=1)
            clock.set_business_date(after)
            timers.run(after)
            record(
                Event.BUSINESS_DATE_MOVED,
                before={"date": before.isoformat()},
                after={"date": after.isoformat()},
            )


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} is not a date such as 2022-04-01", returncode=2) from error
