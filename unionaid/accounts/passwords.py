"""Passwords: what may not be taken again, and one-time passwords for new accounts."""

import secrets

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

REMEMBERED = 5
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else on paper


class NotAPreviousPassword:
    """Refuse the present password and the ones before it, five in all."""

    def validate(self, password, user=None):
        if user is None or user.pk is None:
            return
        earlier = user.previous_passwords.values_list("password", flat=True)[: REMEMBERED - 1]
        if any(check_password(password, kept) for kept in [user.password, *earlier]):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self):
        return _("不能与最近 %(count)d 次用过的密码相同") % {"count": REMEMBERED}


def one_time_password():
    """Return a password of four groups of four characters, 79 bits, to be read out or handed over once."""
    letters = [secrets.choice(ALPHABET) for _place in range(16)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, 16, 4))
