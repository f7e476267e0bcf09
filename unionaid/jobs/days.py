"""The timers of each real day, run once a day and caught up after a pause."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from unionaid import clock
from unionaid.clock import timers
from unionaid.jobs.models import DayBegun


def begin_days():
    """Run the timers of every day since the last one that was begun, today included.

    A day and its timers stand or fall together. The demo's date is moved by `business_date`.
    """
    if clock.business_date() is not None:
        return
    today = timezone.localdate()
    last = DayBegun.objects.order_by("-day").values_list("day", flat=True).first()
    day = last + timedelta(days=1) if last else today
    while day <= today:
        with transaction.atomic():
            _row, is_new = DayBegun.objects.get_or_create(day=day)
            if is_new:
                timers.run(day)
        day += timedelta(days=1)
