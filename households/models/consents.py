from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import ConsentPurpose, Signers
from households.models.standards import DatedQuerySet
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import ScopedQuerySet, UnitScoped


class ConsentText(models.Model):
    """授权文本: what is signed for a purpose, by whom, for how long. A change is a new version."""

    purpose = models.CharField(_("用途"), max_length=8, choices=ConsentPurpose)
    version = models.CharField(_("版本"), max_length=40)
    title = models.CharField(_("标题"), max_length=80)
    body = models.TextField(_("正文"))
    signers = models.CharField(_("由谁签字"), max_length=8, choices=Signers)
    guardian_below = models.PositiveSmallIntegerField(_("未满多少周岁由监护人签字（0 为不签）"), default=14)
    months = models.PositiveSmallIntegerField(_("有效期（月）"), default=12)
    document_no = models.CharField(_("文号"), max_length=80, blank=True)
    valid_from = models.DateField(_("生效日期"))
    valid_to = models.DateField(_("失效日期"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    adopted_at = models.DateTimeField(default=timezone.now)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("授权文本")
        ordering = ["purpose", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "valid_from"], name="one_text_per_purpose_and_start"),
            models.UniqueConstraint(fields=["purpose", "version"], name="one_text_per_version"),
            models.CheckConstraint(condition=Q(months__gte=1), name="consent_lasts_a_month"),
        ]

    def __str__(self):
        return f"{self.title} {self.version}"


class ConsentQuerySet(ScopedQuerySet):
    def valid(self, day):
        return self.filter(withdrawn_on__isnull=True, signed_on__lte=day, expires_on__gte=day)


class Consent(UnitScoped):
    """授权委托书 as one person signed it for one purpose, or a guardian for a child.

    It hangs on a draft until the draft becomes a file. `person` is the key of `rows.person_key`:
    the row of a person may be written anew, the signature stays the same person's.
    """

    archive = models.ForeignKey(
        "households.HardshipArchive",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consents",
    )
    draft = models.ForeignKey(
        "households.Draft", null=True, blank=True, on_delete=models.CASCADE, related_name="consents"
    )
    person = models.BinaryField(max_length=16)
    person_name = models.CharField(_("姓名"), max_length=60)
    purpose = models.CharField(_("用途"), max_length=8, choices=ConsentPurpose)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(_("签字日期"))
    expires_on = models.DateField(_("有效期至"))
    guardian = models.CharField(_("监护人"), max_length=60, blank=True)
    scan = models.ForeignKey(
        "households.Attachment", null=True, blank=True, on_delete=models.PROTECT, related_name="consents"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawal_reason = models.CharField(_("撤回说明"), max_length=200, blank=True)

    view_permission = Permission.VIEW_FILES
    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("授权委托书")
        ordering = ["-signed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(archive__isnull=False) | Q(draft__isnull=False), name="consent_hangs_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("signed_on")), name="consent_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False),
                name="withdrawal_has_who_and_when",
            ),
        ]
        indexes = [
            models.Index(fields=["archive", "person"], name="consent_of_file"),
            models.Index(fields=["person"], name="consent_of_person"),
            models.Index(fields=["expires_on"], name="consent_by_end"),
        ]
