from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A list kept under a name: its filters, order and columns, private or shared within the unit."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    unit = models.ForeignKey(
        "organizations.UnionUnit", on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("视图名称"), max_length=30)
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(_("本单位共享"), default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="one_view_per_name"),
        ]


class ColumnChoice(models.Model):
    """The columns a user wants in the list, in order."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="column_choice"
    )
    columns = models.JSONField(default=list)


class FileNumber(models.Model):
    """The last serial given out for a division and year; numbers are never used again."""

    region_code = models.CharField(max_length=6)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "year"], name="one_number_row"),
        ]
