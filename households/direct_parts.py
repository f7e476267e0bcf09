"""What of a file on record changes at once, with evidence but without review.

How to reach the household, its union card and the like decide neither whether it is in hardship
nor where its money goes. Everything counted or paid by (people, incomes, housing, work, causes,
the bank account) is changed by a request that somebody else passes.
"""

from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from households.content import digest


@dataclass(frozen=True)
class Part:
    """A part that changes at once: the section of the content it lies in, and its fields there."""

    name: str
    label: str
    section: str
    fields: tuple


PARTS = {
    part.name: part
    for part in (
        Part(
            "contact", _("联系方式与住址"), "home",
            ("mobile", "other_contact", "residence_region", "township", "address_detail", "postcode"),
        ),
        Part("union", _("工会会籍"), "work", ("union_name", "union_card_no", "joined_union_on")),
        Part("person", _("政治面貌与证书"), "worker", ("political_status", "certificate")),
        Part(
            "programme", _("帮扶项目归类"), "support",
            ("can_self_help", "focus_group", "measure_batch"),
        ),
    )
}


def values_of(content, part):
    """Return {field: value} of a part."""
    section = getattr(content, part.section)
    return {name: section.get(name) for name in part.fields}


def mark_of(content, part):
    """Return what tells a page whether the part still says what it was made from, and nothing more."""
    plain = content.to_json()[part.section]
    said = digest({name: plain.get(name) for name in part.fields})
    return salted_hmac("households.direct_parts", said).hexdigest()[:32]
