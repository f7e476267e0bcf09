"""Drafts of requests about a file on record: begun from what it says, filled in by the entry's steps."""

from django.db import transaction
from django.utils import timezone

from households import regrouping, rows
from households.actions import attachments, consents, content_requests, freezes, merging, splitting
from households.actions.drafts import locked_in_version
from households.change_errors import DraftStands, NobodyLeaves
from households.content import FileContent
from households.enums import FrozenWork, RequestKind, Status
from households.errors import NotAllowed
from households.models import Draft, HardshipArchive
from households.payloads import CHECK, payload_of_content
from households.queries.requests import open_about
from households.rebasing import rebased, with_current
from households.request_errors import RequestAlreadyOpen, RequestNotOpenFor
from households.request_lifecycle import OPEN_FOR
from households.rows import identity_index
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

PURPOSE = "办理变更"


@transaction.atomic
def begin_change(*, archive, by):
    """Return the draft in which counted fields of a file are changed, filled with what it says."""
    return _begin(RequestKind.CHANGE, archive, by, lambda now: now)


@transaction.atomic
def begin_head(*, archive, place, former_stays, by):
    """Return the draft in which the member at a place becomes the worker."""

    def headed(now):
        if not 1 <= place < len(now.people):
            raise NobodyLeaves()
        return regrouping.headed(now, place, former_stays=former_stays)

    return _begin(RequestKind.HEAD, archive, by, headed, former_stays=former_stays)


@transaction.atomic
def begin_split(*, archive, leaving, head, by):
    """Return the draft of the file of the people at the places `leaving`, the one at `head` its worker."""

    def branched(now):
        if head not in leaving or not all(1 <= place < len(now.people) for place in leaving):
            raise NobodyLeaves()
        return regrouping.branched(now, sorted(leaving), head, clock.today())

    return _begin(RequestKind.SPLIT, archive, by, branched, leaving=sorted(leaving))


@transaction.atomic
def begin_merge(*, archive, other, by):
    """Return the draft in which the people of `other` join a file."""
    merging.refuse_unfit(archive, other)
    standing = open_about(other)
    if standing is not None:
        raise RequestAlreadyOpen(kind=RequestKind(standing.kind))

    def joined(now):
        return regrouping.joined(now, rows.content_of(other))

    return _begin(RequestKind.MERGE, archive, by, joined, other=other.pk)


@transaction.atomic
def submit(*, draft, content, version, reason, by):
    """Ask for what a draft says and return the request; the draft is gone after it.

    Raises Draft.DoesNotExist when it has been submitted meanwhile, EditConflict when it was changed
    after the content was read, ChangedOnFile when the file was, and what the kind raises.
    """
    draft = locked_in_version(draft, version)
    archive, plan = draft.archive, draft.plan
    given = {"archive": archive, "content": content, "by": by, "reason": reason, "editors": draft.editors}
    base = FileContent.from_json(plan["base"])
    match draft.request_kind:
        case RequestKind.SPLIT:
            request = splitting.ask(leaving=plan["leaving"], **given)
        case RequestKind.MERGE:
            other = HardshipArchive.objects.get(pk=plan["other"])
            request = merging.ask(other=other, base=base, **given)
        case kind:
            request = content_requests.ask(kind=RequestKind(kind), base=base, **given)
    attachments.follow(draft=draft, archive=archive)
    consents.follow(draft=draft, archive=archive)
    draft.delete()
    return request


@transaction.atomic
def settle(*, draft, content, chosen, version, by):
    """Let a draft go on from what the file says by now, with the file's value for the chosen clashes."""
    draft = locked_in_version(draft, version)
    now = rows.content_of(draft.archive)
    merged, clashes = rebased(FileContent.from_json(draft.plan["base"]), content, now)
    merged = with_current(merged, clashes, chosen)
    stamps = {name: kept for name, kept in draft.payload.items() if name not in payload_of_content(merged)}
    draft.payload = stamps | payload_of_content(merged)
    draft.plan = draft.plan | {"base": now.to_json()}
    draft.version += 1
    draft.saved_by, draft.saved_at = by.user, timezone.now()
    draft.editors = sorted({*draft.editors, by.user_id})
    draft.save()
    return draft


def clashes_of(draft, content):
    """Return what the file has changed since a draft was begun and the draft changes too."""
    if not draft.request_kind or draft.request_kind == RequestKind.SPLIT:
        return []
    return rebased(FileContent.from_json(draft.plan["base"]), content, rows.content_of(draft.archive))[1]


def _begin(kind, archive, by, proposed, **plan):
    if not by.may(Permission.ENTER_FILES):
        raise NotAllowed()
    archive = HardshipArchive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
    if archive.status not in OPEN_FOR[kind]:
        raise RequestNotOpenFor(kind=kind, status=Status(archive.status))
    freezes.refuse(unit=archive.unit, work=FrozenWork.REQUESTS, by=by)
    standing = open_about(archive)
    if standing is not None:
        raise RequestAlreadyOpen(kind=RequestKind(standing.kind))
    draft = Draft.objects.filter(archive=archive).select_related("saved_by").first()
    if draft is not None:
        if draft.request_kind != kind or any(draft.plan.get(name) != value for name, value in plan.items()):
            raise DraftStands(kind=RequestKind(draft.request_kind), by=draft.saved_by.display_name)
        return draft
    now = rows.content_of(archive)
    content = proposed(now)
    payload = payload_of_content(content)
    if kind == RequestKind.CHANGE:
        payload |= _decided(archive)
    draft = Draft.objects.create(
        archive=archive, unit=archive.unit, unit_path=archive.unit_path, request_kind=kind,
        payload=payload, plan=plan | {"base": now.to_json()}, worker_name=content.worker["name"],
        id_index=identity_index(content.worker.get("id_number", "")), created_by=by.user,
        saved_by=by.user, editors=[by.user_id],
    )
    record(Event.DRAFT_STARTED, subject=draft, by=by, detail={"file_no": archive.file_no, "request": kind})
    # The pages of a draft show numbers in clear: whoever begins one has asked to see them.
    record(Event.FIELD_REVEALED, subject=archive, by=by, purpose=PURPOSE)
    return draft


def _decided(archive):
    """Return the last step of the entry as it was decided, where that was not as recommended."""
    decided = archive.assessments.filter(is_current=True).first()
    if decided is None or not decided.differs:
        return {}
    return {CHECK: {"tier": [decided.tier], "tier_reason": [decided.tier_reason]}}
