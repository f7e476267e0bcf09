from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import RequestKind, RequestStatus, RequestStep
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import ScopedQuerySet, UnitScoped
from unionaid.privacy.fields import EncryptedJSONField

OPEN = [s.value for s in RequestStatus if s not in RequestStatus.ended()]


class FileRequestQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(status__in=OPEN)

    def waiting_at(self, unit):
        """Requests whose next decision is the unit's."""
        return self.open().filter(acting_unit=unit)


class FileRequest(UnitScoped):
    """What somebody asks to be done with an approved file: a change, an exit, a transfer …

    Nothing of the file changes before the last decision of the request's route
    (`request_lifecycle.ROUTES`). `detail` is what its kind needs, with the values before.
    `archive_version` is the version of the file it was opened on.
    """

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.PROTECT, related_name="requests"
    )
    kind = models.CharField(_("申请事项"), max_length=10, choices=RequestKind)
    status = models.CharField(_("状态"), max_length=16, choices=RequestStatus)
    acting_unit = models.ForeignKey(
        "organizations.UnionUnit",
        verbose_name=_("等待办理的工会"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    other_unit = models.ForeignKey(
        "organizations.UnionUnit",
        verbose_name=_("转入工会"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    other_archive = models.ForeignKey(
        "households.HardshipArchive",
        verbose_name=_("另一份档案"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requests_beside",
    )
    reason = models.TextField(_("理由"))
    detail = EncryptedJSONField(default=dict)
    archive_version = models.PositiveIntegerField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    opened_on = models.DateField(_("申请日期"))
    status_since = models.DateField(_("状态起始日"))
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)

    view_permission = Permission.VIEW_FILES
    holding_name = _("未办结申请")
    objects = FileRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["archive"], condition=Q(status__in=OPEN), name="one_open_request_per_file"
            ),
            models.CheckConstraint(
                condition=Q(status__in=OPEN, ended_on__isnull=True)
                | (~Q(status__in=OPEN) & Q(ended_on__isnull=False)),
                name="ended_request_has_its_date",
            ),
            models.UniqueConstraint(
                fields=["other_archive"], condition=Q(status__in=OPEN), name="one_open_merge_per_other_file"
            ),
            models.CheckConstraint(
                condition=Q(kind=RequestKind.MERGE, other_archive__isnull=False)
                | (~Q(kind=RequestKind.MERGE) & Q(other_archive__isnull=True)),
                name="merge_names_its_other_file",
            ),
            models.CheckConstraint(
                condition=~Q(kind=RequestKind.TRANSFER) | Q(other_unit__isnull=False),
                name="transfer_names_its_union",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="request_has_a_reason"),
        ]
        indexes = [
            models.Index(fields=["acting_unit", "status"], name="request_queue"),
            models.Index(fields=["unit_path", "status", "opened_on"], name="request_list"),
        ]

    @property
    def is_open(self):
        return self.status in OPEN

    def __str__(self):
        return f"{self.get_kind_display()} {self.archive}"


class RequestDecision(models.Model):
    """One step of a request. Appended only; nobody opens and passes the same request, or passes it twice."""

    request = models.ForeignKey(FileRequest, on_delete=models.PROTECT, related_name="decisions")
    step = models.CharField(_("步骤"), max_length=10, choices=RequestStep)
    from_status = models.CharField(max_length=16, choices=RequestStatus, blank=True)
    to_status = models.CharField(max_length=16, choices=RequestStatus)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_unit = models.ForeignKey("organizations.UnionUnit", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    on = models.DateField(_("日期"))
    note = models.TextField(_("意见"), blank=True)

    class Meta:
        ordering = ["request", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "by"],
                condition=Q(step__in=[RequestStep.OPEN, RequestStep.PASS]),
                name="one_person_one_step_per_request",
            ),
            models.CheckConstraint(
                condition=~Q(step=RequestStep.REFUSE) | ~Q(note=""), name="refusal_has_a_reason"
            ),
        ]
