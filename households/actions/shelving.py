"""Where the paper file stands."""

from django.db import transaction

from households.errors import NotAllowed
from households.intake_errors import ShelfNoMissing, ShelvedAhead
from households.models import HardshipArchive
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record


@transaction.atomic
def shelve(*, archive, by, shelf_no, shelved_on):
    """Note the shelf of the paper file and the day it was put there. The state of the file stays."""
    if not by.may(Permission.ENTER_FILES):
        raise NotAllowed()
    if not shelf_no.strip():
        raise ShelfNoMissing()
    if shelved_on > clock.today():
        raise ShelvedAhead()
    archive = HardshipArchive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
    before = {"shelf_no": archive.shelf_no, "shelved_on": archive.shelved_on}
    archive.shelf_no, archive.shelved_on = shelf_no.strip(), shelved_on
    archive.save(update_fields=["shelf_no", "shelved_on"])
    record(
        Event.FILE_SHELVED, subject=archive, by=by, before=before,
        after={"shelf_no": archive.shelf_no, "shelved_on": shelved_on},
    )
    return archive
