"""The list of referrals as a workbook."""

from django.db import transaction
from django.utils.translation import gettext as _

from unionaid import clock
from unionaid.audit import Event, record
from unionaid.web.registers import RegisterColumn, write_register


@transaction.atomic
def export(path, *, rows, by):
    """Write referrals to a workbook and record the export."""
    columns = [
        RegisterColumn(_("转介日期"), "date", 12),
        RegisterColumn(_("职工")),
        RegisterColumn(_("档案号"), width=24),
        RegisterColumn(_("建档工会"), width=24),
        RegisterColumn(_("转介事项"), width=20),
        RegisterColumn(_("结果")),
        RegisterColumn(_("结果日期"), "date", 12),
        RegisterColumn(_("救助金额（元）"), "money", 14),
    ]
    table = [
        [
            row.referred_on, row.archive.worker_name, row.archive.file_no, row.unit.name,
            row.get_to_display(), row.get_result_display(), row.result_on, row.amount,
        ]
        for row in rows
    ]
    notes = [
        (_("导出人"), f"{by.user.display_name} · {by.unit.name}"),
        (_("导出日期"), clock.today().isoformat()),
    ]
    write_register(columns, table, path, notes)
    record(Event.REGISTER_EXPORTED, by=by, detail={"list": "referrals", "rows": len(table)})
    return len(table)
