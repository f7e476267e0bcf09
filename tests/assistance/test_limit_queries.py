"""Many amounts held against their caps at once: as one by one, in a fixed number of queries."""

from decimal import Decimal

import pytest

from assistance.actions import aid as actions
from assistance.aid_errors import NoCapForTier, StandardsMissing
from assistance.kinds import Stage
from assistance.models import AidRecord
from assistance.queries.eligibility import refusals
from assistance.queries.limits import Asked, check, check_all, version_for
from households.errors import LineMissing
from households.models import DibaoLine, HardshipArchive
from tests.assistance.aids import changed, proposal


def asked(archive, amount=3000, **changes):
    return Asked(**{"archive": archive, "aid_type": "A1", "amount": Decimal(amount)} | changes)


def copies(archive, number):
    """More files like one, written in bulk."""
    rows = []
    for serial in range(number):
        values = {f.attname: getattr(archive, f.attname) for f in archive._meta.concrete_fields}
        values |= {"id": None, "file_no": f"GS-620102-2022-9{serial:04d}"}
        rows.append(HardshipArchive(**values))
    HardshipArchive.objects.bulk_create(rows)
    return list(HardshipArchive.objects.filter(file_no__contains="-2022-9").select_related("unit"))


def test_rows_of_one_household_count_one_after_the_other(aided_file, today):
    archive = aided_file()
    results = [row.result for row in check_all([asked(archive, 6000), asked(archive, 6000)], day=today)]
    assert [(r.used, r.over_by) for r in results] == [
        (Decimal(0), Decimal(0)), (Decimal(6000), Decimal("1848.00")),
    ]


def test_a_household_keeps_its_cap_in_a_new_file(aided_file, clerk_chengguan, today):
    old = aided_file()
    actions.propose(archive=old, proposal=proposal(amount=Decimal(9000)), by=clerk_chengguan)
    changed(old, status="EXITED", closed_on=today)
    again = changed(aided_file(), previous_archive=old)
    assert check(asked(again), day=today).result.used == Decimal(9000)


def test_what_replaces_an_aid_does_not_count_it(aided_file, clerk_chengguan, today):
    archive = aided_file()
    aid = actions.propose(archive=archive, proposal=proposal(amount=Decimal(9000)), by=clerk_chengguan)
    assert check(asked(archive, besides=aid.pk), day=today).result.used == 0


def test_nearest_version_and_line_apply(aided_file, units, today):
    archive = aided_file()
    DibaoLine.objects.create(
        region_code="620102", urban_monthly=Decimal(900), valid_from=today, document_no="演示"
    )
    assert check(asked(archive), day=today).result.limit == Decimal("10800.00")
    assert version_for(units["GS620121"], today).version == "2021-帮扶-01"


def test_answers_say_why_there_is_no_result(aided_file, today, aid_standards):
    archive = aided_file()
    stage = check(asked(archive, aid_type="A3", stage=Stage.HIGHER), day=today)
    assert stage.result.limit == Decimal(10000)
    assert isinstance(check(asked(archive, aid_type="A3"), day=today).error, NoCapForTier)
    DibaoLine.objects.update(valid_to=today.replace(year=2021))
    assert isinstance(check(asked(archive), day=today).error, LineMissing)
    aid_standards.valid_to = today.replace(year=2021)
    aid_standards.save()
    assert isinstance(check(asked(archive), day=today).error, StandardsMissing)


@pytest.mark.parametrize("number", [1, 500])
def test_five_hundred_households_cost_the_queries_of_one(
    aided_file, clerk_chengguan, today, django_assert_num_queries, number
):
    archive = aided_file()
    actions.propose(archive=archive, proposal=proposal(amount=Decimal(9000)), by=clerk_chengguan)
    rows = [asked(row, 3000) for row in copies(archive, number)]
    with django_assert_num_queries(7):
        checked = check_all(rows, day=today)
    assert {(c.result.limit, c.result.used, c.level) for c in checked} == {
        (Decimal("10152.00"), Decimal(0), "COUNTY")
    }


@pytest.mark.parametrize("number", [1, 200])
def test_refusals_of_many_cost_two_queries(aided_file, aid_standards, django_assert_num_queries, number):
    archive = aided_file()
    member = archive.members.first()
    aids = [
        AidRecord(
            archive=row, aid_type="A3", source="UNION", union_level="PROVINCE", scheme="OWN", period="2022",
            year=2022, member=member, person_index=bytes(member.id_index),
        )
        for row in copies(archive, number)
    ]
    with django_assert_num_queries(2):
        assert refusals(aids, [aid_standards] * number) == [[]] * number
