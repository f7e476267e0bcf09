"""What is shown of a sensitive value before anybody asks for it (DOMAIN 8)."""

import re


def mask_id(number: str) -> str:
    """620402197502149983 → 620402********9983; other numbers keep two characters at each end."""
    if len(number) >= 15:
        return number[:6] + "*" * (len(number) - 10) + number[-4:]
    return number[:2] + "*" * (len(number) - 4) + number[-2:] if len(number) > 4 else "*" * len(number)


def mask_phone(number: str) -> str:
    """13812342046 → 138****2046; shorter numbers keep their last two digits."""
    digits = number.strip()
    if len(digits) >= 11:
        return digits[:3] + "*" * (len(digits) - 7) + digits[-4:]
    return "*" * (len(digits) - 2) + digits[-2:] if len(digits) > 2 else "*" * len(digits)


def mask_account(number: str) -> str:
    """A bank account keeps its last four digits: **** 1234."""
    return f"**** {number[-4:] if len(number) > 8 else ''}".strip() if number else ""


def mask_name(name: str) -> str:
    """王桂英 → 王*英, 王英 → 王*."""
    if len(name) <= 1:
        return name
    return name[0] + "*" if len(name) == 2 else name[0] + "*" * (len(name) - 2) + name[-1]


def mask_address(township: str, detail: str) -> str:
    """An address stops at its street or township."""
    return f"{township}***" if detail else township


# In this order: identity numbers, in groups or not; mobile numbers; cards in groups of four; any long run.
_NUMBERS = re.compile(
    r"(?<!\d)\d{6}[ -]?(?:19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx](?!\d)"
    r"|(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"
    r"|(?<!\d)\d{4}(?: \d{4}){2,4}(?: \d{1,4})?(?!\d)"
    r"|\d{17}[Xx]|\d{12,}"
)


def mask_numbers(text: str) -> str:
    """Mask whatever in a free text looks like an identity number, a mobile or a bank account.

    Dates, file numbers and amounts stay readable.
    """
    return _NUMBERS.sub(lambda match: match[0][:3] + "*" * (len(match[0]) - 7) + match[0][-4:], text)
