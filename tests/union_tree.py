"""A small union tree and people in it, for tests that need no household."""

from datetime import date

from unionaid.accounts.models import Posting, User
from unionaid.organizations.actions.units import load_units
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.unit_rows import unit_rows

COLUMNS = ("code", "name", "level", "parent_code", "division_code", "kind")
ROWS = [
    ("GS", "甘肃省总工会", "1", "", "620000", "province"),
    ("GS620100", "兰州市总工会", "2", "GS", "620100", "prefecture"),
    ("GS620200", "嘉峪关市总工会", "2", "GS", "620200", "prefecture"),
    ("GS620400", "白银市总工会", "2", "GS", "620400", "prefecture"),
    ("GS620102", "城关区总工会", "3", "GS620100", "620102", "county"),
    ("GS620121", "永登县总工会", "3", "GS620100", "620121", "county"),
    ("GS620402", "白银区总工会", "3", "GS620400", "620402", "county"),
    ("GS620171", "兰州新区总工会", "2", "GS", "620171", "functional_area"),
    ("GSCY01", "甘肃省教科文卫体工会", "2", "GS", "620000", "industry"),
]
PASSWORD = "a long enough phrase"


def plant():
    """Load the tree and return its units by code."""
    load_units(unit_rows([dict(zip(COLUMNS, row, strict=True)) for row in ROWS], {}))
    return {unit.code: unit for unit in UnionUnit.objects.all()}


def person(username, *, password=None, **fields):
    return User.objects.create_user(username, password, **{"display_name": username} | fields)


def posting(username, unit, role, *, valid_from=date(2020, 1, 1), password=None, **fields):
    """A posting of a new account, or one more of an account that is there."""
    user = User.objects.filter(username=username).first() or person(username, password=password)
    return Posting.objects.create(user=user, unit=unit, role=role, valid_from=valid_from, **fields)
