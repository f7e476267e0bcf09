"""What a workbook changes of files there are: in a returned file's draft, at once, or by a request.

A change of nothing but what changes at once (`direct_parts`) is made at once; everything counted or
paid by goes through a request that somebody else passes.
"""

import copy

from django.utils.translation import gettext as _

from households import direct_parts, rows
from households.actions import changes, content_requests, drafts, requests
from households.content import FileContent
from households.enums import RequestKind, RequestStatus, RequestStep, Status
from households.imports import drafting
from households.models import Draft, FileChange
from households.payloads import CHECK, payload_of_content


def change(*, row, by, reason):
    """Carry out a checked row's change of a file. Raises a FileError.

    Returns what the kept row says of it; `kept` of that joins its detail.
    """
    if row.archive.status == Status.RETURNED:
        return _in_draft(row, by)
    reason = _("导入：%(file)s") % {"file": reason}
    parts = _direct_parts(row.before, row.after)
    if parts is not None:
        made = [
            changes.change(
                archive=row.archive, part=part, values=direct_parts.values_of(row.after, part),
                mark=direct_parts.mark_of(row.before, part), by=by, reason=reason,
            )
            for part in parts
        ]
        return {"kept": {"changes": [change.pk for change in made]}}
    request = content_requests.ask(
        kind=RequestKind.CHANGE, archive=row.archive, content=row.after, base=row.before, by=by,
        reason=reason, editors=[by.user_id],
    )
    return {"request": request}


def is_untouched(kept):
    """Tell whether what a row has begun is as the import left it."""
    if kept.request is not None:
        return kept.request.status == RequestStatus.COUNTY_REVIEW
    if kept.draft_number is not None:
        return kept.draft is not None and kept.draft.version == kept.draft_version
    now = rows.content_of(kept.archive)
    return all(
        direct_parts.values_of(now, part) == direct_parts.values_of(FileContent.from_json(made.after), part)
        for made in _direct(kept)
        for part in [direct_parts.PARTS[made.part]]
    )


def take_back(kept, by):
    """Undo what a row has begun, which is untouched."""
    if kept.request is not None:
        requests.decide(request=kept.request, step=RequestStep.WITHDRAW, by=by, note=_("撤销导入"))
    elif kept.draft is not None:
        kept.draft.payload, kept.draft.version = kept.detail["before"], kept.draft.version + 1
        kept.draft.save()
    else:
        for made in reversed(_direct(kept)):
            changes.undo(change=made, by=by)


def _direct(kept):
    return list(FileChange.objects.filter(pk__in=kept.detail["changes"]).select_related("archive"))


def _direct_parts(before, after):
    """Return the parts that change at once when they are all that changes, else None."""
    rest, found = copy.deepcopy(before), []
    for part in direct_parts.PARTS.values():
        wanted = direct_parts.values_of(after, part)
        if wanted != direct_parts.values_of(before, part):
            getattr(rest, part.section).update(wanted)
            found.append(part)
    return found if rest == after else None


def _in_draft(row, by):
    """Lay the change over the draft in which a returned file is mended."""
    draft = drafts.reopen(archive=row.archive, by=by)
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    before = draft.payload
    said = payload_of_content(row.after)
    if row.tier:
        said[CHECK] = {"tier": [row.tier]}
    draft.payload, draft.version = drafting.merged(before, said), draft.version + 1
    draft.saved_by, draft.editors = by.user, sorted({*draft.editors, by.user_id})
    draft.save()
    return {"draft": draft, "draft_number": draft.pk, "draft_version": draft.version,
            "kept": {"before": before}}
