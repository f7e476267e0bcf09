"""A notice from its start to its end: what it shows, how long it runs, what it lets pass."""

from datetime import date

import pytest
from django.db import connection

from households.actions import notices, objections, requests, review
from households.enums import NoticeKind, NoticeStatus, RequestKind, RequestStatus, RequestStep, Status, Step
from households.errors import NotAllowed, ReasonMissing
from households.models import NoticeEntry, PublicNotice
from households.notice_errors import (
    NotAwaitingNotice,
    NothingToPublish,
    NoticeMissing,
    NoticeOver,
    NoticeRunning,
    NoticeStartWrong,
    ObjectionOpen,
    PlaceMissing,
)
from households.queries import notices as queries
from tests import factories
from tests.households.leaving import INCOME
from tests.households.noticing import LAST_DAY
from unionaid import clock
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_notice_runs_five_working_days_around_a_holiday_and_its_make_up_day(start, today):
    notice = start()
    assert (notice.starts_on, notice.working_days, notice.ends_on) == (today, 5, LAST_DAY)


def test_notice_shows_exactly_what_an_objection_needs(start, waiting_file):
    worker = factories.worker(diagnosis="尿毒症透析治疗", health_status="30", disease="05")
    archive = waiting_file(worker=worker)
    entry = start(archives=[archive]).entries.get()
    stored = {
        field.name: getattr(entry, field.name)
        for field in NoticeEntry._meta.fields
        if field.name not in {"id", "notice", "archive", "request", "position", "is_running", "removed_on"}
    }
    assert stored == {
        "shown_name": "王桂英", "masked_name": "王*英", "employer": archive.employer, "tier": archive.tier,
        "cause": "患重特大疾病", "planned_aid": stored["planned_aid"],
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM households_noticeentry")
        line = " ".join(str(value) for row in cursor.fetchall() for value in row)
    for secret in (worker["id_number"], archive.id_last4, "透析", "陈国庆", "解放路"):
        assert secret not in line


def test_name_is_masked_outside_the_own_enterprise(start):
    assert start(place_kind="OUTSIDE").entries.get().shown_name == "王*英"


def test_frozen_lines_outlive_a_change_of_the_file(start):
    entry = start().entries.get()
    entry.archive.worker_name = "王改名"
    entry.archive.save()
    entry.refresh_from_db()
    assert entry.shown_name == "王桂英"


def test_file_waits_until_the_notice_has_ended(start, clerk_chengguan, after_the_end):
    notice = start()
    archive = notice.entries.get().archive
    clock.set_business_date(LAST_DAY)
    with pytest.raises(NoticeRunning, match="2022-04-08"):
        notices.end_notice(notice=notice, by=clerk_chengguan)
    with pytest.raises(NoticeRunning, match="2022-04-08"):
        review.take_step(archive=archive, step=Step.END_NOTICE, by=clerk_chengguan)
    after_the_end()
    assert list(queries.to_end(clerk_chengguan)) == [notice]
    notice = notices.end_notice(notice=notice, by=clerk_chengguan)
    archive.refresh_from_db()
    assert (archive.status, notice.status, notice.closed_on) == (
        Status.COUNTY_REVIEW, NoticeStatus.ENDED, date(2022, 4, 9),
    )
    assert not NoticeEntry.objects.filter(is_running=True).exists()
    assert AuditEvent.objects.filter(event="NOTICE_ENDED").count() == 1


def test_one_notice_ends_for_all_its_files(start, waiting_file, clerk_chengguan, after_the_end):
    archives = [waiting_file() for _place in range(3)]
    notice = start(archives=archives)
    after_the_end()
    notices.end_notice(notice=notice, by=clerk_chengguan)
    for archive in archives:
        archive.refresh_from_db()
    assert [archive.status for archive in archives] == [Status.COUNTY_REVIEW] * 3


def test_file_without_a_notice_passes_nowhere(waiting_file, clerk_chengguan):
    archive = waiting_file()
    with pytest.raises(NoticeMissing):
        review.take_step(archive=archive, step=Step.END_NOTICE, by=clerk_chengguan)
    assert list(queries.waiting_files(clerk_chengguan)) == [archive]


def test_open_objection_holds_the_notice(start, clerk_chengguan, reviewer_chengguan, today, after_the_end):
    notice = start()
    objection = objections.record_objection(
        entry=notice.entries.get(), received_on=today, channel="TELEPHONE", content="家中有车",
        is_anonymous=True, by=clerk_chengguan,
    )
    after_the_end()
    with pytest.raises(ObjectionOpen):
        notices.end_notice(notice=notice, by=clerk_chengguan)
    objections.answer_objection(
        objection=objection, upheld=False, answer="车是邻居的", by=reviewer_chengguan
    )
    assert notices.end_notice(notice=notice, by=clerk_chengguan).status == NoticeStatus.ENDED


def test_file_hangs_on_one_notice_only(start):
    notice = start()
    with pytest.raises(NotAwaitingNotice):
        start(archives=[notice.entries.get().archive])


def test_taken_down_notice_sets_its_files_free(start, clerk_chengguan, today):
    notice = start()
    with pytest.raises(ReasonMissing):
        notices.take_down(notice=notice, by=clerk_chengguan, reason=" ")
    notice = notices.take_down(notice=notice, by=clerk_chengguan, reason="地点写错")
    assert (notice.status, notice.closed_on) == (NoticeStatus.TAKEN_DOWN, today)
    with pytest.raises(NoticeOver):
        notices.end_notice(notice=notice, by=clerk_chengguan)
    archive = notice.entries.get().archive
    assert start(archives=[archive]).entries.get().archive == archive


def test_start_is_refused_with_its_reason(start, waiting_file, clerk_yongdeng, finance_chengguan, today):
    archive = waiting_file()
    for changes, refusal in (
        ({"archives": []}, NothingToPublish),
        ({"place": " "}, PlaceMissing),
        ({"starts_on": date(2022, 3, 30)}, NoticeStartWrong),
        ({"starts_on": date(2022, 4, 1)}, NoticeStartWrong),
        ({"by": clerk_yongdeng}, NotAwaitingNotice),
        ({"by": finance_chengguan}, NotAllowed),
    ):
        with pytest.raises(refusal):
            start(**{"archives": [archive]} | changes)
    assert PublicNotice.objects.count() == 0


def test_exit_waits_for_its_notice(start, active_file, clerk_chengguan, after_the_end):
    archive = active_file()
    request = requests.open_request(
        kind=RequestKind.EXIT, archive=archive, by=clerk_chengguan, reason="收入已超过标准",
        detail=INCOME,
    )
    with pytest.raises(NoticeMissing):
        requests.decide(request=request, step=RequestStep.END_NOTICE, by=clerk_chengguan)
    notice = start(archives=[archive], kind=NoticeKind.EXIT)
    with pytest.raises(NoticeRunning):
        requests.decide(request=request, step=RequestStep.END_NOTICE, by=clerk_chengguan)
    after_the_end()
    notices.end_notice(notice=notice, by=clerk_chengguan)
    request.refresh_from_db()
    assert request.status == RequestStatus.COUNTY_REVIEW


def test_withdrawn_exit_leaves_its_notice(start, active_file, clerk_chengguan, today):
    archive = active_file()
    request = requests.open_request(
        kind=RequestKind.EXIT, archive=archive, by=clerk_chengguan, reason="收入已超过标准",
        detail=INCOME,
    )
    entry = start(archives=[archive], kind=NoticeKind.EXIT).entries.get()
    requests.decide(request=request, step=RequestStep.WITHDRAW, by=clerk_chengguan)
    entry.refresh_from_db()
    assert (entry.is_running, entry.removed_on) == (False, today)


def test_neighbour_sees_no_notice(start, clerk_chengguan, clerk_yongdeng, reviewer_lanzhou, auditor_gansu):
    notice = start()
    for posting, expected in (
        (clerk_chengguan, [notice]), (reviewer_lanzhou, [notice]), (auditor_gansu, [notice]),
        (clerk_yongdeng, []),
    ):
        assert list(queries.notices_for(posting)) == expected
    with pytest.raises(NotAllowed):
        notices.take_down(notice=notice, by=clerk_yongdeng, reason="不是我的")
