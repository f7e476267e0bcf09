"""排查摸底: having the unions below look for households in hardship, reporting it, reminding who is late."""

from django.db import IntegrityError, transaction

from households.check_errors import (
    ChangedElsewhere,
    NobodyBelow,
    NobodyToRemind,
    NotThisUnion,
    SurveyEnded,
    SurveyNameTaken,
    SurveyNumbersWrong,
    SurveySpanWrong,
)
from households.errors import NotAllowed
from households.models import SurveyBatch, SurveyReport
from households.queries.surveys import units_below
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.organizations.queries import hold


@transaction.atomic
def start_survey(*, name, starts_on, due_on, by, scope_note=""):
    """Have every union below report on a survey; returns it.

    A report is due from each union that has none below itself. Raises a FileError: no right,
    a name used before, a span that is over, no union below.
    """
    if not by.may(Permission.ORDER_CHECKS):
        raise NotAllowed()
    unit, day = hold(by.unit), clock.today()
    if due_on < starts_on or due_on < day:
        raise SurveySpanWrong()
    below = units_below(unit)
    if not below:
        raise NobodyBelow()
    try:
        with transaction.atomic():
            batch = SurveyBatch.objects.create(
                unit=unit, unit_path=unit.path, name=name.strip(), scope_note=scope_note.strip(),
                starts_on=starts_on, due_on=due_on, opened_on=day, opened_by=by.user,
            )
    except IntegrityError:
        raise SurveyNameTaken(name=name.strip()) from None
    SurveyReport.objects.bulk_create(
        SurveyReport(batch=batch, unit=each, unit_path=each.path) for each in below
    )
    record(
        Event.SURVEY_STARTED, subject=batch, by=by,
        after={"label": batch.name, "day": due_on, "rows": len(below)},
    )
    return batch


@transaction.atomic
def report(*, report, values, is_through, version, by):
    """Write down how far a union has come; with `is_through` that it has looked at all. Returns the report.

    `version` is that of the page it was typed into. Raises a FileError: no right, another's unit,
    numbers that do not fit into each other, through before, changed meanwhile.
    """
    if not by.may(Permission.ENTER_FILES) and not by.may(Permission.REVIEW_FILES):
        raise NotAllowed()
    report = SurveyReport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    if report.unit_id != by.unit_id:
        raise NotThisUnion(unit=report.unit.name)
    if report.ended_on:
        raise SurveyEnded(day=report.ended_on)
    if report.version != version:
        raise ChangedElsewhere()
    planned, surveyed, found, filed = (values[name] for name in ("planned", "surveyed", "found", "filed"))
    if not filed <= found <= surveyed <= planned or (is_through and surveyed != planned):
        raise SurveyNumbersWrong(is_through=is_through)
    before = told(report)
    report.planned, report.surveyed, report.found, report.filed = planned, surveyed, found, filed
    report.note = values["note"].strip()
    report.reported_on, report.reported_by = clock.today(), by.user
    report.ended_on = clock.today() if is_through else None
    report.version += 1
    report.save()
    record(Event.SURVEY_REPORTED, subject=report, by=by, before=before, after=told(report))
    return report


@transaction.atomic
def reopen(*, report, by):
    """Let a union that was through report again: the union that ordered the survey has asked for it."""
    report = SurveyReport.objects.select_for_update(of=("self",)).select_related("batch").get(pk=report.pk)
    _refuse_stranger(report.batch, by)
    if report.ended_on:
        report.ended_on, report.version = None, report.version + 1
        report.save(update_fields=["ended_on", "version"])
        record(Event.SURVEY_REPORTED, subject=report, by=by, after=told(report))
    return report


@transaction.atomic
def remind(*, batch, by, units=None):
    """Remind the unions that are not through, all or those named; once a day each. Returns how many."""
    _refuse_stranger(batch, by)
    day = clock.today()
    late = batch.reports.select_for_update(of=("self",)).filter(ended_on=None).exclude(reminded_on=day)
    if units is not None:
        late = late.filter(unit__in=units)
    late = list(late)
    if not late:
        raise NobodyToRemind()
    for row in late:
        row.reminded_on, row.reminders = day, row.reminders + 1
    SurveyReport.objects.bulk_update(late, ["reminded_on", "reminders"])
    record(
        Event.SURVEY_REMINDED, subject=batch, by=by,
        detail={"rows": len(late), "unit": sorted(row.unit.code for row in late)[:50]},
    )
    return len(late)


def told(report):
    """Return what evidence keeps of a report."""
    names = ("planned", "surveyed", "found", "filed", "ended_on")
    return {name: getattr(report, name) for name in names}


def _refuse_stranger(batch, by):
    if not by.may(Permission.ORDER_CHECKS) or by.unit_id != batch.unit_id:
        raise NotAllowed()
