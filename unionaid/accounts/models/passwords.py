from django.conf import settings
from django.db import models
from django.utils import timezone


class PreviousPassword(models.Model):
    """The hash of a password an account has had, kept so that it is not taken again soon."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="previous_passwords"
    )
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-set_at", "-id"]

    def __str__(self):
        return f"{self.user_id} {self.set_at:%Y-%m-%d}"
