from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unionaid.audit.errors import EvidenceStays
from unionaid.audit.events import Event


class AuditEvent(models.Model):
    """One event of a chain. Rows are appended and never touched again; the database refuses it too.

    The triggers that refuse belong to the table: on SQLite a migration that rebuilds the table
    (any change of a column) has to create them again. A test holds that.
    """

    chain = models.CharField(max_length=40)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField(_("时间"))
    event = models.CharField(_("操作"), max_length=40)
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
            models.Index(fields=["at"], name="event_by_time"),
        ]

    def __str__(self):
        return f"{self.chain}#{self.seq} {self.event}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise EvidenceStays
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args, **kwargs):
        raise EvidenceStays

    def get_event_display(self):
        """The event in words. Not choices of the field: a new event needs no migration."""
        return Event(self.event).label if self.event in Event.values else self.event

    @property
    def told(self):
        """The event in words with the item it was about: 查看完整信息：证件号码."""
        item = self.detail.get("label") if isinstance(self.detail, dict) else ""
        event = self.get_event_display()
        return _("%(label)s：%(words)s") % {"label": event, "words": item} if item else str(event)


class ChainHead(models.Model):
    """The last link of a chain; its row is the lock writers take in turn.

    `root_key` names the key the chain is made with, so that a ring without it is refused at
    the next event and not found out at the next inspection.
    """

    chain = models.CharField(max_length=40, unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    mac = models.BinaryField(max_length=32, default=bytes)
    root_key = models.BinaryField(max_length=4)

    def __str__(self):
        return f"{self.chain}#{self.seq}"
