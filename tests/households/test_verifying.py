"""The full chain: accepted, visited, matched, published, checked with minutes, approved; and who may not."""

from datetime import date, timedelta

import pytest

from households import flow
from households.actions import deciding, files, minutes, review, verifying
from households.enums import Step
from households.errors import (
    NotAllowed,
    NotWaitingHere,
    ReviewBegun,
    SamePersonTwice,
    StepNotOpen,
)
from households.models import ApprovalChain, HomeVisit, MatchRecord, MeetingMinutes, ReviewStep
from households.queries.verifying import to_prepare
from households.verifying_errors import (
    AttendeesMissing,
    FindingsMissing,
    MatchAhead,
    MatchDetailMissing,
    MatchMissing,
    MeetingAhead,
    MeetingTooEarly,
    MinutesMissing,
    MinutesNumberTaken,
    MinutesOfAnother,
    VisitAhead,
    VisitMissing,
    VisitorsMissing,
    VisitTooEarly,
)
from tests import factories
from unionaid.accounts.models import Posting

TODAY = date(2022, 3, 31)
TOMORROW = TODAY + timedelta(days=1)
STEPS = [
    ("SUBMITTED", "OWN"), ("VERIFYING", "OWN"), ("MATCHING", "COUNTY"), ("COUNTY_REVIEW", "COUNTY"),
    ("CITY_APPROVAL", "CITY"),
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def full_chain(standards):
    """The chain with everything before the review but the notice, which has tests of its own."""
    return ApprovalChain.objects.create(
        version="2022-03", archive_level="CITY", branch="COUNTY", valid_from=date(2022, 3, 1),
        steps=[{"status": status, "acting": acting} for status, acting in STEPS], needs_minutes=True,
    )


@pytest.fixture
def submitted(full_chain, submitted_file):
    return submitted_file()


@pytest.fixture
def verifying_file(submitted, clerk_chengguan):
    review.take_step(archive=submitted, step=Step.ACCEPT, by=clerk_chengguan)
    submitted.refresh_from_db()
    return submitted


@pytest.fixture
def visit(verifying_file, clerk_chengguan):
    """Return a function that writes down a visit of the file."""

    def write(**changes):
        given = {
            "archive": verifying_file, "by": clerk_chengguan, "visited_on": TODAY,
            "visitors": ["王晓琴", "李建平"], "findings": "住房、家电与申报一致",
        }
        return verifying.record_visit(**given | changes)

    return write


@pytest.fixture
def matching_file(visit, verifying_file, clerk_chengguan):
    visit()
    review.take_step(archive=verifying_file, step=Step.VERIFY, by=clerk_chengguan)
    verifying_file.refresh_from_db()
    return verifying_file


@pytest.fixture
def match(matching_file, clerk_chengguan):
    """Return a function that writes down a match of the file."""

    def write(**changes):
        given = {
            "archive": matching_file, "by": clerk_chengguan, "agency": "城关区民政局",
            "replied_on": TODAY, "result": "AGREES",
        }
        return verifying.record_match(**given | changes)

    return write


@pytest.fixture
def checked_next(match, matching_file, clerk_chengguan):
    """A file that waits for the county's check."""
    match()
    review.take_step(archive=matching_file, step=Step.MATCH, by=clerk_chengguan)
    matching_file.refresh_from_db()
    return matching_file


def meeting(by, **changes):
    given = {
        "number": "困帮〔2022〕3号", "held_on": TODAY, "place": "二楼会议室",
        "attendees": ["李建平", "王晓琴", "周文"], "resolution": "同意上报",
    }
    return minutes.record_minutes(by=by, **given | changes)


def test_file_walks_the_full_chain(checked_next, reviewer_chengguan, reviewer_lanzhou):
    held = meeting(reviewer_chengguan)
    review.check(archive=checked_next, by=reviewer_chengguan, minutes=held)
    review.approve(archive=checked_next, by=reviewer_lanzhou)
    checked_next.refresh_from_db()
    assert checked_next.status == "ACTIVE"
    assert list(checked_next.steps.values_list("step", "to_status", "minutes")) == [
        ("SUBMIT", "SUBMITTED", None),
        ("ACCEPT", "VERIFYING", None),
        ("VERIFY", "MATCHING", None),
        ("MATCH", "COUNTY_REVIEW", None),
        ("CHECK", "CITY_APPROVAL", held.pk),
        ("APPROVE", "ACTIVE", None),
    ]


def test_clerk_sees_what_is_to_be_prepared(
    submitted, clerk_chengguan, clerk_yongdeng, checked_next, reviewer_lanzhou
):
    assert list(to_prepare(clerk_chengguan)) == []
    other = files.submit(
        content=factories.content(), by=clerk_chengguan, unit=clerk_chengguan.unit
    )
    assert list(to_prepare(clerk_chengguan)) == [other]
    assert list(to_prepare(clerk_yongdeng)) == list(to_prepare(reviewer_lanzhou)) == []


def test_step_out_of_order_is_refused(submitted, verifying_file, clerk_chengguan, reviewer_chengguan):
    with pytest.raises(StepNotOpen, match="核实中"):
        review.take_step(archive=verifying_file, step=Step.MATCH, by=clerk_chengguan)
    with pytest.raises(StepNotOpen, match="核实中"):
        review.check(archive=verifying_file, by=reviewer_chengguan)


def test_verification_needs_a_visit_of_this_round(verifying_file, clerk_chengguan):
    with pytest.raises(VisitMissing):
        review.take_step(archive=verifying_file, step=Step.VERIFY, by=clerk_chengguan)
    verifying_file.refresh_from_db()
    assert verifying_file.status == "VERIFYING"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"visited_on": TOMORROW}, VisitAhead),
        ({"visited_on": date(2022, 3, 1)}, VisitTooEarly),
        ({"visitors": ["王晓琴"]}, VisitorsMissing),
        ({"visitors": ["王晓琴", " 王晓琴 "]}, VisitorsMissing),
        ({"findings": " "}, FindingsMissing),
    ],
)
def test_visit_that_proves_nothing_is_refused(visit, changes, refusal):
    with pytest.raises(refusal):
        visit(**changes)
    assert HomeVisit.objects.count() == 0


