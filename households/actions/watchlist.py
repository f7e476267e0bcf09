"""边缘名单: households just above the limit enter with their assessment, are assessed anew when a line
or rule set changes, and leave with a reason. That one qualifies by now is a task, nothing more."""

from dataclasses import replace

from django.db import IntegrityError, transaction

from households import rows, standards
from households.actions.tasks import finish_task, raise_task
from households.check_enums import EdgeResult, WatchLeft, WatchStatus
from households.check_errors import AlreadyWatched, CheckNoteMissing, NotWatched, WrongResult
from households.enums import TaskKind
from households.errors import LineMissing, NotAllowed
from households.models import FileTask, WatchlistAssessment, WatchlistEntry
from households.payloads import payload_of_content
from households.queries.holidays import add_working_days
from households.recognition import Facts, Outcome, assess
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

CHUNK = 200
WORKING_DAYS = 10  # to take in a household that qualifies
TIERS = (Outcome.DEEP, Outcome.RELATIVE, Outcome.ACCIDENTAL)


def enter_refused(archive, *, by):
    """Put the household of a file that was just refused on the list, where its assessment says 边缘."""
    decided = archive.assessments.filter(is_current=True).select_related("rule_set", "dibao_line").first()
    if decided is None or decided.outcome != Outcome.EDGE:
        return None
    number = archive.members.get(position=0).id_number
    if _watched(archive.unit, rows.identity_index(number)):
        return None
    facts = Facts.from_json(decided.facts)
    result = assess(facts, standards.parameters(decided.rule_set))
    return enter(
        by=by, unit=archive.unit, found=(decided.rule_set, decided.dibao_line, facts, result),
        payload=payload_of_content(rows.content_of(archive)), worker_name=archive.worker_name,
        id_index=rows.identity_index(number), id_last4=number[-4:], mobile=archive.mobile,
        employer=archive.employer, archive=archive,
    )


@transaction.atomic
def leave(*, entry, reason, by, note=""):
    """Take a household off the list with the reason; returns the entry."""
    entry = locked(entry, by)
    if reason not in WatchLeft.values or reason == WatchLeft.FILED:
        raise WrongResult()
    if not note.strip():
        raise CheckNoteMissing()
    return _leave(entry, reason, by=by, note=note)


def follow(draft, archive, *, by):
    """Let the entries a draft began from leave for the file it has become."""
    for entry in draft.watchlist_entries.open():
        entry.archive = archive
        _leave(entry, WatchLeft.FILED, by=by)


def reassess(day, *, step=lambda done: None):
    """Assess every watched household under the standards of a day; returns how many qualify by now.

    A household already assessed under the same rule set and line is passed over, so it is safe
    to repeat. Reads a chunk at a time and keeps each in a transaction of its own.
    """
    last, done, qualifying = 0, 0, 0
    known = _Standards(day)
    while pks := _next(last):
        with transaction.atomic():
            for entry in WatchlistEntry.objects.select_for_update(of=("self",)).filter(pk__in=pks).open():
                qualifying += _reassess(entry, known, day)
        last, done = pks[-1], done + len(pks)
        step(done)
    return qualifying


def _next(last):
    waiting = WatchlistEntry.objects.open().filter(pk__gt=last).order_by("pk")
    return list(waiting.values_list("pk", flat=True)[:CHUNK])


def _reassess(entry, known, day):
    """Assess one household anew where its standards have changed. Tells whether it qualifies since now."""
    before = entry.assessments.get(is_current=True)
    found = known.of(entry)
    if found is None or (before.rule_set_id, before.dibao_line_id) == (found[0].pk, found[1].pk):
        return False
    rule_set, line, parameters = found
    facts = replace(Facts.from_json(before.facts), dibao_line=line.urban_monthly, applied_on=day)
    result = assess(facts, parameters)
    entry.assessments.filter(is_current=True).update(is_current=False)
    row = _keep(entry, (rule_set, line, facts, result), day)
    was, now = entry.status == WatchStatus.QUALIFIES, result.outcome in TIERS
    if now and not was:
        _ask_to_take_in(entry, row, day)
    elif was and not now:
        _set(entry, WatchStatus.WATCHED, day)
        _end_tasks(entry, by=None, outcome=EdgeResult.NOT_IN_NEED)
    record(
        Event.WATCHLIST_REASSESSED, subject=entry,
        before={"outcome": before.outcome}, after={"outcome": row.outcome, "version": rule_set.version},
    )
    return now and not was


