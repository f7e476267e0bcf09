"""Table 10, “金秋助学”活动情况表: grants by school stage and source (DOMAIN 7)."""

from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.enums import FundSource
from campaigns.enums import GrantResult, Measure, SchoolStage, StudentKind
from campaigns.models import StudentGrant, SummaryRecord
from households.enums import WorkerKind
from reports.statistics import Column, Equation, Kind, Line, Statistic, Term, added_up
from unionaid.money import MoneyField, yuan

KEY = "schooling"
GRANTED = Q(result=GrantResult.GRANTED)
AMOUNT = F("cash") + F("goods_value")
GOVERNMENT = (FundSource.PROVINCE, FundSource.CITY_COUNTY, FundSource.INTEREST)


def compute(unit, period):
    """Return table 10 of a unit and period; what 历史汇总 tell stands in a row of its own."""
    columns = _columns()
    found = {row.pop("stage"): row for row in _by_stage(unit, period)}
    url = _address(unit, period)
    lines = [
        Line(
            str(stage.label), _filled(found.get(stage.value, {}), columns), code=stage.value,
            urls=dict.fromkeys(("students", "times", "amount"), url),
        )
        for stage in SchoolStage
    ]
    lines.append(_of_summaries(unit, period, columns))
    different = _granted(unit, period).aggregate(students=Count("member", distinct=True))
    total = added_up(
        _("合计"), lines, columns, different, dict.fromkeys(("students", "times", "amount"), url)
    )
    return Statistic(
        10, KEY, _("“金秋助学”活动情况表"), _("单位：人、人次、万元"), _("学段"), columns, lines,
        total,
        [
            Equation(
                _("新录取 + 在读 + 历史汇总 = 人次"),
                (Term(KEY, "new"), Term(KEY, "continuing"), Term(KEY, "earlier"), Term(KEY, "times", -1)),
                every_line=True,
            ),
            Equation(
                _("各资金来源 + 历史汇总 = 金额"),
                (
                    *(Term(KEY, key) for key in ("central", "government", "union", "donation", "unsourced")),
                    Term(KEY, "earlier_amount"),
                    Term(KEY, "amount", -1),
                ),
                every_line=True,
            ),
        ],
        [
            _("人数按学生去重：期内升学的学生在两个学段各计一次，在合计中计一次；历史汇总只有人次"),
            _("只计予以资助的学生；不予资助的登记在活动记录中"),
        ],
    )


def _columns():
    money, source = Kind.MONEY, _("资金来源")
    return [
        Column("students", _("人数"), adds=False),
        Column("times", _("人次")),
        Column("migrants", _("其中困难农民工子女")),
        Column("new", _("新录取")),
        Column("continuing", _("在读")),
        Column("earlier", _("历史汇总（人次）")),
        Column("amount", _("金额"), kind=money),
        Column("central", _("中央财政"), source, money),
        Column("government", _("地方财政及其他"), source, money),
        Column("union", _("工会经费"), source, money),
        Column("donation", _("社会捐助"), source, money),
        Column("unsourced", _("未记来源"), source, money),
        Column("earlier_amount", _("历史汇总"), source, money),
    ]


def _granted(unit, period):
    rows = StudentGrant.objects.within(unit.path).held().filter(GRANTED).order_by()
    return rows.filter(held_on__range=(period.first, period.last))


def _by_stage(unit, period):
    def spent(condition):
        return Sum(AMOUNT, filter=condition, output_field=MoneyField())

    return (
        _granted(unit, period)
        .values("stage")
        .annotate(
            students=Count("member", distinct=True),
            times=Count("pk"),
            migrants=Count("pk", filter=Q(archive__worker_kind=WorkerKind.MIGRANT)),
            new=Count("pk", filter=Q(student_kind=StudentKind.NEW)),
            continuing=Count("pk", filter=Q(student_kind=StudentKind.CONTINUING)),
            amount=Sum(AMOUNT, output_field=MoneyField()),
            central=spent(Q(fund_source=FundSource.CENTRAL)),
            government=spent(Q(fund_source__in=GOVERNMENT)),
            union=spent(Q(fund_source=FundSource.UNION)),
            donation=spent(Q(fund_source=FundSource.DONATION)),
            unsourced=spent(Q(fund_source="")),
        )
    )


def _of_summaries(unit, period, columns):
    rows = SummaryRecord.objects.within(unit.path).filter(
        measure__in=(Measure.SCHOOLING_STUDENTS, Measure.SCHOOLING_AMOUNT),
        month__range=(period.first, period.last),
    )
    found = rows.order_by().values("measure").annotate(total=Sum("value"))
    sums = dict(found.values_list("measure", "total"))
    times, amount = sums.get(Measure.SCHOOLING_STUDENTS, 0), yuan(sums.get(Measure.SCHOOLING_AMOUNT, 0))
    given = {"times": times, "earlier": times, "amount": amount, "earlier_amount": amount}
    return Line(_("历史汇总（未分学段）"), _filled(given, columns))


def _filled(values, columns):
    nothing = {Kind.COUNT: 0, Kind.MONEY: Decimal(0)}
    return {column.key: values.get(column.key) or nothing[column.kind] for column in columns}


def _address(unit, period):
    query = {"unit": unit.code, "from": period.first.isoformat(), "to": period.last.isoformat()}
    return f"{reverse('campaign_records', args=['student-grants'])}?{urlencode(query)}"
