"""The door of every view: who may come in. A test walks the resolver and finds no view without it."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied


def require(*permissions):
    """Let in a signed-in person whose posting carries one of the permissions.

    Without any permission named, every posting may come in. Anonymous people are sent
    to the sign-in page by LoginRequiredMiddleware; others meet 403.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            posting = request.posting
            if posting is None or (permissions and not any(map(posting.may, permissions))):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.required_permissions = permissions
        return guarded

    return decorate


def public(view):
    """Mark a view that anybody may open, signed in or not."""
    view = login_not_required(view)
    view.required_permissions = None
    return view


def signed_in(view):
    """Mark a view for every signed-in person, also one without a posting."""
    view.required_permissions = ()
    return view
