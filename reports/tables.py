"""Statistical tables as plain rows, from the same figures as the screens."""

from django.utils import timezone
from django.utils.translation import gettext as _

from households.enums import Tier
from reports.workbooks import Table
from unionaid import clock


def census_table(answer, posting):
    """困难职工家庭基本情况表: units by tier with people and shares of the total."""
    rows = [
        [row.code, row.name, row.total, *row.by_tier.values(), row.people, _share(row.total, answer.total)]
        for row in answer.rows
    ]
    demo = clock.business_date() is not None
    return Table(
        title=_("困难职工家庭基本情况表") + (_("（演示数据）") if demo else ""),
        unit_name=_("填报单位（盖章）：%(unit)s") % {"unit": answer.unit.name},
        period=_("截至 %(day)s") % {"day": answer.as_of.isoformat()},
        measure=_("单位：户、人"),
        headers=[
            _("代码"),
            _("地区（单位）"),
            _("在档户数"),
            (_("困难类别"), [str(tier.label) for tier in Tier]),
            _("家庭人口"),
            _("占比（%）"),
        ],
        rows=rows,
        summed=range(2, 8),
        control=_("核对：%(parts)s = %(total)d")
        % {"parts": " + ".join(map(str, answer.by_tier.values())), "total": answer.total},
        foot=_(
            "单位负责人：        审核人：        填表人：        联系电话：        填报日期：    年  月  日"
        ),
        notes=[
            (_("口径"), _("在档户：截至当日 24:00 状态为“在档”的档案，一户一档；不含渐退期")),
            (_("未记录"), _("历史迁入、没有梯度的档案，单列一栏，不摊入其他梯度")),
            (_("截至"), answer.as_of.isoformat()),
            (_("单位范围"), answer.unit.name),
            (
                _("来源"),
                _("%(year)d 年末历史汇总") % {"year": answer.from_summary}
                if answer.from_summary
                else _("逐户档案"),
            ),
            (_("导出人"), f"{posting.user.display_name} · {posting.unit.name}"),
            (_("导出时间"), timezone.localtime().strftime("%Y-%m-%d %H:%M")),
        ],
    )


def _share(value, whole):
    return round(100 * value / whole, 2) if whole else 0