def test_reviewer_and_neighbour_write_down_no_visit(visit, reviewer_chengguan, clerk_yongdeng):
    with pytest.raises(NotAllowed):
        visit(by=reviewer_chengguan)
    with pytest.raises(NotWaitingHere):
        visit(by=clerk_yongdeng)


def test_visit_is_written_down_while_the_file_is_verified(submitted, clerk_chengguan):
    with pytest.raises(StepNotOpen, match="已提交"):
        verifying.record_visit(
            archive=submitted, by=clerk_chengguan, visited_on=TODAY, visitors=["甲", "乙"], findings="属实"
        )


def test_match_needs_its_record(matching_file, clerk_chengguan):
    with pytest.raises(MatchMissing):
        review.take_step(archive=matching_file, step=Step.MATCH, by=clerk_chengguan)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"replied_on": TOMORROW}, MatchAhead), ({"result": "DIFFERS"}, MatchDetailMissing)],
)
def test_match_that_says_nothing_is_refused(match, changes, refusal):
    with pytest.raises(refusal):
        match(**changes)
    assert MatchRecord.objects.count() == 0


def test_check_needs_minutes_of_the_own_union(
    checked_next, reviewer_chengguan, reviewer_lanzhou, full_chain
):
    with pytest.raises(MinutesMissing):
        review.check(archive=checked_next, by=reviewer_chengguan)
    with pytest.raises(MinutesOfAnother, match="城关区"):
        review.check(archive=checked_next, by=reviewer_chengguan, minutes=meeting(reviewer_lanzhou))
    with pytest.raises(MeetingTooEarly):
        review.check(
            archive=checked_next, by=reviewer_chengguan,
            minutes=meeting(reviewer_chengguan, held_on=date(2022, 3, 30)),
        )


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"held_on": TOMORROW}, MeetingAhead),
        ({"attendees": ["李建平"]}, AttendeesMissing),
        ({"number": "一"}, MinutesNumberTaken),
    ],
)
def test_minutes_that_prove_nothing_are_refused(reviewer_chengguan, changes, refusal):
    meeting(reviewer_chengguan, number="一")
    with pytest.raises(refusal):
        meeting(reviewer_chengguan, **changes)
    assert MeetingMinutes.objects.count() == 1


def test_clerk_writes_no_minutes(clerk_chengguan):
    with pytest.raises(NotAllowed):
        meeting(clerk_chengguan)


