"""The list of requests as a workbook."""

from django.db import transaction
from django.utils.translation import gettext as _

from unionaid.audit import Event, record
from unionaid.privacy.masks import mask_name
from unionaid.web.registers import RegisterColumn, write_register

MOST = 20_000


@transaction.atomic
def export(path, *, rows, by, notes):
    """Write requests to a workbook and record the export. Names outside the posting's scope stay masked."""
    columns = [
        RegisterColumn(_("申请事项"), width=12),
        RegisterColumn(_("职工")),
        RegisterColumn(_("档案号"), width=22),
        RegisterColumn(_("建档工会"), width=24),
        RegisterColumn(_("状态"), width=16),
        RegisterColumn(_("等待办理的工会"), width=24),
        RegisterColumn(_("提出人")),
        RegisterColumn(_("申请日期"), "date", 12),
        RegisterColumn(_("办结日期"), "date", 12),
        RegisterColumn(_("理由"), width=50),
    ]
    rows = list(rows[:MOST])
    write_register(columns, (_row(row, by) for row in rows), path, notes)
    record(Event.REGISTER_EXPORTED, by=by, detail={"list": "requests", "rows": len(rows)})
    return len(rows)


def _row(asked, by):
    inside = by.sees(asked.archive.unit_path)
    name = asked.archive.worker_name
    return [
        asked.get_kind_display(),
        name if inside else mask_name(name),
        asked.archive.file_no,
        asked.unit.name,
        asked.get_status_display(),
        asked.acting_unit.name if asked.acting_unit else "",
        asked.opened_by.display_name,
        asked.opened_on,
        asked.ended_on,
        asked.reason if inside else "",
    ]
