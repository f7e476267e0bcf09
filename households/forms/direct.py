"""The forms of what changes at once. Sensitive values stand masked; one left as it is means unchanged."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households import wording
from households.direct_parts import PARTS, values_of
from households.forms.sections import SectionForm
from households.forms.worker import ContactForm
from households.models import FamilyMember, HardshipArchive
from households.payloads import text


class PartForm(SectionForm):
    """Base of the parts: filled from a content, and read back with what stayed masked put in again."""

    part = None

    @classmethod
    def of(cls, content, *, today):
        """Return the form filled with what the content says."""
        values = values_of(content, cls.part)
        return cls({name: [cls._shown(name, value)] for name, value in values.items()}, today=today).quiet()

    @classmethod
    def posted(cls, data, content, *, today):
        """Return the form bound to what was sent; a mask sent back stands for the value it masks."""
        values, given = values_of(content, cls.part), {}
        for name, value in values.items():
            typed = data.getlist(name)
            masked = name in wording.MASKS and value and typed == [cls._shown(name, value)]
            given[name] = [text(value)] if masked else typed
        return cls(given, today=today)

    @classmethod
    def _shown(cls, name, value):
        return wording.MASKS[name](value) if name in wording.MASKS and value else text(value)


class ContactPart(PartForm, ContactForm):
    part = PARTS["contact"]
    layout = (
        ("mobile", 4), ("other_contact", 4), ("postcode", 4),
        ("residence_region", 6), ("township", 6), ("address_detail", 12),
    )
    hints = {
        "mobile": _("显示的是遮盖后的号码，不改动就保持原值"),
        "residence_region": _("现在住的区县"),
        "address_detail": _("显示 ＊＊＊ 表示已登记，不改动就保持原值"),
    }


class UnionPart(PartForm):
    part = PARTS["union"]
    model = HardshipArchive
    layout = (("union_name", 12), ("union_card_no", 6), ("joined_union_on", 6))
    optional = frozenset({"union_card_no", "joined_union_on"})


class PersonPart(PartForm):
    part = PARTS["person"]
    model = FamilyMember
    layout = (("political_status", 6), ("certificate", 6))
    optional = frozenset({"certificate"})
    chips_up_to = 0


class ProgrammePart(PartForm):
    part = PARTS["programme"]
    model = HardshipArchive
    layout = (("can_self_help", 12), ("focus_group", 6), ("measure_batch", 6))
    optional = frozenset({"focus_group", "measure_batch"})
    chips_up_to = 2


FORMS = {form.part.name: form for form in (ContactPart, UnionPart, PersonPart, ProgrammePart)}


class ReasonForm(forms.Form):
    """Why something is changed, and by what proof."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("变更事由和依据"), max_length=300,
        help_text=_("例如：本人来电告知换号；居住证明"),
        widget=forms.TextInput(attrs={"class": "in"}),
        error_messages={"required": _("请写明变更事由和依据")},
    )
