from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionaid.privacy.fields import EncryptedTextField


class StoredFile(models.Model):
    """A scan or photo. Its bytes lie sealed outside the database under `stored_as`.

    It says nothing of what it shows: the row of an upper app that points here does, and decides
    who may see it. A removed file keeps its row with who removed it and why; its bytes are destroyed.
    """

    name = EncryptedTextField(_("文件名"))
    content_type = models.CharField(_("格式"), max_length=60)
    size = models.PositiveIntegerField(_("大小（字节）"))
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=40, unique=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("上传时间"), default=timezone.now)
    removed_at = models.DateTimeField(_("移除时间"), null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removal_reason = models.CharField(_("移除理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("上传的文件")
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, removal_reason="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removal_reason="")),
                name="removed_file_says_who_when_why",
            ),
        ]

    def __str__(self):
        return f"{self.content_type} {self.pk}"

    @property
    def is_image(self):
        return self.content_type.startswith("image/")
