"""Deciding on a whole batch: all its rows, its money and its evidence stand or fall together.

Locks are taken in one order: the union, the batch, the files by number, the aid, the fund.
"""

from django.db import transaction

from assistance import batch_content, batch_lifecycle, ledger_rules, lifecycle
from assistance.actions import aid as single
from assistance.actions import batches, posting, spending
from assistance.batch_errors import BatchEmpty, ContentChanged, FundNotYours, RowsBlocked
from assistance.errors import Overspent
from assistance.kinds import AidStatus, AidStep, BatchStatus, BatchStep, RowStatus
from assistance.models import AidDecision, AidRecord, BatchDecision, PaymentRow
from assistance.queries.batch_checks import check_rows, with_files
from assistance.queries.limits import RANKS, approving_unit
from households.actions import freezes
from households.enums import FrozenWork
from households.models import HardshipArchive
from unionaid import clock
from unionaid.audit import Event, record
from unionaid.organizations.enums import UnionLevel
from unionaid.organizations.queries import lineage

ROW_FIELDS = (
    "amount", "bank", "branch", "account", "account_index", "account_last4", "account_holder", "snapshot",
)  # fmt: skip
CAP_FIELDS = ("standard", "cap_limit", "cap_used", "cap_steps", "approval_level", "acting_unit")
EVENTS = {
    BatchStep.SUBMIT: Event.BATCH_SUBMITTED,
    BatchStep.RECALL: Event.BATCH_RECALLED,
    BatchStep.APPROVE: Event.BATCH_APPROVED,
    BatchStep.RETURN: Event.BATCH_RETURNED,
    BatchStep.CANCEL: Event.BATCH_CANCELLED,
}


@transaction.atomic
def submit(*, batch, by, note=""):
    """Hand a batch in. Every row must pass; from now on it counts in the caps of its household.

    The batch waits for the lowest union whose limit covers its largest aid still to be approved.
    """
    batch = _opened(batch)
    to = batch_lifecycle.check(batch, BatchStep.SUBMIT, by=by, note=note)
    freezes.refuse(unit=batch.unit, work=FrozenWork.AID, by=by)
    _refuse_other_year(batch)
    level = UnionLevel.COUNTY
    for checks in _checked(batch):
        level = max((level, *(_level(check) for check in checks)), key=RANKS.get)
        _step(
            [check.row.aid for check in checks if check.row.aid.status == AidStatus.BOUNCED],
            AidStep.REISSUE, by=by, note=batch.number,
        )
        _step(
            [check.row.aid for check in checks if check.row.aid.status == AidStatus.DRAFT],
            AidStep.PROPOSE, by=by, note=batch.number, fields=_capped(checks),
        )
    if batch.total > batch.fund.available:
        raise Overspent(
            balance=batch.fund.available, short=batch.total - batch.fund.available,
            of=ledger_rules.Account.AVAILABLE, fund=str(batch.fund),
        )
    batch.approval_level = level
    batch.acting_unit = approving_unit(batch.unit, level, {unit.path: unit for unit in lineage(batch.unit)})
    AidRecord.objects.filter(payments__batch=batch, status=AidStatus.PROPOSED).update(
        approval_level=level, acting_unit=batch.acting_unit
    )
    batch.prepared_by, batch.prepared_on = by.user, clock.today()
    return _took(batch, BatchStep.SUBMIT, to, by=by, note=note)


@transaction.atomic
def recall(*, batch, by, note=""):
    """Take a submitted batch back to change it; its rows count for nothing meanwhile."""
    batch = _opened(batch)
    to = batch_lifecycle.check(batch, BatchStep.RECALL, by=by, note=note)
    _unpropose(batch, by, note)
    return _took(batch, BatchStep.RECALL, to, by=by, note=note)


@transaction.atomic
def return_batch(*, batch, by, note):
    """Return a submitted batch to its union with the reason."""
    batch = _opened(batch)
    to = batch_lifecycle.check(batch, BatchStep.RETURN, by=by, note=note)
    _unpropose(batch, by, note)
    return _took(batch, BatchStep.RETURN, to, by=by, note=note)


@transaction.atomic
def approve(*, batch, by, note=""):
    """Approve a submitted batch as another person than who prepared it, and set its money aside.

    Every row is checked again. Then it is frozen: account and household are copied, and the hash
    over all of them is kept with the batch.
    """
    batch = _opened(batch)
    to = batch_lifecycle.check(batch, BatchStep.APPROVE, by=by, note=note)
    _refuse_other_year(batch)
    for checks in _checked(batch):
        for check in checks:
            _freeze(check)
        PaymentRow.objects.bulk_update([check.row for check in checks], ROW_FIELDS, batch_size=100)
        mine = [check.row.aid for check in checks if check.row.aid.status == AidStatus.PROPOSED]
        for aid in mine:
            aid.approved_by, aid.approved_on = by.user, clock.today()
        _step(
            mine, AidStep.APPROVE, by=by, note=batch.number, fields=("approved_by", "approved_on"),
            person=by, proposed_by=batch.prepared_by_id,
        )
    batch.approved_by, batch.approved_on = by.user, clock.today()
    batch.approved_amount = batch.total
    batch.content_hash = content_hash(batch)
    batch.hold = spending.reserve(
        fund=batch.fund, reference=f"{batch.number}#{batch.pk}", amount=batch.total, by=by,
        checked_by=batch.prepared_by, summary=batch.number, key=f"batch:{batch.pk}:reserve",
    )
    return _took(batch, BatchStep.APPROVE, to, by=by, note=note)


