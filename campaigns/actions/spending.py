"""What an activity cost, paid by the ledger: one voucher a record, made by a second person."""

from django.db import transaction

from assistance.actions import spending
from campaigns.enums import ActivityStatus
from campaigns.errors import NotAllowed, NothingToPay, OtherSource, PaidAlready, SamePersonPays
from campaigns.models import CoolingVisit, SpecialVisit
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record


def to_pay(register, line):
    """Return what a fund has still to pay for a record, 0 for what is paid by name or not yet held.

    Families and students get theirs through a batch of aid that names them.
    """
    named = getattr(line, "archive_id", None) is not None
    if not register.pays or paid_by(line) or line.status != ActivityStatus.HELD:
        return 0
    return 0 if named and not isinstance(line, CoolingVisit | SpecialVisit) else line.amount


@transaction.atomic
def pay(*, register, line, fund, by):
    """Spend a fund of the union for a record. Who wrote the record down does not pay it."""
    if not by.may(Permission.KEEP_FUNDS) or fund.unit_id != by.unit_id:
        raise NotAllowed()
    line = register.model.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if paid := paid_by(line):
        raise PaidAlready(number=paid.number)
    amount = to_pay(register, line)
    if not amount or line.unit_id != by.unit_id or line.recorded_by is None:
        raise NothingToPay()
    if line.recorded_by_id == by.user_id:
        raise SamePersonPays()
    if getattr(line, "fund_source", "") and line.fund_source != fund.source:
        raise OtherSource(source=line.get_fund_source_display())
    line.voucher = spending.spend(
        fund=fund, amount=amount, by=by, checked_by=line.recorded_by, summary=str(line),
        key=f"{register.kind}:{line.pk}:{line.version}:paid",
    )
    line.save(update_fields=["voucher"])
    record(Event.ACTIVITY_PAID, subject=line, by=by, after={"amount": amount})
    return line


def paid_by(line):
    """Return the voucher that stands for a record, None when there is none or it has been reversed."""
    voucher = line.voucher
    return None if voucher is None or hasattr(voucher, "reversed_by") else voucher
