from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.check_enums import WatchLeft, WatchStatus
from households.models.assessments import Assessment
from unionaid.accounts.permissions import Permission
from unionaid.money import MoneyField
from unionaid.organizations.models import ScopedQuerySet, UnitScoped
from unionaid.privacy.fields import EncryptedJSONField, EncryptedTextField


class WatchlistEntryQuerySet(ScopedQuerySet):
    def open(self):
        return self.exclude(status=WatchStatus.LEFT)


class WatchlistEntry(UnitScoped):
    """边缘困难职工: a household just above the limit, watched until it qualifies or leaves the list.

    `payload` is what had been typed, so that a draft can begin from it. `archive` is the file that
    was refused, later the one it became. An entry that qualifies is a task of its union until `due_on`.
    """

    worker_name = models.CharField(_("职工姓名"), max_length=60)
    id_index = models.BinaryField(max_length=16, blank=True, default=bytes)
    id_last4 = models.CharField(_("证件号码后四位"), max_length=4, blank=True)
    mobile = EncryptedTextField(_("手机号码"), blank=True)
    employer = models.CharField(_("工作单位"), max_length=120, blank=True)
    payload = EncryptedJSONField(default=dict)
    archive = models.ForeignKey(
        "households.HardshipArchive", null=True, blank=True, on_delete=models.PROTECT,
        related_name="watchlist_entries",
    )
    draft = models.ForeignKey(
        "households.Draft", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="watchlist_entries",
    )
    status = models.CharField(
        _("状态"), max_length=10, choices=WatchStatus, default=WatchStatus.WATCHED
    )
    status_since = models.DateField(_("状态起始日"))
    entered_on = models.DateField(_("列入日期"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("办理期限"), null=True, blank=True)
    left_on = models.DateField(_("移出日期"), null=True, blank=True)
    left_reason = models.CharField(_("移出原因"), max_length=12, choices=WatchLeft, blank=True)
    left_note = EncryptedTextField(_("说明"), blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    view_permission = Permission.VIEW_FILES
    holding_name = _("边缘名单")
    objects = WatchlistEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("边缘困难职工")
        ordering = ["-entered_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "id_index"],
                condition=~Q(status=WatchStatus.LEFT) & ~Q(id_last4=""),
                name="worker_watched_once",
            ),
            models.CheckConstraint(
                condition=Q(status=WatchStatus.LEFT, left_on__isnull=False) & ~Q(left_reason="")
                | ~Q(status=WatchStatus.LEFT) & Q(left_on__isnull=True, left_reason=""),
                name="left_the_watchlist_with_reason_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(status=WatchStatus.QUALIFIES) | Q(due_on__isnull=False),
                name="qualifying_household_is_due",
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "status", "entered_on"], name="watchlist_list"),
        ]

    def __str__(self):
        return self.worker_name


class WatchlistAssessment(models.Model):
    """What the rule said of a watched household under one rule set and line; earlier ones stay."""

    entry = models.ForeignKey(WatchlistEntry, on_delete=models.CASCADE, related_name="assessments")
    rule_set = models.ForeignKey("households.RuleSet", on_delete=models.PROTECT)
    dibao_line = models.ForeignKey("households.DibaoLine", on_delete=models.PROTECT)
    assessed_on = models.DateField(_("核算日期"))
    facts = models.JSONField()
    steps = models.JSONField()
    outcome = models.CharField(_("建议"), max_length=12, choices=Assessment.Outcome)
    chronic_per_capita = MoneyField(_("人均月纯收入"), null=True, blank=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(is_current=True), name="one_current_watchlist_assessment"
            ),
        ]
