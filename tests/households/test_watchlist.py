"""The border watch list: entering with the assessment, assessed anew with new standards, leaving."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from households.actions import files, review, standards, watching_drafts, watchlist
from households.check_enums import EdgeResult, WatchLeft, WatchStatus
from households.check_errors import CheckNoteMissing, NotAtTheEdge, NotWatched
from households.enums import TaskKind, TaskStatus
from households.errors import NotAllowed
from households.models import Draft, FileTask, HardshipArchive, WatchlistEntry
from households.queries import watchlist as queries
from tests import factories
from tests.households.entering import fill, start
from unionaid import clock
from unionaid.clock import timers
from unionaid.jobs.models import Job
from unionaid.jobs.worker import Worker

TODAY = date(2022, 3, 31)
AT_EDGE = {"incomes": [factories.income(monthly_amount=Decimal("3500.00"))], "expenses": []}
REASON = {"decision": {"tier": "RELATIVE", "tier_reason": "收入不稳定"}}
pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(submitted_file, reviewer_chengguan):
    """Return a function that refuses a file of Chengguan at 1750 a head: above 1692, under 1861.20."""

    def refuse(**changes):
        archive = submitted_file(**AT_EDGE | REASON | changes)
        review.reject(archive=archive, by=reviewer_chengguan, note="收入高于上限")
        archive.refresh_from_db()
        return archive

    return refuse


@pytest.fixture
def new_line(officer_gansu):
    """Return a function that adopts a line of Lanzhou."""

    def adopt(amount, valid_from=TODAY):
        return standards.adopt_dibao_line(
            values={
                "region_code": "620100", "urban_monthly": Decimal(amount), "rural_monthly": None,
                "valid_from": valid_from, "document_no": "演示", "note": "",
            },
            by=officer_gansu,
        )

    return adopt


def test_refused_household_at_the_edge_enters_with_its_assessment(refused):
    archive = refused()
    entry = WatchlistEntry.objects.get()
    assessment = entry.assessments.get()
    assert (entry.archive, entry.status, entry.unit.code, entry.worker_name) == (
        archive, WatchStatus.WATCHED, "GS620102", "王桂英",
    )
    assert (assessment.outcome, assessment.chronic_per_capita) == ("EDGE", Decimal("1750.00"))
    assert assessment.facts == archive.assessments.get(is_current=True).facts


def test_refused_household_elsewhere_does_not_enter(submitted_file, reviewer_chengguan):
    review.reject(archive=submitted_file(), by=reviewer_chengguan, note="材料不实")
    assert not WatchlistEntry.objects.exists()


def test_draft_at_the_edge_enters_and_is_gone(standards, client_of, clerk_chengguan, clerk_yongdeng):
    clerk = client_of(clerk_chengguan)
    draft = start(clerk)
    fill(clerk, draft, factories.content(**AT_EDGE))
    page = clerk.get(reverse("draft_check", args=[draft.pk])).content.decode()
    address = reverse("draft_watch", args=[draft.pk])
    assert f'formaction="{address}"' in page
    assert client_of(clerk_yongdeng).post(address).status_code == 404
    answer = clerk.post(address, follow=True)
    assert "王桂英已列入边缘名单" in answer.content.decode()
    entry = WatchlistEntry.objects.get()
    assert (entry.assessments.get().outcome, entry.employer) == ("EDGE", "兰州陇昌机械有限公司（演示）")
    assert not Draft.objects.exists()


def test_draft_below_the_limit_does_not_enter(standards, client_of, clerk_chengguan):
    clerk = client_of(clerk_chengguan)
    draft = start(clerk)
    fill(clerk, draft, factories.content())
    answer = clerk.post(reverse("draft_watch", args=[draft.pk]), follow=True)
    assert NotAtTheEdge().sentence() in answer.content.decode()
    assert Draft.objects.filter(pk=draft.pk).exists() and not WatchlistEntry.objects.exists()


def test_household_that_qualifies_under_a_new_line_becomes_a_task(refused, new_line):
    archive = refused()
    new_line("900.00")  # twice 900 lies above 1750
    assert watchlist.reassess(TODAY) == 1
    entry = WatchlistEntry.objects.get()
    assert (entry.status, entry.due_on > TODAY) == (WatchStatus.QUALIFIES, True)
    assert [row.outcome for row in entry.assessments.all()] == ["RELATIVE", "EDGE"]
    task = FileTask.objects.get(kind=TaskKind.EDGE)
    assert (task.archive, task.due_on, task.status) == (archive, entry.due_on, TaskStatus.OPEN)
    archive.refresh_from_db()
    assert archive.status == "REJECTED"  # nothing of the file has changed
    assert watchlist.reassess(TODAY) == 0
    assert FileTask.objects.count() == 1


def test_household_that_does_not_qualify_any_more_is_watched_again(refused, new_line):
    refused()
    new_line("900.00")
    watchlist.reassess(TODAY)
    clock.set_business_date(date(2022, 4, 1))
    new_line("800.00", date(2022, 4, 1))
    watchlist.reassess(date(2022, 4, 1))
    assert WatchlistEntry.objects.get().status == WatchStatus.WATCHED
    assert FileTask.objects.get().outcome == EdgeResult.NOT_IN_NEED


def test_timer_looks_on_the_day_a_line_begins(refused, new_line):
    refused()
    new_line("900.00", date(2022, 4, 2))
    for day in (date(2022, 4, 1), date(2022, 4, 2)):
        clock.set_business_date(day)
        timers.run(day)
        expected = WatchStatus.QUALIFIES if day.day == 2 else WatchStatus.WATCHED
        assert WatchlistEntry.objects.get().status == expected


def test_adopting_a_line_in_force_starts_the_job(refused, new_line):
    for _household in range(3):
        refused()
    new_line("900.00")
    Worker().run_all()
    job = Job.objects.get()
    assert (job.state, job.done, job.result) == ("DONE", 3, {"qualifying": 3, "warned": 0})
    assert WatchlistEntry.objects.filter(status=WatchStatus.QUALIFIES).count() == 3


def test_many_are_read_a_chunk_at_a_time(refused, new_line, monkeypatch):
    monkeypatch.setattr(watchlist, "CHUNK", 2)
    for _household in range(5):
        refused()
    new_line("900.00")
    told = []
    assert watchlist.reassess(TODAY, step=told.append) == 5
    assert told == [2, 4, 5]


def test_one_household_is_watched_once_by_a_union(refused, clerk_chengguan):
    person = factories.worker()
    refused(worker=person)
    refused(worker=person)
    assert WatchlistEntry.objects.count() == 1


def test_leaving_takes_a_reason_and_ends_the_task(refused, new_line, clerk_chengguan, clerk_yongdeng):
    refused()
    new_line("900.00")
    watchlist.reassess(TODAY)
    entry = WatchlistEntry.objects.get()
    with pytest.raises(CheckNoteMissing):
        watchlist.leave(entry=entry, reason="IMPROVED", by=clerk_chengguan)
    with pytest.raises(NotAllowed):
        watchlist.leave(entry=entry, reason="IMPROVED", by=clerk_yongdeng, note="收入提高")
    watchlist.leave(entry=entry, reason="IMPROVED", by=clerk_chengguan, note="收入提高")
    entry.refresh_from_db()
    assert (entry.status, entry.left_on, entry.left_reason) == (WatchStatus.LEFT, TODAY, "IMPROVED")
    assert FileTask.objects.get().outcome == EdgeResult.NOT_IN_NEED
    with pytest.raises(NotWatched, match="2022-03-31"):
        watchlist.leave(entry=entry, reason="IMPROVED", by=clerk_chengguan, note="收入提高")


def test_draft_begun_from_the_list_becomes_the_file_the_entry_leaves_for(
    refused, new_line, clerk_chengguan, client_of
):
    refused()
    new_line("900.00")
    watchlist.reassess(TODAY)
    entry = WatchlistEntry.objects.get()
    clerk = client_of(clerk_chengguan)
    answer = clerk.post(reverse("watched_draft", args=[entry.pk]))
    draft = Draft.objects.get()
    assert answer["Location"] == reverse("draft_step", args=[draft.pk, "economy"])
    assert watching_drafts.begin_draft(entry=entry, by=clerk_chengguan) == draft
    files.submit(
        content=factories.content(**AT_EDGE), by=clerk_chengguan, unit=clerk_chengguan.unit, draft=draft
    )
    entry.refresh_from_db()
    assert (entry.status, entry.left_reason, entry.draft) == (WatchStatus.LEFT, WatchLeft.FILED, None)
    assert entry.archive == HardshipArchive.objects.latest("pk")
    assert FileTask.objects.get(kind=TaskKind.EDGE).outcome == EdgeResult.FILED


def test_pages_filters_scope_and_export(
    refused, client_of, reviewer_lanzhou, clerk_chengguan, clerk_yongdeng
):
    refused()
    entry = WatchlistEntry.objects.get()
    clerk, neighbour = client_of(clerk_chengguan), client_of(clerk_yongdeng)
    assert "王桂英" in clerk.get(reverse("watchlist"), {"outcome": "EDGE", "q": "王桂英"}).content.decode()
    for query in ({"outcome": "DEEP"}, {"q": "李"}, {"status": "LEFT"}):
        assert "没有这样的家庭" in clerk.get(reverse("watchlist"), query).content.decode()
    assert clerk.get(reverse("watchlist"), {"status": "x"}).status_code == 404
    assert "没有这样的家庭" in neighbour.get(reverse("watchlist")).content.decode()
    assert neighbour.get(reverse("watched", args=[entry.pk])).status_code == 404
    assert "1750" in clerk.get(reverse("watched", args=[entry.pk])).content.decode()
    answer = clerk.post(reverse("watchlist_export"))
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
    assert rows[1][0] == "王桂英" and len(rows) == 2
    bad = clerk.post(reverse("watched", args=[entry.pk]), {"reason": "IMPROVED"})
    assert bad.status_code == 422
    clerk.post(reverse("watched", args=[entry.pk]), {"reason": "IMPROVED", "note": "已就业"})
    assert queries.counts(reviewer_lanzhou) == {"WATCHED": 0, "QUALIFIES": 0, "LEFT": 1}
