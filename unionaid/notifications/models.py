from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionaid.notifications.enums import ICONS, SENTENCES, Kind
from unionaid.privacy.fields import EncryptedTextField


class NotificationQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """Something one person is told. Written in the transaction of what it tells of.

    `key` names the occasion, so that telling of it again adds nothing; NULL where each time counts.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(_("通知事项"), max_length=20, choices=Kind)
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=200)
    key = models.CharField(max_length=80, null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("通知")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_notification_per_occasion"),
        ]
        indexes = [
            models.Index(
                fields=["user"], condition=Q(read_at__isnull=True), name="notification_unread"
            ),
        ]

    def __str__(self):
        return str(SENTENCES[Kind(self.kind)]) % self.values

    @property
    def icon(self):
        return ICONS.get(Kind(self.kind), "info-circle")


class MailAddress(models.Model):
    """Where a person wants to be told by mail that there is something new."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_address"
    )
    address = EncryptedTextField(_("邮箱地址"))
