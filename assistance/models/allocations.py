from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.enums import AllocationKind
from assistance.models.funds import ZERO, FundKind
from assistance.models.signed import TwoSigned
from households.enums import EventTag
from unionaid.accounts.permissions import Permission
from unionaid.money import MoneyField
from unionaid.organizations.models import UnitScoped


class Allocation(UnitScoped, FundKind, TwoSigned):
    """A document that brings money into a unit's fund or passes it down one level.

    `amount` of a document that passes down is the sum of its rows. Money tilted towards an event
    (疫情, 灾害) names the reason.
    """

    kind = models.CharField(_("类型"), max_length=12, choices=AllocationKind)
    document_no = models.CharField(_("文号"), max_length=60)
    dated = models.DateField(_("文件日期"))
    amount = MoneyField(_("金额（元）"))
    tilt = models.CharField(_("倾斜事件"), max_length=10, choices=EventTag, default=EventTag.NONE)
    tilt_reason = models.CharField(_("倾斜理由"), max_length=200, blank=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    view_permission = Permission.VIEW_FUNDS
    is_history = True

    class Meta(FundKind.Meta, TwoSigned.Meta):
        verbose_name = _("资金文件")
        ordering = ["-id"]
        constraints = [
            *FundKind.Meta.constraints,
            *TwoSigned.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="allocation_of_some_money"),
            models.CheckConstraint(
                condition=Q(tilt="NONE") | Q(tilt_reason__gt=""), name="tilted_allocation_says_why"
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "-id"], name="allocation_by_path")]

    def __str__(self):
        return self.document_no

    @property
    def is_pass_down(self):
        return self.kind == AllocationKind.PASS_DOWN


class AllocationRow(UnitScoped):
    """What one lower union gets by a document. It belongs to the one that receives it.

    It waits from the signature on until the lower union confirms it, or until the upper one
    takes it back by a reversal.
    """

    allocation = models.ForeignKey(Allocation, on_delete=models.CASCADE, related_name="rows")
    amount = MoneyField(_("金额（元）"))
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("签收人"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    received_on = models.DateField(_("签收日期"), null=True)
    taken_back_on = models.DateField(_("收回日期"), null=True)

    view_permission = Permission.VIEW_FUNDS
    is_history = True

    class Meta:
        verbose_name = _("下拨明细")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["allocation", "unit"], name="one_row_per_unit_and_allocation"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="allocation_row_of_some_money"),
            models.CheckConstraint(
                condition=Q(received_by__isnull=True, received_on__isnull=True)
                | Q(received_by__isnull=False, received_on__isnull=False, taken_back_on__isnull=True),
                name="allocation_row_received_by_and_on_together",
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "received_on"], name="allocation_row_by_path")]

    def __str__(self):
        return f"{self.allocation.document_no} · {self.unit.short_name}"

    @property
    def is_waiting(self):
        return self.received_on is None and self.taken_back_on is None
