"""类别调整: a file on record is assessed anew under today's standards, and its tier decided again."""

from django.utils import timezone

from households import assessing, rows
from households.actions.requests import effect, guard
from households.enums import RequestKind, Tier
from households.errors import TierMissing, TierReasonMissing
from unionaid import clock

TIERS = (Tier.DEEP, Tier.RELATIVE, Tier.ACCIDENTAL)


@guard(RequestKind.RERATE)
def choose_a_tier(archive, detail, by, other_unit):
    """A tier other than the one the rule recommends today needs its reason."""
    if detail.get("tier") not in TIERS:
        raise TierMissing()
    *_standards, result = recommendation(archive)
    if detail["tier"] != result.outcome.value and not detail.get("tier_reason", "").strip():
        raise TierReasonMissing()


@effect(RequestKind.RERATE)
def rate_anew(request, archive, by):
    """Keep an assessment of its own; the earlier ones stay.

    A tier other than the recommended one was chosen by who asked, and is confirmed by who decides last.
    """
    rule_set, line, facts, result = recommendation(archive)
    tier = request.detail["tier"]
    differs = tier != result.outcome.value
    archive.assessments.filter(is_current=True).update(is_current=False)
    row = assessing.assessment_row(
        archive, rule_set=rule_set, line=line, facts=facts, result=result, day=clock.today(), tier=tier,
        reason=request.detail["tier_reason"].strip() if differs else "",
        chosen_by=request.opened_by if differs else None,
    )
    if differs:
        row.confirmed_by, row.confirmed_at = by.user, timezone.now()
    row.save()
    archive.tier = tier
    archive.net_per_capita_income = result.chronic_per_capita


def recommendation(archive):
    """Return (rule set, line, facts, result) of a file as it is, under today's standards."""
    return assessing.recommend(rows.content_of(archive), archive.unit, clock.today())
