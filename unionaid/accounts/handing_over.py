"""What an office has in hand, by parts that upper apps register: what goes over, what is only listed."""

from dataclasses import dataclass

_parts = []


@dataclass(frozen=True)
class Part:
    """`rows(posting)` are its open rows; `move(rows, posting, receiver, by)` hands them over.

    Without `move` the rows wait at the union, not at the person: they are listed and stay.
    """

    key: str
    label: str
    rows: object
    move: object = None


@dataclass(frozen=True)
class Listed:
    """A line of the list of a handover."""

    label: str
    count: int
    is_moved: bool


def register(part):
    """Add a part; `key` names it in the evidence."""
    _parts.append(part)


def in_hand(posting):
    """Return what a posting has in hand, part by part."""
    return [Listed(part.label, part.rows(posting).count(), part.move is not None) for part in _parts]


def move_all(posting, receiver, by):
    """Hand every part over and return [key, label, number, moved] of each, inside a transaction."""
    told = []
    for part in _parts:
        rows = list(part.rows(posting))
        if part.move and rows:
            part.move(rows, posting, receiver, by)
        told.append([part.key, str(part.label), len(rows), part.move is not None])
    return told
