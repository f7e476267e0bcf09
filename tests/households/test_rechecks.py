"""The yearly re-check: ordered or due by itself, ended with a result, told in table 4."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.actions import rechecks, requests
from households.actions.checking import record_result
from households.check_enums import AskedResult
from households.check_errors import (
    CheckNoteMissing,
    NothingToCheck,
    NotInsideOwnUnion,
    NotThisYear,
    RecheckAlreadyOrdered,
    WrongResult,
)
from households.enums import RequestKind, TaskKind, TaskStatus
from households.errors import NotAllowed
from households.models import ArchiveEpisode, FileTask
from households.queries import checks
from households.queries.dynamics import dynamics
from households.queries.looking_again import files_looked_at
from households.request_errors import TaskEnded
from tests.households.leaving import GAVE_UP
from unionaid import clock

TODAY = date(2022, 3, 31)
LAST = date(2022, 11, 30)
pytestmark = pytest.mark.django_db


@pytest.fixture
def order(active_file, reviewer_lanzhou, units):
    """Return a function that orders this year's re-checks of Chengguan."""

    def give(by=reviewer_lanzhou, **changes):
        given = {"unit": units["GS620102"], "year": 2022, "due_on": LAST, "by": by} | changes
        return rechecks.order_round(**given)

    return give


def recheck_of(archive):
    return FileTask.objects.get(archive=archive, kind=TaskKind.RECHECK)


def test_round_asks_for_every_file_on_record_once(active_file, submitted_file, order):
    first, second = active_file(), active_file()
    submitted_file()
    assert order().files == 2
    tasks = FileTask.objects.filter(kind=TaskKind.RECHECK).order_by("pk")
    assert [(task.archive, task.key, task.raised_on, task.due_on, task.reason) for task in tasks] == [
        (archive, f"recheck:2022:{archive.pk}", TODAY, LAST, "2022 年度年审") for archive in (first, second)
    ]


def test_file_is_due_on_its_own_day_where_that_is_sooner(active_file, order):
    archive = active_file()
    archive.first_approved_on = archive.status_since = date(2021, 6, 1)
    archive.save()
    order()
    assert recheck_of(archive).due_on == date(2022, 6, 1)


def test_round_is_refused_twice_elsewhere_and_on_a_wrong_day(
    active_file, order, units, reviewer_yongdeng, clerk_chengguan
):
    with pytest.raises(NothingToCheck, match="在档档案"):
        order()
    active_file()
    with pytest.raises(NotAllowed):
        order(by=clerk_chengguan)
    with pytest.raises(NotInsideOwnUnion, match="下属单位"):
        order(by=reviewer_yongdeng)
    for changes in ({"due_on": date(2022, 3, 30)}, {"due_on": date(2023, 1, 1)}, {"year": 2021}):
        with pytest.raises(NotThisYear, match="2022 年 12 月 31 日"):
            order(**changes)
    order()
    with pytest.raises(RecheckAlreadyOrdered, match="城关区总工会 2022 年度的年审已经下达"):
        order()
    with pytest.raises(NothingToCheck):
        order(unit=units["GS620100"])


def test_large_round_is_raised_in_pieces_and_goes_on_after_a_stop(active_file, order, monkeypatch):
    for _file in range(3):
        active_file()
    monkeypatch.setattr(rechecks, "AT_ONCE", 0)
    monkeypatch.setattr(rechecks, "CHUNK", 2)
    given, told = order(), []
    raised = FileTask.objects.filter(kind=TaskKind.RECHECK)
    assert raised.count() == 0
    assert rechecks.raise_round(given, step=told.append) == 3
    assert (told, raised.count()) == ([2, 3], 3)
    assert rechecks.raise_round(given) == 0


def test_timer_asks_a_month_before_the_year_is_over_and_once(active_file):
    archive = active_file()
    due = date(2023, 3, 31)
    rechecks.raise_due(due - timedelta(days=31))
    assert not archive.tasks.filter(kind=TaskKind.RECHECK).exists()
    for _run in range(2):
        rechecks.raise_due(due - timedelta(days=30))
    assert (recheck_of(archive).due_on, recheck_of(archive).key) == (due, f"recheck:2023:{archive.pk}")


def test_timer_leaves_a_file_alone_that_a_round_has_asked_for(active_file, order):
    archive = active_file()
    order()
    archive.refresh_from_db()
    rechecks.raise_due(date(2022, 12, 30))
    assert archive.tasks.filter(kind=TaskKind.RECHECK).count() == 1


def test_file_that_qualifies_is_looked_at_anew_in_a_year(active_file, order, clerk_chengguan):
    archive = active_file()
    order()
    task = record_result(task=recheck_of(archive), result="QUALIFIES", by=clerk_chengguan)
    archive.refresh_from_db()
    assert (task.status, task.outcome, task.ended_on) == (TaskStatus.DONE, "QUALIFIES", TODAY)
    assert archive.rechecked_on == TODAY
    assert rechecks.looked_at(archive) == TODAY
    with pytest.raises(TaskEnded):
        record_result(task=task, result="QUALIFIES", by=clerk_chengguan)


