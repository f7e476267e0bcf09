"""The session: which posting is chosen, and when its owner was last here. Real time throughout."""

import time

from django.conf import settings
from django.contrib.auth import logout

from unionaid.accounts.models import User

CHOSEN = "posting"
SEEN = "seen"
BEGAN = "began"


def begin(request):
    """Start the clocks of a fresh session."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def end_if_over(request):
    """Sign the user out where the session is over; return whose session ended, or None.

    A session is over SESSION_IDLE_SECONDS after the last request, and SESSION_COOKIE_AGE
    after it began whatever happens in it.

    What a page asks by itself (header X-Background) is nobody being here.
    The last request is noted at most ten times per idle period, so that reading pages does not
    write a session row each time.
    """
    now = int(time.time())
    seen = request.session.setdefault(SEEN, now)
    began = request.session.setdefault(BEGAN, now)
    if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
        user = User.objects.get(pk=request.user.pk)
        logout(request)
        return user
    if now - seen >= settings.SESSION_IDLE_SECONDS / 10 and "X-Background" not in request.headers:
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
