from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """Background work of one person: progress, heartbeat, result. A killed worker's job runs again."""

    class State(models.TextChoices):
        QUEUED = "QUEUED", _("排队中")
        RUNNING = "RUNNING", _("办理中")
        DONE = "DONE", _("已完成")
        FAILED = "FAILED", _("没有完成")
        CANCELLED = "CANCELLED", _("已取消")

    kind = models.CharField(max_length=60)
    title = models.CharField(_("任务"), max_length=120)
    owner = models.ForeignKey(
        "accounts.Posting", on_delete=models.PROTECT, related_name="jobs"
    )
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result_name = models.CharField(max_length=120, blank=True)
    result_file = models.CharField(max_length=80, blank=True)
    expires_at = models.DateTimeField(null=True)
    request_key = models.CharField(max_length=80)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "request_key"], name="one_job_per_request"
            ),
        ]
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="job_heartbeat")]

    def __str__(self):
        return self.title

    @property
    def is_over(self):
        return self.state in (self.State.DONE, self.State.FAILED, self.State.CANCELLED)

    @property
    def percent(self):
        return min(100 * self.done // self.total, 100) if self.total else 0

    @property
    def seconds_left(self):
        """Seconds until the end at the present pace, None while nobody can tell."""
        if not (self.started_at and self.done and self.total):
            return None
        spent = (timezone.now() - self.started_at).total_seconds()
        return round(spent / self.done * (self.total - self.done))
