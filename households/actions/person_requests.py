"""What somebody asks about the data held on them: written down after an identity check, answered, printed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from households import revealing
from households.actions import consents
from households.actions.printing import print_number
from households.enums import PersonRequestKind, PersonRequestStatus, Requester
from households.errors import NotAllowed, RevealLimitReached
from households.models import Consent, PersonRequest
from households.person_errors import (
    AlreadyAnswered,
    AnswerMissing,
    IdentityWrong,
    NotAnAccess,
    RequestedAhead,
    RequesterMissing,
)
from households.queries import person_requests as queries
from households.rows import identity_index
from unionaid import clock
from unionaid.accounts.models import User
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.audit.models import AuditEvent
from unionaid.privacy import identity_number, masks

DAYS = timedelta(days=30)  # GB/T 35273-2020, 8.7: answered within thirty days


@transaction.atomic
def open_request(*, by, kind, number, name, requester, document, reason, received_on, requester_name=""):
    """Write down what a person asks, after number and name were compared with a document. Returns it.

    Raises IdentityWrong, RequesterMissing, RequestedAhead, or RevealLimitReached where somebody looks
    for too many people within an hour.
    """
    if not by.may(Permission.REVEAL_IDENTITY):
        raise NotAllowed()
    verdict = identity_number.check(number)
    if not verdict.valid:
        raise IdentityWrong()
    if requester != Requester.SELF and not requester_name.strip():
        raise RequesterMissing()
    if received_on > clock.today():
        raise RequestedAhead(day=clock.today())
    User.objects.select_for_update(no_key=True).get(pk=by.user_id)
    if _asked_within_the_hour(by.user) >= revealing.LIMIT:
        raise RevealLimitReached(limit=revealing.LIMIT)
    request = PersonRequest.objects.create(
        unit=by.unit, unit_path=by.unit.path, kind=kind, person=identity_index(verdict.normalised),
        person_name=name.strip(), id_last4=verdict.normalised[-4:], requester=requester,
        requester_name=requester_name.strip(), document=document.strip(), reason=reason.strip(),
        received_on=received_on, due_on=received_on + DAYS, recorded_by=by.user,
    )
    record(
        Event.PERSON_LOOKED_UP, subject=request, by=by, purpose=reason.strip(),
        detail={
            "label": PersonRequestKind(kind).label, "of": masks.mask_id(verdict.normalised),
            "rows": len(queries.members_of(request)),
        },
    )
    return request


@transaction.atomic
def answer(*, request, status, answer, by):
    """Answer a request. A granted withdrawal takes back every signature of the person in the scope.

    Raises AnswerMissing, AlreadyAnswered.
    """
    request = _open(request, by)
    if not answer.strip():
        raise AnswerMissing()
    if request.kind == PersonRequestKind.WITHDRAW and status != PersonRequestStatus.REFUSED:
        _withdraw(request, by)
    _answered(request, status, answer.strip(), by)
    return request


@transaction.atomic
def print_held(*, request, by):
    """Number the print of everything held on the person; the first one answers the request.

    Raises NotAnAccess for another kind of request.
    """
    if not by.may(Permission.REVEAL_IDENTITY):
        raise NotAllowed()
    if request.kind != PersonRequestKind.ACCESS:
        raise NotAnAccess()
    request = PersonRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    number = print_number()
    found = [member.archive for member in queries.members_of(request) if by.sees(member.archive.unit_path)]
    for subject in (request, *found):
        record(
            Event.PERSON_PRINTED, subject=subject, by=by, detail={"print_no": number, "masked": False},
        )
    if request.is_open:
        _answered(request, PersonRequestStatus.GRANTED, number, by)
    return number


def _open(request, by):
    if not by.may(Permission.REVEAL_IDENTITY):
        raise NotAllowed()
    request = PersonRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not request.is_open:
        raise AlreadyAnswered(day=request.answered_on)
    return request


def _answered(request, status, text, by):
    request.status, request.answer = status, text
    request.answered_on, request.answered_by = clock.today(), by.user
    request.save()
    record(
        Event.PERSON_REQUEST_ANSWERED, subject=request, by=by,
        before={"status": PersonRequestStatus.OPEN}, after={"status": status},
    )


def _withdraw(request, by):
    mine = Consent.objects.visible_to(by).valid(clock.today())
    for consent in mine.filter(person=request.person, person_name=request.person_name):
        consents.withdraw(consent=consent, by=by, reason=request.reason[:200])


def _asked_within_the_hour(user):
    return AuditEvent.objects.filter(
        actor=user, event=Event.PERSON_LOOKED_UP, at__gt=timezone.now() - timedelta(hours=1)
    ).count()
