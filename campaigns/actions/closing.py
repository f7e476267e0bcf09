"""Closing a campaign for a union: its words, and its figures as they stand on that day."""

from django.db import transaction

from campaigns.errors import NotAllowed, ReportGone, ReportThere
from campaigns.models import Campaign, ClosingReport
from campaigns.queries.progress import progress
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record


@transaction.atomic
def close(*, campaign, by, text):
    """Close a campaign for the union and all below it. Nothing more is recorded there afterwards."""
    _allow(by)
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    earlier = ClosingReport.objects.filter(campaign=campaign, unit=by.unit).first()
    if earlier:
        raise ReportThere(day=earlier.closed_on)
    report = ClosingReport.objects.create(
        campaign=campaign, unit=by.unit, unit_path=by.unit.path, text=text, closed_on=clock.today(),
        closed_by=by.user, figures=[_figure(card) for card in progress(campaign, by.unit)],
    )
    record(Event.CAMPAIGN_CLOSED, subject=report, by=by, after={"figures": report.figures})
    return report


@transaction.atomic
def reopen(*, campaign, by, reason):
    """Take a closing report back, so that what was forgotten can be recorded."""
    _allow(by)
    report = ClosingReport.objects.select_for_update().filter(campaign=campaign, unit=by.unit).first()
    if report is None:
        raise ReportGone()
    record(
        Event.CAMPAIGN_REOPENED, subject=report, by=by, before={"figures": report.figures}, purpose=reason
    )
    report.delete()


def _figure(card):
    quota = None if card.quota is None else str(card.quota)
    return [card.measure.value, quota, str(card.value)]


def _allow(by):
    if not by.may(Permission.PLAN_CAMPAIGNS):
        raise NotAllowed()
