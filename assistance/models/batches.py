from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from assistance.kinds import LIVE_ROWS, AidStatus, AidType, BatchStatus, BatchStep, RowStatus
from assistance.models.aid import AidRecord
from assistance.models.funds import ZERO, FundBalance, Hold
from assistance.proposals import period_label
from households.enums import EventTag
from unionaid.accounts.permissions import Permission
from unionaid.money import MoneyField
from unionaid.organizations.enums import UnionLevel
from unionaid.organizations.models import ScopedQuerySet, UnitScoped
from unionaid.privacy.fields import EncryptedJSONField, EncryptedTextField


def _person(**options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options
    )


class PaymentBatchQuerySet(ScopedQuerySet):
    def waiting_at(self, unit):
        """Submitted batches that the unit approves."""
        return self.filter(status=BatchStatus.SUBMITTED, acting_unit=unit)


class PaymentBatch(UnitScoped):
    """发放批次: aid of one type and period paid out of one fund of the union that makes it.

    The content is free until the batch is approved; then every row is frozen with a snapshot of
    its household, `content_hash` covers them all, and the money stands in `hold`. What was paid,
    bounced and withdrawn never sums to more than was approved.
    """

    number = models.CharField(_("批次号"), max_length=20)
    fund = models.ForeignKey(FundBalance, on_delete=models.PROTECT, related_name="+")
    aid_type = models.CharField(_("帮扶项目"), max_length=20, choices=AidType)
    period = models.CharField(_("时段"), max_length=20)
    campaign = models.CharField(_("活动"), max_length=20, blank=True)
    event_tag = models.CharField(_("事件标签"), max_length=10, choices=EventTag, default=EventTag.NONE)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    status = models.CharField(
        _("状态"), max_length=12, choices=BatchStatus, default=BatchStatus.DRAFT
    )
    row_count = models.PositiveIntegerField(_("户数"), default=0)
    total = MoneyField(_("金额"), default=ZERO)

    approval_level = models.CharField(_("审批级别"), max_length=12, choices=UnionLevel, blank=True)
    acting_unit = models.ForeignKey(
        "organizations.UnionUnit", verbose_name=_("审批的工会"), null=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    prepared_by = _person(verbose_name=_("编制人"))
    prepared_on = models.DateField(_("编制日期"))
    approved_by = _person(verbose_name=_("审批人"), null=True)
    approved_on = models.DateField(_("批准日期"), null=True)
    content_hash = models.CharField(_("内容校验值"), max_length=64, blank=True)
    hold = models.ForeignKey(Hold, null=True, on_delete=models.PROTECT, related_name="+")
    approved_amount = MoneyField(_("批准金额"), default=ZERO)
    paid_amount = MoneyField(_("到账金额"), default=ZERO)
    bounced_amount = MoneyField(_("退回金额"), default=ZERO)
    withdrawn_amount = MoneyField(_("撤下金额"), default=ZERO)

    view_permission = Permission.VIEW_FILES
    is_history = True
    objects = PaymentBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("发放批次")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="one_batch_per_unit_and_number"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_on__isnull=True, content_hash="")
                | (Q(approved_by__isnull=False, approved_on__isnull=False) & ~Q(content_hash="")),
                name="batch_approved_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                name="batch_approved_by_another_person",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[BatchStatus.APPROVED, BatchStatus.SENT, BatchStatus.SETTLED])
                | Q(approved_by__isnull=False, hold__isnull=False),
                name="batch_under_way_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(
                    paid_amount__gte=ZERO, bounced_amount__gte=ZERO, withdrawn_amount__gte=ZERO,
                    approved_amount__gte=F("paid_amount") + F("bounced_amount") + F("withdrawn_amount"),
                ),
                name="batch_pays_at_most_what_was_approved",
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "status", "-id"], name="batch_by_path"),
            models.Index(fields=["acting_unit", "status"], name="batch_queue"),
        ]

    def __str__(self):
        return self.number

    @property
    def title(self):
        """The batch as people call it: 2022 年 3 月医疗救助."""
        return _t("%(period)s%(aid)s") % {
            "period": period_label(self.period),
            "aid": self.get_aid_type_display(),
        }

    @property
    def unsettled(self):
        """What was approved and has neither been paid nor come back."""
        return self.approved_amount - self.paid_amount - self.bounced_amount - self.withdrawn_amount


