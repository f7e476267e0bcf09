"""Money for tests: a document of the province or of one's own unit, signed, passed down and received."""

from datetime import date
from decimal import Decimal

from assistance.actions import allocations
from assistance.models import FundBalance

CENTRAL = {"source": "CENTRAL", "union_level": "", "scheme": "CENTRAL_2015", "year": 2022}
COUNTY_UNION = {"source": "UNION", "union_level": "COUNTY", "scheme": "OWN", "year": 2022}


def document(**changes):
    return {
        "kind": "OWN_BUDGET",
        "document_no": "城工发〔2022〕3号",
        "dated": date(2022, 1, 10),
        "amount": Decimal("10000.00"),
    } | COUNTY_UNION | changes


def granted(made_by, signed_by, **changes):
    """A signed document that brings money into the unit; returns its fund."""
    allocation = allocations.prepare(values=document(**changes), by=made_by)
    allocations.sign(allocation=allocation, by=signed_by)
    return fund_of(allocation.unit, **{name: getattr(allocation, name) for name in CENTRAL})


def passed_down(made_by, signed_by, rows, **changes):
    """A signed document that passes money down; returns it."""
    values = document(kind="PASS_DOWN", document_no="兰工发〔2022〕8号") | changes
    values.pop("amount")
    allocation = allocations.prepare(values=values, by=made_by, rows=rows)
    allocations.sign(allocation=allocation, by=signed_by)
    return allocation


def fund_of(unit, **key):
    return FundBalance.objects.select_related("unit").get(unit=unit, **(COUNTY_UNION | key))
