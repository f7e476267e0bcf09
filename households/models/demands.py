from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.contact_enums import DemandOutcome, DemandSource, DemandStatus, DemandStep
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import ScopedQuerySet, UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class DemandQuerySet(ScopedQuerySet):
    def open(self):
        return self.exclude(status=DemandStatus.CLOSED)

    def overdue(self, day):
        return self.open().filter(due_on__lt=day)


class Demand(UnitScoped):
    """诉求: what a household asks for, until when it is to be dealt with, and what came of it.

    `key` names where it came from, so that it is written down once; "" for what a person wrote.
    """

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.PROTECT, related_name="demands"
    )
    kind = models.CharField(_("诉求类别"), max_length=20)
    content = EncryptedTextField(_("诉求内容"))
    source = models.CharField(_("来源"), max_length=10, choices=DemandSource)
    visit = models.ForeignKey(
        "households.HomeVisit", null=True, blank=True, on_delete=models.PROTECT, related_name="demands"
    )
    key = models.CharField(max_length=80, null=True, blank=True, unique=True)
    raised_on = models.DateField(_("提出日期"))
    due_on = models.DateField(_("办理期限"))
    status = models.CharField(
        _("状态"), max_length=10, choices=DemandStatus, default=DemandStatus.OPEN
    )
    referred_to = models.CharField(_("转交单位"), max_length=80, blank=True)
    outcome = models.CharField(_("办理结果"), max_length=10, choices=DemandOutcome, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    view_permission = Permission.VIEW_FILES
    holding_name = _("诉求")
    objects = DemandQuerySet.as_manager()

    class Meta:
        verbose_name = _("诉求")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(status=DemandStatus.CLOSED) & Q(closed_on__isnull=True, outcome=""))
                | (Q(status=DemandStatus.CLOSED, closed_on__gte=F("raised_on")) & ~Q(outcome="")),
                name="closed_demand_has_day_and_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(status=DemandStatus.REFERRED) | ~Q(referred_to=""),
                name="referred_demand_names_the_body",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("raised_on")), name="demand_is_due_after_it_was_raised"
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "status", "due_on"], name="demand_list"),
            models.Index(fields=["archive", "status"], name="demand_of_file"),
        ]

    def __str__(self):
        return f"{self.archive} {self.raised_on:%Y-%m-%d}"

    @property
    def is_open(self):
        return self.status != DemandStatus.CLOSED


class DemandNote(models.Model):
    """One step of a demand: what was answered, to whom it was referred, how it ended. Appended only."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="notes")
    step = models.CharField(_("步骤"), max_length=10, choices=DemandStep)
    on = models.DateField(_("日期"))
    note = EncryptedTextField(_("说明"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["demand", "id"]
