"""Every request knows who acts: `request.posting`, one of `request.postings`."""

from django.shortcuts import redirect

from unionaid import clock
from unionaid.accounts import sessions
from unionaid.accounts.queries import current_postings
from unionaid.accounts.views.signed_out import answer_signed_out
from unionaid.accounts.views.without_posting import without_posting
from unionaid.organizations import codes


class PostingMiddleware:
    """Set the posting, end idle sessions, and keep people at the door until they may come in.

    One request sees one business date and one state of the code lists. What was typed in
    a form whose session has ended is carried through the sign-in page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with clock.remembered():
            request.posting, request.postings, request.other_postings = None, [], []
            request.ended_session_of = None
            if request.user.is_authenticated:
                request.ended_session_of = sessions.end_if_over(request)
            if request.user.is_authenticated:
                codes.freshen()
                request.postings = current_postings(request.user)
                request.posting = sessions.choose(request, request.postings)
                request.other_postings = [p for p in request.postings if p != request.posting]
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return answer_signed_out(request)
        if getattr(view, "own_account", False):
            return None
        if request.user.must_change_password:
            return redirect("password_change")
        if request.posting is None:
            return without_posting(request)
        return None
