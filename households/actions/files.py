"""Submitting a household file: from a checked content to rows, recognition, chain and evidence."""

from django.db import transaction

from households import assessing, chains, lifecycle, numbers
from households.actions import attachments, checklists, consents, freezes, keeping_pairs, watchlist
from households.actions.contents import refuse_people_on_file, replace_rows, set_columns
from households.counting import keep_count
from households.enums import FrozenWork, IntakeResult, Status, Step
from households.errors import StepNotOpen, TierMissing, TierReasonMissing, UnitClosed
from households.models import Assessment, HardshipArchive, ReviewStep, Submission
from households.queries.drafts import last_closed_file
from unionaid import clock
from unionaid.audit import Event, record
from unionaid.organizations.queries import hold

TIERS = ("DEEP", "RELATIVE", "ACCIDENTAL")


@transaction.atomic
def submit(*, content, by, unit, draft=None, request_key=None):
    """Submit a content for review and return its file.

    A new draft becomes a file with a number of its own; the draft of a returned file
    becomes the next round of that file. People, items, assessment, frozen submission,
    decision, counts and evidence stand or fall together, and the draft is gone after it.
    Raises a FileError: closed unit, person already in a living file, no line, no tier,
    another tier without a reason, or a step that is not open. A worker who had a file
    before gets a new one that names it; after one that was exited it counts as 返困.
    """
    unit = hold(unit)
    if not unit.is_open:
        raise UnitClosed(unit=unit.name)
    freezes.refuse(unit=unit, work=FrozenWork.FILES, by=by)
    archive = _locked_archive(draft)
    status = archive.status if archive else Status.DRAFT
    day = clock.today()
    chain = _chain(archive, unit, content.work["archive_level"], day)
    to = lifecycle.check(status, Step.SUBMIT, by=by, chain=chain.statuses)
    rule_set, line, facts, result = assessing.recommend(content, unit, day)
    tier, reason = decided_tier(content, result)
    archive = archive or HardshipArchive(
        file_no=numbers.next_number(unit, day), unit=unit, unit_path=unit.path, version=0
    )
    refuse_people_on_file(content, archive.pk)
    _refuse_incomplete(chain, content, tier, draft, archive, day)

    set_columns(archive, content)
    archive.review_round += 1 if archive.pk else 0
    _follow(archive, content)
    archive.chain = chain
    archive.status, archive.status_since, archive.changed_on = to, day, day
    archive.acting_unit = chains.acting_unit(unit, chain, to)
    archive.tier = tier
    archive.net_per_capita_income = result.chronic_per_capita
    archive.entered_by = draft.created_by if draft else by.user
    archive.version += 1
    archive.save()
    replace_rows(archive, content)
    Assessment.objects.filter(archive=archive, is_current=True).update(is_current=False)
    assessing.assessment_row(
        archive, rule_set=rule_set, line=line, facts=facts, result=result, day=day,
        tier=tier, reason=reason, chosen_by=by.user if reason else None,
    ).save()
    step = ReviewStep.objects.create(
        archive=archive, step=Step.SUBMIT, from_status=status, to_status=to,
        review_round=archive.review_round, by=by.user, by_unit=by.unit, on=day,
    )
    Submission.objects.create(
        archive=archive, review_round=archive.review_round, content=content.to_json(),
        content_hash=content.digest(), submitted_by=by.user,
        draft_number=draft.pk if draft else None, request_key=request_key,
        editors=sorted({by.user_id, *(draft.editors if draft else ())}),
    )
    keep_count(archive, day=day, decision=step)
    record(
        Event.FILE_SUBMITTED, subject=archive, by=by,
        after={"status": to, "tier": tier, "round": archive.review_round},
    )
    if draft:
        _end_intakes(draft, archive, day)
        attachments.follow(draft=draft, archive=archive)
        watchlist.follow(draft, archive, by=by)
        consents.follow(draft=draft, archive=archive)
        draft.delete()
    keeping_pairs.refresh(archive.pk)
    return archive


def _refuse_incomplete(chain, content, tier, draft, archive, day):
    """Raise PapersMissing or ConsentsMissing where the chain insists on papers or signatures."""
    if chain.needs_documents:
        checklists.refuse_missing(content=content, tier=tier, draft=draft, day=day)
    if chain.needs_consents:
        consents.refuse_missing(content=content, draft=draft, archive=archive, day=day)


def _locked_archive(draft):
    if draft is None or draft.archive_id is None:
        return None
    archive = HardshipArchive.objects.select_for_update(of=("self",)).get(pk=draft.archive_id)
    if archive.status != Status.RETURNED:
        raise StepNotOpen(step=Step.SUBMIT, status=Status(archive.status))
    return archive


def _end_intakes(draft, archive, day):
    """Let the applications the draft came from name the file it became."""
    draft.intakes.filter(result=IntakeResult.OPEN).update(
        archive=archive, result=IntakeResult.FILED, result_on=day
    )


def _chain(archive, unit, level, day):
    """The chain a file follows: the one it was first submitted under while its level stays."""
    if archive is not None and archive.chain is not None and archive.archive_level == level:
        return archive.chain
    return chains.chain_for(unit, level, day)


def _follow(archive, content):
    """Let a file name the closed file of the same worker it follows."""
    previous = last_closed_file(content.worker["id_number"], beside=archive.pk)
    archive.previous_archive = previous
    archive.is_reentry = previous is not None and previous.status == Status.EXITED


def decided_tier(content, result):
    """Return (tier, reason): the clerk's choice, else the recommendation. Another tier needs a reason."""
    recommended = result.outcome.value if result.outcome.value in TIERS else ""
    tier = content.decision.get("tier") or recommended
    reason = (content.decision.get("tier_reason") or "").strip()
    if not tier:
        raise TierMissing()
    if tier == recommended:
        return tier, ""
    if not reason:
        raise TierReasonMissing()
    return tier, reason
