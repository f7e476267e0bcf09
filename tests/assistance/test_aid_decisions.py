"""One aid from proposal to approval: four eyes, levels, what the database promises, evidence."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from assistance.actions import aid as actions
from assistance.aid_errors import (
    AidNotAllowed,
    AidNoteMissing,
    AidStepNotOpen,
    NotApprovedHere,
    NotOnFile,
    OverCap,
    SamePersonTwice,
)
from assistance.kinds import AidStatus
from assistance.models import AidDecision, AidRecord, AidStandardVersion
from tests.assistance.aids import changed, proposal
from unionaid.accounts.models import Posting
from unionaid.audit.models import AuditEvent


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
