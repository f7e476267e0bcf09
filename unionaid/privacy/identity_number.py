"""公民身份号码 (GB 11643-1999): check, derive, explain part by part. No database.

The region code need not be in today's table, nor have existed in the birth year:
a number keeps the code of the day it was issued. An unknown county is a hint only.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unionaid.organizations.reference import province_codes, region_name

LENGTH = 18
OLD_LENGTH = 15
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
QUOTES = "'\"‘’“”`"
OLDEST = 130
# Residence permits of people from Hong Kong, Macao and Taiwan carry these in place of a province.
PERMITS = frozenset({"81", "82", "83"})
MALE, FEMALE = "1", "2"


@dataclass(frozen=True)
class IdentityCheck:
    """The verdict on one number. `reason` is the first failure: length, characters, region,
    birth_date or checksum; None for a valid number. `warnings`: region_unknown, sequence_000.
    An invalid number tells no birth date, sex or region."""

    number: str
    normalised: str
    valid: bool
    reason: str | None
    warnings: tuple[str, ...] = ()
    birth_date: date | None = None
    sex: str | None = None
    region_code: str | None = None


@dataclass(frozen=True)
class Segment:
    """One part of a number explained: its digits, what they are, what they say, right or wrong.

    `wrong_places` counts from 1 in the whole number; empty when no single digit can be named.
    `expected` is what should stand there, where that can be computed.
    """

    digits: str
    title: str
    meaning: str
    ok: bool
    wrong_places: tuple[int, ...] = ()
    expected: str | None = None


def normalise(number: str) -> str:
    """Clean what people type or paste: full-width characters, spaces, a leading quote, lower-case x."""
    text = "".join(unicodedata.normalize("NFKC", number).split())
    return (text[1:] if text[:1] in QUOTES else text).replace("x", "X")


def check_digit(body: str) -> str:
    """Return the eighteenth character for seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return CHECK_DIGITS[total % 11]


def check(number: str, today: date | None = None) -> IdentityCheck:
    """Check one number. Birth dates after `today` (the real day by default) or 130 years ago are refused."""
    text = normalise(number)
    reason = _first_failure(text, today or date.today())
    if reason:
        return IdentityCheck(number, text, False, reason)
    warnings = []
    if region_name(text[:6]) is None:
        warnings.append("region_unknown")
    if text[14:17] == "000":
        warnings.append("sequence_000")
    return IdentityCheck(number, text, True, None, tuple(warnings), _birth(text), _sex(text), text[:6])


def suggest_18(number: str) -> str | None:
    """Return the 18-digit form of a 15-digit number, None when it is not one."""
    text = normalise(number)
    if len(text) != OLD_LENGTH or not _digits(text):
        return None
    body = text[:6] + "19" + text[6:]
    return body + check_digit(body)


def explain(verdict: IdentityCheck, today: date | None = None) -> list[Segment]:
    """Explain a number in four parts of 6, 8, 3 and 1 characters, or in one where the length is wrong."""
    text = verdict.normalised
    if len(text) != LENGTH:
        return [_length(text)]
    return [
        _region(text[:6]),
        _birth_date(text, today or date.today()),
        _sequence(text[14:17]),
        _last(text),
    ]


def _first_failure(text, today):
    if len(text) != LENGTH:
        return "length"
    if not _digits(text[:17]) or not (_digits(text[17]) or text[17] == "X"):
        return "characters"
    if not _province(text):
        return "region"
    if not _possible(_birth(text), today):
        return "birth_date"
    return None if check_digit(text[:17]) == text[17] else "checksum"


def _length(text):
    title = _("位数")
    suggested = suggest_18(text)
    if suggested:
        meaning = _("15 位旧号码已停用，按规则换算的 18 位号码是 %(number)s，请与证件核对")
        return Segment(text, title, meaning % {"number": suggested}, False, (), suggested)
    away = abs(len(text) - LENGTH)
    if len(text) < LENGTH:
        meaning = ngettext("应为 18 位，少 %(away)d 位", "应为 18 位，少 %(away)d 位", away)
    else:
        meaning = ngettext("应为 18 位，多 %(away)d 位", "应为 18 位，多 %(away)d 位", away)
    return Segment(text, title, meaning % {"away": away}, False)


