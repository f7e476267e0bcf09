"""Opening a campaign and handing its plan down the union tree."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from campaigns.enums import CampaignKind, Measure
from campaigns.errors import CampaignThere, NotAllowed, QuotaWrong
from campaigns.models import Campaign, Quota
from campaigns.queries import quotas
from campaigns.queries.progress import MEASURES
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.money import fen


@transaction.atomic
def open_campaign(*, by, kind, season_from, season_to, document_no=""):
    """Open a year's edition of a campaign for every union; the province does."""
    if not by.may(Permission.PLAN_CAMPAIGNS) or by.unit.depth != 1:
        raise NotAllowed()
    year = season_from.year
    span = f"{year}–{season_to.year}" if season_to.year > year else str(year)
    name = f"{span} 年{CampaignKind(kind).label}"
    try:
        with transaction.atomic():
            campaign = Campaign.objects.create(
                kind=kind, year=year, name=name, season_from=season_from, season_to=season_to,
                document_no=document_no, opened_by=by.user,
            )
    except IntegrityError as error:
        raise CampaignThere(name=name) from error
    record(
        Event.CAMPAIGN_OPENED, subject=campaign, by=by,
        after={"season_from": season_from, "season_to": season_to, "document_no": document_no},
    )
    return campaign


@transaction.atomic
def set_quotas(*, campaign, by, asked):
    """Set what the unions right below are to reach, the province's own too. Returns how many changed.

    `asked` maps (unit, measure) to a number, money in 元; None takes a quota away. A plan below what has
    been reached, above what the union itself was given, or below what was handed on is refused.
    """
    if not by.may(Permission.PLAN_CAMPAIGNS):
        raise NotAllowed()
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    before = quotas.of_tree(campaign, by.unit)
    changed = {
        key: value for key, value in asked.items() if before.get((key[0].path, key[1])) != value
    }
    for unit, _measure in changed:
        if unit.path != by.unit.path and unit.path[: -unit.steplen] != by.unit.path:
            raise NotAllowed()
        if unit.path == by.unit.path and unit.depth != 1:
            raise NotAllowed()
    faults = list(_faults(campaign, by.unit, before, changed))
    if faults:
        raise QuotaWrong(faults=faults)
    for (unit, measure), value in changed.items():
        _keep(campaign, unit, measure, value, by)
    if changed:
        record(
            Event.QUOTAS_SET, subject=campaign, by=by,
            after={f"{unit.code} {measure}": value for (unit, measure), value in changed.items()},
        )
    return len(changed)


def _keep(campaign, unit, measure, value, by):
    which = {"campaign": campaign, "unit": unit, "measure": measure}
    if value is None:
        Quota.objects.filter(**which).delete()
        return
    amount = fen(value) if Measure(measure).is_money else value
    Quota.objects.update_or_create(
        **which, defaults={"amount": amount, "unit_path": unit.path, "set_by": by.user}
    )


def _faults(campaign, own, before, changed):
    """Yield (unit, measure, sentence) of every quota that does not fit."""
    after = before | {(unit.path, measure): value for (unit, measure), value in changed.items()}
    reached = quotas.reached(campaign, own)
    for (unit, measure), value in changed.items():
        done = reached.get(unit.path, {}).get(measure, 0)
        if value is not None and value < done:
            yield unit, measure, _("%(unit)s的“%(measure)s”已完成 %(done)s，计划不能低于已完成") % {
                "unit": unit.short_name, "measure": Measure(measure).label, "done": f"{done:,}",
            }
        handed = quotas.handed_on(after, unit, measure)
        if value is not None and value < handed:
            yield unit, measure, _("%(unit)s的“%(measure)s”已向下分解 %(handed)s，计划不能低于分解数") % {
                "unit": unit.short_name, "measure": Measure(measure).label, "handed": f"{handed:,}",
            }
    for measure in MEASURES[CampaignKind(campaign.kind)]:
        given, handed = after.get((own.path, measure)), quotas.handed_on(after, own, measure)
        touched = any(key[1] == measure for key in changed)
        if touched and given is not None and handed > given:
            yield own, measure, _("“%(measure)s”下达合计 %(handed)s，超过本单位计划 %(given)s") % {
                "measure": Measure(measure).label, "handed": f"{handed:,}", "given": f"{given:,}",
            }
