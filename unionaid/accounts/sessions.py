"""The session: which posting is chosen, and when its owner was last here. Real time throughout."""

import time

from django.conf import settings
from django.contrib.auth import logout

from unionaid.accounts.models import User

CHOSEN = "posting"
SEEN = "seen"


def begin(request):
    """Start the idle clock of a fresh session."""
    request.session[SEEN] = int(time.time())


def end_if_idle(request):
    """Sign the user out after SESSION_IDLE_SECONDS without a request; return whose session ended, or None.

    The moment is written at most ten times per idle period, so that reading pages does not
    write a session row each time.
    """
    now = int(time.time())
    seen = request.session.setdefault(SEEN, now)
    if now - seen > settings.SESSION_IDLE_SECONDS:
        user = User.objects.get(pk=request.user.pk)
        logout(request)
        return user
    if now - seen >= settings.SESSION_IDLE_SECONDS / 10:
        request.session[SEEN] = now
    return None


def choose(request, postings):
    """Return the posting this session works in: the chosen one where still in force, else the first."""
    chosen = request.session.get(CHOSEN)
    for posting in postings:
        if posting.pk == chosen:
            return posting
    return postings[0] if postings else None


def remember_choice(request, posting):
    request.session[CHOSEN] = posting.pk
