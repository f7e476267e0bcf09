"""Table 2, 困难职工结构情况表: the workers on record by age, education, skill, work and people."""

from collections import Counter

from django.db.models import Count
from django.utils.translation import gettext as _

from households import profiles
from households.enums import Tier
from households.queries import census
from households.standards import retirement_ages
from reports import links
from reports.statistics import Column, Equation, Kind, Line, Share, Statistic, Term, with_shares
from unionaid.organizations import codes

KEY = "structure"
JUNIOR_OR_LESS = ("PRIMARY", "JUNIOR_SECONDARY")
UNSKILLED = ("NONE", "JUNIOR")
HAN = "01"


def compute(unit, period):
    """Return table 2 at the end of the period. Every section counts all files, so each adds up by itself."""
    day = period.last
    columns = _columns()
    sections = [
        (_("年龄"), _banded(unit, day, "age", "age_band"), [_of_4050(unit, day)]),
        (
            _("文化程度"),
            _banded(unit, day, "education", "education_group"),
            [("JUNIOR_OR_LESS", _("其中：初中及以下"), JUNIOR_OR_LESS)],
        ),
        (
            _("技能等级"),
            _banded(unit, day, "skill", "skill_group"),
            [("UNSKILLED", _("其中：无技能和初级工"), UNSKILLED)],
        ),
        (_("工作状态"), _coded(unit, day, "work_status", "employment_status"), []),
        (_("民族"), _coded(unit, day, "ethnicity", "ethnicity"), []),
    ]
    lines = []
    for title, counted, parts in sections:
        lines.append(Line(title, heading=True))
        lines += counted
        lines += [part if isinstance(part, Line) else _sum_of(counted, *part) for part in parts]
    answer = census.census(unit, day, "tier")
    total = Line(
        _("在档户数"),
        {"total": answer.total} | answer.by_tier,
        urls={"total": links.files(unit, day), **_tier_urls(unit, day, {})},
    )
    return with_shares(
        Statistic(
            2, KEY, _("困难职工结构情况表"), _("单位：户"), _("指标"), columns, lines, total,
            [
                Equation(
                    _("各梯度之和 = 合计"),
                    (*(Term(KEY, tier.value) for tier in Tier), Term(KEY, "total", -1)),
                    every_line=True,
                )
            ],
            [
                _("各项按职工本人统计，每一项的分类之和等于在档户数"),
                _("“4050”人员：男满 50 周岁、女满 40 周岁，未到法定退休年龄"),
            ],
        )
    )


def _columns():
    return [
        Column("total", _("合计"), adds=False),
        *(Column(tier.value, str(tier.label), _("困难类别"), adds=False) for tier in Tier),
        Column("share", _("占比（%）"), kind=Kind.PERCENT, adds=False, share=Share("total")),
    ]


def _banded(unit, day, by, filter_name):
    return [
        _line(unit, day, row.name, row.code, row.by_tier, {filter_name: row.code})
        for row in census.census(unit, day, by).rows
    ]


def _coded(unit, day, column, list_name):
    """Return a line for each code that occurs, in the order of its list, 未记录 last."""
    found = {}
    grouped = census.on_record(unit, day).values(column, "tier").annotate(files=Count("pk")).order_by()
    for row in grouped:
        by_tier = found.setdefault(row[column], census.no_tiers())
        by_tier[row["tier"] or Tier.UNRATED.value] += row["files"]
    order = [item.code for item in codes.items(list_name) if item.code in found]
    lines = [
        _line(unit, day, codes.label(list_name, code), code, found[code], {column: code}) for code in order
    ]
    if "" in found:
        lines.append(_line(unit, day, _("未记录"), "", found[""], None))
    return lines


def _of_4050(unit, day):
    """The 4050 group, which crosses the age bands."""
    workers = census.on_record(unit, day).filter(profiles.of_4050(day, retirement_ages(unit, day)))
    by_tier = Counter(census.no_tiers())
    for row in workers.values("tier").annotate(files=Count("pk")).order_by():
        by_tier[row["tier"] or Tier.UNRATED.value] += row["files"]
    line = _line(unit, day, _("其中：“4050”人员"), "4050", dict(by_tier), {"worker_4050": "1"})
    line.part = True
    return line


def _sum_of(lines, code, name, keys):
    """Some lines of a section together, without a list of their own."""
    chosen = [line for line in lines if line.code in keys]
    values = {key: sum(line.values[key] for line in chosen) for key in ("total", *Tier.values)}
    return Line(name, values, code=code, part=True)


def _line(unit, day, name, code, by_tier, filters):
    values = {"total": sum(by_tier.values())} | by_tier
    urls = {}
    if filters is not None:
        urls = {"total": links.files(unit, day, **filters)} | _tier_urls(unit, day, filters)
    return Line(str(name), values, code=code, urls=urls)


def _tier_urls(unit, day, filters):
    return {tier: links.files(unit, day, tier=tier, **filters) for tier in Tier.values}
