"""The scans and photos of files and drafts."""

from households.models import Attachment


def attachments_for(posting):
    """Return the attachments a posting may know of, removed ones too."""
    return Attachment.objects.visible_to(posting).select_related(
        "file__uploaded_by", "file__removed_by", "archive", "draft"
    )


def attachments_of(place):
    """Return the attachments of a file or draft, in the order of the check list."""
    return place.attachments.select_related("file__uploaded_by", "file__removed_by").order_by("id")
