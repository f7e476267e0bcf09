"""Table 7, 困难职工帮扶救助情况表: what aid reached households, by kind and tier (DOMAIN 7)."""

from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.kinds import AidStatus, AidType
from assistance.queries import aid_register
from households.enums import Tier
from reports.statistics import Column, Equation, Kind, Line, Statistic, Term, added_up

KEY = "aid"
ZERO = Decimal(0)


def compute(unit, period):
    """Return table 7: aid that reached its household in the period, by kind and tier."""
    columns = _columns()
    rows = aid_register.paid_in(unit, period.first, period.last).order_by()
    found = {row.pop("aid_type"): row for row in rows.values("aid_type").annotate(**_sums())}
    lines = [
        Line(
            str(kind.label), _filled(found.get(kind.value, {}), columns), code=kind.value,
            urls=_urls(unit, period, kind.value),
        )
        for kind in AidType
    ]
    whole = _filled(rows.aggregate(**_sums()), columns)
    different = {column.key: whole[column.key] for column in columns if not column.adds}
    reached, _rows = aid_register.reach(unit, period.first, period.last)
    total = added_up(_("合计"), lines, columns, different, _urls(unit, period, ""))
    return Statistic(
        7, KEY, _("困难职工帮扶救助情况表"), _("单位：户、户次、人次、万元"), _("帮扶项目"), columns, lines,
        total,
        [
            Equation(
                _("各梯度金额之和 = 金额"),
                (*(Term(KEY, f"{tier}_amount") for tier in Tier.values), Term(KEY, "amount", -1)),
                every_line=True,
            )
        ],
        [
            _("在档 %(on)d 户，其中本期已帮扶 %(aided)d 户，帮扶覆盖率 %(rate).2f%%")
            % {"on": reached.on_record, "aided": reached.aided, "rate": reached.rate or 0},
            _("户数按户去重，一户得到几项帮扶时在各项各计一次、在合计中计一次"),
            _("只计已到账、未退款的帮扶，按发放日期统计；梯度为提出帮扶时的梯度"),
        ],
    )


def _columns():
    money = Kind.MONEY
    return [
        Column("households", _("户数"), adds=False),
        Column("aids", _("户次")),
        Column("persons", _("人次")),
        Column("amount", _("金额（万元）"), kind=money),
        *(
            column
            for tier in Tier
            for column in (
                Column(tier.value, _("户"), str(tier.label), adds=False),
                Column(f"{tier.value}_amount", _("万元"), str(tier.label), money),
            )
        ),
    ]


def _sums():
    sums = {
        "households": Count("archive", distinct=True),
        "aids": Count("pk"),
        "persons": Count("pk", filter=Q(member__isnull=False)),
        "sum_amount": Sum("amount"),
    }
    for tier in Tier.values:
        sums[tier] = Count("archive", distinct=True, filter=Q(tier=tier))
        sums[f"{tier}_amount"] = Sum("amount", filter=Q(tier=tier))
    return sums


def _filled(values, columns):
    given = values | {"amount": values.get("sum_amount")}
    nothing = {Kind.COUNT: 0, Kind.MONEY: ZERO}
    return {column.key: given.get(column.key) or nothing[column.kind] for column in columns}


def _urls(unit, period, kind):
    query = {
        "unit": unit.code, "status": AidStatus.PAID.value, "paid_from": period.first.isoformat(),
        "paid_to": period.last.isoformat(),
    } | ({"aid_type": kind} if kind else {})
    urls = {key: _listed(query) for key in ("households", "aids", "amount")}
    for tier in Tier.values:
        urls[tier] = urls[f"{tier}_amount"] = _listed(query | {"tier": tier})
    return urls


def _listed(query):
    return f"{reverse('aid_records')}?{urlencode(query)}"
