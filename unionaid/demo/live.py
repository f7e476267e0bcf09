"""Files of the last weeks, written by the same actions that clerks and reviewers call."""

from collections import defaultdict
from itertools import groupby
from random import Random

from households.actions import files, minutes, notices, review
from households.actions import verifying as writing
from households.enums import IN_REVIEW, Status, Step
from households.models import MeetingMinutes
from unionaid import clock
from unionaid.demo import courses, verifying

PUBLISH = 1 + IN_REVIEW.index(Status.MATCHING) + 0.5  # after the match, before the end of a notice


def run(planned, desk):
    """Take the steps of (plan, content) pairs, day by day."""
    days, lives = [], [_Life(plan, content, desk) for plan, content in planned]
    for place, life in enumerate(lives):
        days += [(turn.on, _rank(turn), place, turn) for turn in life.turns]
        if life.plan.notice_on:
            days.append((life.plan.notice_on, PUBLISH, place, None))
    days.sort(key=lambda one: one[:3])
    for (day, rank), steps in groupby(days, key=lambda one: one[:2]):
        clock.set_business_date(day)
        now = [(lives[place], turn) for _day, _rank, place, turn in steps]
        if rank == PUBLISH:
            _publish([life for life, _turn in now], desk, day)
        elif now[0][1].step == Step.END_NOTICE:
            _end_notices([life for life, _turn in now])
        else:
            for life, turn in now:
                life.take(turn)


def _rank(turn):
    return 1 + IN_REVIEW.index(turn.source) if turn.source in IN_REVIEW else 0


def _publish(lives, desk, day):
    """Start one notice for the files of each union."""
    by_unit = defaultdict(list)
    for life in lives:
        by_unit[life.unit.code].append(life)
    for own in by_unit.values():
        unit = own[0].unit
        notice = notices.start_notice(
            archives=[life.archive for life in own], by=desk.clerk(unit), **verifying.notice_of(unit, day)
        )
        for life in own:
            life.notice = notice


def _end_notices(lives):
    for notice, own in groupby(lives, key=lambda life: life.notice):
        first = next(own)
        notices.end_notice(notice=notice, by=first.desk.clerk(first.unit))


class _Life:
    """One file on its way."""

    def __init__(self, plan, content, desk):
        self.plan, self.content, self.desk = plan, content, desk
        self.unit = desk.units[plan.unit]
        self.chain = desk.chain(self.unit, plan.level, plan.submitted_on)
        self.turns = courses.course_of(plan, self.chain.statuses, Random(f"live {plan.serial}"))
        self.archive = self.notice = None
        self.busy = set()

    def take(self, turn):
        """Take one step by the person whose turn it is, with what it needs to be written down."""
        by = self.desk.who(self.unit, self.chain, turn, self.busy)
        self.busy.add(by.user_id)
        match turn.step:
            case Step.SUBMIT:
                self.archive = files.submit(content=self.content, by=by, unit=self.unit)
            case Step.VERIFY:
                visit = verifying.visit_of(
                    self.plan, self.unit, by.user.display_name, turn.review_round, turn.on
                )
                writing.record_visit(archive=self.archive, by=by, **visit)
                review.take_step(archive=self.archive, step=turn.step, by=by)
            case Step.MATCH:
                match = verifying.match_of(self.unit, self.plan.serial, turn.on)
                writing.record_match(archive=self.archive, by=by, **match)
                review.take_step(archive=self.archive, step=turn.step, by=by)
            case Step.CHECK:
                review.check(
                    archive=self.archive, by=by, note=turn.note, minutes=_minutes(self.chain, by, turn.on)
                )
            case Step.APPROVE:
                confirm = self.plan.tier != self.plan.outcome
                review.approve(archive=self.archive, by=by, note=turn.note, confirm_tier=confirm)
            case _:
                review.take_step(archive=self.archive, step=turn.step, by=by)


def _minutes(chain, by, day):
    """The minutes of the meeting a union held on a day, written down once."""
    if not chain.needs_minutes:
        return None
    values = verifying.minutes_of(by.unit, by.user.display_name, day)
    known = MeetingMinutes.objects.filter(unit=by.unit, number=values["number"]).first()
    return known or minutes.record_minutes(by=by, **values)
