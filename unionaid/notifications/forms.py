from django import forms
from django.utils.translation import gettext_lazy as _


class MailForm(forms.Form):
    address = forms.EmailField(
        label=_("邮箱地址"), required=False, help_text=_("邮件只说有新通知，不含任何内容；留空则不发"),
        error_messages={"invalid": _("请填写完整的邮箱地址，例如 name@example.com")},
    )
