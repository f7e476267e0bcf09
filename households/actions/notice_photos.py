"""Photos of a posted notice: kept sealed, opened with evidence, removed for a reason."""

from django.db import transaction

from households.enums import DocumentKind, NoticeStatus
from households.errors import NotAllowed
from households.models import NoticePhoto, PublicNotice
from households.notice_errors import NoticeOver, PhotoDayWrong
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.attachments import actions as files

LABEL = DocumentKind.NOTICE_PHOTO.label


@transaction.atomic
def add_photos(*, notice, uploads, taken_on, by):
    """Keep clean Uploads as photos of a notice that was not taken down; the same photo once.

    Raises NoticeOver, or PhotoDayWrong for a day on which the notice did not hang.
    """
    if not by.may(Permission.ENTER_FILES) or not by.sees(notice.unit_path):
        raise NotAllowed()
    notice = PublicNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if notice.status == NoticeStatus.TAKEN_DOWN:
        raise NoticeOver(status=NoticeStatus.TAKEN_DOWN)
    last = min(notice.ends_on, clock.today())
    if not notice.starts_on <= taken_on <= last:
        raise PhotoDayWrong(first=notice.starts_on, last=last)
    return [_keep(notice, upload, taken_on, by) for upload in uploads]


def content(*, photo, by):
    """Return the bytes of a photo; that they were read is recorded. Raises FileGone."""
    if not by.may(Permission.VIEW_FILES):
        raise NotAllowed()
    return files.opened(stored=photo.file, subject=photo.notice, label=LABEL, by=by)


@transaction.atomic
def remove_photo(*, photo, reason, by):
    """Destroy the bytes of a photo for a reason; its row stays."""
    if not by.may(Permission.ENTER_FILES):
        raise NotAllowed()
    files.remove(stored=photo.file, subject=photo.notice, label=LABEL, reason=reason, by=by)


def _keep(notice, upload, taken_on, by):
    same = notice.photos.filter(file__removed_at__isnull=True, file__sha256=files.digest(upload))
    if found := same.first():
        return found
    stored = files.keep(upload=upload, subject=notice, label=LABEL, by=by)
    return NoticePhoto.objects.create(
        notice=notice, unit=notice.unit, unit_path=notice.unit_path, file=stored, taken_on=taken_on
    )
