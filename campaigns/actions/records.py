"""Writing into the registers of the programmes: a line entered, put right, moved along its life.

Values are checked here, whoever sends them: the form, a workbook or the API. What may be right but
looks wrong raises RecordDoubtful, until the same is sent with `confirmed`.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from campaigns import lifecycle, record_rules
from campaigns.actions.spending import paid_by
from campaigns.enums import ActivityStatus, ActivityStep, CampaignKind
from campaigns.errors import (
    CampaignClosed,
    NotAllowed,
    NotYours,
    PaidAlready,
    RecordChanged,
    RecordDoubtful,
    RecordWrong,
)
from campaigns.models import StudentGrant
from campaigns.models.activities import Activity, SpendingActivity
from campaigns.queries.conflicts import conflicts
from campaigns.queries.editions import closing_over, edition_for
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record


@transaction.atomic
def enter(*, register, values, by, confirmed=False, request_key=None):
    """Write a line into a register for the union of the posting, and return it.

    The same `request_key` again returns the first line, so that a second tap writes nothing.
    """
    _allow(by)
    known = request_key and register.model.objects.filter(request_key=request_key).first()
    if known:
        return known
    line = register.model(unit=by.unit, unit_path=by.unit.path, recorded_by=by.user, request_key=request_key)
    _fill(register, line, values, confirmed)
    _save(line)
    record(Event.ACTIVITY_RECORDED, subject=line, by=by, after=_said(line))
    return line


@transaction.atomic
def amend(*, register, line, values, by, version, confirmed=False):
    """Put a line right. What the ledger has paid stays until its voucher has been reversed."""
    _allow(by)
    line = _own(register, line, by)
    if line.version != version:
        raise RecordChanged()
    _not_paid(line)
    if line.status in (ActivityStatus.CANCELLED, ActivityStatus.VOID):
        lifecycle.check(line.status, ActivityStep.HOLD, held_on=line.held_on, today=clock.today())
    before = _said(line)
    _fill(register, line, values, confirmed)
    line.version += 1
    _save(line)
    record(Event.ACTIVITY_CHANGED, subject=line, by=by, before=before, after=_said(line))
    return line


@transaction.atomic
def move(*, register, line, step, by, note=""):
    """Take a step of the life of a record. One that the ledger has paid is not made void."""
    _allow(by)
    line = _own(register, line, by)
    before = line.status
    line.status = lifecycle.check(line.status, step, note=note, held_on=line.held_on, today=clock.today())
    _not_closed(line)
    line.step_note = note.strip()
    line.version += 1
    if line.status == ActivityStatus.HELD:
        _refuse(conflicts(line))
    if line.status == ActivityStatus.VOID:
        _not_paid(line)
    line.save(update_fields=["status", "step_note", "version"])
    record(
        Event.ACTIVITY_MOVED, subject=line, by=by, before={"status": before}, after={"status": line.status},
        purpose=note,
    )
    return line


def _fill(register, line, values, confirmed):
    for name, value in values.items():
        setattr(line, name, value)
    if isinstance(line, SpendingActivity):
        line.goods_value = line.quantity * line.unit_price
    if isinstance(line, StudentGrant):
        line.year = line.held_on.year
        line.person_index = bytes(line.member.id_index) or None
    doubts = list(record_rules.doubts(values))
    if isinstance(line, Activity):
        line.title = line.title or str(register.title)
        doubts += _of_its_campaign(line)
        _not_closed(line)
    given = values | {"status": line.status}
    labels = register.all_labels
    _refuse(record_rules.faults(register.kind, given, today=clock.today(), labels=labels) or conflicts(line))
    if doubts and not confirmed:
        raise RecordDoubtful(doubts=doubts)


def _of_its_campaign(line):
    """Give a record its campaign and yield what is doubtful about its day."""
    if line.campaign_kind is None:
        return
    campaign, in_season = edition_for(line.campaign_kind, line.held_on)
    all_year = line.campaign_kind == CampaignKind.WINTER_WARMTH
    line.campaign = None if all_year and not in_season else campaign
    if campaign is None:
        yield _("这一天以前还没有发布过“%(kind)s”，记录不计入任何活动的进度") % {
            "kind": line.campaign_kind.label
        }
    elif not in_season:
        words = (
            _("日期不在“%(name)s”的活动时间（%(first)s 至 %(last)s）内，将登记为常态化送温暖")
            if all_year
            else _("日期不在“%(name)s”的活动时间（%(first)s 至 %(last)s）内，请核对日期")
        )
        yield words % {"name": campaign, "first": campaign.season_from, "last": campaign.season_to}


def _not_closed(line):
    campaign = getattr(line, "campaign", None)
    report = campaign and closing_over(campaign, line.unit)
    if report:
        raise CampaignClosed(unit=report.unit.short_name, campaign=campaign, day=report.closed_on)


def _not_paid(line):
    if paid := paid_by(line):
        raise PaidAlready(number=paid.number)


def _refuse(faults):
    if faults:
        raise RecordWrong(faults=faults)


def _save(line):
    """Save a checked line; what another wrote at the same moment is refused by the database."""
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError as error:
        raise RecordWrong(faults=[("", _("刚刚有人登记了同样的内容，请刷新页面核对"))]) from error


def _own(register, line, by):
    line = register.model.objects.select_for_update(of=("self",)).select_related("unit").get(pk=line.pk)
    if line.unit_id != by.unit_id:
        raise NotYours(unit=line.unit.short_name)
    return line


def _allow(by):
    if not by.may(Permission.RECORD_CAMPAIGNS):
        raise NotAllowed()


def _said(line):
    """What evidence keeps of a line: its day and state and its plain numbers, no names."""
    numbers = {
        field.attname: getattr(line, field.attname)
        for field in line._meta.concrete_fields
        if field.get_internal_type() in ("PositiveIntegerField", "BigIntegerField")
        and field.attname != "version"
        and getattr(line, field.attname)
    }
    return {"held_on": line.held_on, "status": line.status} | numbers
