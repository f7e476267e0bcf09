"""The packaged chain walked in every branch and to every length, and what is refused on the way."""

from copy import copy
from datetime import date
from functools import partial

import pytest

from households.actions import files, minutes, notices, review, verifying
from households.actions.holidays import load_packaged_holidays
from households.actions.standards import load_default_chains
from households.enums import MatchResult, NoticeKind, Step
from households.errors import (
    FileError,
    NobodyConfirms,
    NoteMissing,
    NotWaitingHere,
    SamePersonTwice,
    StepNotOpen,
    TierNotConfirmed,
)
from households.models import ApprovalChain, HardshipArchive, ReviewStep
from households.notice_errors import NoticeRunning
from tests import factories
from tests.racing import at_once
from unionaid import clock
from unionaid.accounts.models import Posting, User

pytestmark = pytest.mark.django_db
TODAY, LAST_DAY, AFTER = date(2022, 3, 31), date(2022, 4, 8), date(2022, 4, 9)
OTHER_TIER = {"tier": "RELATIVE", "tier_reason": "收入含一次性补发工资"}


@pytest.fixture
def packaged(standards):
    load_packaged_holidays()
    ApprovalChain.objects.all().delete()
    load_default_chains(valid_from=date(2022, 3, 1), version="2022-01")


@pytest.fixture
def submit(packaged):
    """Return a function that submits a file of a level."""

    def send(by, level="CITY", **changes):
        content = factories.content(**changes)
        content.work["archive_level"] = level
        return files.submit(content=content, by=by, unit=by.unit)

    return send


def publish(archive, clerk):
    """Take a submitted file through acceptance, visit and match, and hang it out. Returns the notice."""
    clock.set_business_date(TODAY)
    review.take_step(archive=archive, step=Step.ACCEPT, by=clerk)
    verifying.record_visit(
        archive=archive, by=clerk, visited_on=TODAY, visitors=["王晓琴", "张立"], findings="与申报一致"
    )
    review.take_step(archive=archive, step=Step.VERIFY, by=clerk)
    verifying.record_match(
        archive=archive, by=clerk, agency="民政局", replied_on=TODAY, result=MatchResult.AGREES
    )
    review.take_step(archive=archive, step=Step.MATCH, by=clerk)
    return notices.start_notice(
        archives=[archive], kind=NoticeKind.ENTRY, by=clerk, starts_on=TODAY, place="公示栏"
    )


def prepare(archive, clerk):
    """Take a submitted file to the county's review, on the day after its notice."""
    notice = publish(archive, clerk)
    clock.set_business_date(AFTER)
    notices.end_notice(notice=notice, by=clerk)
    archive.refresh_from_db()
    return archive


def meeting(by):
    return minutes.record_minutes(
        by=by, number="纪要1号", held_on=AFTER, place="会议室", attendees=["李建平", "张立"],
        resolution="同意",
    )


def test_national_file_of_a_county_ends_with_the_province(
    submit, clerk_chengguan, reviewer_chengguan, reviewer_lanzhou, reviewer_gansu
):
    archive = prepare(submit(clerk_chengguan, "NATIONAL"), clerk_chengguan)
    review.check(archive=archive, by=reviewer_chengguan, minutes=meeting(reviewer_chengguan))
    review.approve(archive=archive, by=reviewer_lanzhou)
    archive.refresh_from_db()
    assert (archive.status, archive.acting_unit.code) == ("PROVINCE_FILING", "GS")
    with pytest.raises(NotWaitingHere):
        review.approve(archive=archive, by=reviewer_lanzhou)
    review.approve(archive=archive, by=reviewer_gansu)
    archive.refresh_from_db()
    assert (archive.status, archive.first_approved_on) == ("ACTIVE", AFTER)


def test_jiayuguan_reviews_and_approves_by_itself(
    submit, clerk_jiayuguan, reviewer_jiayuguan, approver_jiayuguan, reviewer_lanzhou
):
    archive = prepare(submit(clerk_jiayuguan), clerk_jiayuguan)
    assert archive.acting_unit.code == "GS620200"
    review.check(archive=archive, by=reviewer_jiayuguan, minutes=meeting(reviewer_jiayuguan))
    for wrong, error in ((reviewer_jiayuguan, SamePersonTwice), (reviewer_lanzhou, NotWaitingHere)):
        with pytest.raises(error):
            review.approve(archive=archive, by=wrong)
    review.approve(archive=archive, by=approver_jiayuguan)
    archive.refresh_from_db()
    assert archive.status == "ACTIVE"


def test_new_area_bypasses_the_region_tree(
    submit, clerk_xinqu, reviewer_xinqu, reviewer_lanzhou, reviewer_gansu
):
    archive = prepare(submit(clerk_xinqu, "NATIONAL"), clerk_xinqu)
    review.check(archive=archive, by=reviewer_xinqu, minutes=meeting(reviewer_xinqu))
    with pytest.raises(NotWaitingHere):
        review.approve(archive=archive, by=reviewer_lanzhou)
    review.approve(archive=archive, by=reviewer_gansu)
    archive.refresh_from_db()
    assert archive.status == "ACTIVE"
    assert [step.step for step in archive.steps.all()][-2:] == ["CHECK", "APPROVE"]


def test_county_file_ends_with_the_county_which_confirms_another_tier(
    submit, clerk_chengguan, reviewer_chengguan
):
    archive = prepare(submit(clerk_chengguan, "COUNTY", decision=OTHER_TIER), clerk_chengguan)
    held = meeting(reviewer_chengguan)
    with pytest.raises(TierNotConfirmed):
        review.check(archive=archive, by=reviewer_chengguan, minutes=held)
    with pytest.raises(NobodyConfirms):
        review.check(
            archive=archive, by=reviewer_chengguan, minutes=held, tier="ACCIDENTAL", tier_reason="事故"
        )
    review.check(archive=archive, by=reviewer_chengguan, minutes=held, confirm_tier=True)
    archive.refresh_from_db()
    assert (archive.status, archive.tier) == ("ACTIVE", "RELATIVE")
    assert archive.assessments.get(is_current=True).confirmed_by == reviewer_chengguan.user