def test_one_meeting_covers_many_files(checked_next, reviewer_chengguan):
    report = deciding.pass_many(
        archives=[checked_next], by=reviewer_chengguan, minutes=meeting(reviewer_chengguan)
    )
    assert (report.passed, report.refused) == ([checked_next], [])


def test_who_verified_does_not_check(checked_next, clerk_chengguan, units):
    second_office = Posting.objects.create(
        user=clerk_chengguan.user, unit=units["GS620102"], role="REVIEWER", valid_from=date(2020, 1, 1)
    )
    with pytest.raises(SamePersonTwice):
        review.check(archive=checked_next, by=second_office, minutes=meeting(second_office))


def test_line_shows_every_step_of_the_own_chain(matching_file):
    drawn = flow.stages(matching_file, list(matching_file.steps.select_related("by")), None)
    assert [(stage.label, stage.state) for stage in drawn][:7] == [
        ("录入", "d"), ("受理", "d"), ("入户核实", "d"), ("信息比对", "on"), ("县级审核", ""),
        ("市州审批", ""), ("在档", ""),
    ]
    assert drawn[1].note == "2022-03-31 clerk_chengguan"


def test_upheld_objection_asks_for_another_visit(verifying_file, visit, clerk_chengguan):
    visit()
    ReviewStep.objects.create(
        archive=verifying_file, step=Step.UPHOLD, from_status="PUBLICISED", to_status="VERIFYING",
        by=clerk_chengguan.user, by_unit=clerk_chengguan.unit, on=TODAY, note="邻居反映有车",
    )
    with pytest.raises(VisitMissing):
        review.take_step(archive=verifying_file, step=Step.VERIFY, by=clerk_chengguan)
    visit(findings="车辆为单位所有")
    review.take_step(archive=verifying_file, step=Step.VERIFY, by=clerk_chengguan)


def test_withdrawn_before_the_review_but_not_in_it(checked_next, clerk_chengguan, submitted_file):
    with pytest.raises(ReviewBegun):
        review.withdraw(archive=checked_next, by=clerk_chengguan)
    fresh = submitted_file()
    review.withdraw(archive=fresh, by=clerk_chengguan)
    fresh.refresh_from_db()
    assert fresh.status == "RETURNED"


def test_pages_take_a_file_from_acceptance_to_the_check(
    submitted, clerk_chengguan, reviewer_chengguan, client_of
):
    clerk, address = client_of(clerk_chengguan), f"/households/{submitted.file_no}/"
    assert "受理申请" in clerk.get(address).content.decode()
    assert clerk.post(f"{address}accept/").status_code == 302
    visit = {
        "visited_on": "2022-03-31", "first_visitor": "王晓琴", "second_visitor": "王晓琴",
        "findings": "属实", "finish": "1",
    }
    answer = clerk.post(f"{address}visit/", visit)
    assert answer.status_code == 422 and "至少两人" in answer.content.decode()
    assert clerk.post(f"{address}visit/", visit | {"second_visitor": "马永红"}).status_code == 302
    match = {"agency": "民政局", "replied_on": "2022-03-31", "result": "NO_RECORD", "finish": "1"}
    assert clerk.post(f"{address}match/", match).status_code == 302
    submitted.refresh_from_db()
    assert submitted.status == "COUNTY_REVIEW"

    reviewer = client_of(reviewer_chengguan)
    decide = f"/review/{submitted.file_no}/decide/"
    answer = reviewer.post(decide, {"step": "CHECK"})
    assert answer.status_code == 422 and "会议纪要" in answer.content.decode()
    said = {
        "number": "1", "held_on": "2022-03-31", "place": "会议室", "attendees": "李建平、王晓琴",
        "resolution": "同意",
    }
    assert reviewer.post("/review/minutes/", said | {"attendees": "李建平"}).status_code == 422
    assert reviewer.post("/review/minutes/", said).status_code == 302
    page = reviewer.get(f"/review/{submitted.file_no}/").content.decode()
    assert "民政局" in page and "马永红" in page
    chosen = {"step": "CHECK", "minutes": MeetingMinutes.objects.get().pk}
    assert reviewer.post(decide, chosen).status_code == 302
    submitted.refresh_from_db()
    assert submitted.status == "CITY_APPROVAL"
