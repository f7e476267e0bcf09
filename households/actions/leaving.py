"""What an approved exit, cancellation or transfer does to a file, and what stands against it."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from households import chains, standards
from households.actions import on_record
from households.actions.requests import effect, guard
from households.actions.tasks import drop_open_tasks, raise_task
from households.enums import (
    CancelReason,
    ExitReason,
    RequestKind,
    RequestStatus,
    SafetyNet,
    Status,
    TaskKind,
    TaskStatus,
)
from households.leaving import CANCEL_CODES, EXIT_CODES, MONTHS_ABOVE
from households.leaving_errors import (
    DayInFuture,
    HouseholdGoesOn,
    IncomeNotAbove,
    LeavingFactsMissing,
    TransferToItself,
    TransferUnitClosed,
    TransferUnitHoldsNone,
)
from households.models import Draft
from households.recognition import months_before
from unionaid import clock
from unionaid.audit import Event, record
from unionaid.organizations.queries import hold


@guard(RequestKind.EXIT)
def refuse_exit_without_facts(archive, detail, by, other_unit):
    """Raise where the facts of an exit are missing or do not carry its outcome (DOMAIN 4.2)."""
    outcome = detail.get("outcome")
    if outcome not in ExitReason or detail.get("reason") not in EXIT_CODES[ExitReason(outcome)]:
        raise LeavingFactsMissing(sentence=_("请选择退档结果和原因"))
    if outcome == ExitReason.OUT_BY_SAFETY_NET:
        _refuse_no_safety_net(detail)
        return
    incomes, line = [Decimal(text) for text in detail.get("incomes", ())], Decimal(detail.get("line", "0"))
    if len(incomes) < MONTHS_ABOVE or not all(amount > line for amount in incomes):
        raise IncomeNotAbove(line=line)


@guard(RequestKind.CANCEL)
def refuse_cancellation_without_evidence(archive, detail, by, other_unit):
    """Raise for no reason or evidence, and for a death after which the household goes on."""
    reason = detail.get("reason")
    if reason not in CancelReason:
        raise LeavingFactsMissing(sentence=_("请选择注销原因"))
    if not (detail.get("evidence") or "").strip():
        raise LeavingFactsMissing(sentence=_("请写明注销依据"))
    others = archive.members.filter(is_counted=True).count() > 1
    if reason == CancelReason.DIED and others and not detail.get("nobody_goes_on"):
        raise HouseholdGoesOn()


@guard(RequestKind.TRANSFER)
def refuse_transfer_nowhere(archive, detail, by, other_unit):
    """Raise for a union that is closed, is the file's own or holds no files. Keeps it from closing."""
    if other_unit is None:
        raise LeavingFactsMissing(sentence=_("请选择转入工会"))
    if other_unit.pk == archive.unit_id:
        raise TransferToItself(unit=other_unit.name)
    other_unit = hold(other_unit)
    if not other_unit.is_open:
        raise TransferUnitClosed(unit=other_unit.name)
    if chains.deciding_unit(other_unit, RequestStatus.COUNTY_REVIEW) is None:
        raise TransferUnitHoldsNone(unit=other_unit.name)


@effect(RequestKind.EXIT)
def begin_grace(request, archive, by):
    """Fix outcome and day of the exit, begin the grace period and raise its follow-ups."""
    day, rules = clock.today(), standards.rule_set_for(archive.unit, clock.today())
    archive.status, archive.status_since = Status.GRACE, day
    archive.exit_reason = request.detail["reason"]
    archive.grace_until = months_before(day, -rules.grace_months)
    drop_open_tasks(archive, by=by, note="已退档")
    for place in range(1, rules.grace_months // rules.followup_months + 1):
        due = min(months_before(day, -place * rules.followup_months), archive.grace_until)
        raise_task(
            archive=archive, kind=TaskKind.FOLLOW_UP, key=f"follow-up:{archive.pk}:{day}:{place}",
            reason=f"渐退期第 {place} 次回访", due_on=due,
        )


@effect(RequestKind.CANCEL)
def cancel(request, archive, by):
    """Close a file for good and free its people for others. Nothing is deleted."""
    day = clock.today()
    archive.status, archive.status_since, archive.closed_on = Status.CANCELLED, day, day
    archive.exit_reason = CANCEL_CODES[CancelReason(request.detail["reason"])]
    archive.members.update(is_living_file=False)
    drop_open_tasks(archive, by=by, note="档案已注销")
    on_record.left(archive, by=by)


@effect(RequestKind.TRANSFER)
def move(request, archive, by):
    """Hand a file with its open work to another union; number, history and review chain stay."""
    source, target = archive.unit, hold(request.other_unit)
    place = {"unit": target, "unit_path": target.path}
    archive.unit, archive.unit_path = target, target.path
    archive.tasks.filter(status=TaskStatus.OPEN).update(**place, assigned_to=None)
    archive.referrals.pending().update(**place)
    archive.attachments.update(**place)
    archive.consents.update(**place)
    Draft.objects.filter(archive=archive).update(**place)
    on_record.moved(archive, by=by)
    record(
        Event.FILE_TRANSFERRED, subject=archive, by=by,
        before={"unit": source.name}, after={"unit": target.name},
    )


def _refuse_no_safety_net(detail):
    if detail.get("safety_net") not in SafetyNet or not detail.get("since"):
        raise LeavingFactsMissing(sentence=_("请写明纳入哪一种保障和起始日期"))
    if date.fromisoformat(detail["since"]) > clock.today():
        raise DayInFuture()
