from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.enums import PaperKind
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import ScopedQuerySet, UnitScoped


class PaperQuerySet(ScopedQuerySet):
    def of(self, line):
        """What hangs on a line of any register."""
        return self.filter(kind=line._meta.model_name, line=line.pk)

    def present(self):
        return self.filter(file__removed_at__isnull=True)


class Paper(UnitScoped):
    """A photo, receipt or signed sheet of a line: `kind` names its model, `line` is its number."""

    kind = models.CharField(max_length=24)
    line = models.BigIntegerField()
    shows = models.CharField(_("内容"), max_length=10, choices=PaperKind, default=PaperKind.PHOTO)
    file = models.OneToOneField("attachments.StoredFile", on_delete=models.PROTECT, related_name="+")

    view_permission = Permission.VIEW_CAMPAIGNS
    is_history = True
    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("照片和凭据")
        ordering = ["id"]
        indexes = [models.Index(fields=["kind", "line"], name="paper_of_line")]
