"""Which tables there are, in printed order, and the equations between them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from households.enums import Tier
from households.queries import census
from reports.annual import (
    aid,
    causes,
    centres,
    deliveries,
    funds,
    movement,
    pairing,
    people,
    schooling,
    structure,
    training,
)
from reports.statistics import Equation, Term


@dataclass(frozen=True)
class Table:
    """A table of the list. `needs_files`: it cannot be told from a year-end summary."""

    key: str
    compute: Callable
    needs_files: bool = True


TABLES = (
    Table(people.KEY, people.compute, needs_files=False),
    Table(structure.KEY, structure.compute),
    Table(causes.KEY, causes.compute),
    Table(movement.KEY, movement.compute),
    Table(funds.KEY, funds.compute, needs_files=False),
    Table(aid.KEY, aid.compute, needs_files=False),
    Table(deliveries.SPRING, deliveries.spring, needs_files=False),
    Table(deliveries.COOLING, deliveries.cooling, needs_files=False),
    Table(schooling.KEY, schooling.compute, needs_files=False),
    Table(deliveries.WARMTH, deliveries.warmth, needs_files=False),
    Table(training.KEY, training.compute, needs_files=False),
    Table(centres.KEY, centres.compute, needs_files=False),
    Table(pairing.KEY, pairing.compute),
)
BETWEEN = (
    Equation(
        _("基本情况表：在档户数 = 动态管理情况表：期末在档"),
        (Term(people.KEY, "total"), Term(movement.KEY, movement.END, -1)),
    ),
    Equation(
        _("基本情况表：在档户数 = 结构情况表：合计"),
        (Term(people.KEY, "total"), Term(structure.KEY, "total", -1)),
    ),
    Equation(
        _("基本情况表：在档户数 = 结对帮扶情况表：在档户数"),
        (Term(people.KEY, "total"), Term(pairing.KEY, "on_record", -1)),
    ),
    Equation(
        _("基本情况表：在档户数 = 致困原因统计表：主要致困"),
        (Term(people.KEY, "total"), Term(causes.KEY, "total", -1)),
    ),
    Equation(
        _("收支情况表：按户发放的支出 = 帮扶救助情况表：金额"),
        (*(Term(funds.KEY, key) for key in funds.SPENT), Term(aid.KEY, "amount", -1)),
    ),
    *(
        Equation(
            format_lazy(_("基本情况表 = 致困原因统计表：{tier}"), tier=tier.label),
            (Term(people.KEY, tier.value), Term(causes.KEY, tier.value, -1)),
        )
        for tier in Tier
    ),
)


def tables(unit, period, keys=None):
    """Return the computed tables of a unit and period, in printed order; `keys` narrows them."""
    told_by_files = census.summary_year(period.last) is None
    return [
        each.compute(unit, period)
        for each in TABLES
        if (keys is None or each.key in keys) and (told_by_files or not each.needs_files)
    ]


def table(unit, period, key):
    """Return one computed table, None where the period cannot tell it."""
    return next(iter(tables(unit, period, {key})), None)
