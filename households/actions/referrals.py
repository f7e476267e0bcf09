"""Referring a household to civil affairs (转介) and writing down what came of it."""

from datetime import timedelta

from django.db import transaction

from households.actions.tasks import finish_task, raise_task
from households.enums import LIVING, ReferralResult, SafetyNet, Status, TaskKind
from households.errors import NotAllowed
from households.leaving import REFERRAL_DAYS
from households.leaving_errors import (
    DayInFuture,
    ReferralBeforeItself,
    ReferralEnded,
    ReferralPending,
    ReferralRefusedForClosed,
)
from households.models import FileTask, HardshipArchive, Referral
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

# Words that are kept are Chinese, in whatever language somebody works.
TOLD = {
    SafetyNet.DIBAO: "最低生活保障",
    SafetyNet.EXTREME: "特困人员救助供养",
    SafetyNet.TEMPORARY: "临时救助",
}


@transaction.atomic
def refer(*, archive, to, by, referred_on=None, note=""):
    """Write down that a household was referred. Returns the referral; one of a kind waits at a time."""
    _refuse_stranger(by)
    archive = HardshipArchive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
    to, day = SafetyNet(to), referred_on or clock.today()
    if archive.status not in LIVING:
        raise ReferralRefusedForClosed(status=Status(archive.status))
    if day > clock.today():
        raise DayInFuture()
    if archive.referrals.pending().filter(to=to).exists():
        raise ReferralPending(to=to)
    referral = Referral.objects.create(
        archive=archive, unit=archive.unit, unit_path=archive.unit_path, to=to, referred_on=day,
        referred_by=by.user, note=note.strip(),
    )
    record(Event.FILE_REFERRED, subject=archive, by=by, after={"to": to, "on": day})
    return referral


@transaction.atomic
def answer(*, referral, result, by, result_on=None, amount=None, note=""):
    """Write down the result of a referral; the task that asked for it is done. Returns the referral."""
    _refuse_stranger(by)
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    day = result_on or clock.today()
    if referral.result != ReferralResult.PENDING:
        raise ReferralEnded(result=ReferralResult(referral.result))
    if day > clock.today():
        raise DayInFuture()
    if day < referral.referred_on:
        raise ReferralBeforeItself()
    referral.result, referral.result_on = ReferralResult(result), day
    referral.amount = amount if result == ReferralResult.ACCEPTED else None
    if note.strip():
        referral.note = "\n".join(filter(None, [referral.note, note.strip()]))
    referral.save()
    for task in FileTask.objects.open().filter(key=_key(referral)):
        finish_task(task=task, by=by, outcome=referral.result)
    record(
        Event.REFERRAL_ANSWERED, subject=referral.archive, by=by,
        after={"to": referral.to, "result": referral.result, "on": day},
    )
    return referral


def ask_for_results(day):
    """Raise a task for each referral that has waited too long; the second call raises none."""
    waiting = Referral.objects.pending().filter(referred_on__lte=day - timedelta(days=REFERRAL_DAYS))
    for referral in waiting.select_related("archive"):
        raise_task(
            archive=referral.archive, kind=TaskKind.REFERRAL, key=_key(referral),
            reason=f"转介“{TOLD[referral.to]}”满 {REFERRAL_DAYS} 天没有结果",
            due_on=referral.referred_on + timedelta(days=REFERRAL_DAYS),
        )


def _key(referral):
    return f"referral:{referral.pk}"


def _refuse_stranger(by):
    if not by.may(Permission.ENTER_FILES) and not by.may(Permission.REVIEW_FILES):
        raise NotAllowed()
