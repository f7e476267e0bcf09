"""诉求: raised, answered, referred and closed, each with its words."""

from datetime import date

import pytest

from households.actions import demands as actions
from households.contact_enums import DemandOutcome, DemandSource, DemandStatus, DemandStep
from households.demand_errors import (
    DemandDueTooEarly,
    DemandFactsMissing,
    DemandNotOpenFor,
    DemandStepNotOpen,
)
from households.errors import NotAllowed
from households.models import Demand
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(active_file):
    return active_file()


def ask(archive, by, **changes):
    values = {"kind": "A3", "content": "女儿学费", "source": DemandSource.VISIT}
    return actions.raise_demand(archive=archive, by=by, **values | changes)


@pytest.fixture
def demand(archive, clerk_chengguan):
    return ask(archive, clerk_chengguan)


def test_a_demand_is_due_by_the_rule_set_or_by_a_day(archive, clerk_chengguan):
    assert ask(archive, clerk_chengguan).due_on == date(2022, 4, 30)
    assert ask(archive, clerk_chengguan, due_on=date(2022, 8, 31)).due_on == date(2022, 8, 31)
    event = AuditEvent.objects.filter(event=Event.DEMAND_RAISED).latest("pk")
    assert "女儿学费" not in str(event.after)


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"content": " "}, DemandFactsMissing),
        ({"kind": "A"}, DemandFactsMissing),
        ({"kind": "ZZ"}, DemandFactsMissing),
        ({"due_on": date(2022, 3, 30)}, DemandDueTooEarly),
    ],
)
def test_what_is_no_demand_is_refused(archive, clerk_chengguan, changes, refusal):
    with pytest.raises(refusal):
        ask(archive, clerk_chengguan, **changes)


def test_the_way_of_a_demand(demand, clerk_chengguan, today):
    by = clerk_chengguan
    demand = actions.handle(demand=demand, step=DemandStep.ANSWER, by=by, note="八月开始受理金秋助学")
    assert demand.status == DemandStatus.IN_HAND
    demand = actions.handle(
        demand=demand, step=DemandStep.REFER, by=by, note="转教育部门", referred_to="城关区教育局"
    )
    assert (demand.status, demand.referred_to) == (DemandStatus.REFERRED, "城关区教育局")
    demand = actions.handle(
        demand=demand, step=DemandStep.CLOSE, by=by, note="已享受助学金", outcome=DemandOutcome.SOLVED
    )
    assert (demand.status, demand.outcome, demand.closed_on) == (DemandStatus.CLOSED, "SOLVED", today)
    assert list(demand.notes.values_list("step", flat=True)) == ["RAISE", "ANSWER", "REFER", "CLOSE"]
    with pytest.raises(DemandStepNotOpen) as refusal:
        actions.handle(demand=demand, step=DemandStep.ANSWER, by=by, note="再答复")
    assert "已办结" in str(refusal.value)


@pytest.mark.parametrize(
    "given",
    [
        {"step": DemandStep.ANSWER, "note": " "},
        {"step": DemandStep.REFER, "note": "转办"},
        {"step": DemandStep.CLOSE, "note": "办结"},
        {"step": DemandStep.CLOSE, "note": "办结", "outcome": "LAPSED"},
    ],
)
def test_a_step_without_its_facts_is_refused(demand, clerk_chengguan, given):
    with pytest.raises(DemandFactsMissing):
        actions.handle(demand=demand, by=clerk_chengguan, **given)
    demand.refresh_from_db()
    assert demand.status == DemandStatus.OPEN


def test_strangers_neither_raise_nor_handle(archive, demand, clerk_yongdeng, auditor_gansu):
    for stranger in (clerk_yongdeng, auditor_gansu):
        with pytest.raises(NotAllowed):
            ask(archive, stranger)
        with pytest.raises(NotAllowed):
            actions.handle(demand=demand, step=DemandStep.ANSWER, by=stranger, note="答复")


def test_a_closed_file_asks_for_nothing_more(archive, cancel, clerk_chengguan):
    with pytest.raises(DemandNotOpenFor):
        ask(cancel(archive), clerk_chengguan)
    assert set(Demand.objects.values_list("outcome", flat=True)) == {"LAPSED"}
