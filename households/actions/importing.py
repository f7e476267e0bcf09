"""Bringing a workbook in: kept sealed, checked, imported in one transaction, taken back while untouched."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from households.actions import import_changes
from households.enums import ImportStatus, RowVerdict
from households.errors import FileError, NotAllowed, UnitClosed
from households.import_errors import (
    ColumnsMissing,
    ColumnTwice,
    HeaderNotFound,
    ImportNotOpen,
    NoHouseholds,
    NothingToImport,
    Overtaken,
    RowNotTaken,
    RowsRefused,
    Touched,
)
from households.imports import checking, drafting, headers, plans, sheets, template
from households.imports.fields import fields
from households.models import Draft, ImportColumnHabit, ImportPart, ImportRow, ImportRun, ImportValueHabit
from households.queries import import_targets
from households.queries import imports as queries
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.organizations.queries import hold
from unionaid.web import workbook_reader

PART_BYTES = 1 << 20
CHUNK = 500
KEPT = timedelta(days=365)


def upload(*, by, file_name, content, password=""):
    """Keep a workbook, sealed, with the columns recognised in it, and return its ImportRun.

    Raises WorkbookRefused for what is no workbook, HeaderNotFound, NoHouseholds. Nothing is checked yet.
    """
    _allow(by)
    plain, found, planned = _opened(by, content, password)
    with transaction.atomic():
        return _begin(by, file_name, plain, found, planned)


@dataclass(frozen=True)
class Outcome:
    """What came of a workbook brought in at one go; without a run nothing was written."""

    report: object
    plans: list
    run: object = None


def bring_in(*, by, file_name, content, password="", keep_good=False, dry_run=False):
    """Check and import a workbook at one go, for programs. Returns its Outcome.

    All or nothing unless `keep_good`: where one row is wrong, every row that would have been written
    counts as refused. A dry run says row by row what would happen. Nothing to import is no error.
    """
    _allow(by)
    plain, found, planned = _opened(by, content, password)
    report = checking.check(found, planned, by, own_words=queries.value_habits(by.unit))
    counts = report.counts
    if dry_run or not counts["created"] + counts["changed"]:
        return Outcome(report, planned)
    if counts["refused"] and not keep_good:
        report.refuse_all()
        return Outcome(report, planned)
    with transaction.atomic():
        run = _begin(by, file_name, plain, found, planned)
        _carry_out(run, report, by, keep_good)
    return Outcome(report, planned, run)


def _opened(by, content, password):
    """Return (bytes without password, sheets, plans) of a workbook with households in it."""
    _kind, plain = workbook_reader.opened(content, password)
    found = workbook_reader.read(plain)
    planned = headers.recognise(found, queries.column_habits(by.unit))
    if not planned:
        raise HeaderNotFound()
    main = planned[0]
    if all(sheets.is_passed_over(row) for row in found[main.sheet].rows[main.first :]):
        raise NoHouseholds()
    return plain, found, planned


def _begin(by, file_name, plain, found, planned):
    run = ImportRun.objects.create(
        unit=by.unit,
        unit_path=by.unit.path,
        file_name=_bare_name(file_name),
        file_hash=hashlib.sha256(plain).hexdigest(),
        file_size=len(plain),
        plan={"sheets": plans.to_json(planned), "words": queries.value_habits(by.unit)},
        template_version=template.version_in(found)[:40],
        created_by=by.user,
    )
    ImportPart.objects.bulk_create(
        ImportPart(run=run, place=place, content=plain[start : start + PART_BYTES])
        for place, start in enumerate(range(0, len(plain), PART_BYTES))
    )
    record(Event.IMPORT_UPLOADED, subject=run, by=by, detail={"file_name": run.file_name, "size": len(plain)})
    return run


@transaction.atomic
def map_columns(*, run, by, keys, words, remember):
    """Decide which field each column of the first sheet is, and which code its words mean.

    `keys` maps the place of a column to a field's key or "", `words` a key to {word: code}. What is
    remembered serves the office's next workbook. Raises ColumnTwice, ColumnsMissing.
    """
    run = _open(run, by)
    planned = plans.from_json(run.plan["sheets"])
    main, used = planned[0], set()
    for column in main.columns:
        key = keys.get(column.place, column.key)
        if key and key in used:
            raise ColumnTwice(title=fields()[key].title)
        used.add(key)
        if key != column.key:
            is_amount = key and fields()[key].kind == "amount"
            column.scale = headers.TEN_THOUSAND if is_amount and "万" in column.title else 1
        column.key = key
    if not used & {"meta.file_no", "worker.id_number"}:
        raise ColumnsMissing()
    known = run.plan["words"]
    laid = {key: known.get(key, {}) | words.get(key, {}) for key in {*known, *words}}
    run.plan = {"sheets": plans.to_json(planned), "words": laid}
    run.status, run.version = ImportStatus.UPLOADED, run.version + 1
    run.read = run.created = run.changed = run.same = run.refused = run.warned = 0
    run.save()
    run.rows.all().delete()
    if remember:
        _remember(run, main, words)
    return run


def check(*, run, by, step=lambda done, total: None):
    """Check every row against the files there are, keep what was found, and return the run."""
    _open(run, by)
    report = _report(run, by, step)
    with transaction.atomic():
        run = _open(run, by)
        _keep(run, report)
        run.status, run.checked_at, run.version = ImportStatus.CHECKED, timezone.now(), run.version + 1
        run.save()
    return run


def carry_out(*, run, by, keep_good, step=lambda done, total: None):
    """Import a checked workbook: all of it, or with `keep_good` all but the wrong rows. Returns the run.

    The rows are checked once more first. Drafts, requests, report and evidence stand or fall together.
    Asked again after it was done, it changes nothing. Raises RowsRefused, NothingToImport, Overtaken.
    """
    if ImportRun.objects.get(pk=run.pk).status == ImportStatus.DONE:
        return ImportRun.objects.get(pk=run.pk)
    _open(run, by)
    report = _report(run, by, step)
    counts = report.counts
    with transaction.atomic():
        run = _open(run, by)
        if counts["refused"] and not keep_good:
            raise RowsRefused(count=counts["refused"])
        if not counts["created"] + counts["changed"]:
            raise NothingToImport()
        _carry_out(run, report, by, keep_good)
    return run


def _carry_out(run, report, by, keep_good):
    if not hold(by.unit).is_open:
        raise UnitClosed(unit=by.unit.name)
    _refuse_overtaken(report, by)
    done = _write(run, report, by, keep_good)
    _keep(run, report, done)
    run.status, run.keep_good, run.version = ImportStatus.DONE, keep_good, run.version + 1
    run.done_by, run.done_at = by.user, timezone.now()
    run.checked_at = run.checked_at or run.done_at
    run.save()
    record(
        Event.IMPORT_DONE,
        subject=run,
        by=by,
        after=report.counts,
        detail={"file_name": run.file_name, "sha256": run.file_hash[:16]},
    )


@transaction.atomic
def undo(*, run, by):
    """Take an import back as a whole while nobody has touched what came with it. Raises Touched.

    New drafts go, drafts that were changed say what they said before, open requests are withdrawn.
    """
    _allow(by)
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.status != ImportStatus.DONE:
        raise ImportNotOpen(status=ImportStatus(run.status))
    found = list(
        run.rows.filter(verdict__in=[RowVerdict.CREATED, RowVerdict.CHANGED]).select_related(
            "draft", "archive", "request"
        )
    )
    touched = [row for row in found if not _is_untouched(row)]
    if touched:
        raise Touched(names=[(row.detail or {}).get("name", "") for row in touched])
    gone = [row.draft_id for row in found if row.verdict == RowVerdict.CREATED]
    for start in range(0, len(gone), CHUNK):
        Draft.objects.filter(pk__in=gone[start : start + CHUNK]).delete()
    for row in found:
        if row.verdict == RowVerdict.CHANGED:
            _take_back(row, by)
    run.status, run.version = ImportStatus.UNDONE, run.version + 1
    run.undone_by, run.undone_at = by.user, timezone.now()
    run.save()
    record(Event.IMPORT_UNDONE, subject=run, by=by, detail={"file_name": run.file_name, "rows": len(found)})
    return run


@transaction.atomic
def discard(*, run, by):
    """Give a workbook up that was not imported: the file and what was found in it are destroyed."""
    run = _open(run, by)
    run.parts.all().delete()
    run.rows.all().delete()
    run.status, run.plan, run.version = ImportStatus.DISCARDED, {}, run.version + 1
    run.read = run.created = run.changed = run.same = run.refused = run.warned = 0
    run.save()
    record(Event.IMPORT_DISCARDED, subject=run, by=by, detail={"file_name": run.file_name})
    return run


def forget_old():
    """Destroy the workbooks and rows of imports whose year is over; the counts stay listed."""
    before = timezone.now() - KEPT
    old = ImportRun.objects.filter(created_at__lt=before, parts__isnull=False).distinct()
    for run in old:
        with transaction.atomic():
            run.parts.all().delete()
            run.rows.all().delete()
            ImportRun.objects.filter(pk=run.pk).update(plan={})


def _allow(by):
    if not by.may(Permission.ENTER_FILES):
        raise NotAllowed()


def _open(run, by):
    """Return the run, locked inside a transaction; raise where it is over."""
    _allow(by)
    rows = ImportRun.objects
    if transaction.get_connection().in_atomic_block:
        rows = rows.select_for_update(of=("self",))
    run = rows.get(pk=run.pk)
    if not run.is_open:
        raise ImportNotOpen(status=ImportStatus(run.status))
    return run


def _bare_name(name):
    """Return a file's name without folders, whatever system it comes from."""
    return name.replace("\\", "/").rpartition("/")[2][-160:] or "workbook.xlsx"


