"""Scope: a union subtree asked as a half-open range of materialised paths.

`path >= low AND path < high` is an index range on both databases and under every
collation, since steps are digits and capital letters of one width.
"""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STEP = 4


def next_path(path: str) -> str:
    """Return the first path after the whole subtree of `path`: its last step plus one, with carry.

    Raises ValueError for a path that is not made of whole steps, and OverflowError
    when no path can follow.
    """
    if not path or len(path) % STEP or set(path) - set(ALPHABET):
        raise ValueError(f"not a unit path: {path!r}")
    digits = list(path)
    for place in reversed(range(len(digits))):
        value = ALPHABET.index(digits[place]) + 1
        if value < len(ALPHABET):
            digits[place] = ALPHABET[value]
            return "".join(digits)
        digits[place] = ALPHABET[0]
    raise OverflowError(f"no path follows {path!r}")


def subtree_range(path: str) -> tuple[str, str]:
    """Return (low, high): every path of the subtree is >= low and < high."""
    return path, next_path(path)


def contains(path: str, other: str) -> bool:
    """Tell whether the unit at `other` lies in the subtree of the unit at `path`."""
    return other.startswith(path)
