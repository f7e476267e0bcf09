"""Submit → county check → prefecture approval → on file, and who may not."""

from datetime import date
from decimal import Decimal

import pytest

from households.actions import files, review
from households.errors import (
    NotWaitingHere,
    PersonAlreadyOnFile,
    SamePersonTwice,
    StepNotOpen,
    TierNotConfirmed,
    TierReasonMissing,
    UnitClosed,
)
from households.models import ArchiveEpisode, ArchiveTally, HardshipArchive, ReviewStep
from tests import factories
from unionaid.accounts.models import Posting
from unionaid.audit.models import AuditEvent


def test_file_goes_from_clerk_to_record(submitted_file, reviewer_chengguan, reviewer_lanzhou, today):
    archive = submitted_file()
    assert archive.file_no == "GS-620102-2022-00001"
    assert (archive.status, archive.tier) == ("COUNTY_REVIEW", "DEEP")
    assert archive.acting_unit == reviewer_chengguan.unit

    review.check(archive=archive, by=reviewer_chengguan, ticks=["papers"])
    archive.refresh_from_db()
    assert (archive.status, archive.acting_unit) == ("CITY_APPROVAL", reviewer_lanzhou.unit)

    review.approve(archive=archive, by=reviewer_lanzhou)
    archive.refresh_from_db()
    assert (archive.status, archive.acting_unit) == ("ACTIVE", None)
    assert archive.first_approved_on == today
    assert list(archive.steps.values_list("step", "from_status", "to_status")) == [
        ("SUBMIT", "DRAFT", "COUNTY_REVIEW"),
        ("CHECK", "COUNTY_REVIEW", "CITY_APPROVAL"),
        ("APPROVE", "CITY_APPROVAL", "ACTIVE"),
    ]
    events = AuditEvent.objects.filter(subject_id=str(archive.pk)).order_by("id")
    assert [e.event for e in events] == ["FILE_SUBMITTED", "FILE_CHECKED", "FILE_APPROVED"]


def test_assessment_keeps_rule_set_line_and_sum(submitted_file, standards):
    archive = submitted_file()
    assessment = archive.assessments.get()
    assert assessment.rule_set == standards
    assert assessment.dibao_line.urban_monthly == Decimal("846.00")
    assert (assessment.outcome, assessment.tier) == ("DEEP", "DEEP")
    assert assessment.chronic_per_capita == Decimal("504.50")  # (19 800 − 7 692) ÷ 2 ÷ 12
    assert archive.net_per_capita_income == Decimal("504.50")
    assert archive.per_capita_income == Decimal("825.00")
    assert assessment.steps


def test_counts_follow_the_file(active_file, units):
    archive = active_file()
    assert ArchiveEpisode.objects.filter(archive=archive).count() == 3
    seen = ArchiveEpisode.objects.filter(archive=archive).at_end_of(date(2022, 3, 31))
    assert [(e.status, e.tier, e.household_size) for e in seen] == [("ACTIVE", "DEEP", 2)]
    sums = {}
    for row in ArchiveTally.objects.within(units["GS"].path):
        key = (row.status, row.tier)
        files_now, people = sums.get(key, (0, 0))
        sums[key] = (files_now + row.files, people + row.people)
    assert {key: value for key, value in sums.items() if value != (0, 0)} == {("ACTIVE", "DEEP"): (1, 2)}


def test_nobody_decides_on_what_they_entered(submitted_file, clerk_chengguan, units):
    archive = submitted_file()
    second_office = Posting.objects.create(
        user=clerk_chengguan.user,
        unit=units["GS620102"],
        role="REVIEWER",
        valid_from=date(2020, 1, 1),
    )
    with pytest.raises(SamePersonTwice):
        review.check(archive=archive, by=second_office)


def test_same_person_cannot_check_and_approve(
    standards, clerk_jiayuguan, reviewer_jiayuguan, approver_jiayuguan
):
    archive = files.submit(content=factories.content(), by=clerk_jiayuguan, unit=clerk_jiayuguan.unit)
    review.check(archive=archive, by=reviewer_jiayuguan)
    with pytest.raises(SamePersonTwice):
        review.approve(archive=archive, by=reviewer_jiayuguan)
    review.approve(archive=archive, by=approver_jiayuguan)
    archive.refresh_from_db()
    assert archive.status == "ACTIVE"


