from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.utils.translation import gettext_lazy as _


class OwnPasswordForm(PasswordChangeForm):
    """The present password and a new one, twice; the rules are the project's password validators."""

    error_messages = {
        "password_incorrect": _("原密码不正确"),
        "password_mismatch": _("两次填写的新密码不同"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("原密码")
        self.fields["new_password1"].label = _("新密码")
        self.fields["new_password2"].label = _("再填一次新密码")
        self.fields["new_password1"].help_text = _(
            "至少 12 位，不用常见密码，不含姓名和用户名，不与最近 5 次相同"
        )
        self.fields["new_password2"].help_text = ""
        for field in self.fields.values():
            field.error_messages["required"] = _("请填写%(field)s") % {"field": field.label}
            field.widget = forms.PasswordInput(attrs=field.widget.attrs)
