"""Referral to civil affairs: written down, answered once, asked about after a month."""

from datetime import date
from decimal import Decimal

import pytest

from households.actions import referrals
from households.enums import ReferralResult, TaskStatus
from households.errors import NotAllowed
from households.leaving_errors import (
    DayInFuture,
    ReferralBeforeItself,
    ReferralEnded,
    ReferralPending,
    ReferralRefusedForClosed,
)
from households.models import FileTask, Referral

MARCH_1 = date(2022, 3, 1)


@pytest.fixture
def refer(active_file, clerk_chengguan):
    """Return a function that refers a household of Chengguan for the allowance."""

    def write(archive=None, **changes):
        given = {"to": "DIBAO", "by": clerk_chengguan, "referred_on": MARCH_1} | changes
        return referrals.refer(archive=archive or active_file(), **given)

    return write


def test_referral_and_its_result(refer, clerk_chengguan):
    referral = refer(note="夫妻均无收入")
    answered = referrals.answer(
        referral=referral, result="ACCEPTED", by=clerk_chengguan, result_on=date(2022, 3, 20),
        amount=Decimal("900.00"),
    )
    answered.refresh_from_db()
    assert (answered.result, answered.result_on, answered.amount, answered.note) == (
        ReferralResult.ACCEPTED, date(2022, 3, 20), Decimal("900.00"), "夫妻均无收入",
    )


def test_second_of_a_kind_waits_for_the_first(refer):
    first = refer()
    with pytest.raises(ReferralPending, match="最低生活保障"):
        refer(archive=first.archive)
    assert refer(archive=first.archive, to="TEMPORARY").pk


def test_result_is_written_once(refer, clerk_chengguan):
    referral = refer()
    referrals.answer(referral=referral, result="REFUSED", by=clerk_chengguan)
    with pytest.raises(ReferralEnded, match="未纳入"):
        referrals.answer(referral=referral, result="ACCEPTED", by=clerk_chengguan)


def test_days_in_order(refer, clerk_chengguan):
    with pytest.raises(DayInFuture):
        refer(referred_on=date(2022, 4, 1))
    referral = refer()
    with pytest.raises(DayInFuture):
        referrals.answer(referral=referral, result="REFUSED", by=clerk_chengguan, result_on=date(2022, 4, 1))
    with pytest.raises(ReferralBeforeItself):
        referrals.answer(referral=referral, result="REFUSED", by=clerk_chengguan, result_on=date(2022, 2, 1))


def test_closed_file_is_not_referred(refer, cancel):
    with pytest.raises(ReferralRefusedForClosed, match="注销"):
        refer(archive=cancel())


def test_finance_refers_nobody(refer, finance_chengguan):
    with pytest.raises(NotAllowed):
        refer(by=finance_chengguan)


def test_silence_of_a_month_becomes_one_task(refer, clerk_chengguan):
    referral = refer()
    referrals.ask_for_results(date(2022, 3, 30))
    of_referrals = FileTask.objects.filter(kind="REFERRAL")
    assert of_referrals.count() == 0
    for _run in range(2):
        referrals.ask_for_results(date(2022, 3, 31))
    task = of_referrals.get()
    assert (task.kind, task.due_on) == ("REFERRAL", date(2022, 3, 31))
    referrals.answer(referral=referral, result="ACCEPTED", by=clerk_chengguan)
    task.refresh_from_db()
    assert (task.status, task.outcome) == (TaskStatus.DONE, "ACCEPTED")


def test_neighbour_sees_no_referral(refer, clerk_chengguan, clerk_yongdeng):
    refer()
    assert Referral.objects.visible_to(clerk_chengguan).count() == 1
    assert Referral.objects.visible_to(clerk_yongdeng).count() == 0
