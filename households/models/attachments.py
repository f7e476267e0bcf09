from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnitScoped


class Attachment(UnitScoped):
    """A scan or photo of a draft or file. The bytes lie sealed outside the database under `stored_as`.

    It hangs on a draft until the draft becomes a file. `visit` names the visit a photo was taken on.
    A removed attachment keeps its row with who removed it and why; its bytes are destroyed.
    """

    archive = models.ForeignKey(
        "households.HardshipArchive",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attachments",
    )
    draft = models.ForeignKey(
        "households.Draft", null=True, blank=True, on_delete=models.SET_NULL, related_name="attachments"
    )
    visit = models.ForeignKey(
        "households.HomeVisit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attachments",
    )
    kind = models.CharField(_("材料"), max_length=16)
    person = models.BinaryField(max_length=16, blank=True, default=bytes)
    name = models.CharField(_("文件名"), max_length=160)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField(_("大小（字节）"))
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80, unique=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    received_on = models.DateField(_("收到日期"))
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removal_reason = models.CharField(_("移除理由"), max_length=200, blank=True)

    view_permission = Permission.VIEW_FILES

    class Meta:
        verbose_name = _("材料")
        ordering = ["kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="removal_has_who_and_when",
            ),
        ]
        indexes = [
            models.Index(fields=["archive", "kind"], name="attachment_of_file"),
            models.Index(fields=["draft", "kind"], name="attachment_of_draft"),
        ]
