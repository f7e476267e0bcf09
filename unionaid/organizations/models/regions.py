from django.db import models
from django.utils.translation import gettext_lazy as _

from unionaid import clock


class RegionQuerySet(models.QuerySet):
    def in_force(self, on=None):
        """Divisions whose code is in use on a day (the business date by default)."""
        day = on or clock.today()
        return self.filter(valid_from__lte=day).filter(
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=day)
        )


class Region(models.Model):
    """An administrative division of GB/T 2260, in force or retired.

    A code belongs to one name for a span of time; identity numbers keep the codes
    of their day, so retired rows are never removed.
    """

    code = models.CharField(_("行政区划代码"), max_length=6)
    name = models.CharField(_("名称"), max_length=60)
    short_name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField()
    parent_code = models.CharField(max_length=6, blank=True)
    pinyin = models.CharField(max_length=160, blank=True)
    initials = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=30, blank=True)
    in_gb2260 = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    successor_code = models.CharField(max_length=6, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "name", "valid_from"], name="one_region_row_per_code_name_and_start"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="region_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["parent_code"], name="region_parent")]

    def __str__(self):
        return self.full_name
