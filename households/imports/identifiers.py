"""Numbers that name a person, a card or an employer. Pure.

A number cell keeps fifteen digits: longer identifiers in one have lost their end and are refused.
"""

import re
from datetime import date

from django.utils.translation import gettext as _

from households.imports.cells import NOTHING, CellError, Doubt, plain
from unionaid.organizations import credit_code
from unionaid.privacy import contact_numbers, identity_number

EXACT = 10**15
SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+?\d+")


def identity(value, *, label):
    """A resident's identity number; one that a number cell has cut is refused, never repaired."""
    if isinstance(value, bool | date):
        raise CellError("identity", _("%(label)s不是身份证号码，请核对") % {"label": label})
    said = plain(value)
    if isinstance(value, int | float) or SCIENTIFIC.fullmatch(said):
        if isinstance(value, int) and value < EXACT and len(str(value)) == identity_number.OLD_LENGTH:
            raise _old_identity(str(value), label)
        raise CellError(
            "identity_as_number",
            _("%(label)s的单元格是数字格式，末尾几位已被表格软件改掉。请把这一列设为“文本”，对照证件重新填写")
            % {"label": label},
        )
    number_ = identity_number.normalise(said)
    if not number_ or number_.lower() in NOTHING:
        return ""
    if len(number_) == identity_number.OLD_LENGTH and number_.isdecimal():
        raise _old_identity(number_, label)
    verdict = identity_number.check(number_)
    if verdict.valid:
        return number_
    if verdict.reason == "length":
        raise CellError(
            "identity_length",
            _("%(label)s只有 %(n)d 位，请补全为 18 位") % {"label": label, "n": len(number_)}
            if len(number_) < identity_number.LENGTH
            else _("%(label)s有 %(n)d 位，应为 18 位，请核对") % {"label": label, "n": len(number_)},
        )
    wrong = next(part for part in identity_number.explain(verdict) if not part.ok)
    raise CellError(f"identity_{verdict.reason}", f"{label}：{wrong.meaning}")


def _old_identity(number_, label):
    better = identity_number.suggest_18(number_) or ""
    masked = f"{better[:6]}********{better[-4:]}" if better else ""
    return CellError(
        "identity_old",
        _("%(label)s是 15 位旧号码，对应的 18 位号码应为 %(better)s，请对照现在的证件填写完整")
        % {"label": label, "better": masked},
    )


def mobile(value, *, label):
    """A mobile number of eleven digits."""
    said = "".join(plain(value).split())
    if said.lower() in NOTHING:
        return ""
    found = contact_numbers.mobile(said)
    if found is None:
        raise CellError("mobile", _("%(label)s应为 11 位数字，请核对") % {"label": label})
    return found


def account(value, *, label):
    """A bank account of 13 to 20 digits, kept as text."""
    said = "".join(plain(value).split())
    if SCIENTIFIC.fullmatch(said) or (isinstance(value, int | float) and abs(value) >= EXACT):
        raise CellError(
            "account_as_number",
            _(
                "%(label)s的单元格是数字格式，末尾几位已被表格软件改掉。请把这一列设为“文本”，对照银行卡重新填写"
            )
            % {"label": label},
        )
    said = said[1:] if said[:1] in identity_number.QUOTES else said
    if said.lower() in NOTHING:
        return ""
    found = contact_numbers.account(said)
    if found is None:
        raise CellError("account", _("%(label)s应为 13 至 20 位数字，请核对") % {"label": label})
    if not contact_numbers.passes_luhn(found):
        return Doubt(found, "account_check", _("%(label)s校验不符，请对照银行卡核对") % {"label": label})
    return found


def credit(value, *, label):
    """A unified social credit code of eighteen characters."""
    said = "".join(plain(value).split())
    if said.lower() in NOTHING:
        return ""
    if not credit_code.is_valid(said):
        raise CellError(
            "credit_code", _("%(label)s应为 18 位且校验位相符，请对照营业执照") % {"label": label}
        )
    return credit_code.normalise(said)


def postcode(value, *, label):
    said = "".join(plain(value).split())
    if said.lower() in NOTHING:
        return ""
    if not (len(said) == 6 and said.isdecimal()):
        raise CellError("postcode", _("%(label)s应为 6 位数字") % {"label": label})
    return said
