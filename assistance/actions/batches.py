"""Opening a payment batch and keeping its list: who is on it and with which amount.

Lists of any length are built in short transactions. Each adds whoever is not on the list yet, so
that a killed job may run again from the start without adding anybody twice.
"""

from django.db import transaction
from django.db.models import Count, Max, Sum

from assistance import ledger_rules
from assistance.actions import posting
from assistance.aid_errors import AidNotAllowed
from assistance.batch_errors import BatchNotEditable, FundNotYours
from assistance.kinds import EDITABLE, NUMBER_WORDS, AidStatus, AidType, BatchStep
from assistance.models import AidRecord, BatchDecision, PaymentBatch, PaymentRow
from assistance.queries.batch_checks import check_rows, with_files
from households.enums import ExpenseKind
from households.models import RigidExpense
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

CHUNK = 500
AMOUNTS = ("amount", "gross_cost", "reimbursed")


@transaction.atomic
def open_batch(*, fund, aid_type, period, by, campaign="", event_tag="NONE", note=""):
    """Open an empty batch out of a fund of one's own union and of this year; it gets the next number."""
    if not by.may(Permission.PROPOSE_AID) or not by.may(Permission.VIEW_FUNDS):
        raise AidNotAllowed()
    unit = posting.hold_units(by.unit)[by.unit_id]
    today = clock.today()
    if fund.unit_id != unit.pk or fund.year != today.year:
        raise FundNotYours()
    batch = PaymentBatch.objects.create(
        unit=unit, unit_path=unit.path, number=_next_number(unit, aid_type, today), fund=fund,
        aid_type=aid_type, period=period, campaign=campaign, event_tag=event_tag, note=note,
        prepared_by=by.user, prepared_on=today,
    )
    BatchDecision.objects.create(
        batch=batch, step=BatchStep.OPEN, to_status=batch.status, by=by.user, by_unit=unit, on=today
    )
    record(Event.BATCH_OPENED, subject=batch, by=by, after=told(batch))
    return batch


def editable(batch, by):
    """Return the batch locked, for its own union to change. Raises what stands against it."""
    posting.hold_units(batch.unit)
    batch = locked(batch)
    if not by.may(Permission.PROPOSE_AID) or by.unit_id != batch.unit_id:
        raise AidNotAllowed()
    if batch.status not in EDITABLE:
        raise BatchNotEditable(batch=batch)
    return batch


def locked(batch):
    """Return the batch as it is now, locked until the transaction ends."""
    rows = PaymentBatch.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "fund", "acting_unit", "approved_by", "hold").get(pk=batch.pk)


@transaction.atomic
def add(*, batch, subjects, by, amounts=None):
    """Add (archive, member or None, stage) subjects to the list and return how many were not on it yet.

    New rows take the declared own cost of the year along, and an amount where `amounts` has one
    for the file; else their amount is set afterwards.
    """
    batch = editable(batch, by)
    subjects = list(subjects)
    keys = {_key(subject[0].pk, subject[1] and subject[1].pk): subject for subject in subjects}
    present = set(
        PaymentRow.objects.filter(batch=batch, subject__in=keys).values_list("subject", flat=True)
    )
    wanted = [(key, subject) for key, subject in keys.items() if key not in present]
    costs = _own_costs(batch, [subject[0] for _key, subject in wanted])
    aids = AidRecord.objects.bulk_create(
        [_aid(batch, *subject, costs=costs, amounts=amounts or {}, by=by) for _key, subject in wanted]
    )
    serial = _last_serial(batch)
    PaymentRow.objects.bulk_create(
        PaymentRow(batch=batch, serial=serial + place, aid=aid, subject=key, amount=aid.amount)
        for place, ((key, _subject), aid) in enumerate(zip(wanted, aids, strict=True), 1)
    )
    _changed(batch, by, {"added": len(wanted)}, [key for key, _subject in wanted])
    return len(wanted)


