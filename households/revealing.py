"""Which values of a file are masked until somebody asks with a reason, and the right each one needs."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionaid.accounts.permissions import Permission
from unionaid.privacy import masks

LIMIT = 60  # values an hour and person
SHOWN_SECONDS = 60
PLACE = re.compile("[0-9]{1,3}")


class Reason(models.TextChoices):
    VERIFY = "VERIFY", _("核对证件")
    BANK = "BANK", _("核对银行卡")
    CONTACT = "CONTACT", _("联系家庭")
    CHANGE = "CHANGE", _("办理变更")
    OTHER = "OTHER", _("其他")


def _hidden(_value):
    return "***"


@dataclass(frozen=True)
class Field:
    """A sensitive field: of the file itself, or of a member when `of_member`."""

    name: str
    label: str
    mask: Callable
    permission: str = Permission.REVEAL_IDENTITY
    of_member: bool = False


FIELDS = {
    field.name: field
    for field in (
        Field("mobile", _("手机号码"), masks.mask_phone),
        Field("other_contact", _("其他联系方式"), masks.mask_phone),
        Field("contact_phone", _("责任联系人电话"), masks.mask_phone),
        Field("address_detail", _("详细地址"), _hidden),
        Field("bank_account", _("银行卡号"), masks.mask_account, Permission.REVEAL_BANK),
    )
}
MEMBER_FIELDS = {
    field.name: field
    for field in (
        Field("id_number", _("证件号码"), masks.mask_id, of_member=True),
        Field("mobile", _("手机号码"), masks.mask_phone, of_member=True),
        Field("disability_card_no", _("残疾证号"), masks.mask_id, of_member=True),
        Field("diagnosis", _("诊断说明"), _hidden, of_member=True),
    )
}


@dataclass(frozen=True)
class Masked:
    """A value as it is shown: its mask, and the key to ask for it whole ("" when one may not)."""

    text: str
    key: str
    label: str


def field_of(key):
    """Return (field, member's place or None) for a key: "mobile", "id_number:2". Raises KeyError."""
    if ":" not in key:
        return FIELDS[key], None
    name, _colon, place = key.partition(":")
    if not PLACE.fullmatch(place):
        raise KeyError(key)
    return MEMBER_FIELDS[name], int(place)


def masked(row, name, posting, place=None):
    """Return the Masked value of a field of the file (or of the member at a place), None when empty."""
    field = FIELDS[name] if place is None else MEMBER_FIELDS[name]
    value = getattr(row, name)
    if not value:
        return None
    key = (name if place is None else f"{name}:{place}") if posting.may(field.permission) else ""
    return Masked(field.mask(value), key, str(field.label))
