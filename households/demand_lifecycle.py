"""The way of a demand as one table of moves. Pages and rules read it."""

from dataclasses import dataclass

from households.contact_enums import DemandStatus, DemandStep
from households.demand_errors import DemandStepNotOpen

UNDER_WAY = (DemandStatus.OPEN, DemandStatus.IN_HAND, DemandStatus.REFERRED)


@dataclass(frozen=True)
class Move:
    """A step, the states it may be taken in, and the state it leads to."""

    step: DemandStep
    sources: tuple
    to: DemandStatus


MOVES = (
    Move(DemandStep.ANSWER, UNDER_WAY, DemandStatus.IN_HAND),
    Move(DemandStep.REFER, UNDER_WAY, DemandStatus.REFERRED),
    Move(DemandStep.CLOSE, UNDER_WAY, DemandStatus.CLOSED),
)


def open_steps(status):
    """Return the steps a demand may take in a state, in table order."""
    return tuple(move.step for move in MOVES if status in move.sources)


def check(status, step):
    """Return the state a step leads to. Raises DemandStepNotOpen where it may not be taken."""
    status, step = DemandStatus(status), DemandStep(step)
    for move in MOVES:
        if move.step == step and status in move.sources:
            return move.to
    raise DemandStepNotOpen(step=step, status=status)
