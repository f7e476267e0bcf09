"""What follows when a line or rule set comes into force: households near it are looked at anew."""

from django.utils.translation import gettext as _

from households.actions.warnings import warn_of_lines
from households.actions.watchlist import reassess
from households.queries.watchlist import standards_begin
from unionaid import clock
from unionaid.jobs import running

JOB = "households.watchlist"


def start_looking(adopted, *, by):
    """Queue the job that looks at them, for standards in force already; returns it.

    Later ones are looked at by `look_when_they_begin` on their first day.
    """
    if adopted.valid_from > clock.today():
        return None
    return running.start(
        JOB, title=_("重新核算边缘名单"), by=by, request_key=f"{adopted._meta.model_name}:{adopted.pk}"
    )


def look_when_they_begin(day):
    """Assess the watched households, and warn of those that have left, on a day new standards begin."""
    if standards_begin(day):
        reassess(day)
        warn_of_lines(day)
