"""并户: the people of one file join another of the same union; the file they had is closed and linked."""

from django.db import transaction
from django.utils.translation import gettext as _

from households import rows
from households.actions import content_requests, on_record
from households.actions.requests import effect
from households.actions.tasks import drop_open_tasks
from households.change_errors import OtherFileUnfit
from households.counting import keep_count
from households.enums import LinkKind, RequestKind, Status, Step
from households.leaving import MERGED_CODE
from households.models import FamilyMember, FileLink, HardshipArchive, IncomeItem, ReviewStep, RigidExpense
from unionaid import clock
from unionaid.audit import Event, record

ASIDE = 1000  # places of people on their way from one file to the other


@transaction.atomic
def ask(*, archive, other, content, by, reason, base=None, editors=()):
    """Ask for the people of `other` to join a file, which then says `content`. Returns the request.

    Raises OtherFileUnfit for a file of another union, not on record or the file itself, and what
    asking for another content raises.
    """
    refuse_unfit(archive, other)
    return content_requests.ask(
        kind=RequestKind.MERGE, archive=archive, other=other, content=content, base=base, by=by,
        reason=reason, plan={"other_no": other.file_no}, editors=editors,
    )


def refuse_unfit(archive, other):
    """Raise OtherFileUnfit where two files cannot become one."""
    if other.pk == archive.pk:
        raise OtherFileUnfit(sentence=_("请填写另一份档案的档案号"))
    if other.unit_id != archive.unit_id:
        raise OtherFileUnfit(
            sentence=_("两份档案不在同一个工会，请先把 %(file_no)s 转入%(unit)s再并户")
            % {"file_no": other.file_no, "unit": archive.unit.name}
        )
    if other.status != Status.ACTIVE:
        raise OtherFileUnfit(
            sentence=_("档案 %(file_no)s 现在是“%(status)s”，只有在档的档案可以并户")
            % {"file_no": other.file_no, "status": Status(other.status).label}
        )


@effect(RequestKind.MERGE)
def merge(request, archive, by):
    """Take the other file's people over with what names them, then close that file for good."""
    other = HardshipArchive.objects.select_for_update(of=("self",)).get(pk=request.other_archive_id)
    refuse_unfit(archive, other)
    before = rows.content_of(archive)
    _hand_over(other, archive)
    content_requests.write(request, archive, before, by)
    _close(other, archive, request, by)
    FileLink.objects.create(
        source=other, target=archive, kind=LinkKind.MERGE, on=clock.today(), request=request
    )


def _hand_over(source, target):
    """Move the rows of people, so that their aid follows them; the closed file keeps copies to show."""
    for member in source.members.order_by("position"):
        copy = FamilyMember.objects.get(pk=member.pk)
        member.archive, member.relation, member.position = target, "", ASIDE + member.position
        member.save(update_fields=["archive", "relation", "position"])
        copy.pk, copy._state.adding, copy.is_living_file = None, True, False
        copy.save()
        for model in (IncomeItem, RigidExpense):
            model.objects.filter(archive=source, member=member).update(member=copy)


def _close(other, archive, request, by):
    day = clock.today()
    other.status, other.status_since, other.closed_on, other.changed_on = Status.CANCELLED, day, day, day
    other.exit_reason = MERGED_CODE
    other.version += 1
    other.save()
    drop_open_tasks(other, by=by, note="已并入另一份档案")
    on_record.left(other, by=by)
    step = ReviewStep.objects.create(
        archive=other, step=Step.MERGE, from_status=Status.ACTIVE, to_status=Status.CANCELLED,
        review_round=other.review_round, by=by.user, by_unit=by.unit, on=day,
        note=f"并入 {archive.file_no}：{request.reason}",
    )
    keep_count(other, day=day, decision=step)
    record(
        Event.FILE_MERGED, subject=other, by=by, before={"file_no": other.file_no, "status": Status.ACTIVE},
        after={"file_no": archive.file_no, "status": other.status}, purpose=request.reason,
    )

