"""One aid from proposal to approval: caps at the door, duplicates, four eyes, levels, evidence."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from assistance.actions import aid as actions
from assistance.aid_errors import (
    AccountMissing,
    AidNotAllowed,
    AidNoteMissing,
    AidStepNotOpen,
    CentralForNationalOnly,
    ExceptionIncomplete,
    NoCapForTier,
    NotApprovedHere,
    NotOnFile,
    OverCap,
    SameAidInPeriod,
    SamePersonTwice,
    SameStudentTwice,
    StandardsMissing,
)
from assistance.kinds import AidStatus
from assistance.models import AidDecision, AidRecord, AidStandardVersion
from households.models import FamilyMember
from tests import factories
from tests.assistance.aids import changed, proposal
from unionaid import clock
from unionaid.accounts.models import Posting
from unionaid.audit.models import AuditEvent
from unionaid.privacy.blind_index import blind_index


@pytest.fixture
def propose(clerk_chengguan):
    """Return a function: file, changes of the least aid → the proposed aid."""

    def act(archive, by=clerk_chengguan, **changes):
        return actions.propose(archive=archive, proposal=proposal(**changes), by=by)

    return act


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


def test_aid_goes_from_clerk_to_approval(aided_file, propose, reviewer_chengguan, clerk_chengguan, today):
    archive = aided_file()
    aid = propose(archive)
    assert (aid.status, aid.tier, aid.approval_level, aid.acting_unit) == (
        "PROPOSED", "DEEP", "COUNTY", reviewer_chengguan.unit,
    )
    assert (aid.cap_limit, aid.cap_used, aid.standard.factor) == (Decimal("10152.00"), 0, 12)
    assert aid.cap_steps == [
        ["每户每年不超过 12 个月当地低保标准", None],
        ["《中央财政专项帮扶资金使用管理办法》（2015）", None],
        ["当地低保标准（元/人·月）", "846.00"],
        ["× 12 个月", "10152.00"],
        ["本年上限", "10152.00"],
        ["本年已用", "0.00"],
    ]
    approved = actions.approve(aid=aid, by=reviewer_chengguan, note="同意")
    assert (approved.status, approved.approved_by, approved.approved_on) == (
        "APPROVED", reviewer_chengguan.user, today,
    )
    assert list(AidDecision.objects.values_list("step", "from_status", "to_status", "by", "note")) == [
        ("PROPOSE", "", "PROPOSED", clerk_chengguan.user_id, ""),
        ("APPROVE", "PROPOSED", "APPROVED", reviewer_chengguan.user_id, "同意"),
    ]
    events = AuditEvent.objects.filter(event__startswith="AID_").order_by("id")
    assert [(e.event, e.subject_id, e.after, e.detail) for e in events] == [
        (
            event, str(archive.pk), {"status": status},
            {"aid": "生活救助", "amount": "3000.00", "source": "工会经费（省级）"},
        )
        for event, status in (("AID_PROPOSED", "待审批"), ("AID_APPROVED", "已批准"))
    ]


def test_amount_decides_which_union_approves(
    aided_file, propose, reviewer_chengguan, reviewer_lanzhou, reviewer_gansu, units
):
    archive = aided_file()
    costs = {"aid_type": "A2", "gross_cost": Decimal(90000), "reimbursed": Decimal(10000)}
    five = propose(archive, period="2022-01", amount=Decimal("5000.00"), **costs)
    more = propose(archive, period="2022-02", amount=Decimal("5000.01"), **costs)
    assert (five.acting_unit, more.acting_unit) == (units["GS620102"], units["GS620100"])
    with pytest.raises(NotApprovedHere, match="由兰州市总工会审批"):
        actions.approve(aid=more, by=reviewer_chengguan)
    actions.approve(aid=more, by=reviewer_lanzhou)
    most = propose(
        archive, aid_type="C4", period="2022", amount=Decimal("20000.01"),
    )
    assert (most.acting_unit, most.cap_limit, most.cap_steps) == (units["GS"], None, [])
    actions.approve(aid=most, by=reviewer_gansu)
    assert set(AidRecord.objects.values_list("status", flat=True)) == {"PROPOSED", "APPROVED"}


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


def test_nobody_approves_what_they_proposed(aided_file, propose, clerk_chengguan, reviewer_chengguan):
    aid = propose(aided_file())
    second_office = Posting.objects.create(
        user=clerk_chengguan.user, unit=clerk_chengguan.unit, role="REVIEWER", valid_from=date(2020, 1, 1)
    )
    with pytest.raises(SamePersonTwice):
        actions.approve(aid=aid, by=second_office)
    with pytest.raises(AidStepNotOpen):
        actions.approve(aid=aid, by=clerk_chengguan)
    assert AidRecord.objects.get().status == "PROPOSED"


def test_only_clerks_propose(aided_file, propose, reviewer_chengguan):
    with pytest.raises(AidNotAllowed):
        propose(aided_file(), by=reviewer_chengguan)


def test_returned_aid_is_amended_and_approved(aided_file, propose, clerk_chengguan, reviewer_chengguan):
    aid = propose(aided_file())
    with pytest.raises(AidNoteMissing):
        actions.return_aid(aid=aid, by=reviewer_chengguan, note=" ")
    actions.return_aid(aid=aid, by=reviewer_chengguan, note="金额偏高")
    aid = actions.amend(aid=aid, by=clerk_chengguan, proposal=proposal(amount=Decimal(2000)))
    assert (aid.status, aid.amount) == ("PROPOSED", Decimal(2000))
    actions.approve(aid=aid, by=reviewer_chengguan)
    assert list(aid.decisions.values_list("step", flat=True)) == ["PROPOSE", "RETURN", "AMEND", "APPROVE"]


def test_withdrawing_needs_a_reason_and_the_right_hands(
    aided_file, propose, clerk_chengguan, reviewer_chengguan
):
    aid = propose(aided_file())
    with pytest.raises(AidNoteMissing):
        actions.withdraw(aid=aid, by=clerk_chengguan, note="")
    actions.approve(aid=aid, by=reviewer_chengguan)
    with pytest.raises(AidStepNotOpen):
        actions.withdraw(aid=aid, by=clerk_chengguan, note="本人放弃")
    assert actions.withdraw(aid=aid, by=reviewer_chengguan, note="本人放弃").status == "WITHDRAWN"
    with pytest.raises(AidStepNotOpen):
        actions.withdraw(aid=aid, by=reviewer_chengguan, note="再次")


def test_approval_looks_again_at_file_and_cap(aided_file, propose, reviewer_chengguan, today):
    archive = aided_file()
    aid = propose(archive)
    changed(archive, status="EXITED", closed_on=today)
    with pytest.raises(NotOnFile):
        actions.approve(aid=aid, by=reviewer_chengguan)
    changed(archive, status="ACTIVE", tier="ACCIDENTAL")
    AidStandardVersion.objects.get().standards.filter(tier="ACCIDENTAL").update(maximum=Decimal(2000))
    AidStandardVersion.objects.get().standards.filter(aid_type="A1", tier="ACCIDENTAL").update(factor=None)
    with pytest.raises(OverCap):
        actions.approve(aid=aid, by=reviewer_chengguan)


def test_database_refuses_what_the_rules_refuse(aided_file, propose, reviewer_chengguan):
    archive = aided_file()
    aid = propose(archive, amount=Decimal(1000))
    wrong = [
        {"amount": Decimal(0)},
        {"amount": Decimal("10152.01")},
        {"goods": "面粉"},
        {"status": AidStatus.APPROVED},
        {"approved_by": aid.proposed_by, "approved_on": date(2022, 3, 31)},
        {"approved_by": reviewer_chengguan.user},
        {"over_cap_document": "x"},
        {"aid_type": "A3"},
        {"gross_cost": Decimal(1), "reimbursed": Decimal(2)},
        {"scheme": "CENTRAL_2022"},
        {"status": AidStatus.PAID},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            AidRecord.objects.filter(pk=aid.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        aid.pk = None
        aid.save(force_insert=True)


def test_reason_is_sealed_and_stays_out_of_evidence(aided_file, propose):
    aid = propose(aided_file(), reason="尿毒症透析，每周三次")
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM assistance_aidrecord")
        assert "透析" not in str(cursor.fetchone()[0])
    aid.refresh_from_db()
    assert aid.reason == "尿毒症透析，每周三次"
    event = AuditEvent.objects.get(event="AID_PROPOSED")
    assert "透析" not in str((event.detail, event.purpose))
