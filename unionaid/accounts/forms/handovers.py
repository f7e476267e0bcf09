from django import forms
from django.utils.translation import gettext_lazy as _

from unionaid import clock
from unionaid.accounts.forms.accounts import DayField


class HandoverForm(forms.Form):
    """Who takes an office over, and when it ends for who gives it."""

    receiver = forms.ModelChoiceField(
        None, label=_("接收人"), error_messages={"required": _("请选择接收人")},
        help_text=_("接收人须已有岗位，登录后签收"),
    )
    last_day = DayField(
        label=_("移交人岗位的最后一天"), help_text=_("当天仍有效"),
        error_messages={"required": _("请填写日期"), "invalid": _("日期应为 2022-03-31 这样的格式")},
    )
    reason = forms.CharField(
        label=_("移交原因"), max_length=200, error_messages={"required": _("请写明移交原因")}
    )
    ends_posting = forms.BooleanField(
        label=_("签收后结束移交人的岗位"), required=False, initial=True
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = candidates
        self.fields["last_day"].initial = clock.today
