"""Paying an approved batch: its bank file, and rows that are taken out, bounce later or are paid back."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from assistance import bank_layouts, bank_writing, batch_lifecycle, capitals, lifecycle
from assistance.actions import batches, posting, spending
from assistance.actions.batch_deciding import check_content
from assistance.aid_errors import AccountMissing, AidNotAllowed, NotOnFile
from assistance.batch_errors import (
    AccountChanged,
    AccountUnreadable,
    NothingToPay,
    ReasonMissing,
    RowNotOpen,
    RowsBlocked,
    SamePersonTwice,
)
from assistance.kinds import AidStep, BatchStatus, BatchStep, RowStatus
from assistance.models import AidDecision, AidRecord, BankFile, BatchDecision, PaymentRow, Voucher
from assistance.queries.batch_checks import with_files
from assistance.queries.eligibility import is_on_file
from assistance.queries.limits import version_for
from households.enums import Status
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.privacy import contact_numbers


@transaction.atomic
def make_bank_file(*, batch, layout, by):
    """Make the one file a batch is paid by; a second call returns the same file.

    Every row is looked at again: whoever left the files or changed the account since the approval
    has to be taken out first. The frozen content must still be what was approved.
    """
    posting.hold_units(batch.unit)
    batch = batches.locked(batch)
    known = BankFile.objects.filter(batch=batch).first()
    if known:
        return known
    to = batch_lifecycle.check(batch, BatchStep.SEND, by=by)
    check_content(batch)
    rows = list(with_files(batch.rows.filter(status=RowStatus.PENDING)))
    if not rows:
        raise NothingToPay()
    blocked = sum(1 for _row, errors in changed_since(rows) if errors)
    if blocked:
        raise RowsBlocked(blocked=blocked)
    bank_layouts.check(layout)
    total = sum(row.amount for row in rows)
    content = bank_writing.written(layout, map(_line, rows), totals(batch, len(rows), total))
    file = BankFile.objects.create(
        batch=batch, name=f"{batch.number}.{layout.suffix}", layout=layout.as_data(), content=content,
        checksum=hashlib.sha256(content).hexdigest(), row_count=len(rows), total=total,
        made_by=by.user, made_on=clock.today(),
    )
    batch.rows.filter(status=RowStatus.PENDING).update(status=RowStatus.SENT)
    move_aids([row.aid for row in rows], AidStep.SEND, by=by, note=batch.number)
    step(batch, BatchStep.SEND, to, by=by)
    record(
        Event.BANK_FILE_MADE, subject=batch, by=by,
        after={"rows": len(rows), "total": total, "checksum": file.checksum, "template": layout.name},
    )
    return file


def changed_since(rows):
    """Yield (row, errors) of frozen rows against their files as they are now."""
    versions = {}
    for row in rows:
        archive = row.aid.archive
        if archive.unit_id not in versions:
            versions[archive.unit_id] = version_for(archive.unit, clock.today())
        version, errors = versions[archive.unit_id], []
        if version is None or not is_on_file(archive, row.aid.aid_type, version):
            errors.append(NotOnFile(status=Status(archive.status)))
        if not archive.bank_last4:
            errors.append(AccountMissing())
        elif bytes(archive.bank_account_index) != bytes(row.account_index):
            errors.append(AccountChanged())
        elif contact_numbers.account(row.account) is None:
            errors.append(AccountUnreadable())
        yield row, errors


def totals(batch, count, total):
    """Return the control totals of a payment file as (name, text) pairs."""
    return [
        (_("批次号"), batch.number),
        (_("付款单位"), batch.unit.name),
        (_("笔数"), str(count)),
        (_("金额合计"), f"{total:.2f}"),
        (_("金额大写"), capitals.in_capitals(total)),
    ]


@transaction.atomic
def take_bank_file(*, batch, by, purpose):
    """Return the bank file of a batch for download. It holds whole accounts: who took it and why is kept."""
    refuse_payer(batch, by)
    if not purpose.strip():
        raise ReasonMissing()
    file = BankFile.objects.get(batch=batch)
    record(
        Event.BANK_FILE_TAKEN, subject=batch, by=by, purpose=purpose,
        detail={"file": file.name, "checksum": file.checksum, "rows": file.row_count},
    )
    return file


@transaction.atomic
def withdraw_row(*, row, by, reason):
    """Take one row out before it is sent, with the reason: its money and its room under the cap are free."""
    reason = _reason(reason)
    batch = payable(row.batch, by)
    row = _row(batch, row, RowStatus.PENDING)
    if batch.status != BatchStatus.APPROVED:
        raise RowNotOpen(status=row.get_status_display())
    _close(row, RowStatus.WITHDRAWN, reason)
    move_aids([row.aid], AidStep.TAKE_OUT, by=by, note=reason)
    batch.withdrawn_amount += row.amount
    batch.save(update_fields=["withdrawn_amount"])
    spending.release(
        hold=batch.hold, amount=row.amount, by=by, checked_by=batch.approved_by,
        summary=_("%(batch)s撤下一户") % {"batch": batch.number}, key=f"payment:{row.pk}:withdrawn",
    )
    record(Event.PAYMENT_WITHDRAWN, subject=batch, by=by, purpose=reason, detail=_told(row))
    settle(batch, by=by)
    return row


@transaction.atomic
def bounce_later(*, row, by, reason):
    """Record that paid money came back after the bank had said it was paid; it may be paid again."""
    return _back(row, by, reason, RowStatus.BOUNCED, AidStep.BOUNCE, Event.PAYMENT_BOUNCED)


@transaction.atomic
def refund(*, row, by, reason):
    """Record that a household paid its aid back; the aid is over and its room under the cap is free."""
    return _back(row, by, reason, RowStatus.REFUNDED, AidStep.REFUND, Event.PAYMENT_REFUNDED)


def _back(row, by, reason, status, aid_step, event):
    reason = _reason(reason)
    batch = payable(row.batch, by)
    row = _row(batch, row, RowStatus.PAID)
    amount = row.paid_amount
    _close(row, status, reason)
    move_aids([row.aid], aid_step, by=by, note=reason)
    batch.paid_amount -= amount
    batch.bounced_amount += amount
    batch.save(update_fields=["paid_amount", "bounced_amount"])
    spending.refund(
        voucher=_voucher_of(batch, row), amount=amount, by=by, checked_by=batch.approved_by,
        summary=f"{batch.number} {reason}", key=f"payment:{row.pk}:back",
    )
    record(event, subject=batch, by=by, purpose=reason, detail=_told(row))
    return row


def _voucher_of(batch, row):
    """The voucher a row was paid by: that of the bank's answer it stood in."""
    return Voucher.objects.get(effect_key=paid_key(batch, row.return_file.checksum))


