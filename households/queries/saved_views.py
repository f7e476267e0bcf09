"""Saved lists and column choices of a person."""

from django.db.models import Q

from households.models import ColumnChoice, SavedView


def views_for(posting):
    """The person's own views, then those shared within the unit of the posting."""
    rows = SavedView.objects.filter(
        Q(user_id=posting.user_id) | Q(is_shared=True, unit_id=posting.unit_id)
    ).select_related("user")
    return sorted(rows, key=lambda view: (view.user_id != posting.user_id, view.name, view.pk))


def columns_of(posting):
    """The keys of the columns a person has chosen, in order; none when nothing was chosen."""
    choice = ColumnChoice.objects.filter(user_id=posting.user_id).values_list("columns", flat=True)
    return choice.first() or []
