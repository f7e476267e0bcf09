"""Whether a bank's answer is the answer to our file, row by row. Pure.

Nothing is guessed: every row must name its reference, its account and its amount, and all rows
that are under way must be there, since a file that was cut off looks like one without bounces.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from assistance.bank_layouts import Layout
from unionaid.money import plain

LONGEST_EXACT = 15  # digits that survive in a numeric cell
DIGITS = 13  # of a reference
PAID, BOUNCED, PENDING = "PAID", "BOUNCED", "PENDING"


@dataclass(frozen=True)
class Expected:
    """A row the bank has to answer for."""

    reference: str
    account: str
    amount: Decimal


@dataclass(frozen=True)
class Fault:
    """A cell that keeps the file from being taken: row in the file (0: whole file), field, sentence."""

    row: int
    field: str
    text: str


@dataclass(frozen=True)
class Result:
    """What became of one row."""

    reference: str
    kind: str
    code: str
    reason: str
    receipt: str


@dataclass(frozen=True)
class Verdict:
    results: tuple[Result, ...]
    faults: tuple[Fault, ...]


def judge(rows, expected: Iterable[Expected], layout: Layout, *, answered=frozenset(), elsewhere=frozenset()):
    """Return the Verdict on the rows of a return file, (number, cells) pairs.

    `answered` are references that have their final result already, `elsewhere` those of other batches.
    """
    open_rows = {row.reference: row for row in expected}
    results, faults, seen = [], [], {}
    for number, cells in rows:
        found = list(_faults(number, cells, open_rows, seen, layout, answered, elsewhere))
        faults += found
        reference = reference_of(cells.get("reference"))
        seen.setdefault(reference, number)
        if not found:
            results.append(_result(cells, reference, layout))
    missing = [reference for reference in open_rows if reference not in seen]
    if missing:
        faults.append(
            Fault(0, "", _("缺少 %(n)d 笔：%(which)s。文件可能没有下载完整，请向银行要完整的回盘文件") % {
                "n": len(missing), "which": _("、").join(missing[:5]) + ("…" if len(missing) > 5 else ""),
            })
        )  # fmt: skip
    return Verdict(tuple(results), tuple(faults))


def _faults(number, cells, open_rows, seen, layout, answered, elsewhere):
    reference = reference_of(cells.get("reference"))
    row = open_rows.get(reference)
    if reference in seen:
        yield Fault(number, "reference", _("与第 %(n)d 行重复，请删去一行") % {"n": seen[reference]})
        return
    if reference in answered:
        yield Fault(number, "reference", _("这一笔已经有到账或退票的结果，请删去这一行"))
        return
    if reference in elsewhere:
        yield Fault(number, "reference", _("这一笔属于另一个批次，请在那个批次上传"))
        return
    if row is None:
        yield Fault(number, "reference", _("本批次没有这个业务编号，请核对是不是另一份文件"))
        return
    yield from _account_faults(number, cells.get("account"), row)
    yield from _amount_faults(number, cells.get("amount"), row)
    result = text_of(cells.get("result"))
    if not result:
        words = _("没有处理结果，请填“%(paid)s”或者失败代码") % {"paid": layout.paid[0]}
        yield Fault(number, "result", words)
    elif result not in (*layout.paid, *layout.pending) and not (
        text_of(cells.get("reason")) or not layout.title_of("reason")
    ):
        yield Fault(number, "reason", _("退票须有原因"))


def _account_faults(number, cell, row):
    if isinstance(cell, int | float) and not isinstance(cell, bool) and len(row.account) > LONGEST_EXACT:
        yield Fault(
            number, "account",
            _("账号在数字格式的单元格里，第 15 位以后已经丢失。请把这一列设为文本后重新导出"),
        )
    elif text_of(cell) != row.account:
        yield Fault(number, "account", _("账号与代发文件不一致，请核对"))


def _amount_faults(number, cell, row):
    amount, wanted = amount_of(cell), {"amount": plain(row.amount)}
    if amount is None:
        yield Fault(number, "amount", _("金额不是数字"))
    elif amount == row.amount:
        return
    elif amount * 10_000 == row.amount:
        yield Fault(number, "amount", _("金额像是以万元为单位，应为 %(amount)s 元") % wanted)
    elif amount == row.amount * 100:
        yield Fault(number, "amount", _("金额像是以分为单位，应为 %(amount)s 元") % wanted)
    else:
        yield Fault(number, "amount", _("金额与代发文件不一致，应为 %(amount)s 元") % wanted)


def _result(cells, reference, layout):
    code = text_of(cells.get("result"))
    kind = PAID if code in layout.paid else PENDING if code in layout.pending else BOUNCED
    return Result(
        reference, kind, code[:20], (text_of(cells.get("reason")) or code)[:200],
        text_of(cells.get("receipt"))[:60],
    )


def text_of(cell):
    """Return a cell as plain text: full-width characters made plain, spaces and a leading quote away."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "".join(unicodedata.normalize("NFKC", str(cell)).split()).lstrip("'")


def reference_of(cell):
    """Return our number of a payment; a numeric cell has lost nothing but its leading zeros."""
    text = text_of(cell)
    return text.zfill(DIGITS) if text.isdecimal() else text


def amount_of(cell):
    """Return a cell as Decimal 元, None where it is no amount."""
    text = text_of(cell).replace(",", "").removesuffix("元").lstrip("¥￥")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None
