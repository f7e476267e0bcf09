"""Where a file stands on its way: the steps of its own chain, with dates, then what may follow."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from households.enums import CLOSED, Status, Step
from households.lifecycle import FORWARD
from households.recognition import months_before

DONE, NOW, AHEAD = "d", "on", ""


@dataclass(frozen=True)
class Stage:
    """One point of the way: label, what is known of it, and whether it is done, now or ahead."""

    label: str
    note: str
    state: str


def stages(archive, steps, rules):
    """Return the stages of a file from entry to exit, in order. `steps` are its decisions, oldest first."""
    return [*_review(archive, steps), *_on_record(archive, rules)]


def _review(archive, steps):
    """Entry and the review states of the chain, with who passed them in this round."""
    this_round = [step for step in steps if step.review_round == archive.review_round]
    entered = next((step for step in this_round if step.step == Step.SUBMIT), None)
    states = archive.chain.statuses if archive.chain else ()
    status = Status(archive.status)
    if entered is None and archive.is_migrated:
        yield Stage(_("历史迁入"), _day(archive.first_approved_on), DONE)
        return
    yield Stage(
        _("录入"),
        _passed(entered) if entered else _day(archive.applied_on),
        NOW if status == Status.RETURNED else DONE,
    )
    reached = states[: states.index(status)] if status in states else states
    for state in states:
        by = next((step for step in reversed(this_round) if step.from_status == state), None)
        if status == state:
            yield Stage(stage_name(state), _("自 %(day)s") % {"day": _day(archive.status_since)}, NOW)
        elif by is not None and state in reached:
            result = "" if by.step == FORWARD[state] else Step(by.step).label
            yield Stage(stage_name(state), f"{_passed(by)} {result}".strip(), DONE)
        else:
            yield Stage(stage_name(state), "", AHEAD)


def _on_record(archive, rules):
    status = Status(archive.status)
    if status == Status.REJECTED:
        yield Stage(Status.REJECTED.label, _day(archive.closed_on), NOW)
        return
    since = archive.first_approved_on
    yield Stage(
        Status.ACTIVE.label,
        _("自 %(day)s") % {"day": _day(since)} if since else "",
        NOW if status == Status.ACTIVE else (DONE if since else AHEAD),
    )
    due = recheck_due(archive, rules)
    if status == Status.ACTIVE and due:
        yield Stage(_("年审"), _("%(day)s 前") % {"day": _day(due)}, AHEAD)
    if status == Status.CANCELLED:
        yield Stage(Status.CANCELLED.label, _day(archive.closed_on), NOW)
        return
    yield Stage(
        Status.GRACE.label,
        _("至 %(day)s") % {"day": _day(archive.grace_until)}
        if archive.grace_until
        else (_("最长 %(n)d 个月") % {"n": rules.grace_months} if rules else ""),
        NOW if status == Status.GRACE else (DONE if archive.grace_until else AHEAD),
    )
    yield Stage(_("退档"), _day(archive.closed_on) or "—", NOW if status in CLOSED else AHEAD)


def recheck_due(archive, rules) -> date | None:
    """The day by which a file on record must be looked at again."""
    if archive.status != Status.ACTIVE or archive.first_approved_on is None or rules is None:
        return None
    latest = max(archive.first_approved_on, archive.status_since, archive.rechecked_on or date.min)
    return months_before(latest, -rules.recheck_months)


def stage_name(state):
    """The step of the chain a file in this status waits for."""
    return {
        Status.SUBMITTED: _("受理"),
        Status.VERIFYING: _("入户核实"),
        Status.MATCHING: _("信息比对"),
        Status.PUBLICISED: _("公示"),
        Status.COUNTY_REVIEW: _("县级审核"),
        Status.CITY_APPROVAL: _("市州审批"),
        Status.PROVINCE_FILING: _("省级备案"),
    }.get(state, Status(state).label)


def _passed(step):
    return f"{_day(step.on)} {step.by.display_name}"


def _day(day):
    return day.isoformat() if day else ""
