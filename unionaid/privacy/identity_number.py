"""公民身份号码 (GB 11643-1999): check, derive, explain digit by digit. No database.

The region code need not be in today's table, nor have existed in the birth year:
numbers keep the code of the day they were issued. An unknown county is a hint only.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date

from unionaid.organizations.reference import province_codes, region_name

LENGTH = 18
OLD_LENGTH = 15
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
OLDEST_YEARS = 130
# Residence permits of people from Hong Kong, Macao and Taiwan use these in place of a province.
PERMITS = frozenset({"81", "82", "83"})
MALE, FEMALE = "1", "2"


@dataclass(frozen=True)
class IdentityCheck:
    """The verdict on one number. `reason` is the first failure: length, characters, region,
    birth_date or checksum; None for a valid number. `warnings`: region_unknown, sequence_000."""

    number: str
    normalised: str
    valid: bool
    reason: str | None
    warnings: tuple[str, ...]
    birth_date: date | None
    sex: str | None
    region_code: str | None


@dataclass(frozen=True)
class Segment:
    """One part of a number explained: its digits, what they are, what they say, right or wrong."""

    digits: str
    title: str
    meaning: str
    ok: bool


def normalise(number: str) -> str:
    """Clean what people type or paste: full-width characters, spaces, a leading quote, lower-case x."""
    text = unicodedata.normalize("NFKC", number).strip()
    text = "".join(text.split()).lstrip("'‘’`")
    return text.upper()


def check_digit(body: str) -> str:
    """Return the eighteenth character for seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return CHECK_DIGITS[total % 11]


def check(number: str, today: date | None = None) -> IdentityCheck:
    """Check one number. Birth dates later than `today` (the real day by default) are refused."""
    text = normalise(number)
    reason = _first_failure(text, today or date.today())
    if reason:
        return IdentityCheck(number, text, False, reason, (), None, None, None)
    warnings = []
    if text[:2] not in PERMITS and region_name(text[:6]) is None:
        warnings.append("region_unknown")
    if text[14:17] == "000":
        warnings.append("sequence_000")
    sex = MALE if int(text[16]) % 2 else FEMALE
    return IdentityCheck(number, text, True, None, tuple(warnings), _birth(text), sex, text[:6])


def suggest_18(number: str) -> str | None:
    """Return the 18-digit form of a 15-digit number, None when it is not one."""
    text = normalise(number)
    if len(text) != OLD_LENGTH or not text.isdecimal():
        return None
    body = text[:6] + "19" + text[6:]
    return body + check_digit(body)


def explain(verdict: IdentityCheck, today: date | None = None) -> list[Segment]:
    """Explain a number of eighteen characters part by part; empty for other lengths."""
    text = verdict.normalised
    if len(text) != LENGTH:
        return []
    body, last = text[:17], text[17]
    place = region_name(text[:6]) or ("港澳台居民居住证" if text[:2] in PERMITS else None)
    known = text[:2] in province_codes() or text[:2] in PERMITS
    birth = _birth(text)
    born_right = birth is not None and _plausible(birth, today or date.today())
    right = check_digit(body) if body.isdecimal() else None
    return [
        Segment(
            text[:6], "行政区划",
            place or ("代码不在现行和历史区划表中，请核对" if known else "前两位不是省级代码"), known,
        ),
        Segment(
            text[6:14], "出生日期",
            birth.isoformat() if born_right else "不是可能的出生日期（年 4 位、月 2 位、日 2 位）",
            born_right,
        ),
        Segment(
            text[14:17], "顺序码",
            ("男（单数）" if int(text[16]) % 2 else "女（双数）") if text[14:17].isdecimal() else "应为数字",
            text[14:17].isdecimal(),
        ),
        Segment(
            last, "校验码",
            "正确" if last == right
            else f"按前 17 位应为 {right}，请逐位核对" if right else "前 17 位有误，无法计算",
            last == right,
        ),
    ]


def _first_failure(text, today):
    if len(text) != LENGTH:
        return "length"
    if not (text[:17].isascii() and text[:17].isdecimal() and text[17] in "0123456789X"):
        return "characters"
    if text[:2] not in province_codes() and text[:2] not in PERMITS:
        return "region"
    birth = _birth(text)
    if birth is None or not _plausible(birth, today):
        return "birth_date"
    return None if check_digit(text[:17]) == text[17] else "checksum"


def _birth(text):
    try:
        return date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None


def _plausible(birth, today):
    return today.year - OLDEST_YEARS <= birth.year and birth <= today
