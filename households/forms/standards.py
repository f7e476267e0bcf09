from django import forms
from django.utils.translation import gettext_lazy as _

from households.models import DibaoLine, RuleSet
from unionaid.organizations.models import UnionUnit


class RuleSetForm(forms.ModelForm):
    """A new version of the rule set; every parameter of DOMAIN 3.2 that recognition uses."""

    class Meta:
        model = RuleSet
        fields = [
            "version", "valid_from", "document_no", "relative_multiplier", "deep_inclusive",
            "relative_inclusive", "event_cost_ratio", "event_lookback_months",
            "severe_illness_as_rigid", "edge_margin", "count_union_aid_as_income",
            "education_excludes_compulsory", "recheck_months", "grace_months",
            "visit_interval_months", "retirement_age_men", "retirement_age_women",
            "county_review_working_days", "city_approval_working_days",
            "returned_fix_working_days", "verify_working_days", "pairing_working_days", "demand_days",
            "note",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document_no"].required = True
        self.fields["valid_from"].help_text = _("例如 2022-07-01，须晚于现行版本")


class DibaoLineForm(forms.ModelForm):
    """A new line of one county or prefecture."""

    region_code = forms.ChoiceField(label=_("地区"))

    class Meta:
        model = DibaoLine
        fields = ["region_code", "urban_monthly", "rural_monthly", "valid_from", "document_no", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = UnionUnit.objects.filter(kind="TERRITORIAL", level__in=["CITY", "COUNTY"]).order_by(
            "region_code"
        )
        self.fields["region_code"].choices = [
            (unit.region_code, f"{unit.region_code} {unit.short_name}") for unit in units
        ]
        self.fields["document_no"].required = True