def _region(digits):
    title = _("首次办证地")
    strays = _strays(digits, 1)
    if strays:
        return _not_digits(digits, title, strays, 1)
    if not _province(digits):
        meaning = _("前两位 %(digits)s 不是省级代码") % {"digits": digits[:2]}
        return Segment(digits, title, meaning, False, (1, 2))
    name = region_name(digits)
    if name is None:
        return Segment(digits, title, _("代码不在现行和历史区划表中，请核对证件"), True)
    if digits[:2] in PERMITS:
        name = _("%(place)s（港澳台居民居住证）") % {"place": name}
    return Segment(digits, title, name, True)


def _birth_date(text, today):
    digits, title = text[6:14], _("出生日期")
    strays = _strays(digits, 7)
    if strays:
        return _not_digits(digits, title, strays, 7)
    birth = _birth(text)
    if birth is None:
        return _no_such_day(digits, title)
    shown = birth.isoformat()
    if birth > today:
        meaning = _("%(birth)s 晚于今天（%(today)s）") % {"birth": shown, "today": today.isoformat()}
        return Segment(digits, title, meaning, False)
    if not _possible(birth, today):
        return Segment(digits, title, _("%(birth)s 距今超过 130 年") % {"birth": shown}, False)
    return Segment(digits, title, shown, True)


def _no_such_day(digits, title):
    year, month, day = digits[:4], digits[4:6], digits[6:]
    if not 1 <= int(month) <= 12:
        meaning = _("第 11、12 位是月份，应为 01 至 12，现在是 %(month)s") % {"month": month}
        return Segment(digits, title, meaning, False, (11, 12))
    if year == "0000":
        return Segment(digits, title, _("第 7 至 10 位是年份，不能是 0000"), False, (7, 8, 9, 10))
    meaning = _("第 13、14 位是日，%(year)s 年 %(month)s 月没有 %(day)s 日") % {
        "year": year,
        "month": month,
        "day": day,
    }
    return Segment(digits, title, meaning, False, (13, 14))


def _sequence(digits):
    title = _("顺序码")
    strays = _strays(digits, 15)
    if strays:
        return _not_digits(digits, title, strays, 15)
    if digits == "000":
        return Segment(digits, title, _("顺序码从 001 起，000 少见，请核对证件"), True)
    return Segment(digits, title, _("男（末位单数）") if int(digits[2]) % 2 else _("女（末位双数）"), True)


def _last(text):
    digit, title = text[17], _("校验码")
    if not _digits(text[:17]):
        return Segment(digit, title, _("前 17 位有不是数字的字符，无法计算"), False)
    right = check_digit(text[:17])
    if digit == right:
        return Segment(digit, title, _("与前 17 位相符"), True)
    meaning = _("按前 17 位应为 %(right)s，现在是 %(digit)s，请逐位核对") % {"right": right, "digit": digit}
    return Segment(digit, title, meaning, False, (18,), right)


def _not_digits(digits, title, places, first):
    named = _("、").join(
        _("第 %(place)d 位“%(character)s”") % {"place": place, "character": digits[place - first]}
        for place in places
    )
    return Segment(digits, title, _("%(named)s应为数字") % {"named": named}, False, places)


def _strays(digits, first):
    return tuple(place for place, character in enumerate(digits, first) if not _digits(character))


def _digits(text):
    return text.isascii() and text.isdecimal()


def _province(text):
    return text[:2] in province_codes() or text[:2] in PERMITS


def _birth(text):
    try:
        return date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None


def _possible(birth, today):
    """Tell whether a living person can be born that day: not after today, not over 130 years ago."""
    if birth is None or birth > today:
        return False
    return (birth.year + OLDEST, birth.month, birth.day) >= (today.year, today.month, today.day)


def _sex(text):
    return MALE if int(text[16]) % 2 else FEMALE
