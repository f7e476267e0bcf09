"""Table 3, 致困原因统计表: main causes by tier, and how often each is a further cause."""

from django.db.models import Count
from django.utils.translation import gettext as _

from households.enums import Tier
from households.models import SecondaryCause
from households.queries import census
from reports import links
from reports.statistics import Column, Equation, Kind, Line, Share, Statistic, Term, added_up, with_shares

KEY = "causes"


def compute(unit, period):
    """Return table 3 at the end of the period."""
    day, columns = period.last, _columns()
    further = _further(unit, day)
    lines = [
        Line(
            row.name,
            {"total": row.total, "further": further.get(row.code, 0)} | row.by_tier,
            code=row.code,
            urls={"total": links.files(unit, day, cause=row.code)}
            | {tier: links.files(unit, day, cause=row.code, tier=tier) for tier in Tier.values}
            | {"further": links.files(unit, day, secondary_cause=row.code)},
        )
        for row in census.census(unit, day, "cause").rows
    ]
    urls = {"total": links.files(unit, day)}
    urls |= {tier: links.files(unit, day, tier=tier) for tier in Tier.values}
    return with_shares(
        Statistic(
            3, KEY, _("致困原因统计表"), _("单位：户、户次"), _("致困原因"), columns, lines,
            added_up(_("合计"), lines, columns, urls=urls),
            [
                Equation(
                    _("各梯度之和 = 主要致困户数"),
                    (*(Term(KEY, tier.value) for tier in Tier), Term(KEY, "total", -1)),
                    every_line=True,
                )
            ],
            [
                _("每户一项主要致困原因；次要原因每户至多三项，按户次统计，不与户数相加"),
                _("次要致困原因按在档户现在的登记统计"),
            ],
            chart=tuple(Tier.values),
        )
    )


def _columns():
    return [
        Column("total", _("主要致困（户）")),
        *(Column(tier.value, str(tier.label), _("其中")) for tier in Tier),
        Column("share", _("占比（%）"), kind=Kind.PERCENT, share=Share("total")),
        Column("further", _("次要致困（户次）")),
    ]


def _further(unit, day):
    """Return {cause: files} of the further causes of the files on record."""
    archives = census.on_record(unit, day).values("archive")
    found = SecondaryCause.objects.filter(archive__in=archives).order_by().values("cause")
    return dict(found.annotate(files=Count("pk")).values_list("cause", "files"))
