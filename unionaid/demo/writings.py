"""Rows of what was written down about files in bulk: visits, matches, notices with their lines, minutes."""

from collections import Counter

from households.enums import NoticeStatus, Step, VisitPurpose
from households.models import HomeVisit, MatchRecord, MeetingMinutes, NoticeEntry, PublicNotice
from households.publishing import line_of
from households.queries.holidays import add_working_days
from unionaid.demo import verifying
from unionaid.demo.chain_days import ENDED

WORKING_DAYS = 5


class Writings:
    """What `Records` keeps beside a file's own rows; a notice and minutes are shared by many files."""

    def __init__(self, offices, keep):
        self.offices, self.keep = offices, keep
        self._notices, self._minutes, self._lines = {}, {}, Counter()

    def minutes_id(self, chain, turn, by):
        """The id of the minutes a check stands on, None for steps that need none."""
        if turn.step != Step.CHECK or not chain.needs_minutes:
            return None
        key = (by.unit_id, turn.on)
        if key not in self._minutes:
            unit = self.offices.of(by.unit_id)
            values = verifying.minutes_of(unit, by.user.display_name, turn.on)
            names = values.pop("attendees")
            self._minutes[key] = self.keep(
                MeetingMinutes(
                    unit_id=unit.id, unit_path=unit.path, recorded_by_id=by.user_id,
                    attendees="、".join(names), attendee_count=len(names), **values,
                )
            )
        return self._minutes[key].id

    def add(self, plan, archive, content, chain, steps):
        """Keep what the steps of a file stand on, and its line of a notice."""
        unit = self.offices.units[plan.filed_at]
        for step in steps:
            if step.step == Step.VERIFY:
                self._visit(plan, archive, unit, step)
            elif step.step == Step.MATCH or verifying.stopped(step):
                self._match(plan, archive, unit, chain, step)
        if plan.notice_on:
            self._line(plan, archive, content, unit)

    def _visit(self, plan, archive, unit, step):
        clerk = self.offices.clerk(unit).user.display_name
        values = verifying.visit_of(plan, unit, clerk, step.review_round, step.on)
        names = values.pop("visitors")
        self.keep(
            HomeVisit(
                archive_id=archive.id, unit_id=unit.id, unit_path=unit.path, purpose=VisitPurpose.VERIFY,
                visitors="、".join(names), visitor_count=len(names), review_round=step.review_round,
                recorded_by_id=step.by_id, recorded_at=step.at, **values,
            )
        )

    def _match(self, plan, archive, unit, chain, step):
        at = self.offices.acting(unit, chain, step.from_status)
        self.keep(
            MatchRecord(
                archive_id=archive.id, unit_id=unit.id, unit_path=unit.path,
                review_round=step.review_round, recorded_by_id=self.offices.clerk(at).user_id,
                recorded_at=step.at,
                **verifying.match_of(unit, plan.serial, step.on, verifying.stopped(step)),
            )
        )

    def _line(self, plan, archive, content, unit):
        notice = self._notice(unit, plan.notice_on)
        self._lines[notice.id] += 1
        line = line_of(
            archive, notice.place_kind, notice.kind, [need["aid_type"] for need in content.needs]
        )
        self.keep(
            NoticeEntry(
                notice_id=notice.id, archive_id=archive.id, position=self._lines[notice.id],
                is_running=notice.status == NoticeStatus.OPEN, **line,
            )
        )

    def _notice(self, unit, start):
        key = (unit.code, start)
        if key not in self._notices:
            clerk, ended = self.offices.clerk(unit).user_id, ENDED.get(start)
            self._notices[key] = self.keep(
                PublicNotice(
                    unit_id=unit.id, unit_path=unit.path, working_days=WORKING_DAYS,
                    ends_on=add_working_days(start, WORKING_DAYS), started_by_id=clerk,
                    status=NoticeStatus.ENDED if ended else NoticeStatus.OPEN, closed_on=ended,
                    closed_by_id=clerk if ended else None, **verifying.notice_of(unit, start),
                )
            )
        return self._notices[key]
