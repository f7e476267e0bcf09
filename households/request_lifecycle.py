"""The way of a request about a file on record, as tables. Pages, rules and documentation read them.

A request passes the states of its kind's route one after the other; after the last one it takes
effect on the file. Who acts in a state follows from the union branch (`chains.deciding_unit`).
"""

from households.enums import RequestKind, RequestStatus, RequestStep, Status, Step
from households.errors import NoteMissing, SamePersonTwice
from households.lifecycle import ENTER, REVIEW
from households.request_errors import RequestStepNotOpen

ROUTES = {
    RequestKind.CHANGE: (RequestStatus.COUNTY_REVIEW,),
    RequestKind.RERATE: (RequestStatus.COUNTY_REVIEW, RequestStatus.CITY_APPROVAL),
    RequestKind.HEAD: (RequestStatus.COUNTY_REVIEW,),
    RequestKind.SPLIT: (RequestStatus.COUNTY_REVIEW, RequestStatus.CITY_APPROVAL),
    RequestKind.MERGE: (RequestStatus.COUNTY_REVIEW, RequestStatus.CITY_APPROVAL),
    RequestKind.EXIT: (RequestStatus.NOTICE, RequestStatus.COUNTY_REVIEW),
    RequestKind.CANCEL: (RequestStatus.COUNTY_REVIEW, RequestStatus.CITY_APPROVAL),
    RequestKind.TRANSFER: (RequestStatus.COUNTY_REVIEW, RequestStatus.ACCEPTANCE),
}

# Kinds that go on to the prefecture where they would give the household another tier.
TIER_GOES_UP = (RequestKind.CHANGE, RequestKind.HEAD)

# States of the file in which a request of a kind may be opened.
OPEN_FOR = dict.fromkeys(RequestKind, (Status.ACTIVE,)) | {
    RequestKind.CHANGE: (Status.ACTIVE, Status.GRACE),
    RequestKind.CANCEL: (Status.ACTIVE, Status.GRACE),
    RequestKind.TRANSFER: (Status.ACTIVE, Status.GRACE),
}

# The step a request leaves in the file's own history when it takes effect.
EFFECT = {
    RequestKind.CHANGE: Step.CHANGE,
    RequestKind.RERATE: Step.RERATE,
    RequestKind.HEAD: Step.HEAD,
    RequestKind.SPLIT: Step.SPLIT,
    RequestKind.MERGE: Step.MERGE,
    RequestKind.EXIT: Step.BEGIN_GRACE,
    RequestKind.CANCEL: Step.CANCEL,
    RequestKind.TRANSFER: Step.TRANSFER,
}

# Step → the states it may be taken in, the right it takes, whether by a second person, whether with a note.
STEPS = {
    RequestStep.END_NOTICE: ((RequestStatus.NOTICE,), ENTER, False, False),
    RequestStep.PASS: (
        (RequestStatus.COUNTY_REVIEW, RequestStatus.CITY_APPROVAL, RequestStatus.ACCEPTANCE),
        REVIEW, True, False,
    ),
    RequestStep.REFUSE: (
        (RequestStatus.COUNTY_REVIEW, RequestStatus.CITY_APPROVAL, RequestStatus.ACCEPTANCE),
        REVIEW, True, True,
    ),
    RequestStep.WITHDRAW: (
        (RequestStatus.NOTICE, RequestStatus.COUNTY_REVIEW, RequestStatus.CITY_APPROVAL,
         RequestStatus.ACCEPTANCE),
        ENTER, False, False,
    ),
}


def route_of(kind, detail=None):
    """Return the states a request passes; another tier than before always goes to the prefecture too."""
    route, detail = ROUTES[RequestKind(kind)], detail or {}
    if kind in TIER_GOES_UP and detail.get("tier") != detail.get("tier_before"):
        return (*route, RequestStatus.CITY_APPROVAL)
    return route


def open_steps(status, posting, *, people=(), waiting_here=True, own=True):
    """Return the steps a posting may take on a request.

    `people` opened or passed it before; `own` tells whether it comes from the posting's scope.
    """
    return tuple(
        step
        for step, (states, permission, second_person, _note) in STEPS.items()
        if status in states
        and posting.may(permission)
        and (own if step == RequestStep.WITHDRAW else waiting_here)
        and not (second_person and posting.user_id in people)
    )


def check(kind, status, step, *, by, people=(), note="", detail=None):
    """Return the state a step leads to. Raises a FileError that says why it may not be taken."""
    status, step = RequestStatus(status), RequestStep(step)
    states, permission, second_person, needs_note = STEPS[step]
    if status not in states or not by.may(permission):
        raise RequestStepNotOpen(step=step, status=status)
    if second_person and by.user_id in people:
        raise SamePersonTwice()
    if needs_note and not note.strip():
        raise NoteMissing(step=step)
    if step == RequestStep.REFUSE:
        return RequestStatus.REFUSED
    if step == RequestStep.WITHDRAW:
        return RequestStatus.WITHDRAWN
    return following(kind, status, detail)


def following(kind, status, detail=None):
    """Return the state after one of a kind's route, DONE after the last."""
    route = route_of(kind, detail)
    place = route.index(RequestStatus(status)) + 1
    return route[place] if place < len(route) else RequestStatus.DONE
