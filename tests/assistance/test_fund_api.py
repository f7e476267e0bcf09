"""Funds, documents and the ledger over the API, within the scope of the token's posting."""

from decimal import Decimal

import pytest

from tests.assistance.money import granted, passed_down

pytestmark = pytest.mark.django_db
PATHS = ("/api/v1/funds/", "/api/v1/allocations/", "/api/v1/ledger/")


@pytest.fixture
def sent(finance_lanzhou, reviewer_lanzhou, units):
    granted(finance_lanzhou, reviewer_lanzhou)
    return passed_down(finance_lanzhou, reviewer_lanzhou, [(units["GS620102"], Decimal("4000.50"))])


def results(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.json()["results"]


def test_a_fund_tells_its_totals_to_the_cent(sent, client_of, officer_gansu):
    (fund,) = results(client_of(officer_gansu), "/api/v1/funds/?year=2022")
    fund.pop("id")
    assert fund == {
        "unit": "GS620100", "source": "UNION", "union_level": "COUNTY", "scheme": "OWN", "year": 2022,
        "carried_over": "0.00", "received": "0.00", "own": "10000.00", "passed_down": "4000.50",
        "used": "0.00", "carried_forward": "0.00", "held": "0.00", "available": "5999.50",
        "balance": "5999.50",
    }  # fmt: skip
    assert results(client_of(officer_gansu), "/api/v1/funds/?year=2021") == []
    assert client_of(officer_gansu).get("/api/v1/funds/?year=x").status_code == 404


def test_a_document_tells_what_became_of_it_below(sent, client_of, finance_lanzhou):
    newest, first = results(client_of(finance_lanzhou), "/api/v1/allocations/")
    assert (newest["kind"], newest["amount"], first["kind"]) == ("PASS_DOWN", "4000.50", "OWN_BUDGET")
    assert newest["rows"] == [
        {"unit": "GS620102", "amount": "4000.50", "received_on": None, "taken_back_on": None}
    ]


def test_the_ledger_tells_vouchers_with_entries_that_sum_to_zero(sent, client_of, finance_lanzhou):
    client = client_of(finance_lanzhou)
    newest, first = results(client, "/api/v1/ledger/?year=2022&source=UNION")
    assert (newest["number"], newest["entries"]) == (
        "2022-00002", {"PASSED_DOWN": "4000.50", "AVAILABLE": "-4000.50"},
    )  # fmt: skip
    assert first["made_by"] == "finance_lanzhou" and first["checked_by"] == "reviewer_lanzhou"
    assert results(client, "/api/v1/ledger/?source=CENTRAL") == []


@pytest.mark.parametrize("path", PATHS)
def test_neighbours_get_nothing_and_administrators_are_refused(
    sent, client_of, reviewer_jiayuguan, admin, client, path
):
    assert results(client_of(reviewer_jiayuguan), path) == []
    assert client_of(reviewer_jiayuguan).get(f"{path}?unit=GS620100").status_code == 404
    assert client_of(admin).get(path).status_code == 403
    assert client.get(path).status_code == 401
