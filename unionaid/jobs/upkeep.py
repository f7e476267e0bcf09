"""What the worker does from time to time beside jobs. Apps register their duties in `ready()`."""

import logging
import time
from dataclasses import dataclass
from datetime import timedelta

from django.core.management import call_command

logger = logging.getLogger(__name__)
_duties = []


@dataclass
class Duty:
    function: callable
    every: float
    due: float = 0.0


def register(function, every: timedelta):
    """Have `function()` called at the worker's start and then every so often, by each worker.

    It must be safe to run twice at once and find nothing left to do the second time.
    """
    _duties.append(Duty(function, every.total_seconds()))


def run_due():
    """Run what is due. One duty that fails does not keep the others from running."""
    for duty in _duties:
        now = time.monotonic()
        if now < duty.due:
            continue
        duty.due = now + duty.every
        try:
            duty.function()
        except Exception:
            logger.exception("%s failed; tried again in %d seconds", duty.function.__qualname__, duty.every)


def forget_ended_sessions():
    """Remove the sessions whose time is over."""
    call_command("clearsessions", verbosity=0)
