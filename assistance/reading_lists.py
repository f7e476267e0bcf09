"""A list of households in a workbook of the user's own: numbers or names, perhaps with amounts."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from assistance import bank_reading
from assistance.return_rules import amount_of, text_of
from unionaid.money import CENT, LARGEST

TITLES = {
    "档案号": "file_no", "档案编号": "file_no", "职工编号": "file_no", "姓名": "name", "职工姓名": "name",
    "金额": "amount", "金额（元）": "amount", "金额(元)": "amount", "发放金额": "amount",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One row: whom it means, the amount it names or None, what is wrong with it or ""."""

    who: str
    amount: Decimal | None
    fault: str


def read_list(content: bytes):
    """Return the Lines of the first sheet. Raises FileUnreadable where no such column stands in it."""
    cells = bank_reading.sheet(content)
    needed = next((title for title in TITLES if _has(cells, title) and TITLES[title] != "amount"), "档案号")
    table = bank_reading.under_titles(cells, TITLES, [needed])
    return [_line(number, row) for number, row in table.rows]


def _has(cells, title):
    return any(text_of(cell) == text_of(title) for row in cells[: bank_reading.HEADER_WITHIN] for cell in row)


def _line(number, row):
    who = text_of(row.get("file_no")) or text_of(row.get("name"))
    cell = row.get("amount")
    if cell in (None, ""):
        return Line(who, None, "" if who else _("第 %(n)d 行没有档案号和姓名") % {"n": number})
    amount = amount_of(cell)
    if amount is None or amount <= 0 or amount > LARGEST or amount != amount.quantize(CENT):
        return Line(who, None, _("第 %(n)d 行的金额须是大于 0、最多两位小数的数字") % {"n": number})
    return Line(who, amount.quantize(CENT), "")
