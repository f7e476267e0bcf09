"""Telephone numbers and bank accounts: what is refused, what is only warned of."""

import re
import unicodedata

MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(-\d{1,6})?")
ACCOUNT = re.compile(r"\d{13,20}")


def plain(number: str) -> str:
    """NFKC, without spaces and hyphens between digits, without +86."""
    text = "".join(unicodedata.normalize("NFKC", number).split())
    return re.sub(r"^(\+86|0086)", "", text)


def mobile(number: str) -> str | None:
    """Return the eleven digits of a mobile number, None when it is not one."""
    text = plain(number).replace("-", "")
    return text if MOBILE.fullmatch(text) else None


def telephone(number: str) -> str | None:
    """Return a mobile or landline number, None when it is neither."""
    return mobile(number) or (plain(number) if LANDLINE.fullmatch(plain(number)) else None)


def account(number: str) -> str | None:
    """Return the 13 to 20 digits of a bank account, None when it has other characters or lengths."""
    text = plain(number).replace("-", "")
    return text if text.isascii() and ACCOUNT.fullmatch(text) else None


def passes_luhn(number: str) -> bool:
    """Tell whether a card number satisfies the Luhn check; passbooks and company accounts need not."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
