"""边缘名单 and drafts: a draft whose household is at the edge becomes an entry, an entry a draft again."""

from django.db import transaction

from households.actions import drafts
from households.actions.watchlist import enter, locked
from households.check_errors import NotAtTheEdge
from households.enums import IntakeResult
from households.errors import EditConflict, NotAllowed
from households.models import Draft
from households.payloads import text_of
from households.recognition import Outcome
from unionaid import clock
from unionaid.accounts.permissions import Permission


@transaction.atomic
def enter_draft(*, draft, version, found, by):
    """Put the household of a draft on the list and end the draft; returns the entry.

    `found` is (rule set, line, facts, result) of what was read from this version of the draft.
    Raises a FileError: not at the edge, watched already, the draft changed meanwhile.
    """
    if not by.may(Permission.ENTER_FILES):
        raise NotAllowed()
    draft = Draft.objects.select_for_update(of=("self",)).select_related("unit").get(pk=draft.pk)
    if draft.version != version:
        raise EditConflict(by=draft.saved_by.display_name, at=draft.saved_at, version=draft.version)
    if found[3].outcome != Outcome.EDGE or draft.archive_id:
        raise NotAtTheEdge()
    worker = draft.payload.get("worker", {})
    entry = enter(
        by=by, unit=draft.unit, found=found, payload=draft.payload, worker_name=draft.worker_name,
        id_index=bytes(draft.id_index), id_last4=text_of(worker, "id_number").strip()[-4:],
        mobile=text_of(worker, "mobile").strip(), employer=text_of(worker, "employer").strip()[:120],
    )
    draft.intakes.filter(result=IntakeResult.OPEN).update(
        result=IntakeResult.REFUSED, result_on=clock.today(),
        refusal_reason="人均收入略高于上限，列入边缘名单",
    )
    drafts.discard(draft=draft, by=by)
    return entry


@transaction.atomic
def begin_draft(*, entry, by):
    """Begin a draft with what was typed of a watched household, or return the one begun before."""
    entry = locked(entry, by)
    if entry.draft_id:
        return entry.draft
    draft = drafts.start(by=by)
    draft.payload, draft.worker_name = entry.payload, entry.worker_name
    draft.id_index = entry.id_index
    draft.save(update_fields=["payload", "worker_name", "id_index"])
    entry.draft = draft
    entry.save(update_fields=["draft"])
    return draft
