"""Proposing aid for one household and deciding on it: status, decision and evidence together."""

from django.db import transaction
from django.utils import translation

from assistance import lifecycle, limits
from assistance.aid_errors import AidNotAllowed, ExceptionIncomplete, NotApprovedHere, OverCap
from assistance.batch_errors import CarriedByBatch
from assistance.kinds import LIVE_ROWS, PERSONAL, AidForm, AidStatus, AidStep
from assistance.models import AidDecision, AidRecord, PaymentRow
from assistance.queries.eligibility import refuse_unfit
from assistance.queries.limits import Asked, check, person_index
from households.actions import freezes
from households.enums import FrozenWork
from households.models import FamilyMember, HardshipArchive
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.organizations import codes

EVENTS = {
    AidStep.PROPOSE: Event.AID_PROPOSED,
    AidStep.AMEND: Event.AID_AMENDED,
    AidStep.APPROVE: Event.AID_APPROVED,
    AidStep.RETURN: Event.AID_RETURNED,
    AidStep.WITHDRAW: Event.AID_WITHDRAWN,
}
COPIED = (
    "aid_type", "source", "union_level", "scheme", "period", "form", "amount", "stage", "school_year",
    "gross_cost", "reimbursed", "goods", "quantity", "unit_price", "event_tag", "campaign", "reason",
    "over_cap_document", "over_cap_reason",
)


@transaction.atomic
def propose(*, archive, proposal, by):
    """Propose one aid for a household; it waits for the union whose limit covers the amount.

    The file is locked, so that two proposals at once cannot both take the last room under the
    cap. Refused: a household that is not on file, aid over its cap without document and reason,
    the same aid in the period, a student aided in the year, money without an account, central
    money for a file that is not national where the standards forbid it.
    """
    if not by.may(Permission.PROPOSE_AID):
        raise AidNotAllowed()
    archive = _locked_file(archive.pk)
    freezes.refuse(unit=archive.unit, work=FrozenWork.AID, by=by)
    aid = AidRecord(
        archive=archive, unit=archive.unit, unit_path=archive.unit_path,
        proposed_by=by.user, proposed_on=clock.today(), year=clock.today().year,
    )
    _fill(aid, proposal)
    aid.save()
    return _took(aid, AidStep.PROPOSE, "", by=by)


@transaction.atomic
def amend(*, aid, proposal, by, note=""):
    """Propose a returned aid again with its new content; who amends it is its proposer from now on."""
    aid = _locked(aid)
    before = aid.status
    aid.status = lifecycle.check(before, AidStep.AMEND, by=by, note=note)
    aid.proposed_by, aid.proposed_on, aid.year = by.user, clock.today(), clock.today().year
    _fill(aid, proposal)
    aid.save()
    return _took(aid, AidStep.AMEND, before, by=by, note=note)


@transaction.atomic
def approve(*, aid, by, note=""):
    """Approve a proposed aid as another person than who proposed it, at the union its amount asks for.

    File, cap and duplicates are looked at again: what has changed since it was proposed refuses it.
    """
    aid = _locked(aid)
    before = aid.status
    _refuse_elsewhere(aid, by)
    aid.status = lifecycle.check(before, AidStep.APPROVE, by=by, proposed_by=aid.proposed_by_id, note=note)
    _hold_against_cap(aid)
    aid.approved_by, aid.approved_on = by.user, clock.today()
    aid.save()
    return _took(aid, AidStep.APPROVE, before, by=by, note=note)


@transaction.atomic
def return_aid(*, aid, by, note):
    """Return a proposed aid to its clerk with the reason; its room under the cap is free meanwhile."""
    aid = _locked(aid)
    before = aid.status
    _refuse_elsewhere(aid, by)
    aid.status = lifecycle.check(before, AidStep.RETURN, by=by, proposed_by=aid.proposed_by_id, note=note)
    aid.save(update_fields=["status"])
    return _took(aid, AidStep.RETURN, before, by=by, note=note)


@transaction.atomic
def withdraw(*, aid, by, note):
    """Take an aid back before it is paid, with the reason; its room under the cap is free.

    Its clerk withdraws what is proposed or returned; what is approved, the union that approved it.
    """
    aid = _locked(aid)
    before = aid.status
    if before == AidStatus.APPROVED:
        _refuse_elsewhere(aid, by)
    aid.status = lifecycle.check(before, AidStep.WITHDRAW, by=by, note=note)
    aid.save(update_fields=["status"])
    return _took(aid, AidStep.WITHDRAW, before, by=by, note=note)