class PaymentRow(models.Model):
    """One payment of one aid within a batch. An aid that bounced is paid again by a row of a later batch.

    Account and snapshot are copied when the batch is approved, and the payment goes by the copy.
    `subject` names the household, or its person, once a batch. `block` and `warning` are the
    codes of the last check, for counting; what they mean is worked out anew where it is shown.
    """

    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="rows")
    serial = models.PositiveIntegerField(_("序号"))
    aid = models.ForeignKey(AidRecord, on_delete=models.PROTECT, related_name="payments")
    subject = models.CharField(max_length=40)
    amount = MoneyField(_("金额"))
    status = models.CharField(_("状态"), max_length=12, choices=RowStatus, default=RowStatus.PENDING)
    block = models.CharField(max_length=40, blank=True)
    warning = models.CharField(max_length=40, blank=True)

    bank = models.CharField(_("开户银行"), max_length=60, blank=True)
    branch = models.CharField(_("支行名称"), max_length=80, blank=True)
    account = EncryptedTextField(_("银行卡号"), blank=True)
    account_index = models.BinaryField(max_length=16, blank=True, default=bytes)
    account_last4 = models.CharField(max_length=4, blank=True)
    account_holder = models.CharField(_("户名"), max_length=60, blank=True)
    snapshot = EncryptedJSONField(null=True)

    return_file = models.ForeignKey(
        "assistance.ReturnFile", null=True, on_delete=models.PROTECT, related_name="rows"
    )
    paid_amount = MoneyField(_("到账金额"), default=ZERO)
    result_on = models.DateField(_("结果日期"), null=True)
    result_code = models.CharField(_("银行返回码"), max_length=20, blank=True)
    reason = models.CharField(_("原因"), max_length=200, blank=True)
    receipt_no = models.CharField(_("银行回单号"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("发放明细")
        ordering = ["batch", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "serial"], name="one_payment_per_serial"),
            models.UniqueConstraint(fields=["batch", "subject"], name="one_payment_per_subject_and_batch"),
            models.UniqueConstraint(
                fields=["aid"], condition=Q(status__in=LIVE_ROWS), name="one_live_payment_per_aid"
            ),
            models.CheckConstraint(condition=Q(amount__gte=ZERO), name="payment_not_below_zero"),
            models.CheckConstraint(
                condition=Q(status=RowStatus.PAID, paid_amount=F("amount"), result_on__isnull=False)
                | (~Q(status=RowStatus.PAID) & Q(paid_amount=ZERO)),
                name="payment_pays_exactly_what_was_approved",
            ),
            models.CheckConstraint(
                condition=~Q(
                    status__in=[RowStatus.BOUNCED, RowStatus.REFUNDED, RowStatus.WITHDRAWN]
                )
                | ~Q(reason=""),
                name="payment_that_failed_says_why",
            ),
        ]
        indexes = [models.Index(fields=["batch", "status", "block"], name="payment_by_status")]

    def __str__(self):
        return self.reference

    @property
    def reference(self):
        """The number the bank gives back: batch and serial, digits only."""
        return f"{self.batch_id:07d}{self.serial:06d}"

    @property
    def is_new(self):
        """Whether the batch proposes the aid; else it was approved before, or bounced."""
        return self.aid.status in (AidStatus.DRAFT, AidStatus.PROPOSED)


class BatchDecision(models.Model):
    """One step of a batch: who did what when, and why."""

    batch = models.ForeignKey(PaymentBatch, on_delete=models.CASCADE, related_name="decisions")
    step = models.CharField(max_length=12, choices=BatchStep)
    from_status = models.CharField(max_length=12, choices=BatchStatus, blank=True)
    to_status = models.CharField(max_length=12, choices=BatchStatus)
    by = _person(null=True)
    by_unit = models.ForeignKey(
        "organizations.UnionUnit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
