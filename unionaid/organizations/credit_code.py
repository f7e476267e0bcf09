"""统一社会信用代码 (GB 32100-2015): check without a database.

One character of authority, one of kind, six digits of region, nine of organisation code
(GB 11714), one check character.
"""

import re
import unicodedata

from unionaid.organizations.reference import code_list

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V, Z
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
SHAPE = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")

ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION_CHECKS = "0X987654321"


def normalise(code: str) -> str:
    """Clean what people type or paste: full-width characters, spaces, lower case."""
    return "".join(unicodedata.normalize("NFKC", code).split()).upper()


def is_valid(code: str) -> bool:
    """Tell whether a code has its shape, a known authority and the right last character."""
    text = normalise(code)
    if not SHAPE.fullmatch(text) or text[:2] not in {row["code"] for row in code_list("uscc_authority")}:
        return False
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(text[:17], WEIGHTS, strict=True))
    return ALPHABET[-total % 31] == text[17]


def organisation_part_agrees(code: str) -> bool:
    """Tell whether places 9 to 17 of a valid code carry their own right check character; only a hint."""
    body = normalise(code)[8:17]
    total = sum(
        ORGANISATION_ALPHABET.index(char) * weight
        for char, weight in zip(body[:8], ORGANISATION_WEIGHTS, strict=True)
    )
    return ORGANISATION_CHECKS[total % 11] == body[8]
