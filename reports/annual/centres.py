"""Table 13, 帮扶中心建设情况表: centres of prefectures and counties, and their receptions, by union."""

from collections import Counter, defaultdict
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.enums import CentreFunction, CentreLevel
from campaigns.models import CentreReception, HelpCentre
from reports.annual.units import place_of, rows_about
from reports.statistics import Column, Equation, Kind, Line, Share, Statistic, Term, added_up, with_shares
from unionaid.organizations.enums import UnionKind, UnionLevel
from unionaid.organizations.models import UnionUnit

KEY = "centres"
NEEDED_AT = (UnionLevel.CITY, UnionLevel.COUNTY)
COUNTED = (CentreLevel.CITY, CentreLevel.COUNTY)
FUNCTIONS = {"aid": CentreFunction.AID, "rights": CentreFunction.RIGHTS, "service": CentreFunction.SERVICE}
LISTED = {
    "help-centres": ("built", "standard", "staff", "windows"),
    "centre-receptions": ("received", *FUNCTIONS),
}


def compute(unit, period):
    """Return table 13: centres as they stood at the end of the period, receptions within it."""
    columns = _columns()
    sums = defaultdict(Counter)
    for rows in (_needed(unit, period), _built(unit, period), _received(unit, period)):
        for row in rows:
            sums[place_of(unit, row.pop("unit_path"))].update({key: value or 0 for key, value in row.items()})
    keys = [column.key for column in columns if column.share is None]
    lines = [
        Line(
            name, {key: sums.get(path, Counter())[key] for key in keys}, code=each.public_code,
            urls={} if path == unit.path else _urls(each, period),
        )
        for path, name, each in rows_about(unit, period.last, sums)
    ]
    return with_shares(
        Statistic(
            13, KEY, _("帮扶中心建设情况表"), _("单位：个、人、人次"), _("地区（单位）"), columns, lines,
            added_up(_("合计"), lines, columns, urls=_urls(unit, period)),
            [
                Equation(
                    _("帮扶 + 维权 + 服务 = 接待人次"),
                    (*(Term(KEY, key) for key in FUNCTIONS), Term(KEY, "received", -1)),
                    every_line=True,
                )
            ],
            [_("应建为市州和县（市、区）总工会数；街道、企业站点不计入")],
        )
    )


def _columns():
    return [
        Column("needed", _("应建（个）")),
        Column("built", _("已建（个）")),
        Column("standard", _("规范化达标（个）")),
        Column("coverage", _("覆盖率（%）"), kind=Kind.PERCENT, share=Share("standard", "needed")),
        Column("staff", _("工作人员（人）")),
        Column("windows", _("服务窗口（个）")),
        Column("received", _("接待（人次）")),
        *(Column(key, str(each.label), _("其中（人次）")) for key, each in FUNCTIONS.items()),
    ]


def _needed(unit, period):
    day = period.last
    alive = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    units = UnionUnit.objects.within(unit.path).filter(
        alive, kind=UnionKind.TERRITORIAL, level__in=NEEDED_AT
    )
    return [{"unit_path": path, "needed": 1} for path in units.order_by().values_list("path", flat=True)]


def _built(unit, period):
    standing = HelpCentre.objects.within(unit.path).held()
    standing = standing.filter(held_on__lte=period.last, level__in=COUNTED).order_by()
    return standing.values("unit_path").annotate(
        built=Count("pk"),
        standard=Count("pk", filter=Q(standard_on__lte=period.last)),
        staff=Sum("staff"),
        windows=Sum("windows"),
    )


def _received(unit, period):
    log = CentreReception.objects.within(unit.path).held()
    log = log.filter(held_on__range=(period.first, period.last)).order_by()
    return log.values("unit_path").annotate(
        received=Sum("person_times"),
        **{key: Sum("person_times", filter=Q(function=each)) for key, each in FUNCTIONS.items()},
    )


def _urls(unit, period):
    spans = {
        "help-centres": {"to": period.last.isoformat()},
        "centre-receptions": {"from": period.first.isoformat(), "to": period.last.isoformat()},
    }
    return {
        key: f"{reverse('campaign_records', args=[slug])}?{urlencode({'unit': unit.code} | spans[slug])}"
        for slug, keys in LISTED.items()
        for key in keys
    }
