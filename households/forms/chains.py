from django import forms
from django.utils.translation import gettext_lazy as _

from households.chain_rules import ACTING
from households.chain_words import BRANCHES, UNIONS
from households.enums import IN_REVIEW, ArchiveLevel

BOX = {"class": "in"}
DAY = {"type": "date"} | BOX


class ChainForm(forms.Form):
    """A new version of the chain of a branch and level: who acts in each step; "" leaves a step out."""

    branch = forms.ChoiceField(label=_("分支"), choices=list(BRANCHES.items()), widget=forms.Select(BOX))
    archive_level = forms.ChoiceField(
        label=_("档案级别"), required=False, choices=[("", _("未单列的级别")), *ArchiveLevel.choices],
        widget=forms.Select(BOX),
    )
    version = forms.CharField(label=_("版本"), max_length=40, widget=forms.TextInput(BOX))
    valid_from = forms.DateField(label=_("生效日期"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    document_no = forms.CharField(label=_("文号"), max_length=80, widget=forms.TextInput(BOX))
    needs_documents = forms.BooleanField(label=_("须有规定的材料"), required=False)
    needs_consents = forms.BooleanField(label=_("须有全体成年成员授权书"), required=False)
    needs_minutes = forms.BooleanField(label=_("县级审核须有会议纪要"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for state in IN_REVIEW:
            self.fields[f"acting_{state}"] = forms.ChoiceField(
                label=state.label, required=False, widget=forms.Select(BOX),
                choices=[("", _("没有这一步")), *((key, UNIONS[key]) for key in ACTING)],
            )

    def steps(self):
        """Return the chosen steps in the order of a chain."""
        chosen = [(state, self.cleaned_data[f"acting_{state}"]) for state in IN_REVIEW]
        return [{"status": state.value, "acting": acting} for state, acting in chosen if acting]

    def values(self):
        """Return what `standards.adopt_chain` takes."""
        kept = (
            "branch", "archive_level", "version", "valid_from", "document_no", "needs_documents",
            "needs_consents", "needs_minutes",
        )
        return {name: self.cleaned_data[name] for name in kept} | {"steps": self.steps()}
