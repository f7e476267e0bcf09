"""A new version of the aid standards: its fields, its caps and its approval limits, row by row."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assistance.enums import FundScheme
from assistance.kinds import AidType, CapForm, CapSubject, Stage
from assistance.models import AidStandard, AidStandardVersion, ApprovalLimit
from households.enums import Tier
from unionaid.organizations.enums import UnionLevel
from unionaid.web.fields import AmountField, DayField

SPARE = 3  # empty rows for caps that are new
ANY, NONE = [("", _("不限"))], [("", "—")]


class VersionForm(forms.ModelForm):
    valid_from = DayField(label=_("生效日期"), help_text=_("例如 2022-07-01，须晚于现行版本"))
    national_only_schemes = forms.MultipleChoiceField(
        label=_("只用于全国级档案的资金"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[c for c in FundScheme.choices if c[0] != FundScheme.OWN],
    )

    class Meta:
        model = AidStandardVersion
        fields = ["version", "valid_from", "document_no", "national_only_schemes", "aid_in_grace", "note"]


class CapRowForm(forms.Form):
    """One cap. An empty row is no cap; a ticked 删除 leaves a cap of the old version out."""

    aid_type = forms.ChoiceField(label=_("帮扶项目"), choices=NONE + AidType.choices)
    tier = forms.ChoiceField(
        label=_("困难类别"), required=False,
        choices=ANY + [c for c in Tier.choices if c[0] != Tier.UNRATED],
    )
    stage = forms.ChoiceField(label=_("学段"), required=False, choices=ANY + Stage.choices)
    scheme = forms.ChoiceField(label=_("资金办法"), required=False, choices=ANY + FundScheme.choices)
    form = forms.ChoiceField(label=_("计算方式"), choices=NONE + CapForm.choices)
    subject = forms.ChoiceField(label=_("计算对象"), choices=NONE + CapSubject.choices)
    factor = forms.DecimalField(
        label=_("月数或比例"), required=False, min_value=0, max_digits=6, decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    maximum = AmountField(label=_("最高金额（元）"), required=False)
    basis = forms.CharField(label=_("依据"), required=False, max_length=120)

    def clean(self):
        values = super().clean()
        form, factor, most = values.get("form"), values.get("factor"), values.get("maximum")
        if form == CapForm.FIXED:
            if not most:
                self.add_error("maximum", _("固定金额须填写最高金额"))
            if factor:
                self.add_error("factor", _("固定金额没有月数或比例，请清空"))
            values["factor"] = None
        elif form and not factor and "factor" not in self.errors:
            self.add_error("factor", _("请填写月数或比例，例如 12 或 80"))
        if form == CapForm.COST_SHARE and factor and factor > 100:
            self.add_error("factor", _("比例不能超过 100"))
        if most == 0 and form != CapForm.FIXED:
            values["maximum"] = None
        if values.get("aid_type") != AidType.EDUCATION:
            if values.get("stage"):
                self.add_error("stage", _("只有助学救助分学段"))
            if values.get("subject") == CapSubject.STUDENT:
                self.add_error("subject", _("只有助学救助按学生计算"))
        return values


class ApprovalRowForm(forms.Form):
    aid_type = forms.ChoiceField(
        label=_("帮扶项目"), required=False, choices=[("", _("各项帮扶")), *AidType.choices]
    )
    level = forms.ChoiceField(
        label=_("审批级别"),
        choices=NONE + [(v.value, v.label) for v in (UnionLevel.COUNTY, UnionLevel.CITY)],
    )
    up_to = AmountField(label=_("审批金额不超过（元）"), min_value=1)


class DistinctRows(forms.BaseFormSet):
    """Rows that differ in the fields that name them."""

    named_by = ()
    twice = _("第 %(row)d 行与前面一行重复")

    def rows(self):
        """Return the values of the rows that stay."""
        return [
            {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]

    def clean(self):
        if any(self.errors):
            return
        seen = set()
        for place, form in enumerate(self.forms, start=1):
            if not form.cleaned_data or form.cleaned_data.get("DELETE"):
                continue
            key = tuple(form.cleaned_data[name] for name in self.named_by)
            if key in seen:
                raise ValidationError(self.twice, params={"row": place})
            seen.add(key)


class Caps(DistinctRows):
    named_by = ("aid_type", "tier", "stage", "scheme")


class Approvals(DistinctRows):
    named_by = ("aid_type", "level")


CapRows = forms.formset_factory(CapRowForm, formset=Caps, extra=SPARE, can_delete=True)
ApprovalRows = forms.formset_factory(ApprovalRowForm, formset=Approvals, extra=2, can_delete=True)


class StandardsForm:
    """The three parts of a new version together, begun from the version before."""

    def __init__(self, data, latest):
        fields = ("national_only_schemes", "aid_in_grace")
        self.version = VersionForm(
            data, initial=latest and {name: getattr(latest, name) for name in fields}
        )
        self.caps = CapRows(
            data, prefix="caps", initial=_rows(latest and latest.standards.all(), CapRowForm)
        )
        self.approvals = ApprovalRows(
            data, prefix="limits",
            initial=_rows(latest and latest.approval_limits.all(), ApprovalRowForm),
        )

    def is_valid(self):
        return all([self.version.is_valid(), self.caps.is_valid(), self.approvals.is_valid()])

    @property
    def errors(self):
        """Return [(id of the field, message)] of everything that is wrong, from top to bottom."""
        found = _errors_of(self.version)
        for rows in (self.caps, self.approvals):
            found += [(f"{rows.prefix}-rows", message) for message in rows.non_form_errors()]
            for form in rows.forms:
                found += _errors_of(form)
        return found

    def unsaved(self):
        """Return the version and its rows as they would be stored."""
        version = AidStandardVersion(**self.version.cleaned_data)
        caps = [AidStandard(version=version, **row) for row in self.caps.rows()]
        return version, caps, [ApprovalLimit(version=version, **row) for row in self.approvals.rows()]


def _rows(rows, form):
    return [{name: getattr(row, name) for name in form.base_fields} for row in rows or ()]


def _errors_of(form):
    if not form.is_bound or form.is_valid():
        return []
    found = [("id_version", message) for message in form.non_field_errors()]
    return found + [
        (field.id_for_label or field.auto_id, f"{field.label}：{message}")
        for field in form
        for message in field.errors
    ]
