from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import ScopedQuerySet, UnitScoped


class HandoverQuerySet(ScopedQuerySet):
    def waiting(self):
        """Handovers neither signed nor dropped."""
        return self.filter(signed_at__isnull=True, dropped_at__isnull=True)


class Handover(UnitScoped):
    """移交: the open work of an office, and the office itself, given to another person.

    An administrator prepares it, the receiver signs: everything goes over with the signature.
    `listed` is what went over or was pointed out, as [part, words, number, whether it was moved].
    """

    posting = models.ForeignKey(
        "accounts.Posting", on_delete=models.PROTECT, related_name="handovers"
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ends_posting = models.BooleanField(_("移交后结束移交人的岗位"), default=True)
    last_day = models.DateField(_("移交人岗位的最后一天"))
    reason = models.CharField(_("移交原因"), max_length=200)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField(default=timezone.now)
    signed_on = models.DateField(_("签收日期"), null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    new_posting = models.ForeignKey(
        "accounts.Posting", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    listed = models.JSONField(default=list)

    view_permission = Permission.MANAGE_ACCOUNTS
    is_history = True
    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("移交")
        ordering = ["-prepared_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(prepared_by=F("receiver")), name="handover_is_signed_by_another"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_on__isnull=True)
                | Q(signed_at__isnull=False, signed_on__isnull=False),
                name="signed_handover_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(dropped_at__isnull=True),
                name="dropped_handover_is_not_signed",
            ),
            models.UniqueConstraint(
                fields=["posting"],
                condition=Q(signed_at__isnull=True, dropped_at__isnull=True),
                name="one_waiting_handover_per_posting",
            ),
        ]
        indexes = [models.Index(fields=["receiver", "signed_at", "dropped_at"], name="handover_to_sign")]

    def __str__(self):
        return f"{self.posting.user.display_name} → {self.receiver.display_name}"

    @property
    def is_waiting(self):
        return self.signed_at is None and self.dropped_at is None
