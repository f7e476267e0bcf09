"""Files of the last weeks, written by the same actions that clerks and reviewers call."""

from itertools import groupby

from households.actions import files, review
from households.enums import Step
from unionaid import clock

APPROVAL = "同意建档"


def run(planned, desk):
    """Submit, check and approve the files of (plan, content) pairs, day by day."""
    days = []
    for place, (plan, _content) in enumerate(planned):
        days += [
            (plan.submitted_on, 0, place, Step.SUBMIT),
            (plan.checked_on, 1, place, Step.CHECK),
            (plan.approved_on, 2, place, Step.APPROVE),
        ]
    archives = {}
    for day, steps in groupby(sorted(days), key=lambda step: step[0]):
        clock.set_business_date(day)
        for _day, _order, place, step in steps:
            plan, content = planned[place]
            unit = desk.units[plan.unit]
            match step:
                case Step.SUBMIT:
                    archives[place] = files.submit(content=content, by=desk.clerk(unit), unit=unit)
                case Step.CHECK:
                    review.check(archive=archives[place], by=desk.reviewer(unit))
                case Step.APPROVE:
                    above = desk.above(unit)
                    review.approve(
                        archive=archives[place], by=desk.reviewer(above), note=APPROVAL,
                        confirm_tier=plan.tier != plan.outcome,
                    )