def test_result_that_asks_for_a_request_stays_a_task_until_it_is_opened(
    active_file, order, clerk_chengguan
):
    archive = active_file()
    order()
    with pytest.raises(CheckNoteMissing):
        record_result(task=recheck_of(archive), result="CANCEL", by=clerk_chengguan)
    record_result(task=recheck_of(archive), result="CANCEL", by=clerk_chengguan, note="本人要求放弃")
    archive.refresh_from_db()
    assert archive.status == "ACTIVE"
    asked = archive.tasks.get(kind=TaskKind.REASSESS)
    assert (asked.reason, asked.status) == ("2022 年度年审：应当注销", TaskStatus.OPEN)
    requests.open_request(
        kind=RequestKind.CANCEL, archive=archive, by=clerk_chengguan, reason="本人放弃", detail=GAVE_UP
    )
    asked.refresh_from_db()
    assert (asked.status, asked.outcome) == (TaskStatus.DONE, AskedResult.ASKED)


def test_result_is_refused_without_right_or_of_another_kind(
    active_file, order, finance_chengguan, clerk_yongdeng, clerk_chengguan
):
    archive = active_file()
    order()
    for stranger in (finance_chengguan, clerk_yongdeng):
        with pytest.raises(NotAllowed):
            record_result(task=recheck_of(archive), result="QUALIFIES", by=stranger)
    with pytest.raises(WrongResult):
        record_result(task=recheck_of(archive), result="PERHAPS", by=clerk_chengguan)


def test_progress_by_unit(active_file, order, clerk_chengguan, units):
    first, _second = active_file(), active_file()
    order(due_on=TODAY)
    record_result(task=recheck_of(first), result="QUALIFIES", by=clerk_chengguan)
    clock.set_business_date(date(2022, 4, 1))
    total, rows = checks.recheck_progress(units["GS620100"], 2022)
    assert [(line.unit.code, line.own, line.due, line.done, line.overdue) for line in (total, *rows)] == [
        ("GS620100", False, 2, 1, 1), ("GS620102", False, 2, 1, 1),
    ]
    assert dict(total.results)["QUALIFIES"] == 1


def test_table_4_tells_what_was_due_and_checked_as_of_the_last_day(
    active_file, order, clerk_chengguan, units
):
    first, _second = active_file(), active_file()
    # Both came on record earlier, so that the days before can be asked about.
    ArchiveEpisode.objects.filter(status="ACTIVE").update(valid_from=date(2022, 3, 1))
    order()
    clock.set_business_date(date(2022, 4, 2))
    record_result(task=recheck_of(first), result="QUALIFIES", by=clerk_chengguan)
    figures = {}
    for last in (date(2022, 3, 30), TODAY, date(2022, 4, 2)):
        found = dynamics(units["GS620100"], date(2022, 1, 1), last)
        figures[last.isoformat()] = (found.total["due"], found.total["checked"], found.total["spot_checked"])
        for what in ("due", "checked"):
            files = files_looked_at(units["GS620100"], date(2022, 1, 1), last, what)
            assert len(files) == found.total[what]
    assert figures == {"2022-03-30": (0, 0, 0), "2022-03-31": (2, 0, 0), "2022-04-02": (2, 1, 0)}


def test_pages_from_order_to_result(
    active_file, client_of, reviewer_lanzhou, clerk_chengguan, clerk_yongdeng
):
    archive = active_file()
    lanzhou, clerk = client_of(reviewer_lanzhou), client_of(clerk_chengguan)
    assert "本年度还没有年审任务" in clerk.get(reverse("checks")).content.decode()
    given = {"unit": "GS620102", "due_on": "2022-11-30"}
    bad = lanzhou.post(reverse("recheck_order"), given | {"due_on": "2022-01-01"})
    assert bad.status_code == 422 and "期限须在今天和" in bad.content.decode()
    answer = lanzhou.post(reverse("recheck_order"), given, follow=True)
    assert "已对城关区总工会下达 2022 年度年审，共 1 户" in answer.content.decode()
    task = recheck_of(archive)
    assert clerk.get(reverse("check_task", args=[task.pk])).status_code == 200
    assert archive.file_no in clerk.get(reverse("check_tasks"), {"kind": "RECHECK"}).content.decode()
    neighbour = client_of(clerk_yongdeng)
    assert neighbour.get(reverse("check_task", args=[task.pk])).status_code == 404
    assert archive.file_no not in neighbour.get(reverse("check_tasks")).content.decode()
    refused = clerk.post(reverse("check_task", args=[task.pk]), {"result": "EXIT"})
    assert refused.status_code == 422 and "请写明核查发现的情况和理由" in refused.content.decode()
    answer = clerk.post(reverse("check_task", args=[task.pk]), {"result": "EXIT", "note": "收入提高"})
    assert answer["Location"] == reverse("request_new", args=[archive.file_no, "exit"])
    again = clerk.post(reverse("check_task", args=[task.pk]), {"result": "EXIT", "note": "收入提高"})
    assert again.status_code == 403


@pytest.mark.parametrize("query", [{"kind": "VISIT"}, {"state": "x"}, {"cause": "x"}, {"year": "x"}])
def test_lists_nobody_knows_are_not_found(client_of, clerk_chengguan, query):
    assert client_of(clerk_chengguan).get(reverse("check_tasks"), query).status_code == 404


def test_list_costs_the_same_for_one_task_and_many(
    active_file, order, client_of, clerk_chengguan, django_assert_num_queries
):
    client = client_of(clerk_chengguan)
    active_file()
    given = order()
    client.get(reverse("check_tasks"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("check_tasks"))
    for _file in range(4):
        active_file()
    assert rechecks.raise_round(given) == 4
    with django_assert_num_queries(len(few)):
        client.get(reverse("check_tasks"))
