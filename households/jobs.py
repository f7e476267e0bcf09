"""Work of households that runs in the background."""

import os
import tempfile
from pathlib import Path

from households.actions.keeping_pairs import rebuild
from households.actions.new_standards import JOB
from households.actions.rechecks import raise_round
from households.actions.warnings import warn_of_lines
from households.actions.watchlist import reassess
from households.models import RecheckRound
from households.queries.watchlist import number_watched
from households.register import export, filename
from unionaid import clock
from unionaid.jobs.running import Result, kind

REGISTER = "households.register"
RECHECK_ROUND = "households.recheck_round"
DUPLICATES = "households.duplicates"


@kind(REGISTER)
def write_register(job, progress):
    """Write the register its parameters ask for; the result is kept for the owner alone."""
    handle, name = tempfile.mkstemp(suffix=".xlsx")
    os.close(handle)
    path = Path(name)
    try:
        export(
            path,
            query=job.params["query"],
            keys=job.params["keys"],
            by=job.owner,
            step=lambda done: progress.step(done, max(job.params["rows"], done)),
        )
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return filename(job.owner), path


@kind(RECHECK_ROUND)
def raise_rechecks(job, progress):
    """Raise the tasks of a round; a second run goes on where the first was stopped."""
    order = RecheckRound.objects.select_related("unit").get(pk=job.params["order"])
    raised = raise_round(order, step=lambda done: progress.step(done, max(order.files, done)))
    return Result(values={"files": raised})


@kind(JOB)
def look_at_the_edge(job, progress):
    """Assess the watched households under today's standards; warn of those that have left under the line."""
    day, total = clock.today(), number_watched()
    qualifying = reassess(day, step=lambda done: progress.step(done, max(total, done)))
    warned = warn_of_lines(day, step=lambda done: progress.step(total, total))
    return Result(values={"qualifying": qualifying, "warned": warned})


@kind(DUPLICATES)
def find_duplicates(job, progress):
    """Find all pairs of files that may be one anew."""
    pairs, left_out = rebuild(step=lambda done, total: progress.step(done, max(total, done)))
    return Result(values={"pairs": pairs, "left_out": left_out})
