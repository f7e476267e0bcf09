"""Telephone numbers and bank accounts: what is refused, what is only warned of."""

import re
import unicodedata

MOBILE = re.compile(r"1[3-9][0-9]{9}")
LANDLINE = re.compile(r"0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?")
ACCOUNT = re.compile(r"[0-9]{13,20}")
COUNTRY = re.compile(r"^(\+|00)86-?")
DASHES = str.maketrans("‐‑‒–—−", "------")


def mobile(number: str) -> str | None:
    """Return the eleven digits of a mobile number, None when it is not one."""
    text = COUNTRY.sub("", _plain(number)).replace("-", "")
    return text if MOBILE.fullmatch(text) else None


def telephone(number: str) -> str | None:
    """Return a mobile number or a landline with its area code, None when it is neither."""
    text = _plain(number)
    return mobile(number) or (text if LANDLINE.fullmatch(text) else None)


def account(number: str) -> str | None:
    """Return the 13 to 20 digits of a bank account, None when it has other characters or lengths."""
    text = _plain(number).replace("-", "")
    return text if ACCOUNT.fullmatch(text) else None


def passes_luhn(number: str) -> bool:
    """Tell whether the digits of a card satisfy the Luhn check; passbooks and company accounts need not."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _plain(number):
    return "".join(unicodedata.normalize("NFKC", number).split()).translate(DASHES)
