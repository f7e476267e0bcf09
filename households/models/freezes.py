from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnitScoped


class FreezePeriod(UnitScoped):
    """Days on which a union and all below it begin nothing new (冻结期). What is under way goes on.

    `set_at_unit` is the union that set it and is asked for exceptions. A freeze that was lifted
    ends with the day before `lifted_on`.
    """

    first_day = models.DateField(_("开始日期"))
    last_day = models.DateField(_("截止日期"))
    reason = models.CharField(_("事由"), max_length=120)
    document_no = models.CharField(_("文号"), max_length=80, blank=True)
    stops_files = models.BooleanField(_("提交档案"), default=True)
    stops_requests = models.BooleanField(_("提出变更与退档申请"), default=True)
    stops_aid = models.BooleanField(_("提出帮扶"), default=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at_unit = models.ForeignKey(
        "organizations.UnionUnit", on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)
    lifted_on = models.DateField(_("解除日期"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    view_permission = Permission.VIEW_STANDARDS

    class Meta:
        verbose_name = _("冻结期")
        ordering = ["-first_day", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="freeze_ends_after_start"),
            models.CheckConstraint(
                condition=Q(stops_files=True) | Q(stops_requests=True) | Q(stops_aid=True),
                name="freeze_stops_something",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True)
                | Q(lifted_on__isnull=False, lifted_by__isnull=False),
                name="lifted_freeze_has_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["last_day", "first_day"], name="freeze_days")]

    def __str__(self):
        return f"{self.first_day:%Y-%m-%d} {self.reason}"

    @property
    def works(self):
        """What it stops, in words."""
        names = ("stops_files", "stops_requests", "stops_aid")
        return [self._meta.get_field(name).verbose_name for name in names if getattr(self, name)]


class FreezeException(models.Model):
    """A person who goes on working in a freeze, by name and with the reason."""

    freeze = models.ForeignKey(FreezePeriod, on_delete=models.PROTECT, related_name="exceptions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("理由"), max_length=200)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["granted_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["freeze", "user"], name="one_exception_per_person_of_freeze"),
            models.CheckConstraint(condition=~Q(reason=""), name="exception_has_a_reason"),
        ]
