"""What stands in one cell, understood as people write it. Pure: no database, no request.

Each reader takes the value of a cell and returns what the file keeps. It raises `CellError` for what
cannot be meant, and wraps what it had to guess in a `Doubt`. Every sentence says what to do.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

LONGEST = 200
# Full-width letters and digits, and the spaces that tables carry: no-break, ideographic, zero width.
HALF_WIDTH = {
    code: code - 0xFEE0
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(first, last + 1)
} | {0xA0: " ", 0x3000: " ", 0x2007: " ", 0x202F: " ", 0x200B: None, 0xFEFF: None}
UNSEEN = {0x200B: None, 0xFEFF: None}
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
EXCEL_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
BETWEEN_CHARACTERS = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
NAME = re.compile(r"[A-Za-z\u3400-\u9fff\U00020000-\U0003ffff·•. ]{2,60}")
YES = frozenset({"是", "有", "对", "y", "yes", "1", "true", "√", "✓", "享受", "具有", "已"})
NO = frozenset({"否", "无", "没有", "n", "no", "0", "false", "×", "x", "不", "未", "不享受", "不具有"})
NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "空", "暂无", "没有", "null", "none", "n/a"})
SEPARATORS = re.compile(r"[、,;/|+\n]+")
BRACKETS = re.compile(r"[(\[【《].*?[)\]】》]")


@dataclass
class CellError(Exception):
    """A cell that cannot be taken: a stable code and a sentence with the remedy."""

    code: str
    message: str


@dataclass(frozen=True)
class Doubt:
    """A value that was taken after a guess; the sentence asks for a look."""

    value: object
    code: str
    message: str


def plain(value):
    """Return the text of a cell, full-width letters and digits made plain, spaces of any kind trimmed."""
    if value.__class__ is str:
        if value.isascii():
            return value.strip()
        return unicodedata.normalize("NFKC", value).translate(UNSEEN).strip()
    match value:
        case None:
            return ""
        case bool():
            return _("是") if value else _("否")
        case float():
            return f"{Decimal(repr(value)):f}"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value)


def is_blank(value):
    """Tell whether a cell holds nothing, or only spaces."""
    return value is None or (isinstance(value, str) and not plain(value))


def text(value, *, label, longest=LONGEST):
    """A line of text: full-width letters, digits and spaces made plain, every other mark kept as typed."""
    if isinstance(value, str):
        said = value.strip() if value.isascii() else value.translate(HALF_WIDTH).strip()
    else:
        said = plain(value)
    refuse_faults(said, label)
    if not said.isprintable():
        said = CONTROLS.sub("", said)
    if len(said) > longest:
        raise CellError(
            "too_long",
            _("%(label)s有 %(n)d 个字，最多 %(most)d 个，请缩短")
            % {"label": label, "n": len(said), "most": longest},
        )
    return said


def person_name(value, *, label):
    """A person's name as on the identity card; spaces between Chinese characters go."""
    said = text(value, label=label, longest=60)
    said = BETWEEN_CHARACTERS.sub("", said)
    if not said:
        return ""
    if not NAME.fullmatch(said):
        raise CellError(
            "name", _("%(label)s应为 2 个字以上，不含数字和符号，请按身份证填写") % {"label": label}
        )
    return said


def yes_no(value, *, label):
    """是/否, 有/无, √/×, 1/0, or a tick box."""
    if isinstance(value, bool):
        return value
    said = "".join(plain(value).split()).lower()
    refuse_faults(said, label)
    if not said:
        return None
    if said in YES:
        return True
    if said in NO:
        return False
    raise CellError(
        "yes_no",
        _("%(label)s应填“是”或“否”，现在是“%(value)s”") % {"label": label, "value": plain(value)[:20]},
    )


def coded(value, *, label, words, offered):
    """A value of a code list, by word or by code. `words` maps every way to say it to its code."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    said = "".join(plain(value).split())
    refuse_faults(said, label)
    if not said:
        return ""
    for key in (said, said.casefold(), BRACKETS.sub("", said), said.zfill(2) if said.isdecimal() else said):
        if key in words:
            return words[key]
    if said.lower() in NOTHING:
        return ""
    raise CellError(
        "code",
        _("%(label)s“%(value)s”不是有效的值，应为：%(offered)s")
        % {"label": label, "value": said[:20], "offered": "、".join(offered[:12])},
    )


def several(value, *, label, words, offered):
    """Several values of one code list in a cell, between commas or 、; each once."""
    found = []
    for part in SEPARATORS.split(plain(value)):
        code = coded(part, label=label, words=words, offered=offered)
        if code and code not in found:
            found.append(code)
    return found


def region(value, *, label, names, near=""):
    """A division by six-digit code or by name, with or without 市, 县, 区 and what lies above it.

    `names` maps every way to say it to its codes; of several the ones beginning like `near` win.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    said = "".join(plain(value).split())
    refuse_faults(said, label)
    if said.lower() in NOTHING:
        return ""
    found = names.get(said, ())
    for known in (near[:4], near[:2]):
        if len(found) > 1 and known:
            found = [code for code in found if code.startswith(known)] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise CellError(
            "region_ambiguous",
            _("%(label)s“%(value)s”有多个同名地方，请写全称，例如 甘肃省兰州市城关区")
            % {"label": label, "value": said[:30]},
        )
    raise CellError(
        "region",
        _("没有找到%(label)s“%(value)s”，请填写区县全称或 6 位行政区划代码")
        % {"label": label, "value": said[:30]},
    )


def refuse_faults(said, label):
    if said[:1] == "#" and said.upper() in EXCEL_ERRORS:
        raise CellError(
            "formula_error",
            _("%(label)s是公式错误 %(value)s，请改成数值") % {"label": label, "value": said},
        )
