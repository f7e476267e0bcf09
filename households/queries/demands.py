"""Demands of a scope."""

from households.models import Demand


def demands_for(posting):
    """Demands a posting may see, the next due first."""
    return Demand.objects.visible_to(posting).select_related("archive", "unit").order_by("due_on", "pk")


def of_file(archive):
    """Demands of a file, the open ones first."""
    return sorted(archive.demands.order_by("due_on", "pk"), key=lambda demand: not demand.is_open)
