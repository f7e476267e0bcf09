"""The bell of every page."""

from unionaid.notifications.queries import Bell


def bell(request):
    """Give every page the notifications of the person; asked only where the shell shows them."""
    posting = getattr(request, "posting", None)
    return {"bell": Bell(posting.user) if posting else None}
