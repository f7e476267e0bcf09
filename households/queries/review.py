"""The review queue: what waits for whom, since when, and what asks for a closer look."""

from django.utils.translation import gettext as _

from households import comparison
from households.content import FileContent
from households.enums import IN_REVIEW, DocumentKind, Status, Step
from households.models import HardshipArchive, ReviewStep
from unionaid import clock

STATES = ("waiting", "passed", "returned")
REVIEWED = (Status.COUNTY_REVIEW, Status.CITY_APPROVAL, Status.PROVINCE_FILING)
DECIDED = {"passed": (Step.CHECK, Step.APPROVE), "returned": (Step.RETURN, Step.REJECT)}


def queue(posting, state="waiting", unit=None, kind=""):
    """Return the files of a review tab, oldest first, in the posting's scope.

    `waiting` holds what the posting's own unit must decide; a union above sees all
    that waits below it when nothing waits for itself is asked with `unit`.
    """
    rows = HardshipArchive.objects.visible_to(posting).select_related("unit", "acting_unit")
    if state == "waiting":
        rows = rows.filter(status__in=IN_REVIEW)
        rows = (
            rows.within(unit.path)
            if unit
            else rows.waiting_at(posting.unit).filter(status__in=REVIEWED)
        )
    else:
        decided = ReviewStep.objects.filter(step__in=DECIDED[state], by_unit=posting.unit)
        rows = rows.filter(pk__in=decided.values("archive"))
        if unit:
            rows = rows.within(unit.path)
    if kind:
        rows = rows.filter(review_round__gt=1) if kind == "again" else rows.filter(review_round=1)
    return rows.prefetch_related("assessments", "documentreceipts").order_by("status_since", "id")


def waiting_count(posting):
    """Number of files the posting's unit must decide: the red count of the menu."""
    return (
        HardshipArchive.objects.visible_to(posting)
        .filter(status__in=REVIEWED)
        .waiting_at(posting.unit)
        .count()
    )


def tab_counts(posting):
    """Numbers of the three tabs."""
    return {state: queue(posting, state).count() for state in STATES}


def attention(archive):
    """Return sentences on why a file must be opened before it is approved; none means it may go in bulk."""
    assessment = next((a for a in archive.assessments.all() if a.is_current), None)
    reasons = []
    if assessment is None:
        return [_("没有核算结果")]
    if assessment.differs:
        reasons.append(
            _("所选梯度与核算建议（%(outcome)s）不同：%(reason)s")
            % {"outcome": assessment.get_outcome_display(), "reason": assessment.tier_reason}
        )
    if assessment.tier == "ACCIDENTAL":
        reasons.append(_("意外致困，请核对事件、赔偿和保险结算"))
    if assessment.exclusion:
        reasons.append(_("有排除情形 %(code)s") % {"code": assessment.exclusion})
    reasons += [
        _("以承诺代替%(label)s：%(reason)s") % {"label": DocumentKind(row.kind).label, "reason": row.waiver}
        for row in archive.documentreceipts.all()
        if row.waiver
    ]
    if archive.review_round > 1:
        reasons.append(_("退回后第 %(round)d 次提交") % {"round": archive.review_round})
    if archive.is_reentry:
        reasons.append(_("返困，请与原档案对照"))
    return reasons


def rounds(archive):
    """Return (previous content or None, submitted content) of the file's current round."""
    submissions = list(archive.submissions.order_by("-review_round")[:2])
    contents = [FileContent.from_json(row.content) for row in submissions]
    current = contents[0] if contents else None
    return (contents[1] if len(contents) > 1 else None), current


def changes(archive):
    """Return (changed, unchanged) rows of the file's current round against the one before."""
    before, after = rounds(archive)
    return comparison.compare(before, after) if after else ([], [])


def waiting_days(archive):
    """Whole days a file has waited in its present state."""
    return (clock.today() - archive.status_since).days


def last_return(archive):
    """The step that returned the file last, with its field notes, or None."""
    return (
        archive.steps.filter(step=Step.RETURN)
        .select_related("by", "by_unit")
        .prefetch_related("field_notes")
        .order_by("-id")
        .first()
    )


def returned_files(posting):
    """Returned files of the posting's scope, newest return first."""
    return (
        HardshipArchive.objects.visible_to(posting)
        .filter(status=Status.RETURNED)
        .select_related("unit")
        .order_by("-status_since", "-id")
    )
