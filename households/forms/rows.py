"""How a payload's rows are added and removed by plain buttons."""

import secrets

from households.enums import ExpenseKind
from households.forms.economy import ExclusionForm, ExpenseForm, IncomeForm
from households.forms.hardship import NeedForm
from households.forms.members import MemberForm
from households.forms.sections import new_row
from households.payloads import YES

# What a button adds: the kind of row, its form, the answers it begins with.
ADDS = {
    "members": ("members", MemberForm, {}),
    "incomes": ("incomes", IncomeForm, {}),
    "expenses": ("expenses", ExpenseForm, {}),
    "drugs": (
        "expenses",
        ExpenseForm,
        {
            "kind": ExpenseKind.MEDICAL.value,
            "item": "医保外自费药",
            "reimbursed_amount": "0",
            "outside_insurance": YES,
        },
    ),
    "exclusions": ("exclusions", ExclusionForm, {"source": "SELF"}),
    "needs": ("needs", NeedForm, {}),
}


def added(fields, what):
    """Return the fields with one more row, and the name of that row; unchanged for an unknown button."""
    if what not in ADDS:
        return fields, ""
    prefix, form, given = ADDS[what]
    key = secrets.token_hex(3)
    keys = [*fields.get(f"{prefix}-rows", ()), key]
    return fields | {f"{prefix}-rows": keys} | new_row(form, prefix, key, **given), f"{prefix}-{key}"


def removed(fields, row):
    """Return the fields without a row, such as members-3."""
    prefix, _dash, key = row.partition("-")
    left = {name: values for name, values in fields.items() if not name.startswith(f"{row}-")}
    if f"{prefix}-rows" in left:
        left[f"{prefix}-rows"] = [other for other in left[f"{prefix}-rows"] if other != key]
    return left
