"""The last resort: whatever a caller hands over as evidence, numbers of persons are masked in it."""

from datetime import date, datetime

from unionaid.privacy.masks import mask_numbers

LONGEST_PLAIN = 10**10  # whole numbers from here on may be a telephone, an identity number or an account


def redacted(value):
    """Return a value as plain JSON that reads the same from both databases, every such number masked.

    Dates become text, quotients too (a database may write them back in another way).
    """
    match value:
        case str():
            return mask_numbers(value)
        case dict():
            return {mask_numbers(str(key)): redacted(inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [redacted(inner) for inner in value]
        case None | bool():
            return value
        case int():
            return value if abs(value) < LONGEST_PLAIN else mask_numbers(str(value))
        case datetime() | date():
            return value.isoformat()
        case _:
            return mask_numbers(str(value))
