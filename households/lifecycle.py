"""The life of a file as one table of moves (DOMAIN 4.2). Pages, rules and documentation read it.

A review chain (which states a new file passes, and which union acts in each) is data:
`ApprovalChain`. The moves say what may follow what, and who may do it.
"""

from dataclasses import dataclass

from households.enums import Status, Step
from households.errors import (
    NoteMissing,
    ReviewBegun,
    SamePersonTwice,
    StepNotOpen,
)

ENTER, REVIEW = "ENTER_FILES", "REVIEW_FILES"


@dataclass(frozen=True)
class Move:
    """One row of the table: from a state, by a step, to a state.

    `to` is None when the file's own chain names the next state.
    `second_person`: the actor must be nobody who entered, verified or decided this round.
    `at_first`: open only while the state is the first of the file's chain.
    """

    step: Step
    source: Status
    to: Status | None
    permission: str
    second_person: bool = False
    needs_note: bool = False
    at_first: bool = False


MOVES = (
    Move(Step.SUBMIT, Status.DRAFT, None, ENTER),
    Move(Step.SUBMIT, Status.RETURNED, None, ENTER),
    Move(Step.WITHDRAW, Status.SUBMITTED, Status.RETURNED, ENTER),
    Move(Step.WITHDRAW, Status.VERIFYING, Status.RETURNED, ENTER),
    Move(Step.WITHDRAW, Status.COUNTY_REVIEW, Status.RETURNED, ENTER, at_first=True),
    Move(Step.ACCEPT, Status.SUBMITTED, None, ENTER),
    Move(Step.VERIFY, Status.VERIFYING, None, ENTER),
    Move(Step.MATCH, Status.MATCHING, None, ENTER),
    Move(Step.END_NOTICE, Status.PUBLICISED, None, ENTER),
    Move(Step.UPHOLD, Status.PUBLICISED, Status.VERIFYING, REVIEW, needs_note=True),
    Move(Step.CHECK, Status.COUNTY_REVIEW, None, REVIEW, second_person=True),
    Move(Step.APPROVE, Status.CITY_APPROVAL, None, REVIEW, second_person=True),
    Move(Step.APPROVE, Status.PROVINCE_FILING, None, REVIEW, second_person=True),
    Move(Step.RETURN, Status.SUBMITTED, Status.RETURNED, ENTER, needs_note=True),
    Move(Step.RETURN, Status.MATCHING, Status.RETURNED, REVIEW, True, True),
    Move(Step.RETURN, Status.COUNTY_REVIEW, Status.RETURNED, REVIEW, True, True),
    Move(Step.RETURN, Status.CITY_APPROVAL, Status.RETURNED, REVIEW, True, True),
    Move(Step.RETURN, Status.PROVINCE_FILING, Status.RETURNED, REVIEW, True, True),
    Move(Step.REJECT, Status.MATCHING, Status.REJECTED, REVIEW, True, True),
    Move(Step.REJECT, Status.COUNTY_REVIEW, Status.REJECTED, REVIEW, True, True),
    Move(Step.REJECT, Status.CITY_APPROVAL, Status.REJECTED, REVIEW, True, True),
)

# What an approved request does to a file (`request_lifecycle`), or the end of its grace period.
EFFECTS = (
    Move(Step.BEGIN_GRACE, Status.ACTIVE, Status.GRACE, REVIEW),
    Move(Step.END_GRACE, Status.GRACE, Status.EXITED, ""),
    Move(Step.RESTORE, Status.GRACE, Status.ACTIVE, REVIEW, needs_note=True),
    Move(Step.CANCEL, Status.ACTIVE, Status.CANCELLED, REVIEW),
    Move(Step.CANCEL, Status.GRACE, Status.CANCELLED, REVIEW),
    Move(Step.CHANGE, Status.ACTIVE, Status.ACTIVE, REVIEW),
    Move(Step.CHANGE, Status.GRACE, Status.GRACE, REVIEW),
    Move(Step.RERATE, Status.ACTIVE, Status.ACTIVE, REVIEW),
    Move(Step.HEAD, Status.ACTIVE, Status.ACTIVE, REVIEW),
    Move(Step.SPLIT, Status.ACTIVE, Status.ACTIVE, REVIEW),
    Move(Step.SPLIT, Status.DRAFT, Status.ACTIVE, REVIEW),
    Move(Step.MERGE, Status.ACTIVE, Status.ACTIVE, REVIEW),
    Move(Step.MERGE, Status.ACTIVE, Status.CANCELLED, REVIEW),
    Move(Step.TRANSFER, Status.ACTIVE, Status.ACTIVE, REVIEW),
    Move(Step.TRANSFER, Status.GRACE, Status.GRACE, REVIEW),
)

# Steps of the filing union's clerk that ask not whether the file waits at the own unit.
_ANYWHERE = (Step.SUBMIT, Step.WITHDRAW)
_BY_STEP = {(move.step, move.source): move for move in MOVES}

# The step that passes a file on from a review state to the next of its chain.
FORWARD = {
    Status.SUBMITTED: Step.ACCEPT,
    Status.VERIFYING: Step.VERIFY,
    Status.MATCHING: Step.MATCH,
    Status.PUBLICISED: Step.END_NOTICE,
    Status.COUNTY_REVIEW: Step.CHECK,
    Status.CITY_APPROVAL: Step.APPROVE,
    Status.PROVINCE_FILING: Step.APPROVE,
}


def open_moves(status, posting, *, people=(), waiting_here=True, chain=()):
    """Return the moves a posting may make from a status, in table order.

    `people` are the ids of the users who entered, verified or decided this round; `waiting_here`
    tells whether the file waits at the posting's own unit; `chain` are its review states.
    """
    return tuple(
        move
        for move in MOVES
        if move.source == status
        and posting.may(move.permission)
        and (move.step in _ANYWHERE or waiting_here)
        and not (move.second_person and posting.user_id in people)
        and not (move.at_first and _under_way(status, chain))
    )


def check(status, step, *, by, people=(), note="", chain=()):
    """Return the state a step leads to. Raises a FileError that says why it may not be done.

    `chain` is the ordered tuple of review states of the file; after its last one
    the file is ACTIVE.
    """
    move = _BY_STEP.get((Step(step), Status(status)))
    if move is None or not by.may(move.permission):
        raise StepNotOpen(step=Step(step), status=Status(status))
    if move.at_first and _under_way(status, chain):
        raise ReviewBegun()
    if move.second_person and by.user_id in people:
        raise SamePersonTwice()
    if move.needs_note and not note.strip():
        raise NoteMissing(step=move.step)
    return move.to if move.to is not None else following(status, chain)


def following(status, chain):
    """Return the next state in a chain: its first after DRAFT or RETURNED, ACTIVE after its last."""
    if status in (Status.DRAFT, Status.RETURNED):
        return chain[0] if chain else Status.ACTIVE
    place = chain.index(status) + 1
    return chain[place] if place < len(chain) else Status.ACTIVE


def _under_way(status, chain):
    return bool(chain) and chain[0] != status