def _ask_to_take_in(entry, assessment, day):
    entry.due_on = add_working_days(day, WORKING_DAYS)
    _set(entry, WatchStatus.QUALIFIES, day)
    if entry.archive_id:
        raise_task(
            archive=entry.archive, kind=TaskKind.EDGE, key=f"{_prefix(entry)}{assessment.pk}",
            reason="标准调整后，边缘家庭已符合建档条件", due_on=entry.due_on,
        )


def enter(*, by, unit, found, id_index, **values):
    """Put a household on the list with its assessment `found`: (rule set, line, facts, result).

    Call inside the transaction of what it was found in. Raises AlreadyWatched.
    """
    day = clock.today()
    if _watched(unit, id_index):
        raise AlreadyWatched()
    entry = WatchlistEntry(
        unit=unit, unit_path=unit.path, status_since=day, entered_on=day, entered_by=by.user,
        id_index=id_index, **values,
    )
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        raise AlreadyWatched() from None
    row = _keep(entry, found, day)
    record(
        Event.WATCHLIST_ENTERED, subject=entry, by=by,
        after={"outcome": row.outcome, "amount": str(row.chronic_per_capita)},
    )
    return entry


def _watched(unit, id_index):
    watched = WatchlistEntry.objects.open().filter(unit=unit, id_index=id_index).exclude(id_last4="")
    return bool(id_index) and watched.exists()


def _keep(entry, found, day):
    rule_set, line, facts, result = found
    return WatchlistAssessment.objects.create(
        entry=entry, rule_set=rule_set, dibao_line=line, assessed_on=day, facts=facts.to_json(),
        steps=[step.to_json() for step in result.steps], outcome=result.outcome.value,
        chronic_per_capita=result.chronic_per_capita,
    )


def _leave(entry, reason, *, by, note=""):
    entry.left_on, entry.left_reason, entry.left_note = clock.today(), reason, note.strip()
    entry.left_by = by.user
    _set(entry, WatchStatus.LEFT, clock.today())
    outcome = EdgeResult.FILED if reason == WatchLeft.FILED else EdgeResult.NOT_IN_NEED
    _end_tasks(entry, by=by, outcome=outcome)
    record(Event.WATCHLIST_LEFT, subject=entry, by=by, after={"reason": reason}, purpose=note.strip())
    return entry


def _end_tasks(entry, *, by, outcome):
    for task in FileTask.objects.open().filter(kind=TaskKind.EDGE, key__startswith=_prefix(entry)):
        finish_task(task=task, by=by, outcome=outcome)


def _prefix(entry):
    return f"edge:{entry.pk}:"


def _set(entry, status, day):
    entry.status, entry.status_since = status, day
    entry.save()


def locked(entry, by):
    """Lock an entry that is still on the list, for somebody who may work on it."""
    entry = WatchlistEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    enters = by.may(Permission.ENTER_FILES) or by.may(Permission.REVIEW_FILES)
    if not enters or not by.sees(entry.unit_path):
        raise NotAllowed()
    if entry.status == WatchStatus.LEFT:
        raise NotWatched(day=entry.left_on)
    return entry


class _Standards:
    """Rule set, line and parameters of a day by division, each asked for once."""

    def __init__(self, day):
        self.day, self.known = day, {}

    def of(self, entry):
        """Return (rule set, line, parameters) of an entry's union, None where one is missing."""
        region = entry.unit.region_code
        if region not in self.known:
            try:
                rule_set = standards.rule_set_for(entry.unit, self.day)
                line = standards.line_for(entry.unit, self.day)
                self.known[region] = (rule_set, line, standards.parameters(rule_set))
            except LineMissing:
                self.known[region] = None
        return self.known[region]
