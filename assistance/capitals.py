"""Amounts in Chinese capitals (票据大写), as vouchers and receipts write them. Pure.

Source: 票据法 §8 and the appendix of 支付结算办法: 元 and 角 end with 整 where nothing follows, zeros
between figures are written once.
"""

from decimal import Decimal

from unionaid.money import fen

FIGURES = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")


def in_capitals(amount: Decimal) -> str:
    """Return an amount of 0 to 999,999,999,999.99 元: 1234.50 → 壹仟贰佰叁拾肆元伍角整.

    Raises ValueError for negative amounts, parts of a 分, and what is larger.
    """
    cents = fen(amount)
    if cents < 0:
        raise ValueError("a voucher has no negative amount")
    yuan, rest = divmod(cents, 100)
    if yuan >= 10**12:
        raise ValueError(f"{amount} is more than capitals reach")
    jiao, single = divmod(rest, 10)
    whole = f"{_whole(yuan)}元" if yuan else ""
    if not rest:
        return f"{whole or '零元'}整"
    if not jiao:
        return f"{whole}{'零' if whole else ''}{FIGURES[single]}分"
    gap = "零" if whole and yuan % 10 == 0 else ""
    return f"{whole}{gap}{FIGURES[jiao]}角" + (f"{FIGURES[single]}分" if single else "整")


def _whole(number):
    """Return a positive whole number by groups of four figures."""
    text, zero_due, groups = "", False, []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            zero_due = bool(text)
            continue
        if text and (zero_due or group < 1000):
            text += "零"
        text += _group(group) + GROUPS[place]
        zero_due = False
    return text


def _group(number):
    """Return 1 to 9999 without leading zeros."""
    text, zero_due = "", False
    for place in range(3, -1, -1):
        figure = number // 10**place % 10
        if not figure:
            zero_due = bool(text)
            continue
        text += ("零" if zero_due else "") + FIGURES[figure] + PLACES[place]
        zero_due = False
    return text
