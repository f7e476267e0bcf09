"""Allocation documents: one person prepares, another signs, the lower union receives."""

from django.db import transaction
from django.utils.translation import gettext as _

from assistance import ledger_rules as rules
from assistance.actions import posting
from assistance.enums import AllocationKind, EntryKind
from assistance.errors import (
    AlreadySigned,
    DocumentTaken,
    KeepersOnly,
    NotOneLevelDown,
    NotTheTop,
    NotWaiting,
    Overspent,
    RowsMissing,
    SamePersonSigns,
    YearClosed,
)
from assistance.models import Allocation, AllocationRow, Voucher
from unionaid import clock
from unionaid.accounts.permissions import Permission, Role, allows
from unionaid.audit import Event, record


def check_keeper(by, unit):
    """Funds are kept by those of the unit itself who have the right to. Raises KeepersOnly."""
    if by.unit_id != unit.pk or not by.may(Permission.KEEP_FUNDS):
        raise KeepersOnly()


@transaction.atomic
def prepare(*, values, by, rows=()):
    """Prepare a document at one's own unit. It moves no money before another person signs it.

    `rows` are (unit, amount) of those right below for money passed down; their sum is its amount.
    Raises what `sign` would refuse already now: a fund that cannot be, overspending.
    """
    unit = posting.hold_units(by.unit)[by.unit_id]
    check_keeper(by, unit)
    if values["kind"] == AllocationKind.PASS_DOWN:
        if not rows:
            raise RowsMissing()
        values = values | {"amount": sum(amount for _unit, amount in rows)}
    allocation = Allocation(
        **values, unit=unit, unit_path=unit.path, prepared_by=by.user, prepared_on=clock.today()
    )
    _check(allocation, [below for below, _amount in rows])
    allocation.save()
    AllocationRow.objects.bulk_create(
        AllocationRow(allocation=allocation, unit=below, unit_path=below.path, amount=amount)
        for below, amount in rows
    )
    record(Event.ALLOCATION_PREPARED, subject=allocation, by=by, after=_told(allocation))
    return allocation


@transaction.atomic
def discard(*, allocation, by):
    """Throw a document away that nobody has signed."""
    allocation = _held(allocation)
    check_keeper(by, allocation.unit)
    if allocation.is_signed:
        raise AlreadySigned()
    record(Event.ALLOCATION_DISCARDED, subject=allocation, by=by, before=_told(allocation))
    allocation.delete()


@transaction.atomic
def sign(*, allocation, by):
    """Sign a document of one's own unit: its money is booked, and every lower union may receive its part.

    All of it stands or falls together. The signer is not the one who prepared it.
    """
    allocation = _held(allocation)
    check_keeper(by, allocation.unit)
    if allocation.is_signed:
        raise AlreadySigned()
    if allocation.prepared_by_id == by.user_id:
        raise SamePersonSigns()
    rows = list(allocation.rows.select_related("unit"))
    _check(allocation, [row.unit for row in rows])
    _check_taken(allocation)
    allocation.signed_by, allocation.signed_on = by.user, clock.today()
    allocation.save(update_fields=["signed_by", "signed_on"])
    if allocation.is_pass_down:
        for row in rows:
            summary = _("下拨%(unit)s") % {"unit": row.unit.name}
            _book(allocation, row.amount, summary, allocation_row=row)
    else:
        _book(allocation, allocation.amount, allocation.note or allocation.get_kind_display())
    record(Event.ALLOCATION_SIGNED, subject=allocation, by=by, after=_told(allocation))
    return allocation


@transaction.atomic
def receive(*, row, by):
    """Confirm that the money of a row has come in (签收). Returns the voucher.

    The one who receives made the voucher; the one who signed the document above checked it.
    """
    posting.hold_units(row.unit)
    row = AllocationRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    allocation, unit = row.allocation, row.unit
    check_keeper(by, unit)
    if not (allocation.is_signed and row.is_waiting):
        raise NotWaiting()
    if allocation.signed_by_id == by.user_id:
        raise SamePersonSigns()
    row.received_by, row.received_on = by.user, clock.today()
    row.save(update_fields=["received_by", "received_on"])
    voucher = posting.post(
        posting.fund_of(unit, allocation.fund_key, create=True),
        EntryKind.RECEIVED,
        rules.lines(EntryKind.RECEIVED, row.amount),
        made_by=by.user, checked_by=allocation.signed_by, document_no=allocation.document_no,
        summary=_("%(unit)s下达") % {"unit": allocation.unit.name},
        allocation=allocation, allocation_row=row,
    )
    record(
        Event.FUND_RECEIVED, subject=row, by=by,
        after={"amount": row.amount, "document_no": allocation.document_no},
    )
    return voucher


def may_receive(unit):
    """Tell whether a union keeps funds of its own: grass-roots unions do not (DOMAIN 4.3)."""
    return unit.is_open and allows(Role.FINANCE, unit.level, Permission.KEEP_FUNDS)


def _held(allocation):
    """Hold the units of a document in their order, then lock the document itself."""
    posting.hold_units(allocation.unit, *(row.unit for row in allocation.rows.select_related("unit")))
    found = Allocation.objects.select_for_update(of=("self",)).filter(pk=allocation.pk).first()
    if found is None:
        raise NotWaiting()
    return found


def _check(allocation, below):
    """Refuse a document that cannot be: its fund, its units, closed years, more money than there is."""
    rules.check_allocation(allocation.kind, *allocation.fund_key)
    unit = allocation.unit
    if allocation.kind == AllocationKind.FROM_ABOVE and unit.depth > 1:
        raise NotTheTop()
    for each in (unit, *below):
        if posting.is_closed(each, allocation.year):
            raise YearClosed(unit=each.short_name, year=allocation.year)
    for each in below:
        if each.depth != unit.depth + 1 or not each.path.startswith(unit.path) or not may_receive(each):
            raise NotOneLevelDown(unit=each.short_name)
    if allocation.is_pass_down:
        _check_balance(allocation)


def _check_balance(allocation):
    """The whole sum is compared at once, so that the sentence names all that is missing."""
    try:
        fund = posting.fund_of(allocation.unit, allocation.fund_key, create=False)
        fund.totals.after(rules.lines(EntryKind.PASSED_DOWN, allocation.amount))
    except Overspent as error:
        error.fund = str(fund)
        raise


def _check_taken(allocation):
    """The same money of the same document is booked once; after a reversal it may be booked again."""
    standing = Voucher.objects.filter(
        unit=allocation.unit, kind=rules.KINDS_OF[allocation.kind], reversed_by=None,
        allocation__document_no=allocation.document_no,
        fund__source=allocation.source, fund__union_level=allocation.union_level,
        fund__scheme=allocation.scheme, fund__year=allocation.year,
    )
    if standing.exists():
        raise DocumentTaken(document_no=allocation.document_no)


def _book(allocation, amount, summary, **links):
    kind = rules.KINDS_OF[allocation.kind]
    fund = posting.fund_of(allocation.unit, allocation.fund_key, create=not allocation.is_pass_down)
    return posting.post(
        fund, kind, rules.lines(kind, amount), made_by=allocation.prepared_by,
        checked_by=allocation.signed_by, document_no=allocation.document_no, summary=summary,
        allocation=allocation, **links,
    )


def _told(allocation):
    return {
        "kind": allocation.kind,
        "document_no": allocation.document_no,
        "source": allocation.source,
        "scheme": allocation.scheme,
        "year": allocation.year,
        "amount": allocation.amount,
    }
