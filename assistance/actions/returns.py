"""Taking in what the bank answers: the whole file or nothing, each file once."""

import hashlib
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from assistance import bank_reading, ledger_rules, return_rules
from assistance.actions import batches, paying, spending
from assistance.bank_layouts import Layout
from assistance.batch_errors import BatchStepNotOpen, FileUnreadable, ReturnRefused, SameReturnTwice
from assistance.kinds import AidStep, BatchStatus, BatchStep, RowStatus
from assistance.models import BankFile, PaymentRow, ReturnFile
from unionaid import clock
from unionaid.audit import Event, record

RESULT_FIELDS = (
    "status", "paid_amount", "result_on", "result_code", "reason", "receipt_no", "return_file",
)  # fmt: skip
STATES = {return_rules.PAID: RowStatus.PAID, return_rules.BOUNCED: RowStatus.BOUNCED}


@transaction.atomic
def take_in(*, batch, name, content, by, progress=lambda done, total: None):
    """Take in a bank's answer: rows paid or bounced, money spent or given back, in one transaction.

    Raises ReturnRefused with every faulty cell, FileUnreadable, or SameReturnTwice; then nothing
    is written. Rows the bank is still working on wait for its next answer. `progress` hears how
    many of how many rows are through, and may raise to give up.
    """
    batch = paying.payable(batch, by)
    checksum = hashlib.sha256(content).hexdigest()
    _refuse_twice(batch, checksum)
    if batch.status != BatchStatus.SENT:
        raise BatchStepNotOpen(batch=batch, step=BatchStep.SETTLE)
    rows = {row.reference: row for row in batch.rows.filter(status=RowStatus.SENT).select_related("aid")}
    results = judged(batch, content, rows)
    sums, counts = _write(batch, name, content, checksum, rows, results, by=by, progress=progress)
    _book(batch, checksum, sums, by=by)
    record(
        Event.BANK_RETURN_TAKEN, subject=batch, by=by, detail={"file": name, "checksum": checksum},
        after={
            "paid": counts[RowStatus.PAID], "paid_amount": sums[RowStatus.PAID],
            "bounced": counts[RowStatus.BOUNCED], "bounced_amount": sums[RowStatus.BOUNCED],
        },
    )
    paying.settle(batch, by=by)
    return ReturnFile.objects.get(checksum=checksum)


def judged(batch, content, rows):
    """Return the Results of a file's rows. Raises ReturnRefused with all its faults."""
    layout = Layout.of(BankFile.objects.only("layout").get(batch=batch).layout)
    table = bank_reading.answer_of(content, layout)
    expected = [
        return_rules.Expected(reference, row.account, row.amount) for reference, row in rows.items()
    ]
    over = batch.rows.exclude(status=RowStatus.SENT)
    verdict = return_rules.judge(
        table.rows, expected, layout, answered={row.reference for row in over.only("batch_id", "serial")},
        elsewhere=_elsewhere(batch, table, rows),
    )
    if verdict.faults:
        raise ReturnRefused(faults=verdict.faults)
    return verdict.results


def _elsewhere(batch, table, rows):
    """References of the table that are rows of other batches of the same union."""
    found = {return_rules.reference_of(cells.get("reference")) for _number, cells in table.rows} - set(rows)
    numbers = {int(text[:-6]) for text in found if text.isdecimal() and len(text) == return_rules.DIGITS}
    others = PaymentRow.objects.filter(batch__in=numbers - {batch.pk}, batch__unit=batch.unit_id)
    return {row.reference for row in others.only("batch_id", "serial")}


def _refuse_twice(batch, checksum):
    known = ReturnFile.objects.filter(checksum=checksum).first()
    if known and known.batch_id == batch.pk:
        raise SameReturnTwice(on=known.taken_on)
    if known:
        raise FileUnreadable(why=_("这份文件是另一个批次的回盘文件，请核对批次号"))


def _write(batch, name, content, checksum, rows, results, *, by, progress):
    sums = dict.fromkeys(STATES.values(), ledger_rules.ZERO)
    done = {status: [] for status in STATES.values()}
    for result in results:
        status = STATES.get(result.kind)
        if status:
            row = rows[result.reference]
            row.status, row.result_on, row.result_code = status, clock.today(), result.code
            row.paid_amount = row.amount if status == RowStatus.PAID else Decimal(0)
            row.reason = result.reason if status == RowStatus.BOUNCED else ""
            row.receipt_no = result.receipt
            sums[status] += row.amount
            done[status].append(row)
    paid, bounced = done[RowStatus.PAID], done[RowStatus.BOUNCED]
    file = ReturnFile.objects.create(
        batch=batch, name=name[:120], checksum=checksum, content=content,
        paid_count=len(paid), paid_amount=sums[RowStatus.PAID], bounced_count=len(bounced),
        bounced_amount=sums[RowStatus.BOUNCED], pending_count=len(results) - len(paid) - len(bounced),
        taken_by=by.user, taken_on=clock.today(),
    )
    changed = [*paid, *bounced]
    for start in range(0, len(changed), batches.CHUNK):
        some = changed[start : start + batches.CHUNK]
        for row in some:
            row.return_file = file
        PaymentRow.objects.bulk_update(some, RESULT_FIELDS, batch_size=100)
        progress(start + len(some), len(changed))
    note = batch.number
    paying.move_aids([row.aid for row in paid], AidStep.PAY, by=by, note=note, paid_on=clock.today())
    paying.move_aids([row.aid for row in bounced], AidStep.BOUNCE, by=by, note=note)
    batch.paid_amount += sums[RowStatus.PAID]
    batch.bounced_amount += sums[RowStatus.BOUNCED]
    batch.save(update_fields=["paid_amount", "bounced_amount"])
    return sums, {status: len(found) for status, found in done.items()}


def _book(batch, checksum, sums, *, by):
    """Spend what was paid out of the hold, and give back what came back."""
    people = {"by": by, "checked_by": batch.approved_by}
    paid, bounced = sums[RowStatus.PAID], sums[RowStatus.BOUNCED]
    if paid:
        spending.spend(
            hold=batch.hold, amount=paid, summary=f"{batch.title} {batch.number}",
            document_no=batch.number, key=paying.paid_key(batch, checksum), **people,
        )
    if bounced:
        spending.release(
            hold=batch.hold, amount=bounced, summary=_("%(batch)s银行退票") % {"batch": batch.number},
            key=f"batch:{batch.pk}:bounced:{checksum[:32]}", **people,
        )
