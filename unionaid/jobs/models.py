from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionaid.privacy.fields import EncryptedBytesField, EncryptedJSONField


class Job(models.Model):
    """Background work of one person: progress, heartbeat, result. A killed worker's job runs again.

    `run_token` names the run that may write: a run that was given up for dead and goes on all
    the same finds another one there. Parameters may quote a search, so they are encrypted.
    """

    class State(models.TextChoices):
        QUEUED = "QUEUED", _("排队中")
        RUNNING = "RUNNING", _("办理中")
        DONE = "DONE", _("已完成")
        FAILED = "FAILED", _("没有完成")
        CANCELLED = "CANCELLED", _("已取消")

    OPEN = (State.QUEUED, State.RUNNING)

    kind = models.CharField(max_length=60)
    title = models.CharField(_("任务"), max_length=120)
    owner = models.ForeignKey("accounts.Posting", on_delete=models.PROTECT, related_name="jobs")
    params = EncryptedJSONField(default=dict)
    request_key = models.CharField(max_length=80)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    run_token = models.CharField(max_length=16, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    result = EncryptedJSONField(null=True)
    result_name = models.CharField(max_length=120, blank=True)
    result_size = models.PositiveBigIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("后台任务")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "request_key"], name="one_job_per_request"),
            models.CheckConstraint(
                condition=models.Q(state__in=["QUEUED", "RUNNING"], finished_at__isnull=True)
                | models.Q(state__in=["DONE", "FAILED", "CANCELLED"], finished_at__isnull=False),
                name="job_is_finished_when_it_is_over",
            ),
        ]
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="job_heartbeat")]

    def __str__(self):
        return self.title

    @property
    def unit_path(self):
        return self.owner.unit_path

    @property
    def is_over(self):
        return self.state not in self.OPEN

    @property
    def has_file(self):
        """Tell whether there is a file to take, before its week is over."""
        return bool(self.result_name) and self.expires_at > timezone.now()

    @property
    def seconds_left(self):
        """Seconds until the end at the present pace, None while nobody can tell."""
        if self.state != self.State.RUNNING or not (self.done and self.total):
            return None
        spent = (timezone.now() - self.started_at).total_seconds()
        return round(spent / self.done * (self.total - self.done))


class ResultPart(models.Model):
    """A part of the file a job has made, encrypted; parts are read in the order of their places."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveIntegerField()
    content = EncryptedBytesField()

    class Meta:
        ordering = ["job", "place"]
        constraints = [models.UniqueConstraint(fields=["job", "place"], name="one_part_per_place")]

    def __str__(self):
        return f"{self.job_id}#{self.place}"


class DayBegun(models.Model):
    """A real day whose timers have run. The demo moves its own date and has no such rows."""

    day = models.DateField(unique=True)
    begun_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.day.isoformat()


class WorkerPulse(models.Model):
    """When a worker was last alive."""

    worker = models.CharField(max_length=80, unique=True)
    seen_at = models.DateTimeField()

    def __str__(self):
        return self.worker
