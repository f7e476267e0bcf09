"""Lists of looking at files again as workbooks: written, then recorded."""

from django.db import transaction
from django.utils.translation import gettext as _

from households.outcome_words import outcome_label
from households.queries.duplicates import sides
from households.queries.surveys import reports_of
from unionaid import clock
from unionaid.audit import Event, record
from unionaid.web.registers import RegisterColumn, write_register

CHUNK = 1000


@transaction.atomic
def export_tasks(path, *, rows, by):
    """Write tasks to a workbook and record the export. Returns the number of rows."""
    columns = [
        RegisterColumn(_("事项"), width=12),
        RegisterColumn(_("缘由"), width=36),
        RegisterColumn(_("职工")),
        RegisterColumn(_("档案号"), width=24),
        RegisterColumn(_("建档工会"), width=24),
        RegisterColumn(_("产生日期"), "date", 12),
        RegisterColumn(_("期限"), "date", 12),
        RegisterColumn(_("状态")),
        RegisterColumn(_("结果"), width=18),
        RegisterColumn(_("办结日期"), "date", 12),
        RegisterColumn(_("办理人")),
    ]
    return export(path, columns, (_task(row) for row in rows.iterator(chunk_size=CHUNK)), by, "checks")


def export(path, columns, table, by, name):
    """Write a table with its notes and leave evidence of who took which list. Returns the number of rows."""
    count = 0

    def counted():
        nonlocal count
        for row in table:
            count += 1
            yield row

    notes = [
        (_("导出人"), f"{by.user.display_name} · {by.unit.name}"),
        (_("导出日期"), clock.today().isoformat()),
    ]
    write_register(columns, counted(), path, notes)
    record(Event.REGISTER_EXPORTED, subject=by.unit, by=by, detail={"list": name, "rows": count})
    return count


def _task(task):
    return [
        task.get_kind_display(), task.reason, task.archive.worker_name, task.archive.file_no,
        task.unit.name, task.raised_on, task.due_on, task.get_status_display(),
        str(outcome_label(task.outcome)), task.ended_on,
        task.ended_by.display_name if task.ended_by else "",
    ]


@transaction.atomic
def note_population(check, *, rows, by):
    """Record that the list a spot check was drawn from was taken."""
    record(Event.REGISTER_EXPORTED, subject=check.target, by=by, detail={"list": "spot-check", "rows": rows})


@transaction.atomic
def export_survey(path, *, batch, by):
    """Write the reports of a survey to a workbook and record the export."""
    columns = [
        RegisterColumn(_("代码"), width=12),
        RegisterColumn(_("单位"), width=28),
        RegisterColumn(_("应排查户数"), "integer"),
        RegisterColumn(_("已排查户数"), "integer"),
        RegisterColumn(_("发现困难户数"), "integer"),
        RegisterColumn(_("已建档户数"), "integer"),
        RegisterColumn(_("完成率（%）"), "money"),
        RegisterColumn(_("上报日期"), "date"),
        RegisterColumn(_("完成日期"), "date"),
        RegisterColumn(_("上报人")),
        RegisterColumn(_("催报次数"), "integer"),
        RegisterColumn(_("情况说明"), width=40),
    ]
    table = (_report(row) for row in reports_of(batch, by).iterator(chunk_size=CHUNK))
    return export(path, columns, table, by, "survey")


def _report(row):
    return [
        row.unit.public_code, row.unit.name, row.planned, row.surveyed, row.found, row.filed,
        f"{100 * row.surveyed / row.planned:.2f}" if row.planned else None, row.reported_on, row.ended_on,
        row.reported_by.display_name if row.reported_by else "", row.reminders, row.note,
    ]


@transaction.atomic
def export_watchlist(path, *, rows, by):
    """Write watched households to a workbook and record the export."""
    columns = [
        RegisterColumn(_("职工")),
        RegisterColumn(_("工作单位"), width=28),
        RegisterColumn(_("所属工会"), width=24),
        RegisterColumn(_("状态")),
        RegisterColumn(_("列入日期"), "date", 12),
        RegisterColumn(_("人均月纯收入"), "money"),
        RegisterColumn(_("核算结果")),
        RegisterColumn(_("核算日期"), "date", 12),
        RegisterColumn(_("办理期限"), "date", 12),
        RegisterColumn(_("移出日期"), "date", 12),
        RegisterColumn(_("移出原因")),
    ]
    return export(path, columns, (_watched(row) for row in rows.iterator(chunk_size=CHUNK)), by, "watchlist")


def _watched(entry):
    (assessment,) = entry.current
    return [
        entry.worker_name, entry.employer, entry.unit.name, entry.get_status_display(), entry.entered_on,
        assessment.chronic_per_capita, assessment.get_outcome_display(), assessment.assessed_on,
        entry.due_on, entry.left_on, entry.get_left_reason_display() if entry.left_reason else "",
    ]


@transaction.atomic
def export_duplicates(path, *, rows, by, words):
    """Write pairs to a workbook and record the export. A file outside the scope is office and telephone."""
    columns = [
        RegisterColumn(_("相同之处"), width=30),
        RegisterColumn(_("第一份：档案号"), width=24),
        RegisterColumn(_("第一份：职工")),
        RegisterColumn(_("第一份：建档工会"), width=24),
        RegisterColumn(_("第一份：电话")),
        RegisterColumn(_("第二份：档案号"), width=24),
        RegisterColumn(_("第二份：职工")),
        RegisterColumn(_("第二份：建档工会"), width=24),
        RegisterColumn(_("第二份：电话")),
        RegisterColumn(_("状态")),
        RegisterColumn(_("发现日期"), "date", 12),
    ]
    table = (_pair(row, by, words) for row in rows.iterator(chunk_size=CHUNK))
    return export(path, columns, table, by, "duplicates")


def _pair(pair, by, words):
    values = [_("、").join(str(words[key]) for key in pair.keys.split())]
    for side in sides(pair, by):
        own = [side.archive.file_no, side.archive.worker_name] if side.archive else ["", ""]
        values += [*own, side.office, side.telephone]
    return [*values, pair.get_status_display(), pair.found_on]
