"""What is refused when an aid is proposed: caps, duplicates, files, accounts, schemes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from assistance.actions import aid as actions
from assistance.aid_errors import (
    AccountMissing,
    CentralForNationalOnly,
    ExceptionIncomplete,
    NoCapForTier,
    NotOnFile,
    OverCap,
    SameAidInPeriod,
    SameStudentTwice,
    StandardsMissing,
)
from assistance.models import AidRecord, AidStandardVersion
from households.models import FamilyMember
from tests import factories
from tests.assistance.aids import changed
from unionaid import clock
from unionaid.audit.models import AuditEvent
from unionaid.privacy.blind_index import blind_index


def student(archive):
    number = factories.identity_number(birth=date(2004, 5, 1))
    return FamilyMember.objects.create(
        archive=archive, position=9, name="陈晓燕", relation="21", sex="2", ethnicity="01",
        health_status="10", id_number=number, id_last4=number[-4:], school_stage="07",
        id_index=blind_index("identity", number),
    )


def schooling(member, **changes):
    return {
        "aid_type": "A3", "member": member.pk, "stage": "07", "school_year": "2021-2022",
        "amount": Decimal("4000.00"),
    } | changes


def test_cap_counts_every_source_and_period_of_the_year(aided_file, propose):
    archive = aided_file()
    propose(archive, period="2022-01", amount=Decimal(6000))
    propose(archive, period="2022-02", source="DONATION", union_level="", amount=Decimal(4000))
    with pytest.raises(OverCap) as refused:
        propose(archive, period="2022-03", amount=Decimal("152.01"))
    assert str(refused.value) == (
        "超过本年上限 0.01 元：还可以帮扶 152 元。请减少金额，或者写明超限的批文和理由"
    )
    last = propose(archive, period="2022-03", amount=Decimal("152.00"))
    assert (last.cap_used, last.cap_limit) == (Decimal("10000.00"), Decimal("10152.00"))


def test_caps_are_per_aid_type_and_year(aided_file, propose, today):
    archive = aided_file()
    propose(archive, amount=Decimal(10152))
    propose(archive, aid_type="C4", amount=Decimal(3000))
    clock.set_business_date(today + timedelta(days=300))
    next_year = propose(archive, period="2023", amount=Decimal(10152))
    assert (next_year.year, next_year.cap_used) == (2023, 0)


@pytest.mark.parametrize("status", ["WITHDRAWN", "RETURNED", "BOUNCED", "REFUNDED"])
def test_room_is_free_again_when_aid_comes_to_nothing(aided_file, propose, status):
    archive = aided_file()
    aid = propose(archive, amount=Decimal(10152))
    with pytest.raises(OverCap):
        propose(archive, period="2022-02", amount=Decimal(1))
    AidRecord.objects.filter(pk=aid.pk).update(status=status)
    assert propose(archive, amount=Decimal(10152)).cap_used == 0


def test_over_cap_needs_document_and_reason(aided_file, propose, reviewer_lanzhou, standards):
    archive = aided_file()
    for half in ({"over_cap_document": "甘工发〔2022〕9号"}, {"over_cap_reason": "病情特殊"}):
        with pytest.raises(ExceptionIncomplete):
            propose(archive, amount=Decimal(12000), **half)
    with pytest.raises(OverCap):
        propose(archive, amount=Decimal(12000))
    aid = propose(
        archive, amount=Decimal(12000), over_cap_document="甘工发〔2022〕9号", over_cap_reason="病情特殊"
    )
    assert (aid.is_over_cap, aid.acting_unit) == (True, reviewer_lanzhou.unit)
    event = AuditEvent.objects.get(event="AID_PROPOSED")
    assert event.detail["over_cap"] == "甘工发〔2022〕9号"
    assert actions.approve(aid=aid, by=reviewer_lanzhou).status == "APPROVED"


def test_document_is_dropped_from_aid_within_its_cap(aided_file, propose):
    aid = propose(aided_file(), over_cap_document="甘工发〔2022〕9号", over_cap_reason="病情特殊")
    assert (aid.over_cap_document, aid.over_cap_reason) == ("", "")


def test_medical_aid_stays_within_the_share_of_the_own_cost(aided_file, propose):
    archive = changed(aided_file(), tier="RELATIVE")
    costs = {"aid_type": "A2", "gross_cost": Decimal("29000.00"), "reimbursed": Decimal("21308.00")}
    with pytest.raises(OverCap):
        propose(archive, amount=Decimal("6153.61"), **costs)
    aid = propose(archive, amount=Decimal("6153.60"), **costs)
    assert (aid.own_cost, aid.cap_limit) == (Decimal("7692.00"), Decimal("6153.60"))


def test_same_aid_twice_in_a_period_is_refused(aided_file, propose):
    archive = aided_file()
    propose(archive, amount=Decimal(1000))
    with pytest.raises(SameAidInPeriod, match=r"“2022 年全年”已有同一资金来源的生活救助（待审批，1000 元）"):
        propose(archive, amount=Decimal(1000))
    propose(archive, period="2022-H1", amount=Decimal(1000))
    propose(archive, source="DONATION", union_level="", amount=Decimal(1000))
    assert AidRecord.objects.count() == 3


def test_student_is_aided_once_a_year_wherever_on_file(aided_file, propose, clerk_yongdeng):
    archive = aided_file()
    child = student(archive)
    aid = propose(archive, **schooling(child))
    assert (aid.member, bytes(aid.person_index), aid.cap_limit) == (
        child, bytes(child.id_index), Decimal("10000.00"),
    )
    with pytest.raises(SameStudentTwice, match="陈晓燕 2022 年已由城关区总工会助学（电话 0931-0000001）"):
        propose(archive, **schooling(child, period="2022-02", source="DONATION", union_level=""))
    other = FamilyMember.objects.create(
        archive=aided_file(), position=9, name="陈晓燕", relation="21", sex="2", ethnicity="01",
        health_status="10", id_document="BIRTH", id_last4=child.id_last4, id_index=child.id_index,
        is_living_file=False,
    )
    with pytest.raises(SameStudentTwice):
        propose(other.archive, **schooling(other))


def test_personal_cap_is_the_persons_not_the_households(aided_file, propose):
    archive = aided_file()
    first, second = archive.members.order_by("position")[:2]
    training = {"aid_type": "C1", "amount": Decimal(3000)}
    propose(archive, member=first.pk, **training)
    propose(archive, member=second.pk, **training)
    with pytest.raises(OverCap):
        propose(archive, member=second.pk, aid_type="C1", period="2022-05", amount=Decimal(1))


def test_goods_count_with_quantity_times_price(aided_file, propose):
    archive = changed(aided_file(), bank_last4="")
    goods = {"form": "GOODS", "goods": "面粉", "quantity": 20, "unit_price": Decimal("95.50")}
    aid = propose(archive, amount=Decimal(0), **goods)
    assert (aid.amount, aid.goods) == (Decimal("1910.00"), "面粉")
    with pytest.raises(OverCap):
        propose(archive, period="2022-02", amount=Decimal(0), **goods | {"quantity": 100})


def test_money_needs_an_account(aided_file, propose):
    with pytest.raises(AccountMissing):
        propose(changed(aided_file(), bank_last4=""))


@pytest.mark.parametrize(
    ("status", "aid_type", "refused"),
    [
        ("COUNTY_REVIEW", "A1", True), ("EXITED", "A1", True), ("GRACE", "A1", False),
        ("COUNTY_REVIEW", "A5", False), ("COUNTY_REVIEW", "D1", False), ("EXITED", "A5", True),
    ],
)
def test_first_the_file_then_the_aid(aided_file, propose, today, status, aid_type, refused):
    archive = changed(aided_file(), status=status, grace_until=today, closed_on=today)
    member = archive.members.first().pk
    if refused:
        with pytest.raises(NotOnFile):
            propose(archive, aid_type=aid_type, member=member)
    else:
        assert propose(archive, aid_type=aid_type, member=member).status == "PROPOSED"


def test_standards_may_leave_out_the_grace_period(aided_file, propose, aid_standards, today):
    archive = changed(aided_file(), status="GRACE", grace_until=today)
    AidStandardVersion.objects.update(aid_in_grace=False)
    with pytest.raises(NotOnFile):
        propose(archive)


def test_central_money_is_for_national_files(aided_file, propose):
    archive = aided_file()
    central = {"source": "CENTRAL", "union_level": "", "scheme": "CENTRAL_2022"}
    with pytest.raises(CentralForNationalOnly):
        propose(archive, **central)
    changed(archive, archive_level="NATIONAL")
    assert propose(archive, **central).scheme == "CENTRAL_2022"
    AidStandardVersion.objects.update(national_only_schemes=[])
    changed(archive, archive_level="CITY")
    assert propose(archive, period="2022-01", **central).scheme == "CENTRAL_2022"


def test_unrated_household_needs_a_tier_first(aided_file, propose):
    archive = changed(aided_file(), is_migrated=True, tier="UNRATED")
    with pytest.raises(NoCapForTier):
        propose(archive)


def test_without_standards_nothing_is_proposed(aided_file, propose):
    archive = aided_file()
    AidStandardVersion.objects.update(valid_to=date(2021, 6, 1))
    with pytest.raises(StandardsMissing):
        propose(archive)
