"""The scans and photos of files and drafts."""

from collections import defaultdict

from households.models import Attachment


def attachments_for(posting):
    """Return the attachments a posting may know of, removed ones too."""
    return Attachment.objects.visible_to(posting).select_related(
        "file__uploaded_by", "file__removed_by", "archive", "draft"
    )


def attachments_of(place):
    """Return the attachments of a file or draft, in the order of the check list."""
    return place.attachments.select_related("file__uploaded_by", "file__removed_by").order_by("id")


def scanned_kinds(drafts):
    """Return {draft id: the kinds of papers uploaded for it or for the file it mends}."""
    found, by_file = defaultdict(set), {draft.archive_id: draft.pk for draft in drafts if draft.archive_id}
    rows = Attachment.objects.present()
    for draft, kind in rows.filter(draft__in=[draft.pk for draft in drafts]).values_list("draft", "kind"):
        found[draft].add(kind)
    if by_file:
        for archive, kind in rows.filter(archive__in=by_file).values_list("archive", "kind"):
            found[by_file[archive]].add(kind)
    return found
