"""Table 6, 帮扶资金收支情况表: what came in, went out and is left, by source (DOMAIN 7)."""

from collections import defaultdict
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.enums import Account, FundSource
from assistance.kinds import AidType
from assistance.ledger_rules import Totals
from assistance.models import LedgerEntry
from assistance.queries import aid_register
from reports.statistics import Column, Equation, Kind, Line, Share, Statistic, Term, added_up, with_shares
from unionaid.organizations.scope import subtree_range

KEY = "funds"
ZERO = Decimal(0)
BALANCE = (Account.AVAILABLE, Account.HELD)
# Columns of what was spent, by the kinds of aid they take.
SPENT = {
    "living": (AidType.LIVING,),
    "medical": (AidType.MEDICAL,),
    "education": (AidType.EDUCATION,),
    "employment": (AidType.EMPLOYMENT, AidType.TRAINING, AidType.PLACEMENT),
    "legal": (AidType.LEGAL,),
    "startup": (AidType.STARTUP,),
    "warmth": (AidType.WARMTH,),
    "temporary": (AidType.TEMPORARY,),
}


def compute(unit, period):
    """Return table 6 of a subtree: money moved between its unions cancels out but for what is on its way."""
    columns = _columns()
    before = _before(unit, period)
    within, received = _within(unit, period)
    spent = _spent(unit, period)
    lines = []
    for source in FundSource:
        moved = within[source.value]
        inside = moved.received - received[source.value]
        kinds = {key: spent[source.value, key] for key in SPENT}
        carried = before[source.value] + moved.carried_over - moved.carried_forward
        incoming = carried + received[source.value] + moved.own
        values = {
            "carried": carried,
            "received": received[source.value],
            "own": moved.own,
            "income": incoming,
            "on_its_way": moved.passed_down - inside,
            **kinds,
            "other": moved.used - sum(kinds.values(), ZERO),
            "used": moved.used,
            "balance": before[source.value] + moved.balance,
        }
        urls = _urls(unit, source, period)
        lines.append(Line(str(source.label), values, code=source.value, urls=urls))
    return with_shares(
        Statistic(
            6, KEY, _("帮扶资金收支情况表"), _("单位：万元"), _("资金来源"), columns, lines,
            added_up(_("合计"), lines, columns),
            [
                Equation(
                    _("上年结转 + 上级下达 + 本级安排 = 在途下拨 + 支出合计 + 期末结余"),
                    (
                        Term(KEY, "carried"), Term(KEY, "received"), Term(KEY, "own"),
                        Term(KEY, "on_its_way", -1), Term(KEY, "used", -1), Term(KEY, "balance", -1),
                    ),
                    every_line=True,
                ),
                Equation(
                    _("各项支出之和 = 支出合计"),
                    (*(Term(KEY, key) for key in (*SPENT, "other")), Term(KEY, "used", -1)),
                    every_line=True,
                ),
            ],
            [
                _("按专账记账日期汇总本单位及下属各级工会；期内不足一年时，上年结转为期初结余"),
                _("下属工会之间的下拨相互抵消，已下拨未签收的列在途下拨"),
                _("其他为不按户发放的支出，以及发放后退款与支出冲抵的差额"),
                _("执行率 = 支出合计 ÷ 收入合计"),
            ],
        )
    )


def _columns():
    money, spent = Kind.MONEY, _("支出")
    names = {
        "living": _("生活救助"), "medical": _("医疗救助"), "education": _("助学救助"),
        "employment": _("就业培训"), "legal": _("法律援助"), "startup": _("创业扶持"),
        "warmth": _("送温暖"), "temporary": _("临时救助"),
    }
    return [
        Column("carried", _("上年结转"), kind=money),
        Column("received", _("上级下达"), kind=money),
        Column("own", _("本级安排"), kind=money),
        Column("income", _("收入合计"), kind=money),
        Column("on_its_way", _("在途下拨"), kind=money),
        *(Column(key, names[key], spent, money) for key in SPENT),
        Column("other", _("其他"), spent, money),
        Column("used", _("支出合计"), kind=money),
        Column("balance", _("期末结余"), kind=money),
        Column("rate", _("执行率（%）"), kind=Kind.PERCENT, share=Share("used", "income")),
    ]


def _entries(unit, **conditions):
    low, high = subtree_range(unit.path)
    rows = LedgerEntry.objects.filter(voucher__unit_path__gte=low, voucher__unit_path__lt=high, **conditions)
    return rows.order_by().values_list("voucher__fund__source", "account").annotate(Sum("amount"))


def _before(unit, period):
    """The balance of each source the period begins with."""
    found = defaultdict(lambda: ZERO)
    for source, _account, amount in _entries(
        unit, voucher__on__lt=period.first, account__in=BALANCE
    ):
        found[source] += amount
    return found


def _within(unit, period):
    """({source: Totals} of what moved in the period, {source: what `unit` itself received from above})."""
    span = {"voucher__on__range": (period.first, period.last)}
    sums = defaultdict(list)
    for source, account, amount in _entries(unit, **span):
        sums[source].append((account, amount))
    received = defaultdict(lambda: ZERO)
    for source, _account, amount in _entries(unit, voucher__unit=unit, account=Account.RECEIVED, **span):
        received[source] -= amount
    return {source.value: Totals.of_entries(sums[source.value]) for source in FundSource}, received


def _spent(unit, period):
    """What was paid as aid in the period, by source and column."""
    column_of = {kind.value: key for key, kinds in SPENT.items() for kind in kinds}
    rows = aid_register.paid_in(unit, period.first, period.last).order_by()
    found = defaultdict(lambda: ZERO)
    for source, kind, amount in rows.values_list("source", "aid_type").annotate(Sum("amount")):
        found[source, column_of[kind]] += amount
    return found


def _urls(unit, source, period):
    """The ledger of the union itself, where the period lies within one of its years."""
    if period.first.year != period.last.year:
        return {}
    query = {"unit": unit.code, "year": period.last.year, "source": source.value}
    url = f"{reverse('fund_ledger')}?{urlencode(query)}"
    return dict.fromkeys(("carried", "received", "own", "income", "balance"), url)