def _locked(aid):
    """Lock the file and then the aid, always in this order. What a batch carries is the batch's to decide."""
    archive = _locked_file(aid.archive_id)
    aid = AidRecord.objects.select_for_update(of=("self",)).select_related("acting_unit").get(pk=aid.pk)
    aid.archive = archive
    carried = PaymentRow.objects.filter(aid=aid, status__in=LIVE_ROWS).select_related("batch").first()
    if carried:
        raise CarriedByBatch(number=carried.batch.number)
    return aid


def _locked_file(pk):
    files = HardshipArchive.objects.select_for_update(of=("self",))
    return files.select_related("unit").get(pk=pk)


def _fill(aid, proposal):
    """Give a row the content of a proposal, hold it against its cap and find who approves it."""
    for name in COPIED:
        setattr(aid, name, getattr(proposal, name))
    if aid.form == AidForm.MONEY:
        aid.goods, aid.quantity, aid.unit_price = "", None, None
    else:
        aid.amount = aid.quantity * aid.unit_price
    aid.tier = aid.archive.tier
    aid.member = _member(aid, proposal)
    aid.person_index = person_index(aid.member)
    _hold_against_cap(aid)


def _member(aid, proposal):
    """The person of the household an aid is for; aid to the whole household names nobody."""
    if aid.aid_type not in PERSONAL:
        return None
    return FamilyMember.objects.get(archive=aid.archive_id, pk=proposal.member)


def _hold_against_cap(aid):
    """Refuse what may not be given; write the cap's result and the approving union into the row."""
    checked = check(
        Asked(
            archive=aid.archive, aid_type=aid.aid_type, amount=aid.amount, scheme=aid.scheme,
            member=aid.member, own_cost=aid.own_cost, besides=aid.pk,
            stage=limits.stage_of(codes.group("education_stage", aid.stage)),
        ),
        day=clock.today(),
    )
    if checked.error:
        raise checked.error
    refuse_unfit(aid, checked.version)
    result = checked.result
    if not result.is_over:
        aid.over_cap_document = aid.over_cap_reason = ""
    elif bool(aid.over_cap_document) != bool(aid.over_cap_reason):
        raise ExceptionIncomplete()
    elif not aid.over_cap_document:
        raise OverCap(result=result)
    aid.standard, aid.cap_limit, aid.cap_used = checked.standard, result.limit, result.used
    aid.cap_steps = frozen_steps(checked, aid)
    aid.approval_level, aid.acting_unit = checked.level, checked.acting_unit


def frozen_steps(checked, aid):
    """Return the rule and its sum as papers show them later, in Chinese whatever the screen speaks."""
    result = checked.result
    if result.cap is None:
        return []
    with translation.override("zh-hans"):
        told = limits.check(
            result.cap, amount=result.amount, used=result.used, line=checked.line, own_cost=aid.own_cost
        )
    lines = [[told.rule, None], [told.legal_basis, None]]
    return lines + [[line.text, None if line.amount is None else str(line.amount)] for line in told.steps]


def _refuse_elsewhere(aid, by):
    if aid.acting_unit_id != by.unit_id:
        raise NotApprovedHere(unit=aid.acting_unit.name)


def _took(aid, step, before, *, by, note=""):
    """Write the decision row and the evidence of a step that was made. Returns the aid."""
    note = note.strip()
    AidDecision.objects.create(
        record=aid, step=step, from_status=before, to_status=aid.status,
        by=by.user, by_unit=by.unit, on=clock.today(), note=note,
    )
    with translation.override("zh-hans"):
        detail = {
            "aid": str(aid.get_aid_type_display()),
            "amount": str(aid.amount),
            "source": str(aid.source_label),
        }
        states = [{"status": str(AidStatus(status).label)} for status in (before, aid.status) if status]
    if aid.over_cap_document:
        detail["over_cap"] = aid.over_cap_document
    record(
        EVENTS[step], subject=aid.archive, by=by, purpose=note, detail=detail,
        before=states[0] if before else None, after=states[-1],
    )
    return aid
