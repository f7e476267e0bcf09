from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import RequestKind
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnitScoped
from unionaid.privacy.fields import EncryptedJSONField


class Draft(UnitScoped):
    """A file being entered or mended, exactly as typed, right or wrong. It belongs to its unit.

    `payload` maps a step to its form fields as submitted (name → list of texts). A draft with a
    `request_kind` becomes a request about its file on record; `plan` keeps what that began from.
    """

    archive = models.OneToOneField(
        "households.HardshipArchive",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="draft",
    )
    payload = EncryptedJSONField(default=dict)
    request_kind = models.CharField(_("申请事项"), max_length=10, choices=RequestKind, blank=True)
    plan = EncryptedJSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    worker_name = models.CharField(_("职工姓名"), max_length=60, blank=True)
    id_index = models.BinaryField(max_length=16, blank=True, default=bytes)
    last_step = models.CharField(max_length=12, default="worker")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    editors = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    request_key = models.CharField(max_length=40, null=True, blank=True, unique=True)

    view_permission = Permission.ENTER_FILES
    holding_name = _("草稿")

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(request_kind="") | Q(archive__isnull=False), name="draft_of_a_request_has_a_file"
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "saved_at"], name="draft_of_unit")]

    @property
    def files(self):
        """Keys of the files whose people the draft may name: its own, and one that is to be merged."""
        return [pk for pk in (self.archive_id, self.plan.get("other")) if pk]

    def __str__(self):
        return self.worker_name or str(_("未填姓名的草稿"))
