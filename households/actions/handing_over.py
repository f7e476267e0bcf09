"""What a person has in hand of household files, when an office is handed over."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.actions import pairing
from households.enums import IN_REVIEW, Status
from households.errors import FileError
from households.models import Draft, FileRequest, FileTask, HardshipArchive, Pairing
from unionaid.accounts import handing_over
from unionaid.accounts.errors import PartRefused

PARTS = (
    ("tasks", gettext_lazy("指派给本人的任务")),
    ("drafts", gettext_lazy("档案草稿")),
    ("pairings", gettext_lazy("结对的困难职工家庭")),
    ("requests", gettext_lazy("提出的变更与退档申请")),
    ("in_review", gettext_lazy("录入后在审或退回的档案")),
)


def register():
    """Register the parts in their order."""
    for key, label in PARTS:
        rows, move = _ROWS[key], _MOVES.get(key)
        handing_over.register(handing_over.Part(key, label, rows, move))


def _tasks(posting):
    return FileTask.objects.open().within(posting.unit_path).filter(assigned_to=posting.user_id)


def _drafts(posting):
    return Draft.objects.filter(created_by=posting.user_id, unit=posting.unit_id)


def _pairings(posting):
    return (
        Pairing.objects.current().within(posting.unit_path)
        .filter(contact=posting.user_id, archive__status__in=pairing.PAIRED)
        .select_related("archive__unit")
    )  # fmt: skip


def _requests(posting):
    return FileRequest.objects.open().within(posting.unit_path).filter(opened_by=posting.user_id)


def _in_review(posting):
    return HardshipArchive.objects.within(posting.unit_path).filter(
        entered_by=posting.user_id, status__in=(*IN_REVIEW, Status.RETURNED)
    )


def _move_tasks(rows, posting, receiver, by):
    FileTask.objects.filter(pk__in=[row.pk for row in rows]).update(assigned_to=receiver)


def _move_drafts(rows, posting, receiver, by):
    """The giver stays among the editors: who typed something never decides on it."""
    for draft in rows:
        draft.editors = sorted({*draft.editors, posting.user_id})
        draft.created_by = receiver
    Draft.objects.bulk_update(rows, ["editors", "created_by"])


def _move_pairings(rows, posting, receiver, by):
    try:
        pairing.hand_over(pairings=rows, by=by, user=receiver, note=_("岗位移交"))
    except FileError as error:
        raise PartRefused(sentence=str(error)) from error


_ROWS = {
    "tasks": _tasks, "drafts": _drafts, "pairings": _pairings, "requests": _requests,
    "in_review": _in_review,
}
_MOVES = {"tasks": _move_tasks, "drafts": _move_drafts, "pairings": _move_pairings}
