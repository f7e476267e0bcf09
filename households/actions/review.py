"""Passing a submitted file on its chain: accept, check, approve, return, refuse, withdraw.

What a step needs beyond its move registers itself here with `guard`; it is asked inside the lock.
"""

from django.db import transaction
from django.utils import timezone

from households import chains, lifecycle, notifying
from households.actions import on_record, watchlist
from households.counting import keep_count
from households.enums import CLOSED, Status, Step
from households.errors import NobodyConfirms, NotWaitingHere, TierNotConfirmed, TierReasonMissing
from households.models import FieldNote, HardshipArchive, ReviewStep
from households.models.review import DECIDING
from unionaid import clock
from unionaid.audit import Event, record

# Whoever took one of these in a round decides nothing in it.
PREPARING = (Step.ACCEPT, Step.VERIFY, Step.MATCH)
EVENTS = {
    Step.ACCEPT: Event.FILE_ACCEPTED,
    Step.VERIFY: Event.FILE_VERIFIED,
    Step.MATCH: Event.FILE_MATCHED,
    Step.END_NOTICE: Event.FILE_NOTICE_ENDED,
    Step.UPHOLD: Event.FILE_OBJECTION_UPHELD,
    Step.CHECK: Event.FILE_CHECKED,
    Step.APPROVE: Event.FILE_APPROVED,
    Step.RETURN: Event.FILE_RETURNED,
    Step.REJECT: Event.FILE_REJECTED,
    Step.WITHDRAW: Event.FILE_WITHDRAWN,
}
_guards = {}


def guard(*steps):
    """Have `function(archive, by, minutes)` raise a FileError where one of the steps may not be taken."""

    def keep(function):
        for step in steps:
            _guards.setdefault(Step(step), []).append(function)
        return function

    return keep


@transaction.atomic
def take_step(*, archive, step, by, note="", minutes=None):
    """Take one step of the moves table on a file and return its step row.

    Raises StepNotOpen, NotWaitingHere, SamePersonTwice, NoteMissing, or what a guard says.
    """
    return _take(_locked(archive), Step(step), by=by, note=note, minutes=minutes)


@transaction.atomic
def check(
    *, archive, by, note="", ticks=(), tier="", tier_reason="", confirm_tier=False, minutes=None
):
    """Pass a file in county review on to the next state of its chain, with the minutes it needs.

    The checker may choose another tier with a reason; somebody else confirms it at approval. Where
    nobody follows in the chain, the checker confirms what the clerk chose and chooses nothing.
    """
    archive = _locked(archive)
    if is_last(archive):
        if tier and tier != archive.tier:
            raise NobodyConfirms()
        _confirm_tier(archive, by, confirm_tier)
    elif tier and tier != archive.tier:
        _choose_tier(archive, by, tier, tier_reason)
    return _take(archive, Step.CHECK, by=by, note=note, ticks=ticks, minutes=minutes)


@transaction.atomic
def approve(*, archive, by, note="", ticks=(), confirm_tier=False):
    """Approve a file; after the last state of its chain it is on file from today.

    A tier other than the recommended one must be confirmed here, by another person
    than the one who chose it. Raises TierNotConfirmed otherwise.
    """
    archive = _locked(archive)
    _confirm_tier(archive, by, confirm_tier)
    return _take(archive, Step.APPROVE, by=by, note=note, ticks=ticks)


@transaction.atomic
def return_file(*, archive, by, note, field_notes=()):
    """Return a file to its clerk with a note and notes pinned to fields: (field, text) pairs."""
    archive = _locked(archive)
    step = _take(archive, Step.RETURN, by=by, note=note)
    FieldNote.objects.bulk_create(
        FieldNote(step=step, field=field, text=text) for field, text in field_notes if text.strip()
    )
    return step


@transaction.atomic
def reject(*, archive, by, note):
    """Refuse a file for good, with the reason; its people are free for a new file.

    A household the rule found at the edge enters the border watch list.
    """
    archive = _locked(archive)
    step = _take(archive, Step.REJECT, by=by, note=note)
    watchlist.enter_refused(archive, by=by)
    return step


@transaction.atomic
def withdraw(*, archive, by):
    """Take a submitted file back before its review begins."""
    return _take(_locked(archive), Step.WITHDRAW, by=by, waiting_here=False)


def round_people(archive):
    """Return the ids of the users who typed, entered, verified or decided in the file's current round."""
    people = set(
        ReviewStep.objects.filter(
            archive=archive, review_round=archive.review_round, step__in=(*DECIDING, *PREPARING)
        ).values_list("by_id", flat=True)
    )
    submission = archive.submissions.filter(review_round=archive.review_round).first()
    return people | {archive.entered_by_id} | set(submission.editors if submission else ())


def is_last(archive):
    """Tell whether the state a file waits in is the last of its chain."""
    return archive.chain is not None and archive.chain.statuses[-1:] == (archive.status,)


def _locked(archive):
    return HardshipArchive.objects.select_for_update(of=("self",)).get(pk=archive.pk)


def _take(archive, step, *, by, note="", ticks=(), minutes=None, waiting_here=True):
    """Make one move: status, step row, counts and evidence together. Returns the step row."""
    if waiting_here and not chains.acts_here(archive, by):
        raise NotWaitingHere(unit=archive.acting_unit.name)
    before, day = Status(archive.status), clock.today()
    to = lifecycle.check(
        before, step, by=by, people=round_people(archive), note=note,
        chain=archive.chain.statuses if archive.chain else (),
    )
    for function in _guards.get(step, ()):
        function(archive, by, minutes)
    archive.status, archive.status_since, archive.changed_on = to, day, day
    archive.acting_unit = chains.acting_unit(archive.unit, archive.chain, to)
    if to == Status.ACTIVE and archive.first_approved_on is None:
        archive.first_approved_on = day
    if to in CLOSED:
        archive.closed_on = day
        archive.members.update(is_living_file=False)
    archive.version += 1
    archive.save()
    row = ReviewStep.objects.create(
        archive=archive, step=step, from_status=before, to_status=to,
        review_round=archive.review_round, by=by.user, by_unit=by.unit, on=day,
        note=note.strip(), ticks=list(ticks), minutes=minutes,
    )
    keep_count(archive, day=day, decision=row)
    if to == Status.ACTIVE:
        on_record.arrived(archive, by=by)
    notifying.step_taken(archive, step, by)
    record(
        EVENTS[step], subject=archive, by=by, before={"status": before}, after={"status": to},
        purpose=note.strip(),
    )
    return row


def _confirm_tier(archive, by, is_ticked):
    """Confirm a tier other than the recommended one, once. Raises TierNotConfirmed without the tick."""
    assessment = archive.assessments.get(is_current=True)
    if not assessment.differs or assessment.confirmed_by_id is not None:
        return
    if not is_ticked:
        raise TierNotConfirmed()
    assessment.confirmed_by, assessment.confirmed_at = by.user, timezone.now()
    assessment.save(update_fields=["confirmed_by", "confirmed_at"])


def _choose_tier(archive, by, tier, reason):
    if not reason.strip():
        raise TierReasonMissing()
    assessment = archive.assessments.get(is_current=True)
    assessment.tier = archive.tier = tier
    differs = assessment.differs
    assessment.tier_reason = reason.strip() if differs else ""
    assessment.chosen_by = by.user if differs else None
    assessment.save(update_fields=["tier", "tier_reason", "chosen_by"])
    record(
        Event.TIER_OVERRIDDEN, subject=archive, by=by,
        before={"tier": assessment.outcome}, after={"tier": tier}, purpose=reason.strip(),
    )
