"""The sum of a file line by line, from its stored items and the steps its assessment kept."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from django.utils.translation import gettext as _

from households.wording import amount


@dataclass(frozen=True)
class Line:
    """One line of the sum: words, where they come from, and the amount as text."""

    text: str
    source: str
    amount: str


@dataclass(frozen=True)
class Sum:
    """① incomes and their total, ② deductions and their total, ③ formula lines, then the verdict."""

    incomes: list
    income_total: str
    expenses: list
    expense_total: str
    formula: list
    verdict: list

    @property
    def side_by_side(self):
        """Incomes and deductions in pairs, as the print lays them out."""
        return list(zip_longest(self.incomes, self.expenses))


# What the rule says besides the two totals and the items, which have lines of their own.
FORMULA = ("per_capita", "line", "with_event", "above_limit", "event_share")
BEFORE = ("waiver", "event", "event_too_old")


def sum_of(rows) -> Sum:
    """Return the sum of a file's rows; amounts and words of the rule are those of the stored assessment."""
    assessment = rows.assessment
    steps = assessment.steps if assessment else []
    said = {step["key"]: step for step in steps}
    return Sum(
        incomes=[_income(item) for item in rows.incomes],
        income_total=_stored(said, "income") or _total(rows.incomes),
        expenses=[_expense(item) for item in rows.expenses if item.gross_amount]
        + [Line(step["text"], "", _amount(step)) for step in steps if step["key"] == "rigid_illness"],
        expense_total=_stored(said, "rigid"),
        formula=[
            Line(step["text"], "", _amount(step)) for step in steps if step["key"] in (*BEFORE, *FORMULA)
        ],
        verdict=[step["text"] for step in steps if step["key"] in ("verdict", "exclusion")],
    )


def _income(item):
    owner = f"{item.member.name} " if item.member else ""
    text = f"{owner}{item.source} {amount(item.monthly_amount)} × {item.months}"
    notes = [item.evidence]
    if item.is_imputed:
        notes.append(_("推定"))
    if not item.is_counted:
        notes.append(_("不计入"))
    return Line(
        text, _("、").join(filter(None, notes)), amount(item.annual_amount) if item.is_counted else "0.00"
    )


def _expense(item):
    owner = f"{item.member.name} " if item.member else ""
    back = (
        _("，已减报销 %(amount)s") % {"amount": amount(item.reimbursed_amount)}
        if item.reimbursed_amount
        else ""
    )
    notes = [_("医保外自费药")] if item.outside_insurance else []
    if item.papers:
        notes.append(_("票据 %(n)d 张") % {"n": item.papers})
    return Line(f"{owner}{item.item}{back}", _("、").join(notes), amount(item.net_amount))


def _stored(said, key):
    return _amount(said[key]) if key in said else ""


def _amount(step):
    return amount(Decimal(step["amount"])) if step["amount"] else ""


def _total(incomes):
    return amount(sum(item.annual_amount for item in incomes if item.is_counted))
