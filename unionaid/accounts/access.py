"""Views about the own account, open while something else is still missing."""

from unionaid.web.access import signed_in


def own_account(view):
    """Mark a view for every signed-in person, also without a posting or with a password to be changed."""
    view = signed_in(view)
    view.own_account = True
    return view