def _report(run, by, step):
    found = workbook_reader.read(queries.content_of(run))
    return checking.check(
        found, plans.from_json(run.plan["sheets"]), by, own_words=run.plan["words"], step=step
    )


def _keep(run, report, done=None):
    """Keep counts and rows of a report; `done` tells what came of a row."""
    for name, number in report.counts.items():
        setattr(run, name, number)
    run.warned = sum(1 for row in report.rows if row.doubts and not row.errors)
    run.rows.all().delete()
    made = []
    for row in report.rows:
        kept = ImportRow(
            run=run,
            number=row.number,
            sheet=row.sheet,
            verdict=row.verdict,
            has_doubts=bool(row.doubts),
            detail=queries.detail_of(row),
            archive=row.archive,
        )
        result = dict(done.get(id(row), {})) if done else {}
        kept.detail |= result.pop("kept", {})
        for name, value in result.items():
            setattr(kept, name, value)
        made.append(kept)
    ImportRow.objects.bulk_create(made, batch_size=CHUNK)


def _refuse_overtaken(report, by):
    """Raise Overtaken where a person or file of the report is not as it was when it was checked."""
    indexes = {row.id_index for row in report.rows if row.verdict == RowVerdict.CREATED and row.id_index}
    if import_targets.people_on_file(indexes) or import_targets.drafts_by_person(indexes, by):
        raise Overtaken()


