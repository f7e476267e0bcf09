"""How two files may be one: the keys they share, and what a decision about them is bound to. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

NEAR = timedelta(days=31)  # birth dates so close may be one, mistyped or by the lunar calendar


class Key(StrEnum):
    """What two files have in common, the strongest first."""

    IDENTITY = "IDENTITY"
    ACCOUNT = "ACCOUNT"
    MOBILE = "MOBILE"
    NAME = "NAME"
    LIKENESS = "LIKENESS"


WEIGHTS = {key: 1 << place for place, key in enumerate(reversed(Key))}


@dataclass(frozen=True)
class Worker:
    """What likeness is judged by: one worker of a division."""

    archive: int
    name: str
    pinyin: str
    born: object
    region: str


def alike(one, other):
    """Tell whether two workers of one division may be one person: born close by, with similar names."""
    if one.region != other.region or not one.born or not other.born or abs(one.born - other.born) > NEAR:
        return False
    return similar(one.name, other.name) or bool(one.pinyin and one.pinyin == other.pinyin)


def similar(one, other):
    """Tell whether two names are equal, or from three characters on differ in one after the first."""
    if one == other:
        return bool(one)
    if len(one) != len(other) or len(one) < 3 or one[0] != other[0]:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def strength(keys):
    """Return how strong the shared keys are together, for sorting."""
    return sum(WEIGHTS[Key(key)] for key in keys)


def told(keys):
    """Return keys as a pair keeps them: the strongest first."""
    return " ".join(key for key in Key if key in keys)


def fingerprint(values):
    """Return the digest of what is compared of one file: plain values, in an order of their own."""
    return hashlib.sha256(repr(values).encode()).hexdigest()


def joint(first, second):
    """Return what a decision about two files is bound to."""
    return hashlib.sha256(f"{first} {second}".encode()).hexdigest()