def paid_key(batch, checksum):
    """Return the key of the voucher that pays what one answer of the bank says was paid."""
    return f"batch:{batch.pk}:paid:{checksum[:32]}"


def settle(batch, *, by):
    """Close a batch once nothing of it is under way any more."""
    if batch.rows.filter(status__in=[RowStatus.PENDING, RowStatus.SENT]).exists():
        return
    to = batch_lifecycle.check(batch, BatchStep.SETTLE)
    step(batch, BatchStep.SETTLE, to, by=by)


def step(batch, batch_step, to, *, by):
    """Write the state a batch comes to, with its decision."""
    before, batch.status = batch.status, to
    batch.save(update_fields=["status"])
    BatchDecision.objects.create(
        batch=batch, step=batch_step, from_status=before, to_status=to, by=by.user, by_unit=by.unit,
        on=clock.today(),
    )


def move_aids(aids, aid_step, *, by, note, **fields):
    """Make one step of payment with many aids: states, dates and decisions in a few statements."""
    decisions, to = [], None
    for aid in aids:
        to = lifecycle.check(aid.status, aid_step, note=note)
        decisions.append(
            AidDecision(
                record=aid, step=aid_step, from_status=aid.status, to_status=to, by=by.user,
                by_unit=by.unit, on=clock.today(), note=note[:300],
            )
        )
    ids = [aid.pk for aid in aids]
    for start in range(0, len(ids), batches.CHUNK):
        AidRecord.objects.filter(pk__in=ids[start : start + batches.CHUNK]).update(status=to, **fields)
    AidDecision.objects.bulk_create(decisions, batch_size=500)


def _line(row):
    return {
        "serial": row.serial,
        "reference": row.reference,
        "account": row.account,
        "holder": row.account_holder or row.snapshot["name"],
        "bank": row.bank,
        "branch": row.branch,
        "amount": row.amount,
        "purpose": f"{row.batch.get_aid_type_display()}{row.batch.number}",
        "file_no": row.snapshot["file_no"],
    }


def refuse_payer(batch, by):
    """Payments are made by the finance officer of the batch's union, who did not approve it."""
    if not by.may(Permission.PAY_AID) or by.unit_id != batch.unit_id:
        raise AidNotAllowed()
    if by.user_id == batch.approved_by_id:
        raise SamePersonTwice(batch=batch)


def payable(batch, by):
    """Return the batch locked, for its payer to work on."""
    posting.hold_units(batch.unit)
    batch = batches.locked(batch)
    refuse_payer(batch, by)
    return batch


def _row(batch, row, status):
    row = PaymentRow.objects.select_related("aid", "batch", "return_file").get(batch=batch, pk=row.pk)
    if row.status != status:
        raise RowNotOpen(status=row.get_status_display())
    return row


def _close(row, status, reason):
    row.status, row.reason, row.result_on = status, reason, clock.today()
    row.paid_amount = row.amount if status == RowStatus.PAID else 0
    row.save(update_fields=["status", "reason", "result_on", "paid_amount"])


def _reason(reason):
    if not reason.strip():
        raise ReasonMissing()
    return reason.strip()[:200]


def _told(row):
    return {"serial": row.serial, "file_no": row.snapshot["file_no"], "amount": str(row.amount)}
