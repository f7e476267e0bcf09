"""The life of an aid as one table of moves. Pages, rules and documentation read it.

Proposing and approving are done by people. What a batch does with all its rows, and what follows
approval, is made by the payment of the aid (its batch, its bank file, its return file): those
moves carry no permission and no page offers them, but they obey the same table.
"""

from dataclasses import dataclass

from assistance.aid_errors import AidNoteMissing, AidStepNotOpen, SamePersonTwice
from assistance.kinds import AidStatus, AidStep

PROPOSE, APPROVE, PAYMENT = "PROPOSE_AID", "APPROVE_AID", ""


@dataclass(frozen=True)
class Move:
    """One row of the table: from a state, by a step, to a state.

    `second_person`: the actor must not be who proposed the aid.
    """

    step: AidStep
    source: AidStatus
    to: AidStatus
    permission: str
    second_person: bool = False
    needs_note: bool = False


MOVES = (
    Move(AidStep.APPROVE, AidStatus.PROPOSED, AidStatus.APPROVED, APPROVE, second_person=True),
    Move(AidStep.RETURN, AidStatus.PROPOSED, AidStatus.RETURNED, APPROVE, True, True),
    Move(AidStep.AMEND, AidStatus.RETURNED, AidStatus.PROPOSED, PROPOSE),
    Move(AidStep.WITHDRAW, AidStatus.PROPOSED, AidStatus.WITHDRAWN, PROPOSE, needs_note=True),
    Move(AidStep.WITHDRAW, AidStatus.RETURNED, AidStatus.WITHDRAWN, PROPOSE, needs_note=True),
    Move(AidStep.WITHDRAW, AidStatus.APPROVED, AidStatus.WITHDRAWN, APPROVE, needs_note=True),
    Move(AidStep.PROPOSE, AidStatus.DRAFT, AidStatus.PROPOSED, PAYMENT),
    Move(AidStep.RECALL, AidStatus.PROPOSED, AidStatus.DRAFT, PAYMENT),
    Move(AidStep.TAKE_OUT, AidStatus.APPROVED, AidStatus.WITHDRAWN, PAYMENT, needs_note=True),
    Move(AidStep.SEND, AidStatus.APPROVED, AidStatus.SENT, PAYMENT),
    Move(AidStep.PAY, AidStatus.APPROVED, AidStatus.PAID, PAYMENT),
    Move(AidStep.PAY, AidStatus.SENT, AidStatus.PAID, PAYMENT),
    Move(AidStep.BOUNCE, AidStatus.SENT, AidStatus.BOUNCED, PAYMENT),
    Move(AidStep.BOUNCE, AidStatus.PAID, AidStatus.BOUNCED, PAYMENT),
    Move(AidStep.REISSUE, AidStatus.BOUNCED, AidStatus.APPROVED, PAYMENT),
    Move(AidStep.WITHDRAW, AidStatus.BOUNCED, AidStatus.WITHDRAWN, PAYMENT, needs_note=True),
    Move(AidStep.REFUND, AidStatus.PAID, AidStatus.REFUNDED, PAYMENT, needs_note=True),
)

_BY_STEP = {(move.step, move.source): move for move in MOVES}


def open_moves(status, posting, *, proposed_by, waiting_here=True):
    """Return the moves a posting may make by hand from a status, in table order.

    `proposed_by` is the id of the user who proposed the aid; `waiting_here` tells whether the
    posting's own unit is the one that approves it.
    """
    return tuple(
        move
        for move in MOVES
        if move.source == status
        and move.permission
        and posting.may(move.permission)
        and (move.permission != APPROVE or waiting_here)
        and not (move.second_person and posting.user_id == proposed_by)
    )


def check(status, step, *, by=None, proposed_by=None, note=""):
    """Return the state a step leads to. Raises an AidError that says why it may not be done.

    Payment makes its moves without `by`; a person's moves need the permission of the table.
    """
    move = _BY_STEP.get((AidStep(step), AidStatus(status)))
    if move is None or not _may(move, by):
        raise AidStepNotOpen(step=AidStep(step), status=AidStatus(status))
    if move.second_person and by.user_id == proposed_by:
        raise SamePersonTwice()
    if move.needs_note and not note.strip():
        raise AidNoteMissing(step=move.step)
    return move.to


def _may(move, by):
    return by is None if move.permission == PAYMENT else by is not None and by.may(move.permission)
