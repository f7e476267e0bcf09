from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import MatchResult
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class MatchRecord(UnitScoped):
    """What an agency answered when it was asked about a household (核对结果回函). Kept as it came in."""

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.PROTECT, related_name="match_records"
    )
    review_round = models.PositiveSmallIntegerField(default=1)
    agency = models.CharField(_("核对单位"), max_length=80)
    reference_no = models.CharField(_("回函文号"), max_length=60, blank=True)
    replied_on = models.DateField(_("回函日期"))
    result = models.CharField(_("比对结果"), max_length=10, choices=MatchResult)
    detail = EncryptedTextField(_("比对情况"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    view_permission = Permission.VIEW_FILES
    is_history = True

    class Meta:
        verbose_name = _("比对记录")
        ordering = ["-replied_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(agency=""), name="match_names_its_agency"),
        ]
        indexes = [models.Index(fields=["archive", "review_round"], name="match_of_file")]


class MeetingMinutes(UnitScoped):
    """The minutes of a meeting that decided on files together (审核会议纪要); one covers many files."""

    number = models.CharField(_("纪要编号"), max_length=60)
    held_on = models.DateField(_("会议日期"))
    place = models.CharField(_("会议地点"), max_length=80)
    attendees = models.CharField(_("参会人员"), max_length=300)
    attendee_count = models.PositiveSmallIntegerField(_("参会人数"))
    resolution = EncryptedTextField(_("会议决定"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    view_permission = Permission.REVIEW_FILES
    is_history = True

    class Meta:
        verbose_name = _("会议纪要")
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="minutes_number_once_per_union"),
            models.CheckConstraint(condition=Q(attendee_count__gte=2), name="meeting_takes_two"),
        ]

    def __str__(self):
        return f"{self.number} {self.held_on:%Y-%m-%d}"
