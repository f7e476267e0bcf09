"""Keeping the demo's password out of real installations."""

from hmac import compare_digest

from django.conf import settings
from django.core.exceptions import PermissionDenied

from unionaid.demo.accounts import PASSWORD


class DemoPasswordGuard:
    """An authentication backend asked before the others: it lets nobody in, and without
    UNIONAID_DEBUG it keeps everybody out who brings the demo's password.
    """

    def authenticate(self, request, password=None, **credentials):
        if not settings.UNIONAID_DEBUG and compare_digest((password or "").encode(), PASSWORD.encode()):
            raise PermissionDenied
