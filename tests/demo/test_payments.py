"""The demo's batches: one in each state for the printed accounts, and a history that adds up."""

import pytest

from assistance import checks
from assistance.actions.batch_deciding import check_content
from assistance.kinds import BatchStatus, RowStatus
from assistance.models import AidRecord, PaymentBatch, PaymentRow
from unionaid.organizations.queries import unit_by_code

pytestmark = pytest.mark.usefixtures("province", "db")


def test_there_is_a_batch_in_each_state_at_the_district_shown():
    unit = unit_by_code("620102")
    states = set(PaymentBatch.objects.filter(unit=unit).values_list("status", flat=True))
    assert states == set(BatchStatus.values)


def test_frozen_rows_are_those_that_were_approved():
    batches = PaymentBatch.objects.exclude(content_hash="")
    assert batches.count() > 100
    for batch in batches.order_by("pk")[::7]:
        check_content(batch)


def test_payments_add_up_in_every_batch_and_union():
    assert checks.wrong_batches() == [] and checks.wrong_aid() == []


def test_bounced_aid_was_paid_again_or_waits():
    bounced = PaymentRow.objects.filter(status=RowStatus.BOUNCED)
    assert bounced.exists()
    again = AidRecord.objects.filter(payments__in=bounced, status="PAID")
    assert again.exists() and AidRecord.objects.filter(status="BOUNCED").exists()
