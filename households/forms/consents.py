"""Recording signatures: who signed what, when, with a scan of the paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from unionaid import clock
from unionaid.attachments.forms import UploadField
from unionaid.web.fields import DayField


class ConsentForm(forms.Form):
    people = forms.MultipleChoiceField(
        label=_("签字人"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请勾选签字的人")},
    )
    purposes = forms.MultipleChoiceField(
        label=_("签的是"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请勾选签的是哪一份")},
    )
    signed_on = DayField(label=_("签字日期"))
    guardian = forms.CharField(
        label=_("监护人"), required=False, max_length=60, help_text=_("替未成年子女签字时填写")
    )
    scan = UploadField(label=_("签字页的扫描件或照片"), required=False)

    def __init__(self, *args, people, texts, **kwargs):
        """`people` are Persons, `texts` the ConsentTexts in force."""
        super().__init__(*args, **kwargs)
        self.persons = {person.key.hex(): person for person in people}
        self.fields["people"].choices = [(key, person.name) for key, person in self.persons.items()]
        self.fields["purposes"].choices = [(text.purpose, text.title) for text in texts]
        self.fields["signed_on"].initial = clock.today()

    def values(self):
        """Return what `consents.record_consents` takes, apart from the scan."""
        given = self.cleaned_data
        return {
            "people": [self.persons[key] for key in given["people"]],
            "purposes": given["purposes"],
            "signed_on": given["signed_on"],
            "guardian": given["guardian"],
        }


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label=_("撤回说明"), required=False, max_length=200)
