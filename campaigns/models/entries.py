from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.enums import ActivityStatus
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import ScopedQuerySet, UnitScoped


class EntryQuerySet(ScopedQuerySet):
    def held(self):
        """What counts in figures."""
        return self.filter(status=ActivityStatus.HELD)


class Entry(UnitScoped):
    """A line that a union writes into one of the registers of the programmes.

    A wrong line is made void with its reason and stays. `voucher` is what the ledger paid for it;
    without one its money never passed the ledger.
    """

    held_on = models.DateField(_("日期"))
    note = models.CharField(_("说明"), max_length=300, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=ActivityStatus, default=ActivityStatus.HELD
    )
    step_note = models.CharField(_("取消或作废原因"), max_length=200, blank=True)
    voucher = models.ForeignKey(
        "assistance.Voucher", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    request_key = models.CharField(max_length=40, null=True, blank=True, unique=True)

    view_permission = Permission.VIEW_CAMPAIGNS
    is_history = True
    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["unit_path", "held_on"], name="%(class)s_scope")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=[ActivityStatus.CANCELLED, ActivityStatus.VOID]) | ~Q(step_note=""),
                name="%(class)s_dropped_with_reason",
            ),
        ]

    def __str__(self):
        return f"{self.held_on:%Y-%m-%d} {self._meta.verbose_name}"