@transaction.atomic
def cancel(*, batch, by, note):
    """Give a batch up: approved aid is withdrawn and its money freed, what was only listed is gone."""
    batch = _opened(batch)
    before = batch.status
    to = batch_lifecycle.check(batch, BatchStep.CANCEL, by=by, note=note)
    if before == BatchStatus.APPROVED:
        withdrawn = list(AidRecord.objects.filter(payments__batch=batch, status=AidStatus.APPROVED))
        _step(withdrawn, AidStep.WITHDRAW, by=by, note=note, person=by)
        open_rows = batch.rows.filter(status=RowStatus.PENDING)
        batch.withdrawn_amount = batch.approved_amount
        open_rows.update(status=RowStatus.WITHDRAWN, reason=note[:200], result_on=clock.today())
        spending.release(
            hold=batch.hold, by=by, checked_by=batch.prepared_by, summary=batch.number,
            key=f"batch:{batch.pk}:cancel",
        )
    else:
        drafts = AidRecord.objects.filter(payments__batch=batch, status=AidStatus.DRAFT)
        ids = list(drafts.values_list("pk", flat=True))
        batch.rows.all().delete()
        AidRecord.objects.filter(pk__in=ids).delete()
        batches.count(batch)
    return _took(batch, BatchStep.CANCEL, to, by=by, note=note)


def content_hash(batch):
    """Return the hash over the frozen rows of a batch."""
    rows = batch.rows.order_by("serial").values_list(*batch_content.FIELDS)
    return batch_content.digest(batch, rows.iterator(chunk_size=2000))


def check_content(batch):
    """Raise ContentChanged where the frozen rows are not those that were approved."""
    if content_hash(batch) != batch.content_hash:
        raise ContentChanged(number=batch.number)


def _opened(batch):
    posting.hold_units(batch.unit)
    return batches.locked(batch)


def _refuse_other_year(batch):
    if batch.fund.year != clock.today().year:
        raise FundNotYours()


def _checked(batch):
    """Yield the checks of all rows in chunks, their files locked in one order.

    Raises RowsBlocked at the end where rows may not be paid; what was written meanwhile goes with
    the transaction.
    """
    ids = sorted(set(batch.rows.values_list("aid__archive", flat=True)))
    if not ids:
        raise BatchEmpty()
    for start in range(0, len(ids), batches.CHUNK):
        some = ids[start : start + batches.CHUNK]
        locked = HardshipArchive.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        list(locked.filter(pk__in=some).values_list("pk", flat=True))
    after = blocked = 0
    while rows := list(with_files(batch.rows.filter(serial__gt=after))[: batches.CHUNK]):
        checks = check_rows(rows, day=clock.today())
        blocked += sum(1 for check in checks if check.errors)
        after = rows[-1].serial
        if not blocked:
            yield checks
    if blocked:
        raise RowsBlocked(blocked=blocked)


def _level(check):
    """The level that may approve a row; what was approved before asks for none."""
    return check.checked.level if check.row.is_new else UnionLevel.COUNTY


def _capped(checks):
    """Write the cap's answer into the aid the batch proposes; returns the fields written."""
    for check in checks:
        aid, result = check.row.aid, check.result
        if check.row.is_new:
            aid.standard, aid.cap_limit, aid.cap_used = check.checked.standard, result.limit, result.used
            aid.cap_steps = single.frozen_steps(check.checked, aid)
    return CAP_FIELDS


def _freeze(check):
    row, archive = check.row, check.row.aid.archive
    row.amount = row.aid.amount
    row.bank, row.branch = archive.bank, archive.branch
    row.account, row.account_index = archive.bank_account, bytes(archive.bank_account_index)
    row.account_last4, row.account_holder = archive.bank_last4, archive.account_holder
    row.snapshot = batch_content.snapshot(row.aid)


def _step(aids, step, *, by, note="", fields=(), person=None, proposed_by=None):
    """Make one step of the table with many aids, with their decisions."""
    if not aids:
        return
    decisions = []
    for aid in aids:
        before = aid.status
        aid.status = lifecycle.check(before, step, by=person, proposed_by=proposed_by, note=note or "—")
        decisions.append(
            AidDecision(
                record=aid, step=step, from_status=before, to_status=aid.status, by=by.user,
                by_unit=by.unit, on=clock.today(), note=note[:300],
            )
        )
    AidRecord.objects.bulk_update(aids, ["status", *fields], batch_size=100)
    AidDecision.objects.bulk_create(decisions, batch_size=500)


def _unpropose(batch, by, note):
    aids = list(AidRecord.objects.filter(payments__batch=batch, status=AidStatus.PROPOSED))
    _step(aids, AidStep.RECALL, by=by, note=note or batch.number)


def _took(batch, step, to, *, by, note):
    before, batch.status = batch.status, to
    batch.save()
    BatchDecision.objects.create(
        batch=batch, step=step, from_status=before, to_status=to, by=by.user, by_unit=by.unit,
        on=clock.today(), note=note.strip()[:300],
    )
    record(
        EVENTS[step], subject=batch, by=by, purpose=note.strip(), before={"status": before},
        after=batches.told(batch) | {"status": to, "hash": batch.content_hash},
    )
    return batch
