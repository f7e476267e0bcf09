from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assistance.kinds import COUNTED, LIVE_ROWS, AidForm, AidStatus, AidStep, AidType
from assistance.models.funds import FundKind
from households.enums import EventTag, Tier
from unionaid.accounts.permissions import Permission
from unionaid.money import MoneyField
from unionaid.organizations.enums import UnionLevel
from unionaid.organizations.models import ScopedQuerySet, UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class AidRecordQuerySet(ScopedQuerySet):
    def counted(self):
        """Aid that takes room under its cap: pending and paid."""
        return self.filter(status__in=COUNTED)

    def told(self):
        """Aid that has been handed in at least once: without the rows of unfinished batches."""
        return self.exclude(status=AidStatus.DRAFT)

    def alone(self):
        """Aid that no batch carries: it is decided on, and taken into a batch, by itself."""
        return self.exclude(payments__status__in=LIVE_ROWS)

    def waiting_at(self, unit):
        """Proposed aid that the unit approves one by one."""
        return self.filter(status=AidStatus.PROPOSED, acting_unit=unit).alone()


class AidRecord(UnitScoped, FundKind):
    """One aid to one household: what was proposed, under which cap, and how far it has come.

    The row is the single fact of the aid; batches and payments point at it. `year` is the
    calendar year whose cap it takes and whose money it is; `amount` is what is given, for goods
    quantity × unit price. `person_index` repeats the blind index of the person's identity
    number (None without one), so that a student is recognised at every union of the province.
    """

    archive = models.ForeignKey("households.HardshipArchive", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(
        "households.FamilyMember", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person_index = models.BinaryField(max_length=16, null=True, blank=True)
    aid_type = models.CharField(_("帮扶项目"), max_length=20, choices=AidType)
    form = models.CharField(_("发放形式"), max_length=8, choices=AidForm, default=AidForm.MONEY)
    tier = models.CharField(_("困难类别"), max_length=12, choices=Tier)
    stage = models.CharField(_("学段"), max_length=20, blank=True)
    school_year = models.CharField(_("学年"), max_length=9, blank=True)
    amount = MoneyField(_("金额"))
    gross_cost = MoneyField(_("本年费用总额"), null=True, blank=True)
    reimbursed = MoneyField(_("已报销、补偿"), null=True, blank=True)
    goods = models.CharField(_("物品"), max_length=60, blank=True)
    quantity = models.PositiveIntegerField(_("数量"), null=True, blank=True)
    unit_price = MoneyField(_("单价"), null=True, blank=True)
    period = models.CharField(_("时段"), max_length=20)
    event_tag = models.CharField(_("事件标签"), max_length=10, choices=EventTag, default=EventTag.NONE)
    campaign = models.CharField(_("活动"), max_length=20, blank=True)
    reason = EncryptedTextField(_("帮扶事由"), blank=True)

    standard = models.ForeignKey(
        "assistance.AidStandard", null=True, on_delete=models.PROTECT, related_name="+"
    )
    cap_limit = MoneyField(_("本年上限"), null=True)
    cap_used = MoneyField(_("提出前已用"), default=0)
    cap_steps = models.JSONField(default=list)
    over_cap_document = models.CharField(_("超限批文文号"), max_length=80, blank=True)
    over_cap_reason = models.CharField(_("超限理由"), max_length=200, blank=True)

    status = models.CharField(_("状态"), max_length=12, choices=AidStatus, default=AidStatus.PROPOSED)
    approval_level = models.CharField(_("审批级别"), max_length=12, choices=UnionLevel)
    acting_unit = models.ForeignKey(
        "organizations.UnionUnit",
        verbose_name=_("审批的工会"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_on = models.DateField(_("提出日期"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    paid_on = models.DateField(_("发放日期"), null=True, blank=True)

    view_permission = Permission.VIEW_FILES
    objects = AidRecordQuerySet.as_manager()

    class Meta(FundKind.Meta):
        verbose_name = _("帮扶")
        ordering = ["-proposed_on", "-id"]
        constraints = [
            *FundKind.Meta.constraints,
            models.UniqueConstraint(
                fields=["archive", "aid_type", "period", "source"],
                condition=Q(status__in=COUNTED, member__isnull=True),
                name="same_aid_once_a_period_and_source",
            ),
            models.UniqueConstraint(
                fields=["member", "aid_type", "period", "source"],
                condition=Q(status__in=COUNTED, member__isnull=False),
                name="same_personal_aid_once_a_period_and_source",
            ),
            models.UniqueConstraint(
                fields=["person_index", "year"],
                condition=Q(status__in=COUNTED, aid_type=AidType.EDUCATION),
                name="student_aided_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["member", "year"],
                condition=Q(status__in=COUNTED, aid_type=AidType.EDUCATION),
                name="family_member_aided_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(status=AidStatus.DRAFT, amount=0), name="aid_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(form=AidForm.GOODS, quantity__gt=0, unit_price__gt=0)
                & ~Q(goods="")
                & Q(amount=F("quantity") * F("unit_price"))
                | Q(form=AidForm.MONEY, goods="", quantity__isnull=True, unit_price__isnull=True),
                name="goods_are_worth_quantity_times_price",
            ),
            models.CheckConstraint(
                condition=Q(gross_cost__isnull=True, reimbursed__isnull=True)
                | Q(gross_cost__gte=0, reimbursed__gte=0, reimbursed__lte=F("gross_cost")),
                name="aid_reimbursed_at_most_what_was_spent",
            ),
            models.CheckConstraint(
                condition=~Q(aid_type=AidType.EDUCATION)
                | (Q(member__isnull=False) & ~Q(stage="") & ~Q(school_year="")),
                name="schooling_names_its_student",
            ),
            models.CheckConstraint(
                condition=Q(over_cap_document="", over_cap_reason="")
                | (~Q(over_cap_document="") & ~Q(over_cap_reason="")),
                name="cap_exception_has_document_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(cap_limit__isnull=True)
                | Q(amount__lte=F("cap_limit") - F("cap_used"))
                | ~Q(over_cap_document="")
                | Q(status=AidStatus.DRAFT),
                name="aid_within_its_cap_or_excepted",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_on__isnull=True)
                | Q(approved_by__isnull=False, approved_on__isnull=False),
                name="aid_approved_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[AidStatus.APPROVED, AidStatus.SENT, AidStatus.PAID])
                | Q(approved_on__isnull=False),
                name="aid_under_way_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(approved_by=F("proposed_by")),
                name="aid_approved_by_another_person",
            ),
            models.CheckConstraint(
                condition=~Q(status=AidStatus.PAID) | Q(paid_on__isnull=False),
                name="aid_paid_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["archive", "year", "aid_type", "status"], name="aid_of_household"),
            models.Index(fields=["person_index", "year", "aid_type"], name="aid_of_person"),
            models.Index(fields=["unit_path", "year", "status"], name="aid_of_scope"),
            models.Index(fields=["acting_unit", "status"], name="aid_queue"),
        ]

    def __str__(self):
        return f"{self.get_aid_type_display()} {self.archive.file_no}"

    @property
    def own_cost(self):
        """What the household has paid itself in the year, None where it was not asked."""
        return None if self.gross_cost is None else self.gross_cost - self.reimbursed

    @property
    def is_over_cap(self):
        return bool(self.over_cap_document)


class AidDecision(models.Model):
    """One step of an aid: who did what when, and why."""

    record = models.ForeignKey(AidRecord, on_delete=models.CASCADE, related_name="decisions")
    step = models.CharField(max_length=12, choices=AidStep)
    from_status = models.CharField(max_length=12, choices=AidStatus, blank=True)
    to_status = models.CharField(max_length=12, choices=AidStatus)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_unit = models.ForeignKey(
        "organizations.UnionUnit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
