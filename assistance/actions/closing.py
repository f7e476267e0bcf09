"""年终结转: what is left of a year is explained, carried into the next one, and the year is closed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from assistance import ledger_rules as rules
from assistance.actions import posting
from assistance.actions.allocations import check_keeper
from assistance.enums import EntryKind
from assistance.errors import (
    AlreadySigned,
    CarryOverChanged,
    NotReadyToClose,
    ReasonMissing,
    SamePersonSigns,
)
from assistance.models import Allocation, AllocationRow, CarryOver, FundBalance, Reversal, YearClosing
from unionaid import clock
from unionaid.audit import Event, record


def funds_left(unit, year):
    """Return the funds of a unit and year with money in them."""
    return FundBalance.objects.filter(unit=unit, year=year, available__gt=rules.ZERO).order_by("pk")


def still_to_do(unit, year):
    """Return sentences about what has to be done before a year can be closed; none when it can be."""
    last_day = date(year, 12, 31)
    left = []
    if clock.today() < last_day:
        left.append(_("%(day)s 起才能结转") % {"day": last_day.isoformat()})
    earlier = FundBalance.objects.filter(unit=unit, year__lt=year, available__gt=rules.ZERO).order_by("year")
    first = earlier.values_list("year", flat=True).first()
    if first:
        left.append(_("先结转 %(year)d 年度") % {"year": first})
    counts = (
        (_("%(n)d 笔已批未付的资金"), FundBalance.objects.filter(unit=unit, year=year, held__gt=rules.ZERO)),
        (
            _("%(n)d 笔待签收的下达"),
            AllocationRow.objects.filter(
                unit=unit, allocation__year=year, allocation__signed_on__isnull=False,
                received_on__isnull=True, taken_back_on__isnull=True,
            ),
        ),
        (_("%(n)d 份待签发的资金文件"), Allocation.objects.filter(unit=unit, year=year, signed_on=None)),
        (
            _("%(n)d 份待签发的冲销申请"),
            Reversal.objects.filter(unit=unit, voucher__year=year, signed_on=None),
        ),
    )
    return left + [words % {"n": found} for words, rows in counts if (found := rows.count())]


@transaction.atomic
def prepare(*, year, reasons, by):
    """Prepare the closing of a year of one's own unit. `reasons` tells by fund id why money is left."""
    unit = posting.hold_units(by.unit)[by.unit_id]
    check_keeper(by, unit)
    if YearClosing.objects.filter(unit=unit, year=year).exists():
        raise AlreadySigned()
    _check_ready(unit, year)
    closing = YearClosing.objects.create(
        unit=unit, unit_path=unit.path, year=year, prepared_by=by.user, prepared_on=clock.today()
    )
    for fund in funds_left(unit, year):
        reason = reasons.get(fund.pk, "").strip()
        if not reason:
            raise ReasonMissing()
        CarryOver.objects.create(closing=closing, fund=fund, amount=fund.available, reason=reason)
    record(Event.CLOSING_PREPARED, subject=closing, by=by, after=_told(closing))
    return closing


@transaction.atomic
def drop(*, closing, by):
    """Throw a prepared closing away."""
    closing = _held(closing)
    check_keeper(by, closing.unit)
    record(Event.CLOSING_DROPPED, subject=closing, by=by)
    closing.delete()


@transaction.atomic
def sign(*, closing, by):
    """Close the year: every fund is emptied into the same one of the next year, in one step.

    Raises CarryOverChanged when money moved after the reasons were written.
    """
    closing = _held(closing)
    check_keeper(by, closing.unit)
    if closing.prepared_by_id == by.user_id:
        raise SamePersonSigns()
    _check_ready(closing.unit, closing.year)
    rows = list(closing.rows.select_related("fund"))
    now = {fund.pk: fund.available for fund in funds_left(closing.unit, closing.year)}
    if now != {row.fund_id: row.amount for row in rows}:
        raise CarryOverChanged()
    for row in rows:
        _carry(closing, row, checked_by=by.user)
    closing.signed_by, closing.signed_on = by.user, clock.today()
    closing.save(update_fields=["signed_by", "signed_on"])
    record(Event.YEAR_CLOSED, subject=closing, by=by, after=_told(closing))
    return closing


def _carry(closing, row, *, checked_by):
    fund = posting.locked(row.fund)
    source, level, scheme, year = fund.fund_key
    following = posting.fund_of(closing.unit, (source, level, scheme, year + 1), create=True)
    people = {"made_by": closing.prepared_by, "checked_by": checked_by}
    posting.post(
        fund, EntryKind.CARRIED_FORWARD, rules.lines(EntryKind.CARRIED_FORWARD, row.amount),
        summary=_("结转 %(year)d 年度：%(reason)s") % {"year": year + 1, "reason": row.reason}, **people,
    )
    posting.post(
        following, EntryKind.CARRIED_OVER, rules.lines(EntryKind.CARRIED_OVER, row.amount),
        summary=_("%(year)d 年度结转") % {"year": year}, **people,
    )


def _held(closing):
    posting.hold_units(closing.unit)
    found = YearClosing.objects.select_for_update(of=("self",)).filter(pk=closing.pk).first()
    if found is None or found.is_signed:
        raise AlreadySigned()
    return found


def _check_ready(unit, year):
    left = still_to_do(unit, year)
    if left:
        raise NotReadyToClose(left=left)


def _told(closing):
    rows = closing.rows.all()
    return {"year": closing.year, "amount": sum((row.amount for row in rows), rules.ZERO)}
