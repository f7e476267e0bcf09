"""数据看板: the province, a prefecture or a county at the end of any day."""

from datetime import date, timedelta

from django.shortcuts import render
from django.utils.translation import gettext as _

from households import standards
from households.enums import Status, Tier
from households.queries import census
from reports import cards, figures, links
from reports.checks import checks
from reports.figures import Figure
from reports.periods import quarter_ends, quarter_start
from reports.statistics import in_ten_thousands, percentage
from reports.trends import trend
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations import reference
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.scope import STEP
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit
from unionaid.web.tile_map import Tile

COUNTY_DEPTH = 3
OFFERED_QUARTERS = 8


@require(Permission.VIEW_DASHBOARD)
def dashboard(request):
    posting, today = request.posting, clock.today()
    unit, as_of = chosen_unit(request), chosen_day(request, today)
    answer = census.census(unit, as_of, "prefecture" if unit.depth == 1 else "county")
    context = {
        "unit": unit,
        "units": UnionUnit.objects.visible_to(posting).filter(depth__lte=COUNTY_DEPTH),
        "as_of": as_of,
        "days": quarter_ends(today, OFFERED_QUARTERS),
        "answer": answer,
        "parts": [_part(answer, tier) for tier in Tier],
        "total_url": _list_of(answer, unit),
        "unrated_in": sum(row.by_tier[Tier.UNRATED] > 0 for row in answer.rows),
        "rows": _rows(answer),
        "longest": max((row.total for row in answer.rows), default=0),
    }
    if answer.from_summary is None:
        context |= _details(posting, answer, today)
    return render(request, "reports/dashboard.html", context)


def chosen_day(request, today):
    """Return the day named in the address, never later than today."""
    try:
        return min(date.fromisoformat(request.GET.get("as_of", "")), today)
    except ValueError:
        return today


def _details(posting, answer, today):
    """What only files themselves can tell, not a year-end summary."""
    unit, as_of = answer.unit, answer.as_of
    before = census.census(unit, quarter_start(as_of) - timedelta(days=1))
    came, went = figures.quarter(posting, unit, as_of)
    months = trend(posting, unit, as_of)
    shown = _profiles(posting, unit, as_of)
    tiles = _tiles(answer) if unit.depth == 1 else []
    unskilled = next(bar.value for bar in shown[-1].bars if bar.muted)
    paid, unpaired = cards.aid_card(unit, as_of), figures.without_contact(unit, as_of)
    return {
        "change": answer.total - before.total,
        "tiles": tiles,
        "others": answer.total - sum(tile.value for tile in tiles),
        "profiles": shown,
        "figures": _figures(unit, as_of, came, went, paid, unpaired),
        "aid": paid,
        "campaigns": cards.campaign_cards(unit, as_of),
        "trend": months,
        "trend_data": _trend_data(months),
        "checks": checks(answer, before, came, went, today, unskilled, unpaired),
    }


def _figures(unit, as_of, came, went, paid, unpaired):
    by_status, on_record = figures.counts(unit, as_of)
    first = quarter_start(as_of)
    households = _("户")
    return [
        Figure(_("本季新建档"), came, households, links.came(unit, as_of, first, as_of)),
        Figure(_("本季退档"), went, households, links.went(unit, as_of, first, as_of)),
        Figure(
            _("渐退期关注"), by_status.get(Status.GRACE, 0), households,
            links.files(unit, as_of, status=Status.GRACE),
        ),
        Figure(
            _("待审核"), figures.in_review(by_status), households,
            links.files(unit, as_of, status=links.REVIEW),
        ),
        Figure(
            _("责任联系人覆盖"), percentage(on_record - unpaired, on_record), "%",
            links.contacts(unit, "PAIRED") if as_of == clock.today() else "",
        ),
        Figure(_("本年已发放"), in_ten_thousands(paid.total), _("万元"), paid.url),
    ]


def _part(answer, tier):
    return {
        "tier": tier,
        "value": answer.by_tier[tier],
        "url": _list_of(answer, answer.unit, tier=tier.value),
    }


def _list_of(answer, unit, **filters):
    """The address of the files a figure counts, "" where a year-end summary answers and there are none."""
    return "" if answer.from_summary else links.files(unit, answer.as_of, **filters)


def _rows(answer):
    for row in answer.rows:
        row.url = _list_of(answer, row.unit_code)
        row.tier_urls = [
            (tier, row.by_tier[tier], _list_of(answer, row.unit_code, tier=tier)) for tier in Tier.values
        ]
    return sorted(answer.rows, key=lambda row: -row.total)


def _tiles(answer):
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


def _profiles(posting, unit, as_of):
    """The four profiles. 4050 asks for the retirement ages the lists use: those of the posting's unit."""

    def profile(by, title, note, **options):
        return figures.profile(unit, as_of, by, title, note, **options)

    age = profile("age", _("年龄结构"), _("按职工本人周岁"), filter_name="age_band")
    age.strong_value = census.count_4050(unit, as_of, standards.retirement_ages(unit, as_of))
    age.strong_url = links.files(unit, as_of, worker_4050="1")
    return [
        profile("cause", _("主要致困原因"), _("每户一项主因"), filter_name="cause", largest_first=True),
        age,
        profile(
            "education", _("文化程度"), _("按职工本人"),
            strong=("PRIMARY", "JUNIOR_SECONDARY"), filter_name="education_group",
        ),
        profile(
            "skill", _("技能等级"), _("按职工本人"), strong=("NONE", "JUNIOR"), filter_name="skill_group",
        ),
    ]


def _trend_data(months):
    """The same numbers for the interactive chart; a click on a bar opens its list."""
    return {
        "months": months.months,
        "opened": {"name": _("新建档"), "data": months.opened},
        "closed": {"name": _("退档"), "data": months.closed},
        "stock": {"name": _("月末在档（右轴）"), "data": months.stock},
        "links": [months.column("opened_url"), months.column("closed_url")],
    }
