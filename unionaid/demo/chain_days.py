"""Days of files on the full review chain, which the demo's unions follow since March 2022. Pure.

A file submitted before keeps the short chain of 2021. Whoever is approved too early in March to
have passed a notice was therefore submitted in February.
"""

from datetime import date
from random import Random

from households.enums import Status
from unionaid.demo.course_days import LAST, earlier, later

CHAIN_FROM = date(2022, 3, 1)
LAST_BEFORE = date(2022, 2, 25)
# First day of a notice → the day its files pass on. No holiday lies in March.
ENDED = {
    date(2022, 3, 3): date(2022, 3, 11),
    date(2022, 3, 7): date(2022, 3, 15),
    date(2022, 3, 10): date(2022, 3, 18),
    date(2022, 3, 14): date(2022, 3, 22),
    date(2022, 3, 17): date(2022, 3, 25),
    date(2022, 3, 21): date(2022, 3, 29),
}
EXPIRED = date(2022, 3, 22)  # its last day has passed and nobody has ended it
RUNNING = (date(2022, 3, 24), date(2022, 3, 28), date(2022, 3, 30))
# Where files in 公示中 hang, by turns within a union; None still waits for its notice.
HANGING = (RUNNING[0], RUNNING[1], None, EXPIRED, RUNNING[2], RUNNING[1])
OF_PROVINCE = ("NATIONAL", "PROVINCE")


def set_days(plans):
    """Put the plans submitted since the beginning of the chain on it. Changes no day of approval."""
    rng, hung = Random("full chain"), {}
    for plan in plans:
        if plan.migrated or plan.fate == "OLD":
            continue
        if plan.approved_on:
            _approved(plan, rng)
        elif plan.fate == "REJECTED" or plan.fate == "RETURNED":
            _stopped(plan, rng)
        else:
            place = hung[plan.unit] = hung.get(plan.unit, -1) + (plan.fate == "PUBLICISED")
            _waiting(plan, rng, HANGING[place % len(HANGING)])


def _approved(plan, rng):
    if plan.submitted_on < CHAIN_FROM:
        return
    filed = plan.level in OF_PROVINCE
    approved = earlier(plan.approved_on, 1) if filed else plan.approved_on
    checked = earlier(approved, rng.randint(1, 2))
    starts = [start for start, end in ENDED.items() if end <= checked]
    if plan.rounds > 1 or not starts:
        _submit_before(plan)
        return
    _publish(plan, rng, starts[-1])
    plan.checked_on = checked
    plan.passes |= {Status.COUNTY_REVIEW: checked, Status.CITY_APPROVAL: approved}
    if filed:
        plan.passes[Status.PROVINCE_FILING] = plan.approved_on


def _submit_before(plan):
    """Move what happened before the check into February, each step a day apart."""
    day = LAST_BEFORE
    for name in ("resubmitted_on", "returned_on", "submitted_on"):
        if getattr(plan, name):
            setattr(plan, name, min(getattr(plan, name), day))
            day = earlier(getattr(plan, name), 1)
    plan.applied_on = min(plan.applied_on, plan.submitted_on)


def _stopped(plan, rng):
    """Returned or refused on what the match has shown."""
    if plan.submitted_on is None:
        plan.checked_on = earlier(LAST, rng.randint(1, 12))
        plan.submitted_on = earlier(plan.checked_on, rng.randint(2, 4))
        plan.applied_on = earlier(plan.submitted_on, rng.randint(0, 6))
    if plan.submitted_on < CHAIN_FROM:
        return
    stopped = plan.returned_on or plan.checked_on
    verified = max(plan.submitted_on, earlier(stopped, rng.randint(0, 2)))
    plan.passes = {Status.SUBMITTED: plan.submitted_on, Status.VERIFYING: verified}


def _waiting(plan, rng, hangs_since):
    match plan.fate:
        case "SUBMITTED":
            plan.submitted_on = earlier(LAST, rng.randint(0, 3))
        case "VERIFYING":
            accepted = earlier(LAST, rng.randint(0, 7))
            plan.submitted_on = earlier(accepted, rng.randint(0, 1))
            plan.passes = {Status.SUBMITTED: accepted}
        case "MATCHING":
            _verify(plan, rng, earlier(LAST, rng.randint(0, 3)))
        case "PUBLICISED":
            plan.notice_on = hangs_since
            _match(plan, rng, hangs_since or earlier(LAST, rng.randint(0, 2)))
        case _:
            _decided(plan, rng)
    plan.applied_on = earlier(plan.submitted_on, rng.randint(0, 6))


def _decided(plan, rng):
    """Wait for the county, the prefecture or the province, some of them after a second submission."""
    starts = list(ENDED)[2 if plan.fate == "FILING" else 3 :]
    start = starts[-1] if plan.fate == "CHECKING" and rng.random() < 0.6 else rng.choice(starts[:2])
    if plan.returned_on:
        start = starts[1]
    _publish(plan, rng, start)
    if plan.returned_on:
        plan.resubmitted_on = plan.submitted_on
        plan.returned_on = earlier(plan.resubmitted_on, 2)
        plan.submitted_on = earlier(plan.returned_on, 3)
        plan.first_passes = {
            Status.SUBMITTED: plan.submitted_on, Status.VERIFYING: earlier(plan.returned_on, 1)
        }
    if plan.fate != "CHECKING":
        plan.checked_on = min(later(ENDED[start], rng.randint(0, 2)), earlier(LAST, 2))
        plan.passes[Status.COUNTY_REVIEW] = plan.checked_on
    if plan.fate == "FILING":
        plan.passes[Status.CITY_APPROVAL] = later(plan.checked_on, 1)


def _publish(plan, rng, start):
    """Hang a plan on the notice that began on a day, with what came before it."""
    plan.notice_on = start
    _match(plan, rng, start)
    plan.passes[Status.PUBLICISED] = ENDED[start]


def _match(plan, rng, day):
    """Matched on a day, or the day before."""
    matched = max(earlier(day, rng.randint(0, 1)), date(2022, 3, 3))
    _verify(plan, rng, earlier(matched, 1))
    plan.passes[Status.MATCHING] = matched


def _verify(plan, rng, day):
    accepted = max(earlier(day, rng.randint(1, 2)), CHAIN_FROM)
    plan.passes = {Status.SUBMITTED: accepted, Status.VERIFYING: day}
    plan.submitted_on = max(earlier(accepted, rng.randint(0, 1)), CHAIN_FROM)
    plan.applied_on = min(plan.applied_on or plan.submitted_on, plan.submitted_on)
