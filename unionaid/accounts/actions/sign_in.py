"""Signing in and out. Failed attempts are evidence too, bounded by the lock-out."""

from django.contrib.auth import login, logout
from django.db import transaction

from unionaid.accounts import sessions
from unionaid.accounts.models import User
from unionaid.audit import Event, record


@transaction.atomic
def sign_in(request, *, user):
    """Open a session under a fresh key for a user who has just been authenticated; start its idle clock."""
    login(request, user)
    sessions.begin(request)
    record(Event.SIGNED_IN, subject=user, actor=user)


@transaction.atomic
def sign_out(request):
    """End the session; its key is worth nothing afterwards."""
    user, posting = request.user, request.posting
    record(Event.SIGNED_OUT, subject=user, by=posting, actor=user)
    logout(request)


@transaction.atomic
def note_failure(*, username, locked_out):
    """Keep evidence of a wrong password. An unknown name is not kept: it may be a password."""
    user = User.objects.filter(username=username).first()
    record(Event.SIGN_IN_FAILED, subject=user)
    if locked_out:
        record(Event.LOCKED_OUT, subject=user)


@transaction.atomic
def switch_posting(request, *, posting):
    """Go on in another of one's own offices."""
    before = str(request.posting) if request.posting else None
    sessions.remember_choice(request, posting)
    record(Event.POSTING_SWITCHED, subject=posting, by=posting, before=before, after=str(posting))
