"""Using the money of a fund: what payments and other modules call.

    hold = reserve(fund=fund, reference="医-2203-02", amount=total, by=posting, checked_by=user)
    spend(hold=hold, amount=paid, by=posting, checked_by=user, summary="…", key="batch:17:paid")
    release(hold=hold, amount=withdrawn, by=posting, checked_by=user, summary="…")
    refund(voucher=paid_voucher, amount=bounced, by=posting, checked_by=user, summary="…", key="…")

Each runs in one transaction, locks the unit and the fund, and refuses what is not there:
Overspent names the balance and what is missing. `by` made the movement, `checked_by` is another
user. Whether they may is decided by the caller, whose paper (a batch, a case) it is.

`key` makes a movement happen once: called again with the same key, the first voucher is
returned and nothing is written, so that a killed job may simply run again.
"""

from django.db import transaction
from django.db.models import Sum

from assistance import ledger_rules as rules
from assistance.actions import posting
from assistance.enums import Account, EntryKind
from assistance.errors import Overspent, RefundTooLarge, SamePersonSigns
from assistance.models import Hold, LedgerEntry, Voucher
from unionaid.audit import Event, record


@transaction.atomic
def reserve(*, fund, reference, amount, by, checked_by, summary="", key=None):
    """Set money of a fund aside for an approved paper and return the Hold; more for the same one adds up."""
    posting.hold_units(fund.unit)
    hold, _new = Hold.objects.select_for_update(of=("self",)).get_or_create(
        fund=fund, reference=reference,
        defaults={"unit": fund.unit, "unit_path": fund.unit_path, "open_amount": rules.ZERO},
    )
    if posting.voucher_of(key):
        return hold
    lines = rules.lines(EntryKind.RESERVED, amount)
    _post(
        fund, EntryKind.RESERVED, lines, by=by, checked_by=checked_by, event=Event.FUND_RESERVED,
        summary=summary or reference, hold=hold, effect_key=key,
    )
    hold.open_amount += amount
    hold.save(update_fields=["open_amount"])
    return hold


@transaction.atomic
def release(*, hold, by, checked_by, amount=None, summary="", key=None):
    """Give back what a hold sets aside, or a part of it. Returns the voucher, None when nothing is open."""
    posting.hold_units(hold.unit)
    known = posting.voucher_of(key)
    if known:
        return known
    hold = _locked_hold(hold)
    amount = hold.open_amount if amount is None else amount
    if not amount:
        return None
    _draw(hold, amount)
    return _post(
        hold.fund, EntryKind.RELEASED, rules.lines(EntryKind.RELEASED, amount), by=by,
        checked_by=checked_by, event=Event.FUND_RELEASED, summary=summary or hold.reference,
        hold=hold, effect_key=key,
    )


@transaction.atomic
def spend(*, amount, by, checked_by, summary, fund=None, hold=None, document_no="", key=None):
    """Pay out of a fund, or out of what a hold has set aside. Give one of `fund` and `hold`."""
    if (fund is None) == (hold is None):
        raise ValueError("spend from a fund or from a hold")
    posting.hold_units((fund or hold).unit)
    known = posting.voucher_of(key)
    if known:
        return known
    if hold is not None:
        hold = _locked_hold(hold)
        _draw(hold, amount)
    return _post(
        fund or hold.fund, EntryKind.USED,
        rules.lines(EntryKind.USED, amount, from_hold=hold is not None), by=by,
        checked_by=checked_by, event=Event.FUND_USED, summary=summary, document_no=document_no,
        hold=hold, effect_key=key,
    )


@transaction.atomic
def refund(*, voucher, amount, by, checked_by, summary, document_no="", key=None):
    """Take back a part or all of what `voucher` paid, such as a bounced transfer.

    The money returns to the fund it came from. When that year is closed it enters the same
    fund of the first open year, told apart as a refund of earlier years. Raises RefundTooLarge.
    """
    posting.hold_units(voucher.unit)
    known = posting.voucher_of(key)
    if known:
        return known
    left = _refundable(voucher)
    if amount > left:
        raise RefundTooLarge(left=left)
    kind, fund = EntryKind.REFUNDED, voucher.fund
    source, level, scheme, year = fund.fund_key
    while posting.is_closed(voucher.unit, year):
        kind, year = EntryKind.REFUNDED_LATE, year + 1
    if year != fund.year:
        fund = posting.fund_of(voucher.unit, (source, level, scheme, year), create=True)
    return _post(
        fund, kind, rules.lines(kind, amount), by=by, checked_by=checked_by,
        event=Event.FUND_REFUNDED, summary=summary, document_no=document_no or voucher.document_no,
        refunds=voucher, effect_key=key,
    )


def _refundable(voucher):
    """Return what a payment still has to give back: what it used less the refunds so far."""
    if voucher.kind != EntryKind.USED:
        return rules.ZERO
    used = LedgerEntry.objects.get(voucher=voucher, account=Account.USED).amount
    back = Voucher.objects.filter(refunds=voucher, entries__account=Account.AVAILABLE)
    return used - (back.aggregate(sum=Sum("entries__amount"))["sum"] or rules.ZERO)


def _locked_hold(hold):
    return Hold.objects.select_for_update(of=("self",)).select_related("fund__unit").get(pk=hold.pk)


def _draw(hold, amount):
    if amount > hold.open_amount:
        raise Overspent(
            balance=hold.open_amount, short=amount - hold.open_amount, of=Account.HELD, fund=hold.reference
        )
    hold.open_amount -= amount
    hold.save(update_fields=["open_amount"])


def _post(fund, kind, lines, *, by, checked_by, event, **given):
    if by.user_id == checked_by.pk:
        raise SamePersonSigns()
    voucher = posting.post(
        posting.locked(fund), kind, lines, made_by=by.user, checked_by=checked_by, **given
    )
    record(event, subject=voucher, by=by, after={"amount": max(line.amount for line in lines)})
    return voucher
