from django.db import models
from django.utils.translation import gettext_lazy as _


class CodeItem(models.Model):
    """One value of one code list, dated where lists change; `attributes` keeps a list's own columns."""

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

    class Meta:
        ordering = ["list_name", "rank", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["list_name", "code", "valid_from"], name="one_code_row_per_start"
            ),
        ]

    def __str__(self):
        return f"{self.list_name} {self.code} {self.zh}"
