"""Making a batch and deciding on it."""

from decimal import Decimal

import pytest

from assistance import batch_errors as errors
from assistance.actions import aid as single
from assistance.actions import batch_deciding, batches
from assistance.checks import faults
from assistance.kinds import AidStatus, AidType, BatchStatus
from assistance.models import AidRecord, Hold, PaymentBatch, PaymentRow
from tests.assistance.aids import changed, proposal
from tests.assistance.batching import Desk
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(people, aided_file):
    return Desk(people, aided_file)


def blocks(batch):
    return list(PaymentRow.objects.filter(batch=batch).order_by("serial").values_list("block", flat=True))


def test_batches_of_a_month_are_numbered_by_kind(desk):
    numbers = [desk.opened().number, desk.opened().number, desk.opened(aid_type=AidType.MEDICAL).number]
    assert numbers == ["生-2203-01", "生-2203-02", "医-2203-01"]


def test_a_batch_is_paid_from_the_own_fund_of_this_year(desk, clerk_yongdeng):
    with pytest.raises(errors.FundNotYours):
        batches.open_batch(fund=desk.fund, aid_type=AidType.LIVING, period="2022", by=clerk_yongdeng)


def test_a_household_is_on_the_list_once(desk):
    file = desk.file()
    batch = desk.listed(file)
    assert batches.add(batch=batch, subjects=[(file, None, "")], by=desk.clerk) == 0
    batch.refresh_from_db()
    assert (batch.row_count, batch.total) == (1, Decimal("3000.00"))


def test_rows_that_cannot_be_paid_are_marked_with_why(desk):
    good, over, exited, poor = (desk.file() for _n in range(4))
    bare = desk.file(bank={"bank": "", "branch": "", "bank_account": "", "account_holder": ""})
    changed(exited, status="EXITED", closed_on="2022-03-01")
    batch = desk.listed(good, over, exited, bare)
    batches.add(batch=batch, subjects=[(poor, None, "")], by=desk.clerk)
    batches.set_amount(
        batch=batch, row=batch.rows.get(aid__archive=over), amount=Decimal("10152.01"), by=desk.clerk
    )
    assert blocks(batch) == ["", "over_cap", "not_on_file", "account_missing", "amount_missing"]
    with pytest.raises(errors.RowsBlocked) as refusal:
        batch_deciding.submit(batch=batch, by=desk.clerk)
    assert refusal.value.blocked == 4
    assert set(AidRecord.objects.values_list("status", flat=True)) == {AidStatus.DRAFT}


def test_amounts_by_tier_stop_at_what_the_cap_leaves(desk):
    deep, relative = desk.file(), desk.file()
    changed(relative, tier="RELATIVE")
    batch = desk.listed(deep, relative)
    batches.in_chunks(
        batches.set_amounts, batch=batch, by=desk.clerk,
        by_tier={"DEEP": Decimal(9000), "RELATIVE": Decimal(9000)},
    )
    amounts = list(batch.rows.order_by("serial").values_list("amount", flat=True))
    assert amounts == [Decimal("9000.00"), Decimal("6768.00")]  # 8 × 846


def test_submitted_rows_count_in_the_cap_and_wait_for_the_union_of_the_largest(desk):
    batch = desk.submitted(desk.file(), desk.file(), amount=Decimal("6000.00"))
    assert (batch.status, batch.acting_unit) == (BatchStatus.SUBMITTED, desk.city.unit)
    assert AidRecord.objects.counted().count() == 2
    assert not AidRecord.objects.waiting_at(desk.city.unit).exists()


def test_rows_of_a_batch_are_decided_with_it(desk):
    batch = desk.submitted(desk.file())
    with pytest.raises(errors.CarriedByBatch):
        single.approve(aid=batch.rows.get().aid, by=desk.reviewer)


def test_preparer_cannot_approve_own_batch(desk, people):
    batch = desk.submitted(desk.file())
    PaymentBatch.objects.filter(pk=batch.pk).update(prepared_by=desk.reviewer.user)
    with pytest.raises(errors.SamePersonTwice):
        batch_deciding.approve(batch=batch, by=desk.reviewer)


