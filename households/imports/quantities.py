"""Days, amounts and numbers in cells, in the many ways tables write them. Pure."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from households.imports.cells import NOTHING, CellError, Doubt, plain, refuse_faults

FIRST_SERIAL, LAST_SERIAL = 1, 73050  # 1900-01-01 to 2099-12-31
DAY_ZERO = date(1899, 12, 30)
EARLIEST = date(1900, 1, 1)
TEN_THOUSAND = Decimal(10_000)
CENT = Decimal("0.01")
MOST = Decimal("99999999999.99")

DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})月?|(\d{4})(\d{2})")
CLOCK = re.compile(r"(T|\s)\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
AMOUNT = re.compile(r"([-+]?)(\d+\.?\d*|\.\d+)(万|亿)?")


def day(value, *, label, latest=None):
    """A day: a date cell, a serial number, or one of the usual ways to write it."""
    found = _day(value, label)
    if found is None:
        return None
    plain_day = found.value if isinstance(found, Doubt) else found
    if plain_day < EARLIEST:
        raise CellError("date_too_early", _("%(label)s早于 1900 年，请核对年份") % {"label": label})
    if latest and plain_day > latest:
        raise CellError(
            "date_in_future",
            _("%(label)s %(day)s 晚于今天（%(today)s），请核对")
            % {"label": label, "day": plain_day.isoformat(), "today": latest.isoformat()},
        )
    return found


def _day(value, label):
    match value:
        case bool():
            raise _no_day(value, label)
        case datetime():
            return value.date()
        case date():
            return value
        case int() | float():
            return _numbered_day(value, label)
    said = CLOCK.sub("", plain(value))
    refuse_faults(said, label)
    said = "".join(said.split())
    if said.lower() in NOTHING:
        return None
    if said.isdecimal() and len(said) == 5:
        return _numbered_day(int(said), label)
    parts = DAY.fullmatch(said)
    if parts:
        return _made_day([int(part) for part in parts.groups() if part], value, label)
    parts = MONTH.fullmatch(said)
    if parts:
        year, month = (int(part) for part in parts.groups() if part)
        found = _made_day([year, month, 1], value, label)
        return Doubt(
            found,
            "day_missing",
            _("%(label)s只写到月，按 %(day)s 读取，请核对") % {"label": label, "day": found.isoformat()},
        )
    raise _no_day(value, label)


def _numbered_day(value, label):
    """A serial number of Excel, or eight digits that lost their text format."""
    if FIRST_SERIAL <= value <= LAST_SERIAL:
        return DAY_ZERO + timedelta(days=int(value))
    whole = int(value) if float(value).is_integer() else value
    parts = DAY.fullmatch(str(whole))
    if not parts:
        raise _no_day(value, label)
    return _made_day([int(part) for part in parts.groups() if part], value, label)


def _made_day(parts, value, label):
    try:
        return date(*parts)
    except ValueError as error:
        raise CellError(
            "no_such_day",
            _("%(label)s“%(value)s”这一天不存在，请核对月份和日期")
            % {"label": label, "value": plain(value)[:20]},
        ) from error


def _no_day(value, label):
    return CellError(
        "date",
        _("%(label)s“%(value)s”不是日期，请写成 2022-01-26 或 20220126")
        % {"label": label, "value": plain(value)[:20]},
    )


def amount(value, *, label, scale=1, most=MOST):
    """An amount in 元; `scale` is 10000 for a column in 万元. Commas, ¥ and 元 may stand; 万 counts."""
    if isinstance(value, bool | date):
        raise _no_amount(value, label)
    if isinstance(value, int | float):
        number, written = Decimal(repr(value)), None
        if not number.is_finite():
            raise _no_amount(value, label)
    else:
        number, written = _written_amount(value, label)
        if number is None:
            return None
    number *= scale
    if number < 0:
        raise CellError("negative", _("%(label)s不能是负数，请填写 0 或以上的金额") % {"label": label})
    if number > most:
        raise CellError(
            "too_much",
            _("%(label)s超过 %(most)s 元，请核对单位是否为元") % {"label": label, "most": f"{most:,.0f}"},
        )
    rounded = number.quantize(CENT)
    if abs(rounded - number) > Decimal("0.000001"):
        raise CellError(
            "decimals",
            _("%(label)s最多写到分，即两位小数，请改为 %(better)s") % {"label": label, "better": rounded},
        )
    if written:
        return Doubt(
            rounded,
            "ten_thousands",
            _("%(label)s“%(value)s”按 %(amount)s 元读取，请核对")
            % {"label": label, "value": written, "amount": f"{rounded:,.2f}"},
        )
    return rounded


def _written_amount(value, label):
    """Return (number, the text when it was multiplied) of a written amount."""
    said = "".join(plain(value).split())
    refuse_faults(said, label)
    if said.lower() in NOTHING:
        return None, None
    bare = said.lstrip("¥￥").removesuffix("元").replace(",", "")
    parts = AMOUNT.fullmatch(bare)
    if not parts:
        raise _no_amount(value, label)
    sign, digits, unit = parts.groups()
    number = Decimal(sign + digits) * {"万": TEN_THOUSAND, "亿": TEN_THOUSAND**2}.get(unit, 1)
    return number, said if unit else None


def _no_amount(value, label):
    return CellError(
        "amount",
        _("%(label)s“%(value)s”不是金额，请只写数字，例如 1650.00")
        % {"label": label, "value": plain(value)[:20]},
    )


def number(value, *, label, least, most, places=0):
    """A plain number between two limits; units such as 人, 个月 or 平方米 behind it are let go."""
    if isinstance(value, bool | date):
        raise _no_number(value, label, least, most)
    said = "".join(plain(value).split()).replace(",", "")
    refuse_faults(said, label)
    if said.lower() in NOTHING:
        return None
    parts = re.fullmatch(r"(-?\d+(\.\d+)?)[^\d.]{0,4}", said)
    found = Decimal(parts[1]) if parts else None
    if found is None or not least <= found <= most or round(found, places) != found:
        raise _no_number(value, label, least, most)
    return found if places else int(found)


def _no_number(value, label, least, most):
    return CellError(
        "number",
        _("%(label)s应为 %(least)s 至 %(most)s 之间的数字，现在是“%(value)s”")
        % {"label": label, "least": least, "most": most, "value": plain(value)[:20]},
    )
