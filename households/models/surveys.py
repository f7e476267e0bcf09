from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class SurveyBatch(UnitScoped):
    """排查摸底: a union has the unions below look for households in hardship until a day."""

    name = models.CharField(_("名称"), max_length=80)
    scope_note = models.CharField(_("排查对象和要求"), max_length=500, blank=True)
    starts_on = models.DateField(_("开始日期"))
    due_on = models.DateField(_("完成期限"))
    opened_on = models.DateField(_("下达日期"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    view_permission = Permission.VIEW_FILES
    is_history = True

    class Meta:
        verbose_name = _("排查摸底")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")), name="survey_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["unit", "name"], name="one_survey_of_a_name"),
        ]

    def __str__(self):
        return self.name


class SurveyReport(UnitScoped):
    """What one union has done of a survey so far; with `ended_on` it says that it is through.

    `planned` households are to be looked at, `surveyed` have been, `found` of these are in
    hardship, `filed` of these have been put on file.
    """

    batch = models.ForeignKey(SurveyBatch, on_delete=models.CASCADE, related_name="reports")
    planned = models.PositiveIntegerField(_("应排查户数"), null=True, blank=True)
    surveyed = models.PositiveIntegerField(_("已排查户数"), default=0)
    found = models.PositiveIntegerField(_("发现困难户数"), default=0)
    filed = models.PositiveIntegerField(_("已建档户数"), default=0)
    note = EncryptedTextField(_("情况说明"), blank=True)
    reported_on = models.DateField(_("上报日期"), null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(_("完成日期"), null=True, blank=True)
    reminded_on = models.DateField(_("催报日期"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("催报次数"), default=0)
    version = models.PositiveIntegerField(default=1)

    view_permission = Permission.VIEW_FILES
    is_history = True

    class Meta:
        verbose_name = _("排查上报")
        ordering = ["batch", "unit_path"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "unit"], name="one_survey_report_per_unit"),
            models.CheckConstraint(
                condition=Q(planned__isnull=True) | Q(surveyed__lte=F("planned")),
                name="surveyed_were_planned",
            ),
            models.CheckConstraint(condition=Q(found__lte=F("surveyed")), name="found_were_surveyed"),
            models.CheckConstraint(condition=Q(filed__lte=F("found")), name="filed_were_found"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(planned=F("surveyed")), name="survey_through_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(planned__isnull=True, reported_on__isnull=True, reported_by__isnull=True)
                | Q(planned__isnull=False, reported_on__isnull=False, reported_by__isnull=False),
                name="survey_report_has_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "ended_on"], name="survey_of_unit")]
