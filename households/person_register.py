"""The register of personal-data requests as a workbook, and the evidence of who took it."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from unionaid import clock
from unionaid.audit import Event, record
from unionaid.web.registers import RegisterColumn, write_register


@transaction.atomic
def export(path, rows, by):
    """Write the lines to a file and record the export. Returns their number."""
    with translation.override(settings.LANGUAGE_CODE):
        table = [_row(row) for row in rows]
        write_register(_columns(), table, path, _notes(by))
        record(
            Event.REGISTER_EXPORTED, subject=by.unit, by=by,
            detail={"register": "persons", "rows": len(table)},
        )
    return len(table)


def _columns():
    return [
        RegisterColumn(_("提出日期"), "date", 12),
        RegisterColumn(_("登记工会"), width=22),
        RegisterColumn(_("事项")),
        RegisterColumn(_("姓名")),
        RegisterColumn(_("证件号码后四位")),
        RegisterColumn(_("提出人")),
        RegisterColumn(_("事由"), width=40),
        RegisterColumn(_("答复期限"), "date", 12),
        RegisterColumn(_("状态")),
        RegisterColumn(_("答复日期"), "date", 12),
        RegisterColumn(_("答复"), width=40),
    ]


def _row(row):
    return [
        row.received_on, row.unit.name, row.get_kind_display(), row.person_name, row.id_last4,
        row.requester_name or row.get_requester_display(), row.reason, row.due_on,
        row.get_status_display(), row.answered_on, row.answer,
    ]


def _notes(by):
    return [
        (_("内容"), _("本人查询、更正、撤回授权和异议，一件一行")),
        (_("数据截至"), f"{clock.today():%Y-%m-%d}"),
        (_("导出人"), f"{by.user.display_name}（{by.unit.name}，{by.role_label}）"),
    ]
