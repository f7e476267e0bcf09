"""Step 4, 困难与诉求: causes, needs, housing, allowance, programme fields."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.forms.fields import codes_of, field_for
from households.forms.sections import SectionForm
from households.models import AidNeed, HardshipArchive
from unionaid.organizations import codes

MOST_SECONDARY = 3
CAMPAIGNS = "B"


class CauseForm(SectionForm):
    """One main cause, up to three more, the sub-cause and the tag of an event."""

    title = _("致困原因")
    model = HardshipArchive
    layout = (
        ("main_cause", 6), ("sub_cause", 6), ("secondary", 12), ("event_tag", 12), ("hardship_note", 12),
    )
    optional = frozenset({"sub_cause", "secondary"})
    hints = {
        "secondary": _("至多三项"),
        "hardship_note": _("写清困难的起因、现状和已得到的救助"),
    }
    defaults = {"event_tag": ["NONE"]}

    @classmethod
    def make(cls, name, today):
        main = main_causes(today)
        match name:
            case "main_cause":
                return field_for(cls.model, name, today=today, allowed=set(dict(main)))
            case "sub_cause":
                allowed = codes_of("hardship_cause", today) - set(dict(main))
                return field_for(cls.model, name, today=today, required=False, allowed=allowed)
            case "secondary":
                return forms.MultipleChoiceField(
                    label=_("次要致困原因"),
                    choices=main,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                    error_messages={"invalid_choice": _("次要致困原因没有这个选项，请重新选择")},
                )
        return super().make(name, today)

    def clean(self):
        cleaned = super().clean()
        main, sub, secondary = self.given("main_cause", "sub_cause", "secondary")
        if secondary and main in secondary:
            self.add_error("secondary", _("次要致困原因不能与主要致困原因相同"))
        if secondary and len(secondary) > MOST_SECONDARY:
            over = len(secondary) - MOST_SECONDARY
            self.add_error("secondary", _("次要致困原因至多三项，请去掉 %(over)d 项") % {"over": over})
        if main and sub and codes.parent("hardship_cause", sub) not in {main, *(secondary or ())}:
            self.add_error("sub_cause", _("原因细分不属于所选的致困原因，请重新选择"))
        return cleaned


class HousingForm(SectionForm):
    title = _("住房")
    model = HardshipArchive
    layout = (("housing_type", 8), ("floor_area", 4))
    optional = frozenset({"floor_area"})


class SupportForm(SectionForm):
    """Allowance, self-help and the fields of the 2018–2020 programme."""

    title = _("低保与自救")
    model = HardshipArchive
    layout = (
        ("on_dibao", 4), ("dibao_amount", 4), ("dibao_no", 4),
        ("can_self_help", 4), ("focus_group", 4), ("measure_batch", 4),
    )
    optional = frozenset({"dibao_amount", "dibao_no", "focus_group", "measure_batch"})
    asked = {"dibao_amount": _("低保户填写"), "dibao_no": _("低保户填写")}
    labels = {"dibao_amount": _("低保月金额")}

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.get("on_dibao"):
            self.need("dibao_amount")
            self.need("dibao_no")
        return cleaned


class NeedForm(SectionForm):
    """What help the household asks for; kinds are aid types."""

    model = AidNeed
    layout = (("aid_type", 4), ("note", 8))
    optional = frozenset({"note"})
    hints = {"note": _("例如 透析自费药、二女儿学费")}
    chips_up_to = 0

    @classmethod
    def make(cls, name, today):
        if name != "aid_type":
            return super().make(name, today)
        return field_for(AidNeed, name, today=today, chips_up_to=0, allowed=aid_types(today))

    def title(self, place):
        return _("诉求第 %(place)d 项") % {"place": place}


def main_causes(today):
    """Causes 01–10: those that are not part of another, as choices."""
    found = codes.items("hardship_cause", today)
    return [(item.code, item.label) for item in found if not item.parent_code]


def aid_types(today):
    """Codes of the aid types that can be asked for: neither headings nor campaigns."""
    return {item.code for item in codes.items("aid_type", today) if item.parent_code not in ("", CAMPAIGNS)}
