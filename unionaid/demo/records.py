"""Rows of one planned file, as the real actions would have left them; nothing is written here."""

from collections import Counter, defaultdict
from datetime import datetime, time, timedelta
from itertools import takewhile

from django.utils import timezone

from households import assessing, rows
from households.content import FileContent, digest
from households.counting import episode_values
from households.enums import CLOSED, LIVING, Status, Step, TaskKind, TaskStatus
from households.models import (
    ArchiveEpisode,
    ArchiveTally,
    FamilyMember,
    FieldNote,
    FileTask,
    HardshipArchive,
    ReviewStep,
    Submission,
)
from households.recognition import assess, months_before
from unionaid.demo import checks, contents, courses
from unionaid.demo.course_days import GRACE_MONTHS, grace_until
from unionaid.demo.plans import CENSUS_DAY, MIGRATED_ON, Fate
from unionaid.demo.writings import Writings

LEFT = (Status.GRACE, Status.EXITED, Status.CANCELLED)
FOLLOW_UP_MONTHS = 3
RETURNED_FIELDS = (("economy", "请附盖章的收入证明"), ("papers", "请补齐后再提交"))


class Records:
    """Rows of many files by model, each with the id it will have."""

    def __init__(self, offices, ids):
        self.offices, self.ids = offices, ids
        self.rows = defaultdict(list)
        self._counts = Counter()
        self.writings = Writings(offices, self.keep)

    @property
    def files(self):
        """Number of files collected and not yet handed over."""
        return len(self.rows[HardshipArchive])

    def take(self):
        """Hand over the rows collected so far, and begin anew."""
        taken, self.rows = self.rows, defaultdict(list)
        return taken

    def people_of(self, archive):
        """Return the people of the file added last, in order."""
        own = takewhile(lambda row: row.archive_id == archive.id, reversed(self.rows[FamilyMember]))
        return list(own)[::-1]

    def tallies(self):
        """Return the tallies of all files ever collected: one row for each unit, status and tier."""
        keys = sorted({key[:-1] for key in self._counts})
        return [
            ArchiveTally(
                unit_id=key[0], unit_path=key[1], status=key[2], tier=key[3],
                files=self._counts[*key, "files"], people=self._counts[*key, "people"],
            )
            for key in keys
        ]

    def add(self, plan, content, rng, *, previous=None):
        """Add the rows of a file and return its archive row. `previous` is its earlier file."""
        unit, filed_at = self.offices.units[plan.unit], self.offices.units[plan.filed_at]
        chain = None
        if not plan.migrated:
            chain = self.offices.chain(filed_at, plan.level, plan.submitted_on)
        turns = courses.course_of(plan, chain.statuses if chain else (), rng)
        archive = self._archive(plan, content, unit, chain, turns, rng, previous)
        reason = courses.exit_reason(plan, turns, rng)
        if archive.status != Status.ACTIVE:
            archive.exit_reason = reason
        self._people_and_items(archive, content)
        steps = self._steps(archive, filed_at, chain, turns, rng)
        self._rounds(archive, plan, content, steps)
        self.writings.add(plan, archive, content, chain, steps)
        self._episodes(archive, filed_at, turns, steps, reason)
        self._follow_ups(archive, rng)
        self._checks(plan, archive)
        key = (unit.pk, unit.path, archive.status, archive.tier)
        self._counts[*key, "files"] += 1
        self._counts[*key, "people"] += archive.household_size
        return archive

    def keep(self, row):
        """Give a row its id and keep it."""
        row.id = self.ids.next(type(row))
        self.rows[type(row)].append(row)
        return row

    def _archive(self, plan, content, unit, chain, turns, rng, previous):
        last = turns[-1]
        filed_at = self.offices.units[plan.filed_at]
        entered_by = self.offices.officer() if plan.migrated else self.offices.clerk(filed_at)
        since = next(turn.on for turn in reversed(turns) if turn.source != turn.to)
        archive = HardshipArchive(
            **rows.archive_values(content),
            file_no=plan.number,
            unit_id=unit.id,
            unit_path=unit.path,
            status=last.to,
            tier=plan.tier,
            chain=chain,
            acting_unit=self.offices.acting(unit, chain, last.to) if chain else None,
            review_round=plan.rounds,
            entered_by=entered_by.user,
            status_since=since,
            changed_on=last.on,
            first_approved_on=plan.approved_on,
            version=len(turns),
            is_migrated=plan.migrated,
            previous_archive=previous,
            is_reentry=bool(plan.restored_on) or _was_exited(previous),
        )
        if last.to == Status.GRACE:
            archive.grace_until = grace_until(plan.left_on)
        if last.to in CLOSED:
            archive.closed_on = plan.left_on if plan.fate == Fate.OLD else last.on
        if plan.migrated and not plan.outcome:
            archive.legacy_category = contents.legacy_category(rng)
            archive.annual_income = archive.per_capita_income = None
        return self.keep(archive)

    def _people_and_items(self, archive, content):
        members = rows.member_rows(archive, content)
        for member in members:
            member.is_living_file = archive.status in LIVING
            self.keep(member)
        for items in rows.item_rows(archive, content, members).values():
            for item in items:
                self.keep(item)

    def _steps(self, archive, unit, chain, turns, rng):
        busy, steps = defaultdict(set), []
        for place, turn in enumerate(turns):
            by = self._who(archive, unit, chain, turn, busy[turn.review_round])
            by_id, by_unit_id = (by.user_id, by.unit_id) if by else (None, archive.unit_id)
            if turn.step in (Step.SUBMIT, Step.CHECK, Step.APPROVE):
                busy[turn.review_round].add(by_id)
            step = ReviewStep(
                archive_id=archive.id, step=turn.step, from_status=turn.source, to_status=turn.to,
                review_round=turn.review_round, by_id=by_id, by_unit_id=by_unit_id, on=turn.on,
                at=moment(turn.on, place, rng), note=turn.note,
                minutes_id=self.writings.minutes_id(chain, turn, by) if by else None,
            )
            steps.append(self.keep(step))
            if turn.step == Step.RETURN:
                for field, text in RETURNED_FIELDS[: rng.randint(1, 2)]:
                    self.keep(FieldNote(step_id=step.id, field=field, text=text))
        return steps

    def _who(self, archive, unit, chain, turn, busy):
        """Return the posting of a turn: nobody ends a grace period, the receiver takes a file over."""
        if turn.step == Step.END_GRACE:
            return None
        if turn.step == Step.TRANSFER:
            return self.offices.reviewer(self.offices.of(archive.unit_id))
        return self.offices.who(unit, chain, turn, busy)

    def _rounds(self, archive, plan, content, steps):
        """Assessment and frozen submission of each round; a migrated file has an assessment only."""
        submitted = [step for step in steps if step.step == Step.SUBMIT]
        if plan.migrated and plan.outcome:
            self._assess(archive, plan, content, MIGRATED_ON, None, current=True)
        for step in submitted:
            current = step is submitted[-1]
            said = content if current else first_round(content)
            approved = next((s for s in steps if s.step == Step.APPROVE and current), None)
            self._assess(archive, plan, said, step.on, step, current=current, confirmed=approved)
            plain = said.to_json()
            self.keep(
                Submission(
                    archive_id=archive.id, review_round=step.review_round, content=plain,
                    content_hash=digest(plain), submitted_by_id=step.by_id, submitted_at=step.at,
                    editors=[step.by_id],
                )
            )

    def _assess(self, archive, plan, content, day, step, *, current, confirmed=None):
        line, rule_set, parameters = self.offices.standards(plan.filed_at, day)
        facts = assessing.facts_of(content, line)
        result = assess(facts, parameters)
        differs = plan.tier != result.outcome.value
        assessment = assessing.assessment_row(
            archive, rule_set=rule_set, line=line, facts=facts, result=result, day=day,
            tier=plan.tier, reason=content.decision.get("tier_reason", "") if differs else "",
            chosen_by=step.by if differs else None,
        )
        assessment.is_current = current
        if differs and confirmed:
            assessment.confirmed_by_id, assessment.confirmed_at = confirmed.by_id, confirmed.at
        if current:
            archive.net_per_capita_income = result.chronic_per_capita
        self.keep(assessment)

    def _episodes(self, archive, filed_at, turns, steps, reason):
        """One episode a state, each closed by the next, as `counting.keep_count` appends them."""
        now, episode = episode_values(archive), None
        came_back = any(turn.step == Step.RESTORE for turn in turns)
        values = now | {"unit_id": filed_at.id, "unit_path": filed_at.path}
        values["is_reentry"] = now["is_reentry"] and not came_back
        for turn, step in zip(turns, steps, strict=True):
            if turn.step == Step.TRANSFER:
                values |= {"unit_id": archive.unit_id, "unit_path": archive.unit_path}
            if turn.step == Step.RESTORE:
                values["is_reentry"] = True
            values["exit_reason"] = reason if turn.to in LEFT else ""
            if episode:
                episode.valid_to = turn.on
            episode = self.keep(
                ArchiveEpisode(
                    archive_id=archive.id, valid_from=turn.on, decision_id=step.id,
                    **values | {"status": turn.to},
                )
            )


    def _checks(self, plan, archive):
        """The yearly re-checks of a file, and what this year's asked for."""
        for task in checks.rechecks(plan, archive, self.offices):
            asked = checks.asked_for(self.keep(task))
            if asked:
                self.keep(asked)

    def _follow_ups(self, archive, rng):
        """The follow-ups of a file in grace: those due are done but for a few, the next one is open."""
        if archive.status != Status.GRACE:
            return
        unit, begun = self.offices.of(archive.unit_id), archive.status_since
        for place in range(1, GRACE_MONTHS // FOLLOW_UP_MONTHS + 1):
            due = min(months_before(begun, -place * FOLLOW_UP_MONTHS), archive.grace_until)
            done = due <= CENSUS_DAY and rng.random() < 0.85
            self.keep(
                FileTask(
                    archive_id=archive.id, unit_id=archive.unit_id, unit_path=archive.unit_path,
                    kind=TaskKind.FOLLOW_UP, key=f"follow-up:{archive.id}:{begun}:{place}",
                    reason=f"渐退期第 {place} 次回访", raised_on=begun, due_on=due,
                    status=TaskStatus.DONE if done else TaskStatus.OPEN,
                    ended_on=due if done else None,
                    ended_by_id=self.offices.clerk(unit).user_id if done else None,
                )
            )


def _was_exited(previous):
    return previous is not None and previous.status == Status.EXITED


def first_round(content) -> FileContent:
    """Return the content as it was before it was mended: a paper and a telephone number short."""
    earlier = FileContent(**vars(content))
    earlier.documents = content.documents[:-1]
    earlier.home = content.home | {"other_contact": "", "postcode": ""}
    return earlier


def moment(day, place, rng):
    """Return a moment of office hours on a day, later for later steps of one day."""
    minutes = 9 * 60 + place * 75 + rng.randrange(60)
    return datetime.combine(day, time(), timezone.get_default_timezone()) + timedelta(minutes=minutes)
