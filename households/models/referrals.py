from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import ReferralResult, SafetyNet
from unionaid.accounts.permissions import Permission
from unionaid.money import MoneyField
from unionaid.organizations.models import ScopedQuerySet, UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class ReferralQuerySet(ScopedQuerySet):
    def pending(self):
        return self.filter(result=ReferralResult.PENDING)


class Referral(UnitScoped):
    """A household referred to civil affairs (转介), and what came of it. `amount` is a month's, in 元."""

    archive = models.ForeignKey(
        "households.HardshipArchive",
        verbose_name=_("档案"),
        on_delete=models.PROTECT,
        related_name="referrals",
    )
    to = models.CharField(_("转介事项"), max_length=12, choices=SafetyNet)
    referred_on = models.DateField(_("转介日期"))
    referred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    result = models.CharField(
        _("结果"), max_length=10, choices=ReferralResult, default=ReferralResult.PENDING
    )
    result_on = models.DateField(_("结果日期"), null=True, blank=True)
    amount = MoneyField(_("救助金额（元）"), null=True, blank=True)
    note = EncryptedTextField(_("情况说明"), blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    view_permission = Permission.VIEW_FILES
    holding_name = _("转介")
    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("转介")
        ordering = ["-referred_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result=ReferralResult.PENDING, result_on__isnull=True)
                | (~Q(result=ReferralResult.PENDING) & Q(result_on__gte=F("referred_on"))),
                name="referral_result_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(result=ReferralResult.ACCEPTED),
                name="only_accepted_referral_has_an_amount",
            ),
            models.UniqueConstraint(
                fields=["archive", "to"],
                condition=Q(result=ReferralResult.PENDING),
                name="one_pending_referral_of_a_kind",
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "result", "referred_on"], name="referral_list")]
