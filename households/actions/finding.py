"""Keeping lists under a name, and the columns a person wants to see."""

from django.db import IntegrityError, transaction

from households import columns
from households.errors import NotAllowed, ViewNameTaken
from households.models import ColumnChoice, SavedView


@transaction.atomic
def save_view(*, name, query, is_shared, by):
    """Keep a list under a name of the person's own; shared ones are seen by all of the unit."""
    try:
        with transaction.atomic():
            return SavedView.objects.create(
                user=by.user, unit=by.unit, name=name, query=query, is_shared=is_shared
            )
    except IntegrityError as error:
        raise ViewNameTaken(name=name) from error


@transaction.atomic
def delete_view(*, view, by):
    """Remove a view. Only the person who saved it may."""
    if view.user_id != by.user_id:
        raise NotAllowed()
    view.delete()


@transaction.atomic
def choose_columns(*, keys, by):
    """Keep the columns of a person, in order; the name is always first. None goes back to the usual ones."""
    chosen = [column.key for column in columns.chosen(keys)] if keys else []
    ColumnChoice.objects.update_or_create(user=by.user, defaults={"columns": chosen})
    return chosen
