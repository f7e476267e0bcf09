"""Killed processes lose and double nothing; people at once have one winner."""

from copy import copy
from decimal import Decimal

import pytest

from assistance.actions import batch_deciding, paying, posting, returns, spending
from assistance.batch_errors import BatchStepNotOpen, SameReturnTwice
from assistance.checks import faults
from assistance.errors import Overspent
from assistance.kinds import BatchStatus
from assistance.models import FundBalance, ReturnFile
from tests.assistance.batching import XLSX, Desk, answer
from tests.racing import at_once
from unionaid.demo import kills

pytestmark = pytest.mark.django_db(transaction=True)
ROWS, KILLS = 300, 5


@pytest.fixture
def desk(people, aided_file):
    return Desk(people, aided_file)


def test_five_kills_lose_nothing_and_double_nothing(desk):
    files = kills.clones(desk.file(), ROWS)
    people = (desk.clerk, desk.reviewer, desk.finance)
    paid = kills.Round(people, desk.fund, files, seed=7, span=1.0)
    batch = paid.run(KILLS)
    bounced = ROWS // 50
    assert kills.tally(batch, files) == {
        "lost": 0, "doubled": 0, "paid": ROWS - bounced, "bounced": bounced,
        "sum": (ROWS - bounced) * kills.AMOUNT,
    }
    assert batch.status == BatchStatus.SETTLED and ReturnFile.objects.count() == 1
    desk.fund.refresh_from_db()
    assert (desk.fund.used, desk.fund.held) == ((ROWS - bounced) * kills.AMOUNT, 0)
    assert not any(faults().values())


def test_eight_approve_at_once_and_the_money_is_held_once(desk):
    batch = desk.submitted(desk.file())
    calls = [lambda: batch_deciding.approve(batch=batch, by=desk.reviewer)] * 8
    assert len(at_once(calls, refused=BatchStepNotOpen)) == 1
    desk.fund.refresh_from_db()
    assert desk.fund.held == Decimal("3000.00") and not any(faults().values())


def test_eight_batches_ask_for_the_last_money_and_one_gets_it(desk):
    waiting = [desk.submitted(desk.file(), period=f"2022-{month:02d}") for month in range(1, 9)]
    spend = Decimal("96000.00")
    spending.spend(
        fund=desk.fund, amount=spend, by=desk.finance, checked_by=desk.reviewer.user, summary="其他支出"
    )

    def approve(batch):
        return lambda: batch_deciding.approve(batch=batch, by=desk.reviewer)

    assert len(at_once([approve(batch) for batch in waiting], refused=Overspent)) == 1
    desk.fund.refresh_from_db()
    assert (desk.fund.available, desk.fund.held) == (Decimal("1000.00"), Decimal("3000.00"))
    assert not any(faults().values())


def test_eight_take_the_same_answer_in_and_it_counts_once(desk):
    batch = desk.sent(desk.file(), desk.file())
    content = answer(batch, bounced=[2])
    calls = [lambda: returns.take_in(batch=batch, name="h", content=content, by=desk.finance)] * 8
    assert len(at_once(calls, refused=(SameReturnTwice, BatchStepNotOpen))) == 1
    desk.fund.refresh_from_db()
    assert (desk.fund.used, desk.fund.held) == (Decimal("3000.00"), 0)
    assert not any(faults().values())


def test_eight_make_the_bank_file_and_it_is_one(desk):
    batch = desk.approved(desk.file())
    calls = [lambda: paying.make_bank_file(batch=batch, layout=XLSX, by=desk.finance)] * 8
    made = at_once(calls)
    assert len(made) == 8 and len({file.pk for file in made}) == 1


def test_without_the_lock_more_than_one_wins(desk, monkeypatch):
    """The negative control: with the balance as each had read it before, several get the last money."""
    waiting = [desk.submitted(desk.file(), period=f"2022-{month:02d}") for month in range(1, 5)]
    spending.spend(
        fund=desk.fund, amount=Decimal("96000.00"), by=desk.finance, checked_by=desk.reviewer.user,
        summary="其他支出",
    )
    before = FundBalance.objects.select_related("unit").get(pk=desk.fund.pk)
    monkeypatch.setattr(posting, "locked", lambda fund: copy(before))

    def approve(batch):
        return lambda: batch_deciding.approve(batch=batch, by=desk.reviewer)

    assert len(at_once([approve(batch) for batch in waiting], refused=Overspent)) > 1
    assert faults()["balances"] == 1
