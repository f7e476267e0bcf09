"""Objections to a public notice: written down by the clerk, answered by somebody who reviews."""

from django.db import transaction
from django.utils.translation import gettext as _

from households.actions import review
from households.enums import NoticeStatus, ObjectionStatus, Status, Step
from households.errors import NotAllowed
from households.models import NoticeEntry, Objection, PublicNotice
from households.notice_errors import (
    AnswererRecordedIt,
    AnswerMissing,
    EntryNotStanding,
    NoticeOver,
    ObjectionAnswered,
    ObjectionDateWrong,
    ObjectionEmpty,
    ObjectionTooLate,
    ObjectorMissing,
)
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record


@transaction.atomic
def record_objection(
    *, entry, received_on, channel, content, by, objector="", contact="", is_anonymous=False
):
    """Write down an objection to a line of a running notice. Returns it.

    What came in by the last day counts, also when it is written down a day later, until the
    notice is ended. Raises NoticeOver, ObjectionTooLate, ObjectionDateWrong, EntryNotStanding,
    ObjectorMissing or ObjectionEmpty.
    """
    if not by.may(Permission.ENTER_FILES):
        raise NotAllowed()
    notice = PublicNotice.objects.select_for_update(of=("self",)).get(pk=entry.notice_id)
    if not by.sees(notice.unit_path):
        raise NotAllowed()
    if notice.status == NoticeStatus.ENDED:
        raise ObjectionTooLate(ends_on=notice.ends_on)
    if notice.status != NoticeStatus.OPEN:
        raise NoticeOver(status=NoticeStatus(notice.status))
    if received_on > notice.ends_on:
        raise ObjectionTooLate(ends_on=notice.ends_on)
    if not notice.starts_on <= received_on <= clock.today():
        raise ObjectionDateWrong(starts_on=notice.starts_on)
    if not NoticeEntry.objects.filter(pk=entry.pk, is_running=True).exists():
        raise EntryNotStanding()
    if not is_anonymous and not objector.strip():
        raise ObjectorMissing()
    if not content.strip():
        raise ObjectionEmpty()
    objection = Objection.objects.create(
        unit=notice.unit, unit_path=notice.unit_path, notice=notice, entry=entry,
        received_on=received_on, channel=channel, is_anonymous=is_anonymous,
        objector="" if is_anonymous else objector.strip(),
        contact="" if is_anonymous else contact.strip(),
        content=content.strip(), recorded_by=by.user,
    )
    record(
        Event.OBJECTION_RECORDED, subject=entry.archive, by=by,
        after={
            "notice": notice.pk, "objection": objection.pk,
            "received_on": received_on, "channel": channel,
        },
    )
    return objection


@transaction.atomic
def answer_objection(*, objection, upheld, answer, by):
    """Answer an objection. Returns it.

    An upheld one takes the household off the notice: a new file goes back to be verified again,
    an exit stays until its clerk withdraws it. Nobody answers what they wrote down themselves.
    """
    if not by.may(Permission.REVIEW_FILES) or not by.sees(objection.unit_path):
        raise NotAllowed()
    notice = PublicNotice.objects.select_for_update(of=("self",)).get(pk=objection.notice_id)
    objection = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if objection.status != ObjectionStatus.OPEN:
        raise ObjectionAnswered(status=ObjectionStatus(objection.status))
    if objection.recorded_by_id == by.user_id:
        raise AnswererRecordedIt()
    if not answer.strip():
        raise AnswerMissing()
    objection.status = ObjectionStatus.UPHELD if upheld else ObjectionStatus.DISMISSED
    objection.answer = answer.strip()
    objection.answered_on, objection.answered_by = clock.today(), by.user
    objection.save()
    entry = objection.entry
    record(
        Event.OBJECTION_ANSWERED, subject=entry.archive, by=by,
        before={"status": ObjectionStatus.OPEN},
        after={"notice": notice.pk, "objection": objection.pk, "status": objection.status},
    )
    if upheld:
        _take_off(entry, by)
    return objection


def _take_off(entry, by):
    archive = entry.archive
    archive.notice_entries.filter(is_running=True).update(is_running=False, removed_on=clock.today())
    if entry.request_id is None and archive.status == Status.PUBLICISED:
        review.take_step(
            archive=archive, step=Step.UPHOLD, by=by, note=_("公示异议成立，核查情况见异议登记")
        )
