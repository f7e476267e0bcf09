"""A paper that comes in after the submission."""

from django.db import transaction

from households.attachment_errors import ReceivedAhead
from households.enums import DocumentKind, Status
from households.errors import NotAllowed
from households.models import DocumentReceipt, Draft, HardshipArchive
from households.paper_errors import MendingNow, PaperKnown
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record


@transaction.atomic
def receive(*, archive, kind, received_on, pages, by):
    """Note that a paper of a file came in; it takes the place of a pledge. Returns the receipt.

    Raises ReceivedAhead, PaperKnown, or MendingNow while the file is being mended as a draft.
    """
    if not (by.may(Permission.ENTER_FILES) or by.may(Permission.REVIEW_FILES)):
        raise NotAllowed()
    if received_on > clock.today():
        raise ReceivedAhead(day=clock.today())
    archive = HardshipArchive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
    if archive.status == Status.RETURNED and Draft.objects.filter(archive=archive).exists():
        raise MendingNow()
    known = DocumentReceipt.objects.filter(archive=archive, kind=kind).first()
    if known and not known.waiver:
        raise PaperKnown(kind=DocumentKind(kind), day=known.received_on)
    receipt = known or DocumentReceipt(
        archive=archive, kind=kind, position=archive.documentreceipts.count()
    )
    receipt.received_on, receipt.pages, receipt.waiver = received_on, pages, ""
    receipt.save()
    record(
        Event.PAPER_RECEIVED, subject=archive, by=by,
        detail={"label": DocumentKind(kind).label, "date": received_on},
    )
    return receipt
