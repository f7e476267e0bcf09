"""What stands around the tables of a workbook: who asks, for which union, when, and how it is counted."""

from django.utils import timezone
from django.utils.translation import gettext as _

from reports.statistics import digest
from reports.workbooks import Frame
from unionaid import clock


def frame(unit, period, tables, posting):
    """Return the frame of a workbook of a unit and period that a posting asks for."""
    demo = clock.business_date() is not None
    notes = [
        (_("填报单位"), unit.name),
        (_("报告期"), f"{period.name}（{period.first.isoformat()} — {period.last.isoformat()}）"),
        (_("数据截至"), _("%(day)s 24:00") % {"day": period.last.isoformat()}),
        (_("单位范围"), _("%(unit)s及其下属各级工会") % {"unit": unit.name}),
        (_("导出人"), f"{posting.user.display_name}（{posting.unit.name}，{posting.role_label}）"),
        (_("导出时间"), timezone.localtime().strftime("%Y-%m-%d %H:%M:%S")),
        (_("校验码"), digest(tables)),
        (_("金额"), _("表内为万元，保留全部小数，显示两位；合计由各行相加，不由显示数相加")),
    ]
    return Frame(
        unit_name=_("填报单位（盖章）：%(unit)s") % {"unit": unit.name},
        period=_("报告期：%(period)s") % {"period": period.name},
        notes=[(_("演示数据"), _("本工作簿均为虚构的演示数据")), *notes] if demo else notes,
        foot=_(
            "单位负责人：        审核人：        填表人：        联系电话：        填报日期：    年  月  日"
        ),
        mark=_("（演示数据）") if demo else "",
    )
