from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unionaid.accounts import usernames
from unionaid.accounts.queries import seconds_until_next_attempt


class SignInForm(AuthenticationForm):
    """User name and password; says which limit was met, never whether the name exists.

    `was_heard` tells after validation that a wrong password was really tried, and
    `locks_out_now` that this was the one that closed the door.
    """

    error_messages = {"invalid_login": _("用户名或密码不正确，请核对后再试")}
    username = forms.CharField(
        label=_("用户名"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("请填写用户名")},
    )
    password = forms.CharField(
        label=_("密码"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("请填写密码")},
    )
    was_heard = False

    @property
    def locks_out_now(self):
        return getattr(self.request, "axes_locked_out", False)

    def clean_username(self):
        return usernames.normal(self.cleaned_data["username"])

    def clean(self):
        username = self.cleaned_data.get("username")
        if not username or "password" not in self.cleaned_data:
            return self.cleaned_data
        open_door = AxesProxyHandler.is_allowed(self.request, {"username": username})
        wait = seconds_until_next_attempt(username)
        if wait and open_door:
            raise ValidationError(
                _("这个账号一小时内输错密码太多，请 %(seconds)d 秒后再试"),
                params={"seconds": wait},
                code="too_many_failures",
            )
        self.was_heard = open_door
        cleaned = super().clean()
        self.was_heard = False
        return cleaned
