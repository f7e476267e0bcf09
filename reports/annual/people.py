"""Table 1, 困难职工家庭基本情况表: households on record by union, with tier, people and marks."""

from collections import Counter, defaultdict

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from households.enums import Tier, WorkerKind
from households.models import HistoricalSummary
from households.queries import census
from reports import links
from reports.annual.units import place_of, rows_about
from reports.statistics import Column, Equation, Kind, Line, Share, Statistic, Term, added_up, with_shares

KEY = "people"
FEMALE = "2"
MARKS = {
    "migrants": Q(worker_kind=WorkerKind.MIGRANT),
    "women": Q(sex=FEMALE),
    "single_parents": Q(is_single_parent=True),
    "zero_employment": Q(is_zero_employment=True),
    "model_workers": ~Q(model_worker_type__in=["0", ""]),
    "on_dibao": Q(on_dibao=True),
}
# The list behind each column, as its filters.
LISTS = {
    "total": {},
    **{tier.value: {"tier": tier.value} for tier in Tier},
    "people": {},
    "migrants": {"worker_kind": WorkerKind.MIGRANT.value},
    "women": {"sex": FEMALE},
    "single_parents": {"is_single_parent": "1"},
    "zero_employment": {"is_zero_employment": "1"},
    "model_workers": {"model_worker": "1"},
    "on_dibao": {"on_dibao": "1"},
}


def compute(unit, period):
    """Return table 1 at the end of the period. One grouped query, whatever the number of unions.

    For a day before the files begin, the year-end summary answers: it knows unions and tiers alone.
    """
    columns = _columns()
    year = census.summary_year(period.last)
    sums = defaultdict(Counter)
    for row in _of_summary(unit, year) if year else _grouped(unit, period.last):
        kept = sums[place_of(unit, row["unit_path"])]
        kept["total"] += row["files"]
        kept[row["tier"] or Tier.UNRATED.value] += row["files"]
        kept.update({name: row.get(name, 0) for name in ("people", *MARKS)})
    lines = []
    for path, name, each in rows_about(unit, period.last, sums):
        urls = {} if year or path == unit.path else _urls(each, period.last)
        lines.append(_line(name, each, sums.get(path, Counter()), urls))
    total = added_up(_("合计"), lines, columns, urls={} if year else _urls(unit, period.last))
    return with_shares(
        Statistic(
            1, KEY, _("困难职工家庭基本情况表"), _("单位：户、人"), _("地区（单位）"), columns, lines, total,
            [
                Equation(
                    _("深度困难 + 相对困难 + 意外致困 + 未记录 = 在档户数"),
                    (*(Term(KEY, tier.value) for tier in Tier), Term(KEY, "total", -1)),
                    every_line=True,
                )
            ],
            [
                _("在档户数为期末 24:00 状态为“在档”的档案，一户一档，不含渐退期"),
                *([_("本期由 %(year)d 年末历史汇总回答，只有单位和梯度") % {"year": year}] if year else []),
                _("未记录为历史迁入、没有梯度的档案，单列一栏，不摊入其他梯度"),
            ],
            chart=tuple(Tier.values),
        )
    )


def _columns():
    return [
        Column("total", _("在档户数")),
        *(Column(tier.value, str(tier.label), _("困难类别")) for tier in Tier),
        Column("people", _("家庭人口")),
        Column("migrants", _("困难农民工"), _("其中")),
        Column("women", _("女职工"), _("其中")),
        Column("single_parents", _("单亲"), _("其中")),
        Column("zero_employment", _("零就业家庭"), _("其中")),
        Column("model_workers", _("劳模"), _("其中")),
        Column("on_dibao", _("低保家庭"), _("其中")),
        Column("share", _("占比（%）"), kind=Kind.PERCENT, share=Share("total")),
    ]


def _grouped(unit, day):
    marks = {name: Count("pk", filter=condition) for name, condition in MARKS.items()}
    return (
        census.on_record(unit, day)
        .values("unit_path", "tier")
        .annotate(files=Count("pk"), people=Sum("household_size"), **marks)
        .order_by()
    )


def _of_summary(unit, year):
    found = HistoricalSummary.objects.within(unit.path).filter(year=year)
    return found.values("unit_path", "tier").annotate(files=Sum("stock")).order_by()


def _line(name, unit, sums, urls):
    values = {column.key: sums[column.key] for column in _columns() if column.share is None}
    return Line(name, values, code=unit.public_code, urls=urls)


def _urls(unit, day):
    return {key: links.files(unit, day, **filters) for key, filters in LISTS.items()}
