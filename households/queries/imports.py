"""Imports of a posting's scope, their rows, and what an office remembers."""

from households.enums import RowVerdict
from households.models import ImportColumnHabit, ImportRow, ImportRun, ImportValueHabit
from unionaid.organizations.models import UnionUnit


def imports_for(posting):
    """Imports of the posting's scope, newest first, without what they hold."""
    return ImportRun.objects.visible_to(posting).select_related("unit", "created_by").defer("plan")


def rows_of(run, verdict=""):
    """Rows of a run by number; `verdict` is error, doubt, or one of RowVerdict."""
    rows = ImportRow.objects.filter(run=run)
    match verdict:
        case "error":
            return rows.filter(verdict=RowVerdict.REFUSED)
        case "doubt":
            return rows.filter(has_doubts=True).exclude(verdict=RowVerdict.REFUSED)
        case _ if verdict in RowVerdict.values:
            return rows.filter(verdict=verdict)
    return rows


def content_of(run):
    """Return the bytes of the workbook."""
    return b"".join(bytes(part.content) for part in run.parts.all())


def same_file_before(run):
    """Return the last import of the same file in the run's union, None without one."""
    earlier = ImportRun.objects.filter(file_hash=run.file_hash, unit=run.unit, done_at__isnull=False)
    return earlier.exclude(pk=run.pk).order_by("-done_at").first()


def column_habits(unit):
    """Return {title: key} as the union or one above it has decided; its own word goes first."""
    return dict(_of_line(ImportColumnHabit, unit).values_list("title", "key"))


def value_habits(unit):
    """Return {key: {word: code}} as the union or one above it has decided."""
    found = {}
    for key, word, code in _of_line(ImportValueHabit, unit).values_list("key", "word", "code"):
        found.setdefault(key, {})[word] = code
    return found


def _of_line(model, unit):
    """Rows of a union and of those above it, the highest first."""
    steps = range(UnionUnit.steplen, len(unit.path) + 1, UnionUnit.steplen)
    return model.objects.filter(unit_path__in=[unit.path[:end] for end in steps]).order_by("unit_path")


def detail_of(row):
    """Return what is kept of a checked row: in words, numbers masked."""
    found = {"name": row.name}
    if row.shown:
        found["shown"] = row.shown
    if row.errors:
        found["errors"] = [_problem(problem) for problem in row.errors]
    if row.doubts:
        found["doubts"] = [_problem(problem) for problem in row.doubts]
    if row.after is not None:
        found["differences"] = row.differences
    return found


def _problem(problem):
    return [
        problem.row,
        problem.column,
        problem.place,
        problem.value,
        problem.code,
        problem.message,
        problem.sheet,
        problem.key,
    ]
