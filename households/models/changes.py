from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import ChangeKind, LinkKind
from unionaid.privacy.fields import EncryptedJSONField, EncryptedTextField


class FileChange(models.Model):
    """What a file on record said before and after something of it was changed, both frozen whole.

    Appended only. With the submissions of its review they tell what the file said on any past
    day: what the first later change had before it. `part` names the part of a direct change.
    """

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.CASCADE, related_name="changes"
    )
    kind = models.CharField(_("变更方式"), max_length=8, choices=ChangeKind)
    part = models.CharField(max_length=12, blank=True)
    request = models.ForeignKey(
        "households.FileRequest", null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )
    before = EncryptedJSONField()
    after = EncryptedJSONField()
    reason = EncryptedTextField(_("理由"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_unit = models.ForeignKey("organizations.UnionUnit", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("日期"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("档案变更")
        ordering = ["archive", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.REQUEST, request__isnull=False)
                | (~Q(kind=ChangeKind.REQUEST) & Q(request__isnull=True)),
                name="requested_change_names_its_request",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.UNDO, undoes__isnull=False)
                | (~Q(kind=ChangeKind.UNDO) & Q(undoes__isnull=True)),
                name="undoing_names_what_it_undoes",
            ),
        ]
        indexes = [models.Index(fields=["archive", "on"], name="change_of_file")]


class FileLink(models.Model):
    """Two files with a common past: `source` was split and gave people to `target`, or became part of it.

    What the household of `source` was given until `on` counts for `target` too.
    """

    source = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.PROTECT, related_name="links_onward"
    )
    target = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.PROTECT, related_name="links_back"
    )
    kind = models.CharField(_("关系"), max_length=6, choices=LinkKind)
    on = models.DateField(_("日期"))
    request = models.ForeignKey("households.FileRequest", on_delete=models.PROTECT, related_name="links")

    class Meta:
        verbose_name = _("档案关系")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="files_linked_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="file_not_linked_to_itself"),
        ]
