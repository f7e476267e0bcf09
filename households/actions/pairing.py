"""结对帮扶: giving a household its responsible contact, handing it over, ending it."""

from django.db import IntegrityError, transaction

from households import notifying
from households.actions.tasks import finish_kinds
from households.contact_enums import PairingEnd
from households.contacts import contact_from, next_visit
from households.enums import Status, TaskKind
from households.errors import NotAllowed
from households.models import HardshipArchive, Pairing
from households.pairing_errors import (
    AlreadyPaired,
    NothingChosen,
    NotPaired,
    PairingAhead,
    PairingNotOpenFor,
    SameContact,
)
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

PAIRED = (Status.ACTIVE, Status.GRACE)


@transaction.atomic
def pair(*, archive, by, user=None, name="", post="", phone="", paired_on=None):
    """Give a household its responsible contact: an account, or somebody from outside. Returns the pairing.

    The file is locked first, so that of two people at once the second is told who was faster.
    Raises a FileError: another contact already, a state without contact, a contact that is none.
    """
    _refuse_stranger(by, archive)
    archive = _locked(archive)
    contact = contact_from(user=user, name=name, post=post, phone=phone, path=archive.unit_path)
    standing = archive.pairings.current().first()
    if standing is not None:
        raise AlreadyPaired(name=standing.contact_name)
    return _begin(archive, contact, by, _day(archive, paired_on))


@transaction.atomic
def hand_over(*, pairings, by, user=None, name="", post="", phone="", note=""):
    """Give many households to one other contact, all or none. Returns the new pairings.

    Raises a FileError: nothing chosen, one ended meanwhile, one that has this contact already.
    """
    chosen = sorted(pairings, key=lambda pairing: pairing.archive_id)
    if not chosen:
        raise NothingChosen()
    return [
        _hand_over_one(pairing, by, note, user=user, name=name, post=post, phone=phone)
        for pairing in chosen
    ]


@transaction.atomic
def assign(*, archives, by, note="", **person):
    """Give many households one contact, all or none: pairs those without, hands over the others.

    Households that have this contact already are left as they are. Returns the new pairings.
    """
    made = []
    for archive in sorted(archives, key=lambda archive: archive.pk):
        standing = archive.pairings.current().first()
        if standing is None:
            made.append(pair(archive=archive, by=by, **person))
        elif not _is_same(standing, archive, person):
            made += hand_over(pairings=[standing], by=by, note=note, **person)
    return made


def end_current(archive, *, by, reason):
    """End the current pairing of a locked file that has gone elsewhere or left; nothing without one.

    `by` is None for the system.
    """
    standing = archive.pairings.current().first()
    if standing is not None:
        _end(standing, by, reason)


def _hand_over_one(pairing, by, note, **person):
    _refuse_stranger(by, pairing.archive)
    archive = _locked(pairing.archive)
    standing = archive.pairings.current().filter(pk=pairing.pk).first()
    if standing is None:
        raise NotPaired()
    contact = contact_from(**person, path=archive.unit_path)
    if _is_same(standing, archive, person):
        raise SameContact(name=contact.name)
    _end(standing, by, PairingEnd.HANDED_OVER, note)
    return _begin(
        archive, contact, by, clock.today(),
        last_visit_on=standing.last_visit_on, next_visit_on=standing.next_visit_on,
    )


def _is_same(standing, archive, person):
    contact = contact_from(**person, path=archive.unit_path)
    return (contact.user, contact.name) == (standing.contact, standing.contact_name)


def _begin(archive, contact, by, day, *, last_visit_on=None, next_visit_on=None):
    try:
        with transaction.atomic():
            pairing = Pairing.objects.create(
                archive=archive, unit=archive.unit, unit_path=archive.unit_path, paired_on=day,
                paired_by=by.user, last_visit_on=last_visit_on,
                next_visit_on=next_visit_on or next_visit(archive.unit, day), **contact.as_columns(),
            )
    except IntegrityError:
        raise AlreadyPaired(name=archive.pairings.current().get().contact_name) from None
    finish_kinds(archive, (TaskKind.PAIRING,), by=by, outcome="PAIRED")
    record(
        Event.CONTACT_PAIRED, subject=archive, by=by,
        after={"contact": contact.name, "post": contact.post, "on": day},
    )
    notifying.paired(pairing, by)
    return pairing


def _end(pairing, by, reason, note=""):
    pairing.ended_on, pairing.end_reason = clock.today(), reason
    pairing.ended_by, pairing.note = by.user if by else None, note.strip()
    pairing.save(update_fields=["ended_on", "end_reason", "ended_by", "note"])
    record(
        Event.CONTACT_ENDED, subject=pairing.archive, by=by,
        before={"contact": pairing.contact_name}, after={"reason": reason}, purpose=note.strip(),
    )


def _day(archive, paired_on):
    today = clock.today()
    day = paired_on or today
    last = archive.pairings.order_by("-ended_on").values_list("ended_on", flat=True).first()
    if day > today or (last and day < last):
        raise PairingAhead(day=today)
    return day


def _locked(archive):
    archive = (
        HardshipArchive.objects.select_for_update(of=("self",)).select_related("unit").get(pk=archive.pk)
    )
    if archive.status not in PAIRED:
        raise PairingNotOpenFor(status=Status(archive.status))
    return archive


def _refuse_stranger(by, archive):
    may = by.may(Permission.ENTER_FILES) or by.may(Permission.REVIEW_FILES)
    if not may or not by.sees(archive.unit_path):
        raise NotAllowed()
