"""The history of a file in plain words: decisions, requests, changes with old and new, work, looks."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households import comparison
from households.content import FileContent
from households.enums import ChangeKind, RequestStep
from households.models import FileChange, RequestDecision, ReviewStep
from unionaid.accounts.permissions import Permission
from unionaid.audit.events import LOOKS, Event
from unionaid.audit.queries import history_of, views_of

STEP, REQUEST, CHANGE, WORK, LOOK = "step", "request", "change", "work", "look"
KINDS = {
    STEP: gettext_lazy("审核与办结"),
    REQUEST: gettext_lazy("申请"),
    CHANGE: gettext_lazy("内容变更"),
    WORK: gettext_lazy("日常办理"),
    LOOK: gettext_lazy("查看与打印"),
}
# Told by the rows they were recorded with.
TOLD_ELSEWHERE = (
    Event.FILE_SUBMITTED, Event.FILE_ACCEPTED, Event.FILE_VERIFIED, Event.FILE_MATCHED,
    Event.FILE_NOTICE_ENDED, Event.FILE_OBJECTION_UPHELD, Event.FILE_CHECKED, Event.FILE_APPROVED,
    Event.FILE_RETURNED, Event.FILE_REJECTED, Event.FILE_WITHDRAWN, Event.REQUEST_OPENED,
    Event.REQUEST_DECIDED, Event.FILE_CHANGED, Event.FILE_SPLIT, Event.FILE_MERGED, Event.GRACE_ENDED,
    Event.FILE_RESTORED,
)
MOST = 400  # events of the log


@dataclass(frozen=True)
class Entry:
    """One thing that happened to a file. `rows` are the fields a change altered, masked."""

    on: date
    at: datetime
    kind: str
    who: str
    words: str
    note: str = ""
    url: str = ""
    rows: list = field(default_factory=list)
    change: FileChange | None = None
    may_undo: bool = False


def history(archive, posting, kind=""):
    """Return the entries of a file, the newest first; of one kind, or of all."""
    found = []
    if kind in ("", STEP):
        found += map(_step, _of(ReviewStep, archive))
    if kind in ("", REQUEST):
        found += map(_request, _of_requests(archive))
    if kind in ("", CHANGE):
        found += _changes(archive, posting)
    if kind in ("", WORK):
        events = history_of(archive).exclude(event__in=[*TOLD_ELSEWHERE, *LOOKS])[:MOST]
        found += [_event(event, WORK) for event in events]
    if kind in ("", LOOK):
        found += [_event(event, LOOK) for event in views_of(archive)[:MOST]]
    return sorted(found, key=lambda entry: (entry.on, entry.at), reverse=True)


def _of(model, archive):
    return model.objects.filter(archive=archive).select_related("by", "by_unit")


def _of_requests(archive):
    about = Q(request__archive=archive) | Q(request__other_archive=archive)
    return RequestDecision.objects.filter(about).select_related("request", "by", "by_unit")


def _step(step):
    words = step.get_step_display()
    if step.from_status != step.to_status:
        words = _("%(step)s：%(before)s → %(after)s") % {
            "step": words, "before": step.get_from_status_display(), "after": step.get_to_status_display(),
        }
    return Entry(step.on, step.at, STEP, _who(step), words, step.note)


def _request(row):
    asked, step = row.request, RequestStep(row.step)
    words = _("%(step)s“%(kind)s”申请") % {"step": step.label, "kind": asked.get_kind_display()}
    note = row.note or (asked.reason if step == RequestStep.OPEN else "")
    return Entry(row.on, row.at, REQUEST, _who(row), words, note, reverse("file_request", args=[asked.pk]))


def _changes(archive, posting):
    rows = list(_of(FileChange, archive).select_related("by", "by_unit", "undoes").order_by("id"))
    undone = {row.undoes_id for row in rows if row.undoes_id}
    for change in rows:
        before, after = FileContent.from_json(change.before), FileContent.from_json(change.after)
        changed, _same = comparison.compare(before, after)
        if not posting.may(Permission.REVEAL_IDENTITY):
            changed = comparison.veiled(changed)
        words = _("%(kind)s：%(fields)s") % {
            "kind": change.get_kind_display(), "fields": _("、").join(row.label for row in changed),
        }
        yield Entry(
            change.on, change.at, CHANGE, _who(change), words, change.reason, rows=changed, change=change,
            may_undo=change.kind == ChangeKind.DIRECT and change.pk not in undone
            and posting.may(Permission.ENTER_FILES),
        )


def _event(event, kind):
    at = timezone.localtime(event.at)
    return Entry(at.date(), event.at, kind, event.actor_label, event.told, event.purpose)


def _who(row):
    if row.by is None:
        return row.by_unit.short_name
    return _("%(name)s（%(unit)s）") % {"name": row.by.display_name, "unit": row.by_unit.short_name}