@transaction.atomic
def take(*, batch, aids, by):
    """Take approved aid, and aid that bounced, onto the list to be paid; returns how many.

    Only aid of the same money and kind, of one's own scope, that no other batch carries. A
    household is on a list once: a second aid of it waits for the next batch.
    """
    batch = editable(batch, by)
    aids = list(
        takeable(batch).filter(pk__in=[aid.pk for aid in aids]).select_for_update(of=("self",)).order_by("pk")
    )
    present = set(batch.rows.values_list("subject", flat=True))
    wanted = {key: aid for aid in aids if (key := _key(aid.archive_id, aid.member_id)) not in present}
    serial, subjects, aids = _last_serial(batch), list(wanted), list(wanted.values())
    PaymentRow.objects.bulk_create(
        PaymentRow(batch=batch, serial=serial + place, aid=aid, subject=subject, amount=aid.amount)
        for place, (aid, subject) in enumerate(zip(aids, subjects, strict=True), 1)
    )
    _changed(batch, by, {"taken": len(aids)}, subjects)
    return len(aids)


def takeable(batch):
    """Return approved and bounced aid of the batch's scope, money and kind that no batch carries."""
    source, level, scheme, year = batch.fund.fund_key
    return (
        AidRecord.objects.within(batch.unit_path)
        .alone()
        .filter(
            status__in=[AidStatus.APPROVED, AidStatus.BOUNCED], form="MONEY", aid_type=batch.aid_type,
            source=source, union_level=level, scheme=scheme, year=year,
        )
        .exclude(payments__batch=batch)
    )


@transaction.atomic
def remove(*, batch, rows, by):
    """Take rows off the list; what a batch only proposed is gone with its row."""
    batch = editable(batch, by)
    rows = list(PaymentRow.objects.filter(batch=batch, pk__in=[row.pk for row in rows]).select_related("aid"))
    PaymentRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
    AidRecord.objects.filter(
        pk__in=[row.aid_id for row in rows], status=AidStatus.DRAFT
    ).delete()
    _changed(batch, by, {"removed": len(rows)}, ())
    return len(rows)


@transaction.atomic
def set_amount(*, batch, row, by, **values):
    """Set amount, yearly cost and reimbursement of one row that the batch proposes."""
    batch = editable(batch, by)
    row = PaymentRow.objects.select_related("aid").get(batch=batch, pk=row.pk)
    if row.aid.status != AidStatus.DRAFT:
        raise BatchNotEditable(batch=batch)
    for name in AMOUNTS:
        if name in values:
            setattr(row.aid, name, values[name])
    row.aid.save(update_fields=AMOUNTS)
    row.amount = row.aid.amount
    row.save(update_fields=["amount"])
    _changed(batch, by, {"row": row.serial, "amount": str(row.amount)}, [row.subject])
    return row


@transaction.atomic
def set_amounts(*, batch, by_tier, by, after=0, to_the_cap=True):
    """Set the amounts of a chunk of rows by tier, cut to what the cap leaves; returns the last serial.

    Called again with the serial it returned until that is None.
    """
    batch = editable(batch, by)
    rows = with_files(PaymentRow.objects.filter(batch=batch, serial__gt=after))[:CHUNK]
    rows = list(rows)
    if not rows:
        return None
    mine = [row for row in rows if row.aid.status == AidStatus.DRAFT and row.aid.tier in by_tier]
    for row in mine:
        row.aid.amount = by_tier[row.aid.tier]
    if to_the_cap:
        for check in check_rows(mine, day=clock.today()):
            if check.result and check.result.is_over:
                check.row.aid.amount = check.result.left
    for row in mine:
        row.amount = row.aid.amount
    AidRecord.objects.bulk_update([row.aid for row in mine], ["amount"], batch_size=CHUNK)
    PaymentRow.objects.bulk_update(mine, ["amount"], batch_size=CHUNK)
    _changed(
        batch, by, {"amounts": {tier: str(amount) for tier, amount in by_tier.items()}},
        [row.subject for row in mine],
    )
    return rows[-1].serial


@transaction.atomic
def recheck(*, batch, by, after=0):
    """Check a chunk of rows anew and mark what stands against them; returns the last serial, or None."""
    batch = editable(batch, by)
    rows = list(with_files(PaymentRow.objects.filter(batch=batch, serial__gt=after))[:CHUNK])
    _mark(rows)
    return rows[-1].serial if rows else None


def in_chunks(action, *, progress=lambda serial: None, **given):
    """Call a chunked action until it has gone through the whole list."""
    after = 0
    while (after := action(after=after, **given)) is not None:
        progress(after)


