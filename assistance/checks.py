"""Whether the balances kept are what the entries say. Empty answers mean that all is well."""

from django.db.models import Sum

from assistance.kinds import AidStatus, RowStatus
from assistance.ledger_rules import ZERO, Totals
from assistance.models import (
    AidRecord,
    FundBalance,
    Hold,
    LedgerEntry,
    PaymentBatch,
    PaymentRow,
    Voucher,
)


def wrong_balances(path=None):
    """Return [(fund, Totals by its entries)] of every fund whose kept totals differ from its entries.

    `path` asks for the subtree of one unit only.
    """
    funds = FundBalance.objects.select_related("unit").order_by("pk")
    entries = LedgerEntry.objects.order_by()
    if path:
        funds = funds.within(path)
        entries = entries.filter(voucher__fund__in=FundBalance.objects.within(path))
    sums = {}
    rows = entries.values_list("voucher__fund", "account").annotate(sum=Sum("amount"))
    for fund_id, account, amount in rows:
        sums.setdefault(fund_id, []).append((account, amount))
    found = ((fund, Totals.of_entries(sums.get(fund.pk, ()))) for fund in funds)
    return [(fund, totals) for fund, totals in found if fund.totals != totals or not totals.adds_up]


def unbalanced_vouchers():
    """Return the ids of vouchers whose entries do not sum to zero, or that have none."""
    sums = Voucher.objects.order_by().values_list("pk").annotate(sum=Sum("entries__amount"))
    return [pk for pk, amount in sums if amount is None or amount != ZERO]


def wrong_holds():
    """Return the funds whose open holds do not make up what they set aside."""
    held = dict(Hold.objects.order_by().values_list("fund").annotate(sum=Sum("open_amount")))
    return [
        fund
        for fund in FundBalance.objects.select_related("unit").order_by("pk")
        if fund.held != held.get(fund.pk, ZERO)
    ]


def money_astray():
    """Return [(allocation row id, sent, received)] where what was passed down is not what came in.

    Money on its way counts as sent and not received; what was reversed counts for nothing.
    """
    booked = (
        LedgerEntry.objects.filter(
            voucher__allocation_row__isnull=False, account__in=("PASSED_DOWN", "RECEIVED")
        )
        .order_by()
        .values_list("voucher__allocation_row", "account")
        .annotate(sum=Sum("amount"))
    )
    sent, received = {}, {}
    for row, account, amount in booked:
        (sent if account == "PASSED_DOWN" else received)[row] = abs(amount)
    waiting = set(
        Voucher.objects.filter(
            allocation_row__received_on=None, allocation_row__taken_back_on=None
        ).values_list("allocation_row", flat=True)
    )
    return [
        (row, amount, received.get(row, ZERO))
        for row, amount in sorted(sent.items())
        if received.get(row, ZERO) != (ZERO if row in waiting else amount)
    ]


def wrong_batches():
    """Return approved batches whose totals are not those of their rows, or whose hold is not what is open."""
    rows = PaymentRow.objects.order_by().values_list("batch", "status").annotate(Sum("amount"))
    sums = {}
    for batch, status, amount in rows:
        sums.setdefault(batch, {})[status] = amount
    found = []
    for batch in PaymentBatch.objects.filter(approved_on__isnull=False).select_related("hold"):
        by = sums.get(batch.pk, {})
        back = by.get(RowStatus.BOUNCED, ZERO) + by.get(RowStatus.REFUNDED, ZERO)
        told = (
            batch.approved_amount, batch.paid_amount, batch.bounced_amount, batch.withdrawn_amount,
            batch.hold.open_amount,
        )  # fmt: skip
        open_rows = by.get(RowStatus.PENDING, ZERO) + by.get(RowStatus.SENT, ZERO)
        counted = (
            sum(by.values(), ZERO), by.get(RowStatus.PAID, ZERO), back, by.get(RowStatus.WITHDRAWN, ZERO),
            open_rows,
        )  # fmt: skip
        if told != counted:
            found.append(batch)
    return found


def wrong_aid():
    """Return the ids of aid of money whose state or sum is not that of its payments.

    Aid is paid by one row at most, in full, or not at all.
    """
    paid = PaymentRow.objects.filter(status=RowStatus.PAID).values_list("aid", "amount")
    batched = AidRecord.objects.filter(payments__isnull=False, status=AidStatus.PAID)
    amounts = dict(batched.values_list("pk", "amount"))
    return sorted({pk for pk, _amount in set(paid) ^ set(amounts.items())})


def faults():
    """Return {check: number of faults} of all checks of the ledger."""
    return {
        "balances": len(wrong_balances()),
        "vouchers": len(unbalanced_vouchers()),
        "holds": len(wrong_holds()),
        "transfers": len(money_astray()),
        "batches": len(wrong_batches()),
        "aid": len(wrong_aid()),
    }