def _write(run, report, by, keep_good):
    """Write drafts and changes. Returns {id of a report's row: what its kept row says of it}.

    A change the file refuses stops everything, or with `keep_good` only its row.
    """
    made = [
        (row, _draft(run, row, row.unit or by.unit, by))
        for row in report.rows
        if row.verdict == RowVerdict.CREATED
    ]
    Draft.objects.bulk_create([draft for _row, draft in made], batch_size=CHUNK)
    done = {
        id(row): {"draft": draft, "draft_number": draft.pk, "draft_version": draft.version}
        for row, draft in made
    }
    for row in report.rows:
        if row.verdict == RowVerdict.CHANGED and row.archive is None:
            done[id(row)] = _change_draft(row, by)
        elif row.verdict == RowVerdict.CHANGED:
            try:
                with transaction.atomic():
                    done[id(row)] = import_changes.change(row=row, by=by, reason=run.file_name)
            except FileError as error:
                if not keep_good:
                    raise RowNotTaken(row=row.number, name=row.name, sentence=str(error)) from error
                row.refuse(error.code, str(error))
    return done


def _draft(run, row, unit, by):
    return Draft(
        unit=unit,
        unit_path=unit.path,
        payload=row.payload,
        worker_name=drafting.name_in(row.payload),
        id_index=row.id_index,
        created_by=by.user,
        saved_by=by.user,
        editors=[by.user_id],
        request_key=f"import:{run.pk}:{row.sheet}:{row.number}",
    )


def _change_draft(row, by):
    """Lay what the workbook says over a draft there is, which must be as it was checked."""
    draft = Draft.objects.select_for_update(of=("self",)).filter(pk=row.draft.pk).first()
    if draft is None or draft.version != row.draft.version:
        raise Overtaken()
    before = draft.payload
    draft.payload, draft.version = row.payload, draft.version + 1
    draft.saved_by, draft.saved_at = by.user, timezone.now()
    draft.editors = sorted({*draft.editors, by.user_id})
    draft.worker_name = drafting.name_in(row.payload)
    draft.save()
    return {
        "draft": draft,
        "draft_number": draft.pk,
        "draft_version": draft.version,
        "kept": {"before": before},
    }


def _is_untouched(row):
    if row.archive_id is not None:
        return import_changes.is_untouched(row)
    return row.draft is not None and row.draft.version == row.draft_version


def _take_back(row, by):
    if row.archive_id is not None:
        import_changes.take_back(row, by)
        return
    draft = row.draft
    draft.payload, draft.version = row.detail["before"], draft.version + 1
    draft.worker_name = drafting.name_in(draft.payload)
    draft.saved_by, draft.saved_at = by.user, timezone.now()
    draft.save()


def _remember(run, plan, words):
    """Keep what the office has decided for its next workbook."""
    own = {"unit": run.unit, "unit_path": run.unit_path}
    for column in plan.columns:
        title = headers.bare(column.title)[:80]
        if title:
            ImportColumnHabit.objects.update_or_create(
                unit=run.unit, title=title, defaults=own | {"key": column.key}
            )
    for key, meanings in words.items():
        for word, code in meanings.items():
            ImportValueHabit.objects.update_or_create(
                unit=run.unit, key=key, word=word[:60], defaults=own | {"code": code}
            )
