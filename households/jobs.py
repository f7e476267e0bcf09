"""Work of households that runs in the background."""

import os
import tempfile
from pathlib import Path

from households.register import export, filename
from unionaid.jobs.running import kind

REGISTER = "households.register"


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
