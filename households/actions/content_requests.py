"""Requests that ask for another content of a file: asked with before and after, and their taking effect.

CHANGE and HEAD write the content they were passed with; what became of the file meanwhile by direct
changes is kept. A split and a merge build on the same parts (`splitting`, `merging`).
"""

from django.db import transaction
from django.utils import timezone

from households import assessing, close_look, rebasing, rows
from households.actions.changes import keep_change
from households.actions.contents import refuse_people_on_file, replace_rows, set_columns
from households.actions.files import decided_tier
from households.actions.requests import effect, locked, open_request
from households.actions.tasks import raise_task
from households.change_errors import ChangedOnFile, LevelStays, NothingChanged
from households.comparison import compare
from households.content import FileContent
from households.enums import ChangeKind, RequestKind, TaskKind
from households.errors import TierReasonMissing
from households.recognition import Outcome, months_before
from unionaid import clock

NOT_ELIGIBLE = (Outcome.EDGE, Outcome.NOT_ELIGIBLE)
REASSESS_MONTHS = 1


@transaction.atomic
def ask(*, kind, archive, content, by, reason, base=None, plan=None, editors=(), other=None):
    """Ask for a content of a file on record and return the request.

    `base` is the content the proposal was made from, None for the present one; `plan` is what its
    kind keeps beside. Raises a FileError: changed on file meanwhile, nothing changed, another level,
    a person on file elsewhere, another tier without a reason, and what opening a request raises.
    """
    archive, *_others = locked(archive, other)
    now = rows.content_of(archive)
    content, clashes = rebasing.rebased(base or now, content, now)
    if clashes:
        raise ChangedOnFile(clashes=clashes)
    content.applied_on = now.applied_on
    if content.work["archive_level"] != now.work["archive_level"]:
        raise LevelStays()
    refuse_people_on_file(content, archive.pk, other and other.pk)
    detail = proposal(archive, now, content) | {"editors": sorted(editors)} | (plan or {})
    if kind == RequestKind.CHANGE and detail["tier"] == archive.tier and not compare(now, content)[0]:
        raise NothingChanged()
    return open_request(
        kind=kind, archive=archive, by=by, reason=reason, detail=detail, other_archive=other
    )


def proposal(archive, before, after):
    """Return what a request keeps: both contents, both sums, the tier, and why to look closely."""
    *_standards, result = assessing.recommend(after, archive.unit, clock.today())
    tier, tier_reason = decided_tier(after, result)
    after = FileContent(**vars(after) | {"decision": {}})
    detail = {
        "before": before.to_json(),
        "after": after.to_json(),
        "tier_before": archive.tier,
        "tier": tier,
        "tier_reason": tier_reason,
        "recommended": result.outcome.value,
        "sum_before": _money(archive.net_per_capita_income),
        "sum": _money(result.chronic_per_capita),
    }
    return detail | {"look": close_look.reasons(before, after, detail)}


@effect(RequestKind.CHANGE)
def change(request, archive, by):
    write(request, archive, rows.content_of(archive), by)


@effect(RequestKind.HEAD)
def change_head(request, archive, by):
    write(request, archive, rows.content_of(archive), by)


def write(request, archive, before, by):
    """Give the locked file the content of a request, with an assessment of its own. The earlier stay."""
    after = _onto(request, before)
    set_columns(archive, after)
    archive.save()
    replace_rows(archive, after, left_on=clock.today())
    detail = request.detail
    assess_anew(
        archive, after, tier=detail["tier"], reason=detail["tier_reason"], chosen_by=request.opened_by, by=by
    )
    keep_change(
        archive, kind=ChangeKind.REQUEST, request=request, before=before, after=after, by=by,
        reason=request.reason,
    )


def assess_anew(archive, content, *, tier, reason, chosen_by, by):
    """Keep an assessment of a content under today's standards and give the file its tier.

    A tier other than the recommended one was chosen by who asked, and is confirmed by who decides
    last; a household that is no longer in hardship becomes a task, never an exit by itself.
    """
    day = clock.today()
    rule_set, line, facts, result = assessing.recommend(content, archive.unit, day)
    differs = tier != result.outcome.value
    if differs and not reason.strip():
        raise TierReasonMissing()
    archive.assessments.filter(is_current=True).update(is_current=False)
    row = assessing.assessment_row(
        archive, rule_set=rule_set, line=line, facts=facts, result=result, day=day, tier=tier,
        reason=reason.strip() if differs else "", chosen_by=chosen_by if differs else None,
    )
    if differs:
        row.confirmed_by, row.confirmed_at = by.user, timezone.now()
    row.save()
    archive.tier, archive.net_per_capita_income = tier, result.chronic_per_capita
    if result.outcome in NOT_ELIGIBLE:
        raise_task(
            archive=archive, kind=TaskKind.REASSESS, key=f"changed:{row.pk}",
            reason="变更后核算结果不再符合困难条件，请研究退档或继续在档",
            due_on=months_before(day, -REASSESS_MONTHS),
        )


def _onto(request, now):
    content, clashes = rebasing.rebased(
        FileContent.from_json(request.detail["before"]), FileContent.from_json(request.detail["after"]), now
    )
    if clashes:
        raise ChangedOnFile(clashes=clashes)
    return content


def _money(amount):
    return None if amount is None else f"{amount:.2f}"
