"""New versions of the checklist of papers and of the texts people sign."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.enums import Circumstance, DocumentKind, Tier
from households.models import ConsentText
from unionaid.web.fields import DayField

BLANK_ROWS = 4


class VersionForm(forms.Form):
    version = forms.CharField(label=_("版本"), max_length=40)
    valid_from = DayField(label=_("生效日期"), help_text=_("须晚于现行版本"))
    document_no = forms.CharField(label=_("文号"), max_length=80)


class ItemForm(forms.Form):
    """A line of the checklist; without a paper it is left out."""

    kind = forms.ChoiceField(label=_("材料"), required=False, choices=[("", "—"), *DocumentKind.choices])
    circumstance = forms.ChoiceField(label=_("情形"), choices=Circumstance.choices, required=False)
    tier = forms.ChoiceField(
        label=_("困难类别"), required=False,
        choices=[("", _("各类")), *(pair for pair in Tier.choices if pair[0] != Tier.UNRATED)],
    )
    is_required = forms.BooleanField(label=_("提交前必备"), required=False)
    may_waive = forms.BooleanField(label=_("可以承诺代替"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label


class ItemRows(forms.BaseFormSet):
    def items(self):
        """Return the lines that name a paper, as `adopt_checklist` takes them."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("kind")]
        return [row | {"circumstance": row["circumstance"] or Circumstance.ALWAYS} for row in rows]


ItemFormSet = forms.formset_factory(ItemForm, formset=ItemRows, extra=BLANK_ROWS, max_num=60)


class ConsentTextForm(forms.ModelForm):
    valid_from = DayField(label=_("生效日期"), help_text=_("须晚于这一用途的现行版本"))

    class Meta:
        model = ConsentText
        fields = [
            "purpose", "version", "valid_from", "document_no", "title", "signers", "guardian_below",
            "months", "body",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document_no"].required = True
