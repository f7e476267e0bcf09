from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import IntakeChannel, IntakeResult
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class IntakeRecord(UnitScoped):
    """A line of the intake register (受理登记): who asked for help, how, and what came of it.

    Refusals stay. The identity number is kept as a blind index alone, to find the person again.
    """

    received_on = models.DateField(_("登记日期"))
    channel = models.CharField(_("申请途径"), max_length=12, choices=IntakeChannel)
    applicant = models.CharField(_("申请人"), max_length=60)
    phone = EncryptedTextField(_("联系电话"), blank=True)
    id_index = models.BinaryField(max_length=16, blank=True, default=bytes)
    id_last4 = models.CharField(_("证件号码后四位"), max_length=4, blank=True)
    employer = models.CharField(_("工作单位"), max_length=120, blank=True)
    result = models.CharField(
        _("办理结果"), max_length=10, choices=IntakeResult, default=IntakeResult.OPEN
    )
    result_on = models.DateField(_("办理日期"), null=True, blank=True)
    refusal_reason = models.CharField(_("不予受理理由"), max_length=300, blank=True)
    referred_to = models.CharField(_("转介单位"), max_length=80, blank=True)
    draft = models.ForeignKey(
        "households.Draft", null=True, blank=True, on_delete=models.SET_NULL, related_name="intakes"
    )
    archive = models.ForeignKey(
        "households.HardshipArchive",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="intakes",
    )
    shelf_no = models.CharField(_("纸质材料柜号"), max_length=40, blank=True)
    note = EncryptedTextField(_("备注"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    view_permission = Permission.VIEW_FILES
    holding_name = _("受理登记")

    class Meta:
        verbose_name = _("受理登记")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(result=IntakeResult.REFUSED) | ~Q(refusal_reason=""),
                name="refused_application_has_its_reason",
            ),
            models.CheckConstraint(
                condition=~Q(result=IntakeResult.REFERRED) | ~Q(referred_to=""),
                name="referral_names_its_office",
            ),
            models.CheckConstraint(
                condition=Q(result=IntakeResult.OPEN, result_on__isnull=True)
                | (~Q(result=IntakeResult.OPEN) & Q(result_on__isnull=False)),
                name="ended_application_has_its_date",
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "result", "received_on"], name="intake_list"),
            models.Index(fields=["id_index"], name="intake_person"),
        ]

    def __str__(self):
        return f"{self.applicant} {self.received_on:%Y-%m-%d}"
