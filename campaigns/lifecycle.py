"""The life of a record as one table of moves. Pages, rules and documentation read it."""

from dataclasses import dataclass

from campaigns.enums import ActivityStatus, ActivityStep
from campaigns.errors import ActivityStepNotOpen, NotHeldYet, ReasonMissing


@dataclass(frozen=True)
class Move:
    """One row of the table: from a state, by a step, to a state."""

    step: ActivityStep
    source: ActivityStatus
    to: ActivityStatus
    needs_note: bool = False


MOVES = (
    Move(ActivityStep.HOLD, ActivityStatus.PLANNED, ActivityStatus.HELD),
    Move(ActivityStep.CANCEL, ActivityStatus.PLANNED, ActivityStatus.CANCELLED, needs_note=True),
    Move(ActivityStep.VOID, ActivityStatus.HELD, ActivityStatus.VOID, needs_note=True),
)
_BY_STEP = {(move.step, move.source): move for move in MOVES}


def open_moves(status):
    """Return the moves from a status, in table order."""
    return tuple(move for move in MOVES if move.source == status)


def check(status, step, *, note="", held_on, today):
    """Return the state a step leads to. Raises a CampaignError that says why it may not be done."""
    move = _BY_STEP.get((ActivityStep(step), ActivityStatus(status)))
    if move is None:
        raise ActivityStepNotOpen(step=ActivityStep(step), status=ActivityStatus(status))
    if move.needs_note and not note.strip():
        raise ReasonMissing()
    if move.to == ActivityStatus.HELD and held_on > today:
        raise NotHeldYet()
    return move.to
