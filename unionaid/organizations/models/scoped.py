from django.db import models
from django.utils.translation import gettext_lazy as _

from unionaid.organizations import scope


class ScopedQuerySet(models.QuerySet):
    def within(self, path):
        """Rows held by the units of the subtree at `path`."""
        low, high = scope.subtree_range(path)
        return self.filter(unit_path__gte=low, unit_path__lt=high)

    def visible_to(self, posting):
        """Rows a posting may see: first in every chain of every list, page, export and endpoint."""
        if posting is None or not posting.may(self.model.view_permission):
            return self.none()
        return self.within(posting.unit_path)


class UnitScoped(models.Model):
    """A row held by a union unit. `unit_path` copies the unit's path and moves with it.

    A concrete model names `view_permission`, the right without which `visible_to`
    answers with nothing. Where `is_history` is set the rows tell what a unit held in the
    past: they stay with it when it is merged away. `holding_name` is what people call the
    rows when a unit is to be moved or closed; without one they only follow other rows, are
    not mentioned, and keep no unit open.
    """

    unit = models.ForeignKey(
        "organizations.UnionUnit",
        verbose_name=_("所属工会"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    unit_path = models.CharField(max_length=255, editable=False)

    view_permission = None
    is_history = False
    holding_name = None
    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
