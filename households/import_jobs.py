"""Checking and importing workbooks in the background, and the files that come back from it."""

import os
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from households.actions import drafts, importing
from households.drafting import content_of_payload
from households.enums import RowVerdict
from households.errors import FileError
from households.imports import export
from households.models import Draft, ImportRun
from households.queries.imports import rows_of
from unionaid import clock
from unionaid.jobs import running
from unionaid.jobs.errors import JobFailed
from unionaid.jobs.queries import jobs_of
from unionaid.web.workbook_reader import WorkbookRefused

CHECK, RUN, EXPORT = "households.import_check", "households.import_run", "households.round_trip"
AT_ONCE = 500  # rows


def start_check(run, by):
    return running.start(
        CHECK, title=_("检查 %(file)s") % {"file": run.file_name}, by=by, request_key=_key(run), run=run.pk
    )


def start_run(run, by, *, keep_good, submit):
    return running.start(
        RUN, title=_("导入 %(file)s") % {"file": run.file_name}, by=by, request_key=_key(run), run=run.pk,
        keep_good=keep_good, submit=submit,
    )


def job_of(run, by):
    """Return the latest background work of a run, None without one."""
    return jobs_of(by).filter(kind__in=[CHECK, RUN], request_key__startswith=f"{run.pk}:").first()


def _key(run):
    return f"{run.pk}:{run.version}"


@running.kind(CHECK)
def check(job, progress):
    run = ImportRun.objects.get(pk=job.params["run"])
    try:
        importing.check(run=run, by=job.owner, step=progress.step)
    except (FileError, WorkbookRefused) as error:
        raise JobFailed(str(error)) from error


@running.kind(RUN)
def carry_out(job, progress):
    """Import, then submit what is complete where that was asked for; both may run again."""
    run = ImportRun.objects.get(pk=job.params["run"])
    try:
        run = importing.carry_out(
            run=run, by=job.owner, keep_good=job.params["keep_good"], step=progress.step
        )
    except (FileError, WorkbookRefused) as error:
        raise JobFailed(str(error)) from error
    if job.params["submit"]:
        submit_complete(run, job.owner, progress.step)


@running.kind(EXPORT)
def write_round_trip(job, progress):
    handle, name = tempfile.mkstemp(suffix=".xlsx")
    os.close(handle)
    path = Path(name)
    total = job.params["rows"]
    try:
        export.export(
            path, by=job.owner, national=job.params["national"],
            step=lambda done: progress.step(done, max(total, done)),
        )
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return export.filename(job.owner), path


def submit_complete(run, by, step=lambda done, total: None):
    """Submit the new drafts of an import that lack nothing; the others stay drafts. Returns how many."""
    found = rows_of(run, RowVerdict.CREATED).filter(draft__isnull=False).values_list("draft", flat=True)
    keys, submitted = list(found), 0
    for done, pk in enumerate(keys):
        step(done, len(keys))
        draft = Draft.objects.select_related("unit").filter(pk=pk).first()
        if draft is None:
            continue
        try:
            content = content_of_payload(draft.payload, draft.unit, clock.today())
            drafts.submit(draft=draft, content=content, version=draft.version, by=by)
        except FileError:
            continue
        submitted += 1
    return submitted
