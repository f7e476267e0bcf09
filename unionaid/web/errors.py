"""The pages for what went wrong: refused, not found, failed. Each says what to do next."""

import logging
import secrets

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import requires_csrf_token

from unionaid.organizations.queries import parent_of

logger = logging.getLogger(__name__)


@requires_csrf_token
def forbidden(request, exception=None):
    """Say that this posting may not do this, and which office to ask."""
    return render(request, "403.html", _about(request, exception), status=403)


@requires_csrf_token
def not_found(request, exception=None):
    """One page for what does not exist and for what lies outside the scope: it tells nobody which."""
    return render(request, "404.html", _about(request, exception), status=404)


def failed(request):
    """Give the failure a number that stands in the log too; the page needs neither database nor session."""
    number = secrets.token_hex(4).upper()
    logger.error("failure %s at %s", number, request.path)
    return render(None, "500.html", {"number": number, "at": timezone.localtime()}, status=500)


def _about(request, exception):
    """In the shell for those who have one; an early middleware may refuse before `posting` is known."""
    posting = getattr(request, "posting", None)
    return {
        "frame": "base.html" if posting else "plain.html",
        "reason": str(exception) if isinstance(exception, PermissionDenied) else "",
        "ask": parent_of(posting.unit) if posting else None,
    }
