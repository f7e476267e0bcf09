from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import VisitPurpose
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class HomeVisit(UnitScoped):
    """A visit to a household (入户走访), whatever it was for. Kept as it was written down."""

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.PROTECT, related_name="visits"
    )
    purpose = models.CharField(_("走访事由"), max_length=10, choices=VisitPurpose)
    visited_on = models.DateField(_("走访日期"))
    visitors = models.CharField(_("走访人"), max_length=120)
    visitor_count = models.PositiveSmallIntegerField(_("走访人数"))
    met = models.CharField(_("受访人"), max_length=60, blank=True)
    findings = EncryptedTextField(_("了解到的情况"))
    next_on = models.DateField(_("下次走访"), null=True, blank=True)
    review_round = models.PositiveSmallIntegerField(default=1)
    task = models.ForeignKey(
        "households.FileTask", null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    request_key = models.CharField(max_length=40, null=True, blank=True, unique=True)

    view_permission = Permission.VIEW_FILES
    is_history = True

    class Meta:
        verbose_name = _("走访记录")
        ordering = ["-visited_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(visitor_count__gte=1), name="visit_has_a_visitor"),
            models.CheckConstraint(
                condition=~Q(purpose=VisitPurpose.VERIFY) | Q(visitor_count__gte=2),
                name="verification_takes_two_visitors",
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gt=models.F("visited_on")),
                name="next_visit_is_later",
            ),
        ]
        indexes = [
            models.Index(fields=["archive", "visited_on"], name="visit_of_file"),
            models.Index(fields=["unit_path", "visited_on"], name="visit_list"),
        ]
