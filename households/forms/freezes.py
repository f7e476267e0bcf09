from django import forms
from django.utils.translation import gettext_lazy as _

from households.enums import FrozenWork
from households.queries.freezes import excepted_candidates
from unionaid.organizations.models import UnionUnit
from unionaid.web.fields import DayField

BOX = {"class": "in"}


class FreezeForm(forms.Form):
    """A new freeze: whose, from when to when, what it stops and why."""

    use_required_attribute = False
    unit = forms.ModelChoiceField(label=_("工会"), queryset=UnionUnit.objects.none(), to_field_name="code")
    first_day = DayField(label=_("开始日期"))
    last_day = DayField(label=_("截止日期"))
    works = forms.MultipleChoiceField(
        label=_("暂停的工作"), choices=FrozenWork.choices,
        error_messages={"required": _("请至少选择一项暂停的工作")},
        initial=[FrozenWork.FILES, FrozenWork.REQUESTS], widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(label=_("事由"), max_length=120, help_text=_("例如 年终数据核对"))
    document_no = forms.CharField(label=_("文号"), max_length=80, required=False)

    def __init__(self, *args, posting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = UnionUnit.objects.visible_to(posting).open()
        self.fields["unit"].label_from_instance = lambda unit: unit.name
        self.fields["unit"].initial = posting.unit.code


class ExceptionForm(forms.Form):
    """A person who goes on working in a freeze."""

    use_required_attribute = False
    person = forms.ModelChoiceField(
        label=_("人员"), queryset=None, error_messages={"required": _("请选择人员")}
    )
    reason = forms.CharField(
        label=_("理由"), max_length=200, error_messages={"required": _("请写明列为例外的理由")}
    )

    def __init__(self, *args, freeze, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = excepted_candidates(freeze)
        self.fields["person"].label_from_instance = str
