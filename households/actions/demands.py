"""诉求: writing down what a household asks for, answering, referring and closing it."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from households import demand_lifecycle, notifying, standards
from households.actions.visits import may_visit
from households.contact_enums import DemandOutcome, DemandSource, DemandStatus, DemandStep
from households.demand_errors import DemandDueTooEarly, DemandFactsMissing, DemandNotOpenFor
from households.enums import Status
from households.errors import LineMissing, NotAllowed
from households.models import Demand, DemandNote, HardshipArchive
from unionaid import clock
from unionaid.audit import Event, record
from unionaid.organizations import codes

ASKING = (Status.ACTIVE, Status.GRACE)
DAYS = 30  # where no rule set is in force


@transaction.atomic
def raise_demand(*, archive, by, kind, content, source, due_on=None, visit=None):
    """Write down what a household asks for. Returns it; without a day it is due by the rule set.

    Raises a FileError: nothing asked for, a kind that is none, a day that has passed, a closed file.
    """
    archive, day = _locked(archive), clock.today()
    if not may_visit(archive, by):
        raise NotAllowed()
    if archive.status not in ASKING:
        raise DemandNotOpenFor(status=Status(archive.status))
    if not content.strip():
        raise DemandFactsMissing(sentence=_("请写明诉求内容"))
    if not codes.parent("aid_type", kind):
        raise DemandFactsMissing(sentence=_("请选择诉求类别"))
    if due_on is not None and due_on < day:
        raise DemandDueTooEarly(day=day)
    demand = _new(archive, by, kind, content, source, day, due_on=due_on, visit=visit)
    record(
        Event.DEMAND_RAISED, subject=archive, by=by,
        after={"kind": kind, "source": source, "due_on": demand.due_on},
    )
    notifying.demand_raised(demand, by)
    return demand


@transaction.atomic
def handle(*, demand, step, by, note, referred_to="", outcome=""):
    """Answer, refer or close a demand. Returns it; a second click meets the new state.

    Raises a FileError: a step that is not open, no words, no body to refer to, no outcome.
    """
    archive, step, day = _locked(demand.archive), DemandStep(step), clock.today()
    demand = Demand.objects.select_for_update(of=("self",)).get(pk=demand.pk)
    if not may_visit(archive, by):
        raise NotAllowed()
    before, to = demand.status, demand_lifecycle.check(demand.status, step)
    if not note.strip():
        raise DemandFactsMissing(sentence=_("请写明“%(step)s”的情况") % {"step": step.label})
    if step == DemandStep.REFER and not referred_to.strip():
        raise DemandFactsMissing(sentence=_("请写明转交给哪个单位"))
    if step == DemandStep.CLOSE and outcome not in _outcomes():
        raise DemandFactsMissing(sentence=_("请选择办理结果"))
    demand.status = to
    if step == DemandStep.REFER:
        demand.referred_to = referred_to.strip()
    if step == DemandStep.CLOSE:
        demand.outcome, demand.closed_on = outcome, day
    demand.save(update_fields=["status", "referred_to", "outcome", "closed_on"])
    DemandNote.objects.create(demand=demand, step=step, on=day, note=note.strip(), by=by.user)
    record(
        Event.DEMAND_HANDLED, subject=archive, by=by,
        before={"kind": demand.kind, "status": before}, after={"status": to, "outcome": demand.outcome},
    )
    return demand


def from_needs(archive, by):
    """Make a demand of every need of the application of a file that has come on record, once each."""
    day = clock.today()
    for need in archive.aidneeds.all():
        key = f"need:{archive.pk}:{archive.review_round}:{need.aid_type}"
        if not Demand.objects.filter(key=key).exists():
            words = need.note.strip() or codes.find("aid_type", need.aid_type).zh
            _new(archive, by, need.aid_type, words, DemandSource.ENTRY, day, key=key)


def lapse(archive, *, by):
    """Close the open demands of a locked file that has left the record for good."""
    for demand in archive.demands.open().order_by("pk"):
        demand.status, demand.outcome = DemandStatus.CLOSED, DemandOutcome.LAPSED
        demand.closed_on = clock.today()
        demand.save(update_fields=["status", "outcome", "closed_on"])
        DemandNote.objects.create(
            demand=demand, step=DemandStep.CLOSE, on=demand.closed_on, note="档案已退出",
            by=by.user if by else None,
        )


def _outcomes():
    return [outcome.value for outcome in DemandOutcome if outcome != DemandOutcome.LAPSED]


def _new(archive, by, kind, content, source, day, *, due_on=None, visit=None, key=None):
    demand = Demand.objects.create(
        archive=archive, unit_id=archive.unit_id, unit_path=archive.unit_path, kind=kind,
        content=content.strip(), source=source, visit=visit, key=key, raised_on=day,
        due_on=due_on or day + timedelta(days=_days(archive.unit, day)), recorded_by=by.user,
    )
    DemandNote.objects.create(
        demand=demand, step=DemandStep.RAISE, on=day, note=demand.content, by=by.user
    )
    return demand


def _days(unit, day):
    try:
        return standards.rule_set_for(unit, day).demand_days
    except LineMissing:
        return DAYS


def _locked(archive):
    return (
        HardshipArchive.objects.select_for_update(of=("self",)).select_related("unit").get(pk=archive.pk)
    )
