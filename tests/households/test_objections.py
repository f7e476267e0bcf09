"""What is said against a household on a notice, and what comes of it."""

from datetime import date

import pytest

from households.actions import notices, objections
from households.enums import ObjectionStatus, Status
from households.errors import NotAllowed
from households.models import Objection, ReviewStep
from households.notice_errors import (
    AnswererRecordedIt,
    AnswerMissing,
    EntryNotStanding,
    ObjectionAnswered,
    ObjectionDateWrong,
    ObjectionEmpty,
    ObjectionTooLate,
    ObjectorMissing,
)
from households.queries import notices as queries
from tests.households.noticing import LAST_DAY
from unionaid.accounts.models import Posting
from unionaid.accounts.permissions import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(start):
    return start().entries.get()


@pytest.fixture
def object_to(entry, clerk_chengguan, today):
    """Return a function that writes down an objection to the entry."""

    def write(**changes):
        given = {
            "entry": entry, "received_on": today, "channel": "TELEPHONE", "objector": "李大山",
            "contact": "13900000046", "content": "家中有两套住房", "by": clerk_chengguan,
        } | changes
        return objections.record_objection(**given)

    return write


def test_objection_waits_for_a_reviewer(object_to, clerk_chengguan, reviewer_chengguan, reviewer_yongdeng):
    objection = object_to()
    assert (objection.status, objection.objector, objection.content) == (
        ObjectionStatus.OPEN, "李大山", "家中有两套住房",
    )
    assert list(queries.open_objections(reviewer_chengguan)) == [objection]
    assert list(queries.open_objections(clerk_chengguan)) == []
    assert list(queries.open_objections(reviewer_yongdeng)) == []


def test_anonymous_objection_keeps_no_name(object_to):
    objection = object_to(is_anonymous=True)
    assert (objection.objector, objection.contact) == ("", "")


def test_objection_of_the_last_day_counts_the_day_after(object_to, after_the_end):
    after_the_end()
    assert object_to(received_on=LAST_DAY).status == ObjectionStatus.OPEN


def test_objection_after_the_last_day_is_refused(object_to, after_the_end):
    after_the_end()
    with pytest.raises(ObjectionTooLate, match="2022-04-08"):
        object_to(received_on=date(2022, 4, 9))
    assert Objection.objects.count() == 0


def test_objection_to_an_ended_notice_is_refused(object_to, entry, clerk_chengguan, after_the_end):
    after_the_end()
    notices.end_notice(notice=entry.notice, by=clerk_chengguan)
    with pytest.raises(ObjectionTooLate, match="2022-04-08"):
        object_to(received_on=LAST_DAY)


def test_objection_is_refused_with_its_reason(object_to, reviewer_chengguan, clerk_yongdeng):
    for changes, refusal in (
        ({"received_on": date(2022, 3, 30)}, ObjectionDateWrong),
        ({"received_on": date(2022, 4, 1)}, ObjectionDateWrong),
        ({"objector": " "}, ObjectorMissing),
        ({"content": ""}, ObjectionEmpty),
        ({"by": reviewer_chengguan}, NotAllowed),
        ({"by": clerk_yongdeng}, NotAllowed),
    ):
        with pytest.raises(refusal):
            object_to(**changes)
    assert Objection.objects.count() == 0


def test_upheld_objection_sends_the_file_back_to_be_verified(object_to, entry, reviewer_chengguan, today):
    objection = objections.answer_objection(
        objection=object_to(), upheld=True, answer="查实有两套住房", by=reviewer_chengguan
    )
    entry.refresh_from_db()
    archive = entry.archive
    archive.refresh_from_db()
    assert (archive.status, entry.is_running, entry.removed_on) == (Status.VERIFYING, False, today)
    assert (objection.status, objection.answered_on) == (ObjectionStatus.UPHELD, today)
    assert "两套" not in ReviewStep.objects.get(archive=archive, step="UPHOLD").note


def test_other_files_of_the_notice_go_on(
    start, waiting_file, object_to, reviewer_chengguan, clerk_chengguan, after_the_end
):
    first, second = waiting_file(), waiting_file()
    notice = start(archives=[first, second])
    objection = object_to(entry=notice.entries.get(archive=first))
    objections.answer_objection(objection=objection, upheld=True, answer="属实", by=reviewer_chengguan)
    after_the_end()
    notices.end_notice(notice=notice, by=clerk_chengguan)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (Status.VERIFYING, Status.COUNTY_REVIEW)


def test_dismissed_objection_changes_nothing(object_to, entry, reviewer_lanzhou):
    objections.answer_objection(objection=object_to(), upheld=False, answer="不属实", by=reviewer_lanzhou)
    entry.archive.refresh_from_db()
    assert (entry.archive.status, entry.is_running) == (Status.PUBLICISED, True)


def test_answer_is_refused_with_its_reason(object_to, clerk_chengguan, reviewer_chengguan, reviewer_yongdeng):
    objection = object_to()
    recorder = Posting.objects.create(
        user=clerk_chengguan.user, unit=clerk_chengguan.unit, role=Role.REVIEWER, valid_from=date(2020, 1, 1)
    )
    for by, answer, refusal in (
        (clerk_chengguan, "属实", NotAllowed),
        (reviewer_yongdeng, "属实", NotAllowed),
        (recorder, "属实", AnswererRecordedIt),
        (reviewer_chengguan, " ", AnswerMissing),
    ):
        with pytest.raises(refusal):
            objections.answer_objection(objection=objection, upheld=True, answer=answer, by=by)
    objections.answer_objection(objection=objection, upheld=True, answer="属实", by=reviewer_chengguan)
    with pytest.raises(ObjectionAnswered, match="异议成立"):
        objections.answer_objection(objection=objection, upheld=False, answer="再查", by=reviewer_chengguan)


def test_household_off_the_notice_takes_no_objection(object_to, reviewer_chengguan):
    objections.answer_objection(objection=object_to(), upheld=True, answer="属实", by=reviewer_chengguan)
    with pytest.raises(EntryNotStanding):
        object_to()
