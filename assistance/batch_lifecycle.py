"""The life of a payment batch as one table of moves. Pages, rules and documentation read it.

A batch is prepared by a clerk, decided on by the union whose limit covers its largest aid, paid
by the finance officer of its own union, and settled by what the bank answers. Those are three
people at least: nobody approves what he prepared, nobody pays what he approved.
"""

from dataclasses import dataclass

from assistance.batch_errors import BatchNoteMissing, BatchStepNotOpen, SamePersonTwice
from assistance.kinds import BatchStatus, BatchStep

PREPARE, APPROVE, PAY, BANK = "PROPOSE_AID", "APPROVE_AID", "PAY_AID", ""


@dataclass(frozen=True)
class Move:
    """One row of the table: from a state, by a step, to a state.

    `second_person`: the actor must not be who prepared the batch. `another_than_approver`: nor
    who approved it.
    """

    step: BatchStep
    source: BatchStatus
    to: BatchStatus
    permission: str
    second_person: bool = False
    another_than_approver: bool = False
    needs_note: bool = False


S, T = BatchStatus, BatchStep
MOVES = (
    Move(T.SUBMIT, S.DRAFT, S.SUBMITTED, PREPARE),
    Move(T.SUBMIT, S.RETURNED, S.SUBMITTED, PREPARE),
    Move(T.RECALL, S.SUBMITTED, S.DRAFT, PREPARE),
    Move(T.APPROVE, S.SUBMITTED, S.APPROVED, APPROVE, second_person=True),
    Move(T.RETURN, S.SUBMITTED, S.RETURNED, APPROVE, second_person=True, needs_note=True),
    Move(T.CANCEL, S.DRAFT, S.CANCELLED, PREPARE, needs_note=True),
    Move(T.CANCEL, S.RETURNED, S.CANCELLED, PREPARE, needs_note=True),
    Move(T.CANCEL, S.APPROVED, S.CANCELLED, APPROVE, second_person=True, needs_note=True),
    Move(T.SEND, S.APPROVED, S.SENT, PAY, another_than_approver=True),
    Move(T.SETTLE, S.APPROVED, S.SETTLED, BANK),
    Move(T.SETTLE, S.SENT, S.SETTLED, BANK),
)
_BY_STEP = {(move.step, move.source): move for move in MOVES}


def open_moves(batch, posting):
    """Return the moves a posting may make by hand with a batch, in table order."""
    return tuple(
        move
        for move in MOVES
        if move.source == batch.status
        and move.permission
        and posting.may(move.permission)
        and posting.unit_id == actor_unit(move, batch)
        and not (move.second_person and posting.user_id == batch.prepared_by_id)
        and not (move.another_than_approver and posting.user_id == batch.approved_by_id)
    )


def actor_unit(move, batch):
    """Return the id of the union that makes a move: who approves decides, its own does the rest."""
    return batch.acting_unit_id if move.permission == APPROVE else batch.unit_id


def check(batch, step, *, by=None, note=""):
    """Return the state a step leads to. Raises a BatchError that says why it may not be done.

    The bank's answer makes its moves without `by`.
    """
    move = _BY_STEP.get((BatchStep(step), BatchStatus(batch.status)))
    if move is None or not _may(move, batch, by):
        raise BatchStepNotOpen(batch=batch, step=BatchStep(step))
    if by is not None and move.second_person and by.user_id == batch.prepared_by_id:
        raise SamePersonTwice(batch=batch)
    if by is not None and move.another_than_approver and by.user_id == batch.approved_by_id:
        raise SamePersonTwice(batch=batch)
    if move.needs_note and not note.strip():
        raise BatchNoteMissing(step=move.step)
    return move.to


def _may(move, batch, by):
    if move.permission == BANK:
        return by is None
    return by is not None and by.may(move.permission) and by.unit_id == actor_unit(move, batch)
