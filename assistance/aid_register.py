"""帮扶台账 as a workbook: one aid a row, in the columns of DOMAIN 5.2."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.kinds import RowStatus
from assistance.models import PaymentRow
from assistance.proposals import period_label
from unionaid import clock
from unionaid.audit import Event, record
from unionaid.web.registers import RegisterColumn, write_register

MOST = 100_000
SETTLED = (RowStatus.PAID, RowStatus.SENT, RowStatus.PENDING, RowStatus.REFUNDED)


@transaction.atomic
def export(path, *, rows, by, filters):
    """Write aid to a workbook and record the export. Returns the number of rows."""
    rows = list(rows.select_related("archive", "member", "unit", "proposed_by")[:MOST])
    batches = _batches(rows)
    lines = (_row(aid, batches.get(aid.pk, "")) for aid in rows)
    write_register(_columns(), lines, path, _notes(by, filters))
    record(Event.REGISTER_EXPORTED, by=by, detail={"list": "aid", "rows": len(rows)})
    return len(rows)


def _batches(rows):
    """Return {aid: batch number} of the payment each aid went through last."""
    found = PaymentRow.objects.filter(aid__in=[aid.pk for aid in rows], status__in=SETTLED)
    return dict(found.order_by("pk").values_list("aid", "batch__number"))


def _columns():
    return [
        RegisterColumn(_("档案号"), width=22),
        RegisterColumn(_("职工姓名")),
        RegisterColumn(_("建档工会"), width=24),
        RegisterColumn(_("困难类别")),
        RegisterColumn(_("帮扶项目")),
        RegisterColumn(_("受助家庭成员")),
        RegisterColumn(_("时段"), width=16),
        RegisterColumn(_("资金来源"), width=20),
        RegisterColumn(_("年度"), "integer", 8),
        RegisterColumn(_("发放形式"), width=10),
        RegisterColumn(_("实物"), width=20),
        RegisterColumn(_("金额（元）"), "money", 14),
        RegisterColumn(_("状态"), width=12),
        RegisterColumn(_("批准日期"), "date", 12),
        RegisterColumn(_("发放日期"), "date", 12),
        RegisterColumn(_("发放批次"), width=18),
        RegisterColumn(_("经办")),
        RegisterColumn(_("事件标签"), width=10),
    ]


def _row(aid, batch):
    return [
        aid.archive.file_no, aid.archive.worker_name, aid.unit.name, aid.get_tier_display(),
        aid.get_aid_type_display(), aid.member.name if aid.member else "", period_label(aid.period),
        aid.source_label, aid.year, aid.get_form_display(),
        f"{aid.goods} × {aid.quantity}" if aid.goods else "", aid.amount, aid.get_status_display(),
        aid.approved_on, aid.paid_on, batch, aid.proposed_by.display_name if aid.proposed_by else "",
        "" if aid.event_tag == "NONE" else aid.get_event_tag_display(),
    ]  # fmt: skip


def _notes(by, filters):
    found = [
        (_("内容"), _("帮扶台账，一项帮扶一行；同一户可有多行")),
        (_("筛选条件"), filters or _("无")),
        (_("数据截至"), clock.today().isoformat()),
        (_("导出时间"), timezone.localtime().strftime("%Y-%m-%d %H:%M:%S")),
        (_("导出人"), f"{by.user.display_name}（{by.unit.name}，{by.role_label}）"),
    ]
    if clock.business_date():
        found.append((_("演示数据"), _("本表均为虚构的演示数据")))
    return found
