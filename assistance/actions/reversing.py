"""Putting a voucher right: one person asks for its reversal with the reason, another signs it."""

from django.db import transaction
from django.utils.translation import gettext as _

from assistance import ledger_rules as rules
from assistance.actions import posting
from assistance.actions.allocations import check_keeper
from assistance.enums import Account, EntryKind
from assistance.errors import AlreadySigned, NotReversible, ReasonMissing, SamePersonSigns, YearClosed
from assistance.models import AllocationRow, Reversal, Voucher
from unionaid import clock
from unionaid.audit import Event, record


@transaction.atomic
def ask(*, voucher, reason, by):
    """Ask for the reversal of a voucher of one's own unit. Nothing is booked yet."""
    posting.hold_units(voucher.unit)
    check_keeper(by, voucher.unit)
    if not reason.strip():
        raise ReasonMissing()
    if Reversal.objects.filter(voucher=voucher).exists():
        raise NotReversible(why=NotReversible.TWICE)
    _check(voucher, _row(voucher))
    reversal = Reversal.objects.create(
        voucher=voucher, unit=voucher.unit, unit_path=voucher.unit_path, reason=reason.strip(),
        prepared_by=by.user, prepared_on=clock.today(),
    )
    record(Event.REVERSAL_ASKED, subject=voucher, by=by, purpose=reversal.reason)
    return reversal


@transaction.atomic
def drop(*, reversal, by):
    """Take the request back before it is signed."""
    reversal = _held(reversal)
    check_keeper(by, reversal.unit)
    record(Event.REVERSAL_DROPPED, subject=reversal.voucher, by=by)
    reversal.delete()


@transaction.atomic
def sign(*, reversal, by):
    """Reverse the voucher by another one with the opposite entries, and return that.

    What was received waits again for its receipt; what was passed down is taken back, unless
    the lower union has received it.
    """
    reversal = _held(reversal)
    check_keeper(by, reversal.unit)
    if reversal.prepared_by_id == by.user_id:
        raise SamePersonSigns()
    voucher = reversal.voucher
    row = _row(voucher, lock=True)
    _check(voucher, row)
    if row:
        _set_back(row, voucher)
    reversal.signed_by, reversal.signed_on = by.user, clock.today()
    reversal.save(update_fields=["signed_by", "signed_on"])
    entries = [rules.Line(Account(entry.account), entry.amount) for entry in voucher.entries.all()]
    reverse = posting.post(
        posting.locked(voucher.fund), EntryKind.REVERSAL, rules.reversed_lines(entries),
        made_by=reversal.prepared_by, checked_by=by.user, document_no=voucher.document_no,
        summary=_("冲销 %(number)s 号凭证：%(reason)s")
        % {"number": voucher.number, "reason": reversal.reason},
        reverses=voucher, allocation=voucher.allocation, allocation_row=voucher.allocation_row,
    )
    record(Event.VOUCHER_REVERSED, subject=voucher, by=by, purpose=reversal.reason)
    return reverse


def is_reversible(voucher):
    """Tell whether the page may offer the reversal of a voucher."""
    try:
        _check(voucher, _row(voucher))
    except (NotReversible, YearClosed):
        return False
    return not Reversal.objects.filter(voucher=voucher).exists()


def _held(reversal):
    posting.hold_units(reversal.unit)
    found = Reversal.objects.select_for_update(of=("self",)).filter(pk=reversal.pk).first()
    if found is None or found.is_signed:
        raise AlreadySigned()
    return found


def _row(voucher, *, lock=False):
    if voucher.allocation_row_id is None:
        return None
    rows = AllocationRow.objects.select_for_update(of=("self",)) if lock else AllocationRow.objects
    return rows.get(pk=voucher.allocation_row_id)


def _check(voucher, row):
    if voucher.kind not in rules.REVERSIBLE or (
        voucher.kind == EntryKind.CARRIED_OVER and voucher.allocation_id is None
    ):
        raise NotReversible(why=NotReversible.KIND)
    if Voucher.objects.filter(reverses=voucher).exists():
        raise NotReversible(why=NotReversible.TWICE)
    if voucher.kind == EntryKind.PASSED_DOWN and row.received_on:
        raise NotReversible(why=NotReversible.RECEIVED)
    if posting.is_closed(voucher.unit, voucher.year):
        raise YearClosed(unit=voucher.unit.short_name, year=voucher.year)


def _set_back(row, voucher):
    if voucher.kind == EntryKind.RECEIVED:
        row.received_by = row.received_on = None
    else:
        row.taken_back_on = clock.today()
    row.save(update_fields=["received_by", "received_on", "taken_back_on"])
