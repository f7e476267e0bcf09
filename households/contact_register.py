"""Contacts, visits, demands, ledger and tasks as tables: the columns of their workbooks and CSV files."""

import csv
import io
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.contact_enums import DemandStep
from households.contact_words import phone_shown, words_shown
from unionaid import clock
from unionaid.audit import Event, record
from unionaid.organizations import codes
from unionaid.web.registers import RegisterColumn, write_register


@dataclass(frozen=True)
class Table:
    """A list as a table. `lines(rows)` gives a tuple for each line, in the order of `columns`."""

    name: str
    title: str
    columns: tuple
    lines: object


def _columns(*pairs):
    return tuple((title, kind, width) for title, kind, width in pairs)


FILE = (
    (gettext_lazy("档案号"), "text", 24),
    (gettext_lazy("职工姓名"), "text", 12),
    (gettext_lazy("困难类别"), "text", 12),
    (gettext_lazy("建档工会"), "text", 20),
    (gettext_lazy("街道（乡镇）"), "text", 16),
)
CONTACT = (
    (gettext_lazy("责任联系人"), "text", 12),
    (gettext_lazy("单位职务"), "text", 28),
    (gettext_lazy("联系电话"), "text", 16),
)


def _file(archive):
    return (
        archive.file_no, archive.worker_name, archive.get_tier_display(), archive.unit.short_name,
        archive.township,
    )


def _contact(pairing):
    return (pairing.contact_name, pairing.contact_post, phone_shown(pairing)) if pairing else ("", "", "")


def _due(rows):
    for row in rows:
        asked = "；".join(words_shown(demand.content) for demand in row.archive.open_demands)
        yield (*_file(row.archive), *_contact(row), row.last_visit_on, row.next_visit_on, asked)


def _pairings(rows):
    for archive in rows:
        pairing = next(iter(archive.current_pairings), None)
        days = (pairing.paired_on, pairing.last_visit_on, pairing.next_visit_on) if pairing else (None,) * 3
        yield (*_file(archive), *_contact(pairing), *days)


def _records(rows):
    for row in rows:
        yield (
            *_file(row.archive), row.get_purpose_display(), row.visited_on, row.visitors, row.met,
            words_shown(row.findings, 500), row.next_on,
        )


def _demands(rows):
    for row in rows:
        yield (
            *_file(row.archive), codes.label("aid_type", row.kind), words_shown(row.content, 500),
            row.get_source_display(), row.raised_on, row.due_on, row.get_status_display(),
            row.referred_to, row.get_outcome_display(), row.closed_on,
        )


def ledger_lines(rows):
    """The columns of 结对帮扶工作台账 (table 14), one line a demand, one for a household without any."""
    for row in rows:
        file = (row.archive.file_no, row.archive.worker_name, row.archive.get_tier_display())
        for demand in row.archive.asked or (None,):
            yield (*file, *_contact(row), row.paired_on, row.last_visit_on, *_asked(demand))


def _asked(demand):
    if demand is None:
        return ("", "", None)
    kind = codes.label("aid_type", demand.kind)
    steps = [note for note in demand.notes.all() if note.step != DemandStep.RAISE]
    done = words_shown(steps[-1].note, 300) if steps else ""
    state = demand.get_outcome_display() or demand.get_status_display()
    return (f"{kind}：{words_shown(demand.content, 300)}", "：".join(filter(None, (state, done))),
            demand.closed_on)


def _tasks(rows):
    for row in rows:
        yield (
            *_file(row.archive), row.get_kind_display(), row.reason, row.raised_on, row.due_on,
            row.assigned_to.display_name if row.assigned_to else "", row.get_status_display(), row.ended_on,
        )


DAY = ("date", 12)
TABLES = {
    table.name: table
    for table in (
        Table("due", gettext_lazy("走访计划"), _columns(
            *FILE, *CONTACT, (gettext_lazy("上次走访"), *DAY), (gettext_lazy("应走访日期"), *DAY),
            (gettext_lazy("待办诉求"), "text", 40)), _due),
        Table("pairings", gettext_lazy("结对名册"), _columns(
            *FILE, *CONTACT, (gettext_lazy("结对日期"), *DAY), (gettext_lazy("上次走访"), *DAY),
            (gettext_lazy("应走访日期"), *DAY)), _pairings),
        Table("records", gettext_lazy("走访记录"), _columns(
            *FILE, (gettext_lazy("走访事由"), "text", 12), (gettext_lazy("走访日期"), *DAY),
            (gettext_lazy("走访人"), "text", 18), (gettext_lazy("受访人"), "text", 12),
            (gettext_lazy("了解到的情况"), "text", 60), (gettext_lazy("下次走访"), *DAY)), _records),
        Table("demands", gettext_lazy("诉求清单"), _columns(
            *FILE, (gettext_lazy("诉求类别"), "text", 14), (gettext_lazy("诉求内容"), "text", 48),
            (gettext_lazy("来源"), "text", 10), (gettext_lazy("提出日期"), *DAY),
            (gettext_lazy("办理期限"), *DAY), (gettext_lazy("状态"), "text", 10),
            (gettext_lazy("转交单位"), "text", 20), (gettext_lazy("办理结果"), "text", 14),
            (gettext_lazy("办结日期"), *DAY)), _demands),
        Table("ledger", gettext_lazy("结对帮扶工作台账"), _columns(
            (gettext_lazy("档案编号"), "text", 24), *FILE[1:3], (gettext_lazy("联系责任人"), "text", 12),
            *CONTACT[1:], (gettext_lazy("结对日期"), *DAY), (gettext_lazy("走访日期"), *DAY),
            (gettext_lazy("职工诉求"), "text", 48), (gettext_lazy("办理情况"), "text", 40),
            (gettext_lazy("办结日期"), *DAY)), ledger_lines),
        Table("tasks", gettext_lazy("工作清单"), _columns(
            *FILE, (gettext_lazy("事项"), "text", 14), (gettext_lazy("缘由"), "text", 48),
            (gettext_lazy("产生日期"), *DAY), (gettext_lazy("期限"), *DAY),
            (gettext_lazy("承办人"), "text", 12), (gettext_lazy("状态"), "text", 10),
            (gettext_lazy("办结日期"), *DAY)), _tasks),
    )
}


@transaction.atomic
def write_workbook(path, *, table, rows, by, filters):
    """Write a list to a workbook and record the export."""
    columns = [RegisterColumn(str(title), kind, width) for title, kind, width in table.columns]
    lines = [list(line) for line in table.lines(rows)]
    notes = [
        (_("名称"), str(table.title)),
        (_("导出人"), f"{by.user.display_name} · {by.unit.name}"),
        (_("导出日期"), clock.today().isoformat()),
        (_("筛选条件"), filters or _("无")),
        (_("说明"), _("手机号码已遮盖；诉求和走访情况中的证件号码、电话和账号已遮盖。")),
    ]
    write_register(columns, lines, path, notes)
    _left(table, lines, by)


@transaction.atomic
def as_csv(*, table, rows, by):
    """Return a list as the text of a CSV file that spreadsheets open, and record the export."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([str(title) for title, _kind, _width in table.columns])
    lines = list(table.lines(rows))
    writer.writerows([[_safe(value) for value in line] for line in lines])
    _left(table, lines, by)
    return "\ufeff" + out.getvalue()


def _safe(value):
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _left(table, lines, by):
    record(Event.REGISTER_EXPORTED, by=by, detail={"list": table.name, "rows": len(lines)})
