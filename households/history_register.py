"""The timeline of a file as a workbook."""

from django.db import transaction
from django.utils.translation import gettext as _

from households.file_history import KINDS
from unionaid.audit import Event, record
from unionaid.web.registers import RegisterColumn, write_register


@transaction.atomic
def export(path, *, archive, entries, by, notes):
    """Write entries to a workbook, a line for each field a change altered, and record the export."""
    columns = [
        RegisterColumn(_("日期"), "date", 12),
        RegisterColumn(_("类别"), width=12),
        RegisterColumn(_("办理人"), width=26),
        RegisterColumn(_("事项"), width=44),
        RegisterColumn(_("说明"), width=40),
        RegisterColumn(_("项目"), width=24),
        RegisterColumn(_("变更前"), width=30),
        RegisterColumn(_("变更后"), width=30),
    ]
    lines = [line for entry in entries for line in _lines(entry)]
    write_register(columns, lines, path, notes)
    record(
        Event.REGISTER_EXPORTED, subject=archive, by=by, detail={"list": "history", "rows": len(lines)}
    )
    return len(lines)


def _lines(entry):
    told = [entry.on, str(KINDS[entry.kind]), entry.who, entry.words, entry.note]
    if not entry.rows:
        return [[*told, "", "", ""]]
    return [[*told, row.label, row.before, row.after] for row in entry.rows]
