from django.db import models
from django.utils.translation import gettext_lazy as _


class CodeItem(models.Model):
    """One value of one code list, dated where lists change; `attributes` keeps a list's own columns.

    `changed_at` tells other processes that their copy of the lists is old.
    """

    list_name = models.CharField(_("代码表"), max_length=40)
    code = models.CharField(_("代码"), max_length=20)
    zh = models.CharField(_("中文"), max_length=120)
    en = models.CharField(_("英文"), max_length=160)
    parent_code = models.CharField(max_length=20, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)
    attributes = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=40, blank=True)
    confidence = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        ordering = ["list_name", "rank", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["list_name", "code", "valid_from"], name="one_code_row_per_start"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="code_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.list_name} {self.code} {self.zh}"
