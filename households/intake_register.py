"""The intake register as a workbook, and the evidence of who took it. Telephones leave masked."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from unionaid import clock
from unionaid.audit import Event, record
from unionaid.privacy.masks import mask_phone
from unionaid.web.registers import RegisterColumn, write_register


@transaction.atomic
def export(path, rows, by):
    """Write the lines to a file and record the export. Returns their number."""
    with translation.override(settings.LANGUAGE_CODE):
        table = [_row(line) for line in rows]
        write_register(_columns(), table, path, _notes(by))
        record(
            Event.REGISTER_EXPORTED, subject=by.unit, by=by,
            detail={"register": "intake", "rows": len(table)},
        )
    return len(table)


def _columns():
    return [
        RegisterColumn(_("登记日期"), "date", 12),
        RegisterColumn(_("登记工会"), width=22),
        RegisterColumn(_("申请人")),
        RegisterColumn(_("联系电话")),
        RegisterColumn(_("工作单位"), width=28),
        RegisterColumn(_("申请途径")),
        RegisterColumn(_("办理结果")),
        RegisterColumn(_("办理日期"), "date", 12),
        RegisterColumn(_("理由或转介单位"), width=40),
        RegisterColumn(_("档案号"), width=24),
        RegisterColumn(_("纸质材料柜号")),
    ]


def _row(line):
    return [
        line.received_on, line.unit.name, line.applicant, mask_phone(line.phone) if line.phone else "",
        line.employer, line.get_channel_display(), line.get_result_display(), line.result_on,
        line.refusal_reason or line.referred_to, line.archive.file_no if line.archive else "",
        line.shelf_no,
    ]


def _notes(by):
    return [
        (_("内容"), _("受理登记，一件一行；不予受理的也在内")),
        (_("数据截至"), f"{clock.today():%Y-%m-%d}"),
        (_("导出人"), f"{by.user.display_name}（{by.unit.name}，{by.role_label}）"),
    ]
