from django import forms
from django.utils.translation import gettext_lazy as _

from households.enums import MatchResult

BOX = {"class": "in"}
DAY = {"type": "date"} | BOX


class VisitForm(forms.Form):
    """The visit that verifies a file: when, by whom, whom they met, what they found."""

    visited_on = forms.DateField(label=_("走访日期"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    first_visitor = forms.CharField(label=_("走访人一"), max_length=30, widget=forms.TextInput(BOX))
    second_visitor = forms.CharField(label=_("走访人二"), max_length=30, widget=forms.TextInput(BOX))
    more_visitors = forms.CharField(
        label=_("其他走访人"), max_length=50, required=False, widget=forms.TextInput(BOX),
        help_text=_("多人用顿号分开"),
    )
    met = forms.CharField(label=_("受访人"), max_length=60, required=False, widget=forms.TextInput(BOX))
    findings = forms.CharField(
        label=_("了解到的情况"), max_length=2000, widget=forms.Textarea({"rows": 4} | BOX)
    )

    def values(self):
        """Return what `verifying.record_visit` takes."""
        given = self.cleaned_data
        names = [given["first_visitor"], given["second_visitor"], *given["more_visitors"].split("、")]
        return {name: given[name] for name in ("visited_on", "met", "findings")} | {"visitors": names}


class MatchForm(forms.Form):
    """The answer of an agency that was asked about the household."""

    agency = forms.CharField(label=_("核对单位"), max_length=80, widget=forms.TextInput(BOX))
    reference_no = forms.CharField(
        label=_("回函文号"), max_length=60, required=False, widget=forms.TextInput(BOX)
    )
    replied_on = forms.DateField(label=_("回函日期"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    result = forms.ChoiceField(label=_("比对结果"), choices=MatchResult, widget=forms.Select(BOX))
    detail = forms.CharField(
        label=_("比对情况"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3} | BOX)
    )


class MinutesForm(forms.Form):
    """The minutes of a meeting."""

    number = forms.CharField(label=_("纪要编号"), max_length=60, widget=forms.TextInput(BOX))
    held_on = forms.DateField(label=_("会议日期"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    place = forms.CharField(label=_("会议地点"), max_length=80, widget=forms.TextInput(BOX))
    attendees = forms.CharField(
        label=_("参会人员"), max_length=280, help_text=_("至少两人，用顿号分开"), widget=forms.TextInput(BOX)
    )
    resolution = forms.CharField(
        label=_("会议决定"), max_length=2000, widget=forms.Textarea({"rows": 4} | BOX)
    )
