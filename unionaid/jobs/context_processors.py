"""The jobs of the person at the foot of every page."""

from django.utils.functional import SimpleLazyObject

from unionaid.jobs.queries import at_hand


def jobs_at_hand(request):
    """Give every page the jobs to tell of; asked only where the shell shows them."""
    posting = getattr(request, "posting", None)
    return {"jobs_at_hand": SimpleLazyObject(lambda: at_hand(posting) if posting else None)}