@pytest.mark.parametrize(("level", "is_last"), [("COUNTY", True), ("CITY", False)])
def test_page_of_the_last_review_asks_to_confirm_and_offers_no_other_tier(
    submit, clerk_chengguan, reviewer_chengguan, client_of, level, is_last
):
    archive = prepare(submit(clerk_chengguan, level, decision=OTHER_TIER), clerk_chengguan)
    page = client_of(reviewer_chengguan).get(f"/review/{archive.file_no}/").content.decode()
    assert ('name="confirm_tier"' in page, 'name="tier"' in page) == (is_last, not is_last)


def test_one_person_under_two_postings_decides_once(submit, clerk_chengguan, reviewer_chengguan, units):
    archive = prepare(submit(clerk_chengguan), clerk_chengguan)
    review.check(archive=archive, by=reviewer_chengguan, minutes=meeting(reviewer_chengguan))
    above = Posting.objects.create(
        user=reviewer_chengguan.user, unit=units["GS620100"], role="REVIEWER", valid_from=date(2020, 1, 1)
    )
    with pytest.raises(SamePersonTwice, match="须由另一人办理"):
        review.approve(archive=archive, by=above)
    archive.refresh_from_db()
    assert archive.status == "CITY_APPROVAL"


def test_holiday_does_not_shorten_a_notice(submit, clerk_chengguan):
    """Five weekdays after 31 March end on 7 April; 清明节 and its make-up Saturday make it the 8th."""
    notice = publish(submit(clerk_chengguan), clerk_chengguan)
    for day in (date(2022, 4, 7), LAST_DAY):
        clock.set_business_date(day)
        with pytest.raises(NoticeRunning, match="2022-04-08"):
            notices.end_notice(notice=notice, by=clerk_chengguan)


def test_file_without_its_papers_is_returned_at_the_door(submit, clerk_chengguan, client_of):
    archive = submit(clerk_chengguan)
    client = client_of(clerk_chengguan)
    assert "材料不齐，退回补正" in client.get(f"/households/{archive.file_no}/").content.decode()
    with pytest.raises(NoteMissing):
        review.return_file(archive=archive, by=clerk_chengguan, note=" ")
    client.post(f"/households/{archive.file_no}/return/", {"note": "缺收入证明"})
    archive.refresh_from_db()
    assert archive.status == "RETURNED"
    with pytest.raises(StepNotOpen):
        review.return_file(archive=archive, by=clerk_chengguan, note="再次")


def test_reviewer_refuses_what_the_match_contradicts(submit, clerk_chengguan, reviewer_chengguan, client_of):
    archive = submit(clerk_chengguan)
    review.take_step(archive=archive, step=Step.ACCEPT, by=clerk_chengguan)
    verifying.record_visit(
        archive=archive, by=clerk_chengguan, visited_on=TODAY, visitors=["甲", "乙"], findings="一致"
    )
    review.take_step(archive=archive, step=Step.VERIFY, by=clerk_chengguan)
    client = client_of(reviewer_chengguan)
    assert "比对不符的" in client.get(f"/households/{archive.file_no}/").content.decode()
    client.post(f"/review/{archive.file_no}/decide/", {"step": "REJECT", "note": "收入不符"})
    archive.refresh_from_db()
    assert archive.status == "REJECTED"


def test_clerk_finds_the_notice_on_the_page_of_the_file(submit, clerk_chengguan, client_of):
    archive = prepare(submit(clerk_chengguan), clerk_chengguan)
    page = client_of(clerk_chengguan).get(f"/households/{archive.file_no}/").content.decode()
    assert f"/notices/{archive.notice_entries.get().notice_id}/" in page and "公示结束" in page


def approvers_of_lanzhou(units):
    return [
        Posting.objects.create(
            user=User.objects.create(username=f"approver.{n}", display_name=f"审批{n}"),
            unit=units["GS620100"], role="REVIEWER", valid_from=date(2020, 1, 1),
        )
        for n in range(4)
    ]  # fmt: skip


def race(archive, postings):
    """Let everybody approve one file at once; return how many were let through."""
    calls = [partial(review.approve, archive=archive, by=posting) for posting in postings]
    return len(at_once(calls, refused=FileError))


@pytest.mark.django_db(transaction=True)
def test_one_of_four_approvers_at_once_wins(submit, clerk_chengguan, reviewer_chengguan, units):
    archive = prepare(submit(clerk_chengguan), clerk_chengguan)
    review.check(archive=archive, by=reviewer_chengguan, minutes=meeting(reviewer_chengguan))
    assert race(archive, approvers_of_lanzhou(units)) == 1
    assert ReviewStep.objects.filter(archive=archive, step=Step.APPROVE).count() == 1
    assert HardshipArchive.objects.active().count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_more_than_one_approves(
    submit, clerk_chengguan, reviewer_chengguan, units, monkeypatch
):
    """The negative control: with the file no longer read again, more than one gets through."""
    archive = prepare(submit(clerk_chengguan), clerk_chengguan)
    review.check(archive=archive, by=reviewer_chengguan, minutes=meeting(reviewer_chengguan))
    archive.refresh_from_db()
    monkeypatch.setattr(review, "_locked", copy)
    assert race(archive, approvers_of_lanzhou(units)) > 1
