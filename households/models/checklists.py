from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import Circumstance, DocumentKind, Tier
from households.models.standards import DatedQuerySet


class Checklist(models.Model):
    """材料清单: which papers a file needs. A change is a new version; a file keeps to the one of its day."""

    version = models.CharField(_("版本"), max_length=40, unique=True)
    valid_from = models.DateField(_("生效日期"), unique=True)
    valid_to = models.DateField(_("失效日期"), null=True, blank=True)
    document_no = models.CharField(_("文号"), max_length=80, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    adopted_at = models.DateTimeField(default=timezone.now)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("材料清单")
        ordering = ["-valid_from"]

    def __str__(self):
        return self.version


class ChecklistItem(models.Model):
    """One paper a circumstance calls for, of every tier or of one.

    Without a required one nothing is submitted, unless it `may_waive` and a reason says why a
    pledge stands in its place. Others may follow during the review.
    """

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("材料"), max_length=16, choices=DocumentKind)
    circumstance = models.CharField(_("情形"), max_length=16, choices=Circumstance)
    tier = models.CharField(_("困难类别"), max_length=12, choices=Tier, blank=True)
    is_required = models.BooleanField(_("提交前必备"), default=False)
    may_waive = models.BooleanField(_("可以承诺代替"), default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "kind", "circumstance", "tier"], name="one_item_per_circumstance"
            ),
        ]