def told(batch):
    """What evidence keeps of a batch."""
    return {
        "number": batch.number,
        "aid_type": batch.aid_type,
        "period": batch.period,
        "fund": batch.fund_id,
        "rows": batch.row_count,
        "total": batch.total,
    }


def count(batch):
    """Give the batch the number of its rows and their sum."""
    found = PaymentRow.objects.filter(batch=batch).aggregate(rows=Count("pk"), total=Sum("amount"))
    batch.row_count, batch.total = found["rows"], found["total"] or ledger_rules.ZERO


def _changed(batch, by, detail, subjects):
    """Count anew, check the rows that were touched, and leave evidence."""
    count(batch)
    batch.save(update_fields=["row_count", "total"])
    subjects = list(subjects)
    if subjects:
        _mark(list(with_files(PaymentRow.objects.filter(batch=batch, subject__in=subjects))))
    record(Event.BATCH_CHANGED, subject=batch, by=by, detail=detail, after=told(batch))


def _mark(rows):
    if not rows:
        return
    for check in check_rows(rows, day=clock.today()):
        check.row.block, check.row.warning = check.block, check.warning
    PaymentRow.objects.bulk_update(rows, ["block", "warning"], batch_size=CHUNK)


def _aid(batch, archive, member, stage, *, costs, amounts, by):
    today = clock.today()
    source, level, scheme, year = batch.fund.fund_key
    gross, reimbursed = costs.get(archive.pk, (None, None))
    return AidRecord(
        archive=archive, unit_id=archive.unit_id, unit_path=archive.unit_path, member=member,
        person_index=bytes(member.id_index) if member and member.id_last4 else None,
        aid_type=batch.aid_type, source=source, union_level=level, scheme=scheme, year=year,
        period=batch.period, campaign=batch.campaign, event_tag=batch.event_tag, tier=archive.tier,
        stage=stage, school_year=_school_year(batch, today), gross_cost=gross, reimbursed=reimbursed,
        amount=amounts.get(archive.pk, ledger_rules.ZERO), status=AidStatus.DRAFT,
        approval_level=batch.unit.level, acting_unit=batch.unit, proposed_by=by.user, proposed_on=today,
    )


def _own_costs(batch, archives):
    """Return {archive: (gross, reimbursed)} for aid that is a share of what a household pays itself.

    The newest declaration of the year with an aid, else the medical bills its file was assessed with.
    """
    if batch.aid_type != AidType.MEDICAL:
        return {}
    assessed = (
        RigidExpense.objects.filter(archive__in=archives, kind=ExpenseKind.MEDICAL)
        .order_by()
        .values_list("archive_id")
        .annotate(Sum("gross_amount"), Sum("reimbursed_amount"))
    )
    costs = {archive: (gross, reimbursed) for archive, gross, reimbursed in assessed}
    declared = (
        AidRecord.objects.told()
        .filter(
            archive__in=[archive.pk for archive in archives], aid_type=batch.aid_type,
            year=batch.fund.year, gross_cost__isnull=False,
        )
        .order_by("id")
        .values_list("archive_id", "gross_cost", "reimbursed")
    )
    return costs | {archive: (gross, reimbursed) for archive, gross, reimbursed in declared}


def _school_year(batch, day):
    """The school year running on a day; empty for all other aid."""
    if batch.aid_type != AidType.EDUCATION:
        return ""
    first = day.year if day.month >= 7 else day.year - 1
    return f"{first}-{first + 1}"


def _key(archive_id, member_id):
    return f"{archive_id}-{member_id}" if member_id else f"{archive_id}"


def _last_serial(batch):
    return PaymentRow.objects.filter(batch=batch).aggregate(last=Max("serial"))["last"] or 0


def _next_number(unit, aid_type, day):
    """医-2203-02: kind, year and month, serial of the union within them."""
    start = f"{NUMBER_WORDS[AidType(aid_type)]}-{day:%y%m}-"
    taken = PaymentBatch.objects.filter(unit=unit, number__startswith=start).values_list("number", flat=True)
    return f"{start}{max((int(number[len(start):]) for number in taken), default=0) + 1:02d}"
