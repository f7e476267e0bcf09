"""数据看板: the province, a prefecture or a county at the end of any day."""

from datetime import date

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from households import profiles, standards
from households.enums import Status, Tier
from households.errors import LineMissing
from households.queries import census
from reports import figures, links
from reports.figures import Figure
from reports.periods import quarter_start
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations import reference
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.scope import STEP
from unionaid.web.access import require
from unionaid.web.tile_map import Tile

COUNTY_DEPTH = 3


@require(Permission.VIEW_DASHBOARD)
def dashboard(request):
    posting, today = request.posting, clock.today()
    unit, as_of = chosen_unit(request), chosen_day(request, today)
    answer = census.census(unit, as_of, "prefecture" if unit.depth == 1 else "county")
    context = {
        "unit": unit,
        "units": UnionUnit.objects.visible_to(posting).filter(depth__lte=COUNTY_DEPTH),
        "as_of": as_of,
        "answer": answer,
        "parts": [_part(answer, tier, as_of) for tier in Tier],
        "total_url": links.files(unit, as_of),
        "rows": _rows(answer, as_of),
        "longest": max((row.total for row in answer.rows), default=0),
    }
    if answer.from_summary is None:
        context |= _details(posting, unit, as_of, today, answer)
    return render(request, "reports/dashboard.html", context)


def chosen_unit(request):
    """Return the unit named in the address, the posting's own by default, 404 outside its scope."""
    code = request.GET.get("unit")
    if not code:
        return request.posting.unit
    return get_object_or_404(UnionUnit.objects.visible_to(request.posting), code=code)


def chosen_day(request, today):
    """Return the day named in the address, never later than today."""
    try:
        return min(date.fromisoformat(request.GET.get("as_of", "")), today)
    except ValueError:
        return today


def _details(posting, unit, as_of, today, answer):
    came, went = figures.quarter(posting, unit, as_of)
    trend = figures.trend(posting, unit, as_of)
    counts = figures.status_counts(unit, as_of)
    first = quarter_start(as_of)
    shown = _profiles(unit, as_of)
    unknown_skill = next(bar.value for bar in shown[3].bars if bar.muted)
    return {
        "tiles": _tiles(answer, as_of) if unit.depth == 1 else None,
        "profiles": shown,
        "figures": [
            Figure(_("家庭人口"), answer.people, _("人"), links.files(unit, as_of)),
            Figure(_("本季新建档"), came, _("户"), links.came(unit, as_of, first, as_of)),
            Figure(_("本季退档"), went, _("户"), links.went(unit, as_of, first, as_of)),
            Figure(
                _("渐退期关注"),
                counts.get(Status.GRACE, 0),
                _("户"),
                links.files(unit, as_of, status=Status.GRACE),
            ),
            Figure(
                _("待审核"),
                figures.in_review(counts),
                _("户"),
                links.files(unit, as_of, status=links.REVIEW),
            ),
            Figure(
                _("已退回"),
                counts.get(Status.RETURNED, 0),
                _("户"),
                links.files(unit, as_of, status=Status.RETURNED),
            ),
        ],
        "trend": trend,
        "trend_data": _trend_data(trend),
        "checks": figures.checks(answer, as_of, today, came, went, unknown_skill),
    }


def _part(answer, tier, as_of):
    return {
        "tier": tier,
        "value": answer.by_tier[tier],
        "url": links.files(answer.unit, as_of, tier=tier.value),
    }


def _rows(answer, as_of):
    for row in answer.rows:
        row.url = links.files(row.unit_code, as_of)
        row.tier_urls = [
            (tier, row.by_tier[tier], links.files(row.unit_code, as_of, tier=tier)) for tier in Tier.values
        ]
    return sorted(answer.rows, key=lambda row: -row.total)


def _tiles(answer, as_of):
    places = {tile["code"]: tile for tile in reference.tiles()}
    return [
        Tile(
            row=int(places[row.code]["row"]),
            col=int(places[row.code]["col"]),
            name=row.name,
            short_name=places[row.code]["short_name"],
            value=row.total,
            url=row.url,
            label=_("%(name)s %(total)d 户，其中深度困难 %(deep)d 户")
            % {"name": row.name, "total": row.total, "deep": row.by_tier["DEEP"]},
            note=_("深度 %(deep)d") % {"deep": row.by_tier["DEEP"]},
        )
        for row in answer.rows
        if row.code in places and len(row.path) == 2 * STEP
    ]


def _profiles(unit, as_of):
    try:
        rules = standards.rule_set_for(unit, as_of)
        ages = {"1": rules.retirement_age_men, "2": rules.retirement_age_women}
    except LineMissing:
        ages = profiles.RETIREMENT_AGES
    age = figures.profile(unit, as_of, "age", _("年龄结构"), _("按职工本人周岁"), filter_name="age_band")
    age.strong_value = census.count_4050(unit, as_of, ages)
    age.strong_url = links.files(unit, as_of, worker_4050="1")
    cause = figures.profile(unit, as_of, "cause", _("主要致困原因"), _("每户一项主因"), filter_name="cause")
    top = max(cause.bars, key=lambda bar: bar.value, default=None)
    cause.top = top
    return [
        cause,
        age,
        figures.profile(
            unit,
            as_of,
            "education",
            _("文化程度"),
            _("按职工本人"),
            strong=("PRIMARY", "JUNIOR_SECONDARY"),
            filter_name="education_group",
        ),
        figures.profile(
            unit,
            as_of,
            "skill",
            _("技能等级"),
            _("按职工本人"),
            strong=("NONE", "JUNIOR"),
            filter_name="skill_group",
        ),
    ]


def _trend_data(trend):
    """The same numbers for the interactive chart; a click on a bar opens its list."""
    return {
        "months": trend.months,
        "opened": {"name": _("新建档"), "data": trend.opened},
        "closed": {"name": _("退档"), "data": trend.closed},
        "stock": {"name": _("月末在档（右轴）"), "data": trend.stock},
        "links": [trend.opened_urls, trend.closed_urls],
    }
