"""统一社会信用代码 (GB 32100-2015): check without a database."""

import re
import unicodedata

from unionaid.organizations.reference import code_list

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHAPE = re.compile(rf"[0-9A-Z]{{2}}\d{{6}}[{ALPHABET}]{{10}}")


def normalise(code: str) -> str:
    return "".join(unicodedata.normalize("NFKC", code).split()).upper()


def is_valid(code: str) -> bool:
    """Tell whether a code has its shape, a known authority and the right last character."""
    text = normalise(code)
    if not SHAPE.fullmatch(text) or text[:2] not in {row["code"] for row in code_list("uscc_authority")}:
        return False
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(text, WEIGHTS, strict=False))
    return ALPHABET[(31 - total % 31) % 31] == text[17]


def organisation_part_agrees(code: str) -> bool:
    """Tell whether the organisation code inside (places 9–17) has its own check character; only a hint."""
    body = normalise(code)[8:17]
    total = sum(ORGANISATION.index(c) * w for c, w in zip(body, ORGANISATION_WEIGHTS, strict=False))
    return "0123456789X0"[11 - total % 11] == body[8]