def test_new_area_is_approved_by_the_province(standards, clerk_xinqu, reviewer_xinqu, reviewer_gansu):
    archive = files.submit(content=factories.content(), by=clerk_xinqu, unit=clerk_xinqu.unit)
    review.check(archive=archive, by=reviewer_xinqu)
    archive.refresh_from_db()
    assert archive.acting_unit == reviewer_gansu.unit
    with pytest.raises(NotWaitingHere):
        review.approve(archive=archive, by=reviewer_xinqu)
    review.approve(archive=archive, by=reviewer_gansu)


def test_neighbour_county_cannot_decide(submitted_file, reviewer_yongdeng):
    with pytest.raises(NotWaitingHere):
        review.check(archive=submitted_file(), by=reviewer_yongdeng)


def test_clerk_and_auditor_cannot_decide(submitted_file, clerk_yongdeng, auditor_gansu):
    archive = submitted_file()
    for posting in (clerk_yongdeng, auditor_gansu):
        posting.unit = archive.acting_unit
        with pytest.raises(StepNotOpen):
            review.check(archive=archive, by=posting)


def test_returned_file_keeps_notes_and_number(submitted_file, reviewer_chengguan):
    archive = submitted_file()
    review.return_file(
        archive=archive,
        by=reviewer_chengguan,
        note="户口簿与家庭人口不一致",
        field_notes=[("members-0-relation", "应为配偶"), ("worker-name", "")],
    )
    archive.refresh_from_db()
    assert (archive.status, archive.acting_unit) == ("RETURNED", None)
    step = archive.steps.get(step="RETURN")
    assert list(step.field_notes.values_list("field", "text")) == [("members-0-relation", "应为配偶")]


def test_second_click_meets_the_new_status(submitted_file, reviewer_chengguan):
    archive = submitted_file()
    review.check(archive=archive, by=reviewer_chengguan)
    with pytest.raises((StepNotOpen, NotWaitingHere)):
        review.check(archive=archive, by=reviewer_chengguan)
    assert ReviewStep.objects.filter(archive=archive, step="CHECK").count() == 1


def test_person_is_in_one_living_file_only(submitted_file, clerk_yongdeng):
    first = submitted_file()
    number = first.members.get(relation="01").id_number
    with pytest.raises(PersonAlreadyOnFile) as refusal:
        submitted_file(by=clerk_yongdeng, members=[factories.member(id_number=number, sex="2")])
    assert str(refusal.value) == (
        "陈国庆的证件号码已在城关区总工会的档案中（电话 0931-0000001），请联系该工会核对"
    )
    assert HardshipArchive.objects.count() == 1


def test_refused_file_frees_its_people(submitted_file, reviewer_chengguan):
    first = submitted_file()
    review.reject(archive=first, by=reviewer_chengguan, note="不符合条件")
    again = submitted_file(worker=factories.worker(id_number=first.members.get(relation="01").id_number))
    assert again.pk != first.pk


def test_other_tier_needs_a_reason_and_a_second_person(submitted_file, reviewer_chengguan, reviewer_lanzhou):
    with pytest.raises(TierReasonMissing):
        submitted_file(decision={"tier": "RELATIVE", "tier_reason": " "})
    archive = submitted_file(decision={"tier": "RELATIVE", "tier_reason": "住房出租收入不稳定"})
    review.check(archive=archive, by=reviewer_chengguan)
    with pytest.raises(TierNotConfirmed):
        review.approve(archive=archive, by=reviewer_lanzhou)
    review.approve(archive=archive, by=reviewer_lanzhou, confirm_tier=True)
    assessment = archive.assessments.get()
    assert (assessment.outcome, assessment.tier) == ("DEEP", "RELATIVE")
    assert assessment.confirmed_by == reviewer_lanzhou.user


def test_checker_may_choose_another_tier(submitted_file, reviewer_chengguan, reviewer_lanzhou):
    archive = submitted_file()
    review.check(archive=archive, by=reviewer_chengguan, tier="RELATIVE", tier_reason="有未申报收入")
    review.approve(archive=archive, by=reviewer_lanzhou, confirm_tier=True)
    archive.refresh_from_db()
    assert (archive.status, archive.tier) == ("ACTIVE", "RELATIVE")


def test_closed_unit_takes_no_new_files(standards, clerk_chengguan, units):
    unit = units["GS620102"]
    unit.closed_on = date(2022, 3, 1)
    unit.save()
    with pytest.raises(UnitClosed):
        files.submit(content=factories.content(), by=clerk_chengguan, unit=unit)


def test_failed_evidence_leaves_no_file(submitted_file, monkeypatch):
    def refuse(*args, **kwargs):
        raise RuntimeError("no evidence")

    monkeypatch.setattr("households.actions.files.record", refuse)
    with pytest.raises(RuntimeError):
        submitted_file()
    assert HardshipArchive.objects.count() == 0