def test_another_union_cannot_approve(desk, reviewer_yongdeng):
    batch = desk.submitted(desk.file())
    for person in (reviewer_yongdeng, desk.city, desk.clerk):
        with pytest.raises(errors.BatchStepNotOpen):
            batch_deciding.approve(batch=batch, by=person)


def test_approval_freezes_the_rows_and_holds_the_money(desk):
    file = desk.file()
    batch = desk.approved(file, desk.file())
    row = batch.rows.first()
    assert row.snapshot["file_no"] == file.file_no and row.account_last4 == file.bank_last4
    assert row.account == file.bank_account
    assert Hold.objects.get().open_amount == batch.approved_amount == Decimal("6000.00")
    assert set(AidRecord.objects.values_list("status", flat=True)) == {AidStatus.APPROVED}
    batch_deciding.check_content(batch)
    assert not any(faults().values())
    events = list(AuditEvent.objects.filter(event__startswith="BATCH_").values_list("event", flat=True))
    assert events[-2:] == ["BATCH_APPROVED", "BATCH_SUBMITTED"] or events[-1] in (
        "BATCH_APPROVED", "BATCH_OPENED",
    )


def test_frozen_content_shows_when_it_was_touched(desk):
    batch = desk.approved(desk.file())
    row = batch.rows.get()
    row.account_holder = "别人"
    row.save()
    with pytest.raises(errors.ContentChanged):
        batch_deciding.check_content(batch)


def test_what_changed_since_it_was_submitted_keeps_a_batch_from_being_approved(desk):
    file = desk.file()
    batch = desk.submitted(file)
    changed(file, status="EXITED", closed_on="2022-03-31")
    with pytest.raises(errors.RowsBlocked):
        batch_deciding.approve(batch=batch, by=desk.reviewer)
    batch.refresh_from_db()
    assert batch.status == BatchStatus.SUBMITTED and not Hold.objects.exists()


def test_a_returned_batch_frees_the_caps_and_can_be_handed_in_again(desk):
    batch = desk.submitted(desk.file())
    batch_deciding.return_batch(batch=batch, by=desk.reviewer, note="金额偏高")
    assert not AidRecord.objects.counted().exists()
    batch.refresh_from_db()
    batch_deciding.submit(batch=batch, by=desk.clerk)
    assert AidRecord.objects.counted().count() == 1


def test_a_cancelled_batch_gives_its_money_back(desk):
    batch = desk.approved(desk.file())
    batch_deciding.cancel(batch=batch, by=desk.reviewer, note="资金另有安排")
    desk.fund.refresh_from_db()
    assert (desk.fund.available, desk.fund.held) == (Decimal("100000.00"), Decimal(0))
    assert AidRecord.objects.get().status == AidStatus.WITHDRAWN
    assert not any(faults().values())


def test_single_aid_that_was_approved_is_taken_into_a_batch(desk):
    file = desk.file()
    aid = single.propose(
        archive=file, proposal=proposal(union_level="COUNTY", period="2022-03"), by=desk.clerk
    )
    single.approve(aid=aid, by=desk.reviewer)
    batch = desk.opened()
    assert batches.take(batch=batch, aids=batches.takeable(batch), by=desk.clerk) == 1
    assert not batches.takeable(batch).exists()
    batch_deciding.submit(batch=batch, by=desk.clerk)
    batch_deciding.approve(batch=batch, by=desk.reviewer)
    batch.refresh_from_db()
    assert (batch.approved_amount, blocks(batch)) == (Decimal("3000.00"), [""])
    with pytest.raises(errors.CarriedByBatch):
        single.withdraw(aid=aid, by=desk.reviewer, note="x")


def test_more_than_the_fund_has_is_refused(desk):
    from assistance.errors import Overspent

    batch = desk.listed(desk.file(), desk.file())
    desk.fund.__class__.objects.filter(pk=desk.fund.pk).update(available=5000, own=5000)
    with pytest.raises(Overspent):
        batch_deciding.submit(batch=batch, by=desk.clerk)


def test_removed_rows_leave_nothing(desk):
    batch = desk.listed(desk.file(), desk.file())
    batches.remove(batch=batch, rows=[batch.rows.first()], by=desk.clerk)
    batch.refresh_from_db()
    assert (batch.row_count, AidRecord.objects.count()) == (1, 1)
