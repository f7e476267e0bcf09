from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unionaid.audit.events import Event


class AuditEvent(models.Model):
    """One event of a chain. Rows are appended and never touched again; the database refuses it."""

    chain = models.CharField(max_length=40)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField(_("时间"))
    event = models.CharField(_("操作"), max_length=24, choices=Event)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_label = models.CharField(_("操作人"), max_length=200, blank=True)
    unit_path = models.CharField(max_length=255, blank=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    subject_label = models.CharField(_("对象"), max_length=200, blank=True)
    subject_path = models.CharField(max_length=255, blank=True)
    ip = models.CharField(max_length=45, blank=True)
    purpose = models.CharField(_("事由"), max_length=500, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    detail = models.JSONField(null=True)
    prev = models.BinaryField(max_length=32)
    mac = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="one_event_per_place"),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="event_of_subject"),
            models.Index(fields=["unit_path", "-id"], name="event_by_unit"),
            models.Index(fields=["subject_path", "-id"], name="event_on_unit"),
            models.Index(fields=["actor", "-id"], name="event_by_actor"),
        ]

    def __str__(self):
        return f"{self.chain}#{self.seq} {self.event}"


class ChainHead(models.Model):
    """The last link of a chain; its row is the lock writers take in turn."""

    chain = models.CharField(max_length=40, unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    mac = models.BinaryField(max_length=32, default=bytes)
