"""走访: what a visit needs, what it moves on, who may write it down."""

from datetime import date, timedelta

import pytest

from households.actions import pairing, visits
from households.contact_enums import DemandStatus
from households.enums import TaskKind, TaskStatus, VisitPurpose
from households.errors import NotAllowed
from households.models import HomeVisit
from households.pairing_errors import NextVisitTooEarly, VisitNotOpenFor, VisitorMissing
from households.verifying_errors import FindingsMissing, VisitAhead, VisitTooEarly
from unionaid import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(active_file):
    return active_file()


def visit(archive, by, **changes):
    values = {
        "purpose": VisitPurpose.PAIRING, "visited_on": clock.today(), "visitors": ["王晓琴"],
        "findings": "透析仍在继续，女儿在读大学", "met": "本人",
    }
    return visits.record_visit(archive=archive, by=by, **values | changes)


def test_a_visit_moves_the_next_one_on(archive, clerk_chengguan, today):
    made = pairing.pair(archive=archive, by=clerk_chengguan, user=clerk_chengguan.user)
    done = visit(archive, clerk_chengguan)
    made.refresh_from_db()
    assert (made.last_visit_on, made.next_visit_on) == (today, date(2022, 9, 30))
    assert (done.visitors, done.visitor_count, done.findings) == ("王晓琴", 1, "透析仍在继续，女儿在读大学")
    planned = today + timedelta(days=20)
    visit(archive, clerk_chengguan, next_on=planned)
    made.refresh_from_db()
    assert made.next_visit_on == planned


def test_an_older_visit_written_down_later_moves_nothing(archive, clerk_chengguan, today):
    made = pairing.pair(archive=archive, by=clerk_chengguan, user=clerk_chengguan.user)
    visit(archive, clerk_chengguan)
    visit(archive, clerk_chengguan, visited_on=today - timedelta(days=3))
    made.refresh_from_db()
    assert made.last_visit_on == today


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"visited_on": date(2022, 4, 1)}, VisitAhead),
        ({"visited_on": date(2022, 3, 19)}, VisitTooEarly),
        ({"visitors": [" ", ""]}, VisitorMissing),
        ({"findings": " "}, FindingsMissing),
        ({"next_on": date(2022, 3, 31)}, NextVisitTooEarly),
        ({"purpose": VisitPurpose.FOLLOW_UP}, VisitNotOpenFor),
        ({"purpose": VisitPurpose.VERIFY}, VisitNotOpenFor),
    ],
)
def test_a_visit_that_cannot_be_is_refused(archive, clerk_chengguan, changes, refusal):
    with pytest.raises(refusal):
        visit(archive, clerk_chengguan, **changes)
    assert not HomeVisit.objects.exists()


def test_a_visit_in_the_future_says_what_to_do(archive, clerk_chengguan):
    with pytest.raises(VisitAhead) as refusal:
        visit(archive, clerk_chengguan, visited_on=date(2022, 5, 1))
    assert str(refusal.value) == "走访日期不能晚于今天（2022-03-31），请改为实际走访的日期"


def test_a_follow_up_ends_its_task(archive, leave, clerk_chengguan):
    archive = leave(archive)
    visit(archive, clerk_chengguan, purpose=VisitPurpose.FOLLOW_UP)
    first, second = archive.tasks.filter(kind=TaskKind.FOLLOW_UP).order_by("due_on")
    assert (first.status, first.outcome, second.status) == (TaskStatus.DONE, "VISITED", TaskStatus.OPEN)
    assert first.visits.get().purpose == VisitPurpose.FOLLOW_UP


def test_the_contact_visits_without_another_right_and_strangers_do_not(
    archive, clerk_chengguan, finance_chengguan, clerk_yongdeng
):
    for stranger in (finance_chengguan, clerk_yongdeng):
        with pytest.raises(NotAllowed):
            visit(archive, stranger)
    pairing.pair(archive=archive, by=clerk_chengguan, user=finance_chengguan.user)
    assert visit(archive, finance_chengguan).recorded_by == finance_chengguan.user


def test_a_visit_sent_twice_is_one_visit(archive, clerk_chengguan):
    assert visit(archive, clerk_chengguan, request_key="a") == visit(
        archive, clerk_chengguan, request_key="a"
    )
    assert HomeVisit.objects.count() == 1


def test_needs_of_the_application_become_demands(archive):
    demand = archive.demands.get()
    assert (demand.kind, demand.content, demand.source) == ("A2", "透析自费药", "ENTRY")
    assert (demand.raised_on, demand.due_on) == (date(2022, 3, 31), date(2022, 4, 30))
    assert demand.status == DemandStatus.OPEN
