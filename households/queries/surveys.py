"""Surveys: who orders them, who reports, how far each union has come."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from households.enums import IntakeChannel
from households.models import IntakeRecord, SurveyBatch, SurveyReport
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import reporting_rows
from unionaid.organizations.scope import STEP

NUMBERS = ("planned", "surveyed", "found", "filed")


def units_below(unit):
    """Return the open unions under a unit that have no open one below themselves: those that report."""
    below = list(UnionUnit.objects.within(unit.path).open().exclude(pk=unit.pk))
    above = {each.path[:-STEP] for each in below}
    return [each for each in below if each.path not in above]


def surveys_for(posting):
    """Surveys a posting may see: those of its scope, and those its unions report on. Latest first."""
    if posting is None or not posting.may(Permission.VIEW_FILES):
        return SurveyBatch.objects.none()
    mine = SurveyReport.objects.visible_to(posting)
    seen = Q(pk__in=SurveyBatch.objects.visible_to(posting).values("pk")) | Q(pk__in=mine.values("batch"))
    return SurveyBatch.objects.filter(seen).select_related("unit", "opened_by").order_by("-starts_on", "-pk")


def with_numbers(surveys, posting):
    """Add to surveys what the unions of the posting's scope have reported."""
    seen = Q(reports__in=SurveyReport.objects.visible_to(posting))
    return surveys.annotate(
        units=Count("reports", filter=seen),
        through=Count("reports", filter=seen & Q(reports__ended_on__isnull=False)),
        **{f"all_{name}": Sum(f"reports__{name}", filter=seen, default=0) for name in NUMBERS},
    )


@dataclass
class Line:
    """What the unions of one subtree have reported."""

    unit: UnionUnit
    reports: list

    def __getattr__(self, name):
        if name not in NUMBERS:
            raise AttributeError(name)
        return sum(getattr(row, name) or 0 for row in self.reports)

    @property
    def units(self):
        return len(self.reports)

    @property
    def through(self):
        return sum(row.ended_on is not None for row in self.reports)

    @property
    def report(self):
        """The one report of a union that reports itself, None for a union with others below."""
        return self.reports[0] if self.units == 1 and self.reports[0].unit_id == self.unit.pk else None

    def to_json(self):
        return {"unit": self.unit.public_code, "name": self.unit.short_name, "units": self.units,
                "through": self.through} | {name: getattr(self, name) for name in NUMBERS}


def lines(batch, unit, posting):
    """Return (total, rows) of a survey under a unit: a row for each union right below it."""
    reports = list(
        SurveyReport.objects.visible_to(posting).within(unit.path).filter(batch=batch)
        .select_related("unit", "reported_by").order_by("unit_path")
    )
    rows = [
        Line(child, own)
        for child in reporting_rows(unit)
        if (own := [row for row in reports if row.unit_path.startswith(child.path)])
    ]
    if not rows and reports:
        rows = [Line(unit, reports)]
    return Line(unit, reports), rows


def reports_of(batch, posting):
    """Reports of a survey in the posting's scope, union by union."""
    return (
        SurveyReport.objects.visible_to(posting).filter(batch=batch)
        .select_related("unit", "reported_by").order_by("unit_path")
    )


def own_report(batch, posting):
    """The report the posting's own union owes, None where it owes none."""
    return batch.reports.filter(unit=posting.unit).select_related("unit").first()


def waiting_for(posting):
    """Reports the posting's union still owes, the nearest due first: for 我的工作 and the menu."""
    if not posting.may(Permission.ENTER_FILES) and not posting.may(Permission.REVIEW_FILES):
        return SurveyReport.objects.none()
    return (
        SurveyReport.objects.visible_to(posting)
        .filter(unit=posting.unit, ended_on=None, batch__starts_on__lte=clock.today())
        .select_related("batch").order_by("batch__due_on", "pk")
    )


def registered(batch, posting):
    """Return {path: applications} the register holds as found by survey in its time, to compare."""
    rows = IntakeRecord.objects.visible_to(posting).filter(
        channel=IntakeChannel.SURVEY, received_on__gte=batch.starts_on, received_on__lte=batch.due_on
    )
    found = rows.order_by().values("unit_path").annotate(lines=Count("pk")).values_list("unit_path", "lines")
    return dict(found)

