"""帮扶台账 and 帮扶覆盖: who was helped with what, and whom aid has not reached."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from assistance.kinds import AidStatus, AidType
from assistance.models import AidRecord
from assistance.queries import aid_register
from households.enums import Tier
from reports import annual
from reports.annual.period import Period, period_of
from tests import factories
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent
from unionaid.organizations.models import UnionUnit

pytestmark = pytest.mark.django_db
YEAR = Period(date(2022, 1, 1), date(2022, 3, 31))


@pytest.fixture
def paid(propose, reviewer_chengguan):
    """Return a function: a file → its aid as a settled batch leaves it."""

    def pay(archive, paid_on=date(2022, 3, 10), **changes):
        aid = propose(archive, **changes)
        AidRecord.objects.filter(pk=aid.pk).update(
            status=AidStatus.PAID, approved_by=reviewer_chengguan.user_id, approved_on=paid_on,
            paid_on=paid_on,
        )
        return aid

    return pay


@pytest.fixture
def two_files(aided_file):
    """A file that is helped and another that is not."""
    return aided_file(), aided_file(worker=factories.worker(name="李文秀"))


def test_reach_counts_the_helped_and_the_never_helped(two_files, paid, propose):
    helped, waiting = two_files
    paid(helped)
    worker = helped.members.get(relation="01")
    paid(helped, aid_type=AidType.TEMPORARY, amount=Decimal("500.00"), member=worker.pk)
    propose(waiting)
    county = UnionUnit.objects.get(code="GS620102")
    total, rows = aid_register.reach(county, YEAR.first, YEAR.last)
    assert (total.on_record, total.aided, total.never, total.amount) == (2, 1, 1, Decimal("3500.00"))
    assert total.rate == 50
    assert [(row.unit.code, row.own) for row in rows if row.on_record] == [("GS620102", True)]
    city, rows = aid_register.reach(UnionUnit.objects.get(code="GS620100"), YEAR.first, YEAR.last)
    assert city.amount == total.amount
    assert {row.unit.code: row.aided for row in rows if row.on_record} == {"GS620102": 1}


def test_aid_of_another_year_reached_somebody_but_not_this_year(two_files, paid):
    paid(two_files[0], paid_on=date(2022, 1, 5))
    total, _rows = aid_register.reach(UnionUnit.objects.get(code="GS620102"), date(2022, 2, 1), YEAR.last)
    assert (total.aided, total.never, total.amount) == (0, 1, 0)


def test_the_never_helped_are_listed_with_the_door_to_aid(two_files, paid, client_of, clerk_chengguan):
    helped, never = two_files
    paid(helped)
    page = client_of(clerk_chengguan).get(reverse("aid_never")).content.decode()
    assert never.file_no in page and helped.file_no not in page
    assert reverse("aid_new", args=[never.file_no]) in page


def test_the_register_sums_what_it_lists(two_files, paid, propose, client_of, clerk_chengguan):
    helped, waiting = two_files
    paid(helped)
    propose(waiting, amount=Decimal("1200.00"))
    client = client_of(clerk_chengguan)
    page = client.get(reverse("aid_records"))
    assert page.context["sums"] == aid_register.Sums(2, 2, Decimal("4200.00"))
    narrowed = client.get(reverse("aid_records"), {"status": "PAID", "paid_from": "2022-03-01"})
    assert [aid.archive_id for aid in narrowed.context["rows"]] == [helped.pk]
    assert client.get(reverse("aid_records"), {"q": waiting.file_no}).context["sums"].aids == 1
    assert client.get(reverse("aid_records"), {"paid_from": "soon"}).status_code == 422


def test_the_neighbour_sees_none_of_it(two_files, paid, client_of, clerk_chengguan, clerk_yongdeng):
    paid(two_files[0])
    assert client_of(clerk_chengguan).get(reverse("aid_records")).context["sums"].aids == 1
    neighbour = client_of(clerk_yongdeng)
    assert neighbour.get(reverse("aid_records")).context["sums"].aids == 0
    assert neighbour.get(reverse("aid_reach"), {"unit": "GS620102"}).status_code == 404
    assert neighbour.get(reverse("aid_never"), {"unit": "GS620102"}).status_code == 404


def test_the_workbook_holds_the_list_and_leaves_evidence(
    two_files, paid, client_of, clerk_chengguan, tmp_path
):
    paid(two_files[0])
    answer = client_of(clerk_chengguan).post(reverse("aid_records_export") + "?status=PAID")
    file = tmp_path / "aid.xlsx"
    file.write_bytes(b"".join(answer.streaming_content))
    sheet = load_workbook(file).worksheets[0]
    assert [cell.value for cell in sheet[2]][:2] == [two_files[0].file_no, "王桂英"]
    assert sheet.max_row == 2
    assert AuditEvent.objects.filter(event=Event.REGISTER_EXPORTED).count() == 1


def test_a_list_takes_as_many_queries_for_one_aid_as_for_two(
    two_files, paid, client_of, clerk_chengguan, django_assert_num_queries
):
    client = client_of(clerk_chengguan)
    paid(two_files[0])
    client.get(reverse("aid_records"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("aid_records"))
    paid(two_files[1])
    with django_assert_num_queries(len(one)):
        client.get(reverse("aid_records"))


def test_tables_of_money_count_the_same_aid(two_files, paid):
    paid(two_files[0])
    paid(two_files[1], amount=Decimal("2000.00"))
    county = UnionUnit.objects.get(code="GS620102")
    table = annual.table(county, period_of(2022), "aid")
    assert (table.total.values["households"], table.total.values["aids"], table.total.values["amount"]) == (
        2, 2, Decimal("5000.00"),
    )
    assert sum(table.total.values[f"{tier}_amount"] for tier in Tier.values) == 5000
