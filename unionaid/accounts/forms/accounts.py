from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unionaid import clock
from unionaid.accounts.permissions import Role
from unionaid.organizations.models import UnionUnit


class UnitChoice(forms.ModelChoiceField):
    """An open unit of the administrator's subtree, the tree shown by indents."""

    def __init__(self, **kwargs):
        super().__init__(
            UnionUnit.objects.none(),
            label=_("所属机构"),
            to_field_name="code",
            error_messages={"required": _("请选择所属机构"), "invalid_choice": _("请选择管理范围内的机构")},
            **kwargs,
        )

    def label_from_instance(self, unit):
        return "\u3000" * (unit.depth - 1) + unit.name


class DayField(forms.DateField):
    """A day typed as 2022-03-31, 20220331 or 2022.3.31."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"inputmode": "numeric"})

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d"], **kwargs)


class DatesForm(forms.Form):
    """First and last day of an office."""

    valid_from = DayField(
        label=_("开始日期"),
        error_messages={
            "required": _("请填写开始日期"),
            "invalid": _("日期应为 2022-03-31 这样的格式"),
        },
    )
    valid_to = DayField(
        label=_("结束日期"),
        required=False,
        help_text=_("当天仍有效；不填为长期"),
        error_messages={"invalid": _("日期应为 2022-03-31 这样的格式")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = clock.today

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", ValidationError(_("结束日期不能早于开始日期")))
        return cleaned


class PostingForm(DatesForm):
    """An office for an account."""

    unit = UnitChoice()
    role = forms.ChoiceField(label=_("角色"), choices=Role, error_messages={"required": _("请选择角色")})
    field_order = ["unit", "role", "valid_from", "valid_to"]

    def __init__(self, *args, posting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = UnionUnit.objects.open().visible_to(posting)


class PersonForm(forms.Form):
    """Who an account belongs to: one person with a real name."""

    display_name = forms.CharField(
        label=_("姓名"),
        max_length=60,
        help_text=_("一人一个账号，填真实姓名"),
        error_messages={"required": _("请填写姓名")},
    )
    telephone = forms.CharField(label=_("联系电话"), max_length=30, required=False)


class NewAccountForm(PersonForm, PostingForm):
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,59}$",
        label=_("用户名"),
        help_text=_("小写字母、数字、点、横线，3 至 60 位，例如 clerk.chengguan"),
        error_messages={
            "required": _("请填写用户名"),
            "invalid": _("用户名只用小写字母、数字、点和横线，3 至 60 位"),
        },
    )
    field_order = ["display_name", "username", "telephone", "unit", "role", "valid_from", "valid_to"]


class DeputyForm(DatesForm):
    """Who stands in for somebody, and until when."""

    user = forms.ModelChoiceField(None, label=_("代理人"), error_messages={"required": _("请选择代理人")})
    field_order = ["user", "valid_from", "valid_to"]

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = candidates
        self.fields["valid_to"].required = True
        self.fields["valid_to"].help_text = _("当天仍有效")
        self.fields["valid_to"].error_messages["required"] = _("请填写结束日期")
