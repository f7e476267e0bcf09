"""Help given case by case or by headcount: law, start-ups, employers, purchases, services for all."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.enums import (
    CaseOutcome,
    LegalMatter,
    LegalService,
    PurchaseUse,
    StartupHelp,
    SupportAction,
    SupportKind,
    UniversalKind,
)
from campaigns.models.entries import Entry
from households.enums import EventTag
from unionaid.money import MoneyField
from unionaid.privacy.fields import EncryptedTextField


class LegalAidCase(Entry):
    """法律援助: a case taken on `held_on`. `persons` are those it concerns, `recovered` what they got, 元."""

    archive = models.ForeignKey(
        "households.HardshipArchive", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    applicant = EncryptedTextField(_("申请人"))
    matter = models.CharField(_("事由"), max_length=10, choices=LegalMatter)
    service = models.CharField(_("援助方式"), max_length=12, choices=LegalService)
    persons = models.PositiveIntegerField(_("涉及（人次）"), default=1)
    employer = models.CharField(_("对方单位"), max_length=120, blank=True)
    lawyer = models.CharField(_("承办人"), max_length=60, blank=True)
    outcome = models.CharField(
        _("办理结果"), max_length=10, choices=CaseOutcome, default=CaseOutcome.OPEN
    )
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    recovered = MoneyField(_("挽回金额（元）"), default=0)

    class Meta(Entry.Meta):
        verbose_name = _("法律援助")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome="OPEN", closed_on__isnull=True)
                | (~Q(outcome="OPEN") & Q(closed_on__gte=F("held_on"))),
                name="legal_case_ends_with_its_day",
            ),
            models.CheckConstraint(condition=Q(recovered__gte=0), name="recovered_is_not_negative"),
        ]


class StartupCase(Entry):
    """创业扶持: one project of a worker or family member. `jobs` are the people it employs."""

    archive = models.ForeignKey(
        "households.HardshipArchive", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    applicant = EncryptedTextField(_("创业者"))
    project = models.CharField(_("创业项目"), max_length=80)
    help = models.CharField(_("扶持方式"), max_length=10, choices=StartupHelp)
    amount = MoneyField(_("扶持资金（元）"), default=0)
    jobs = models.PositiveIntegerField(_("带动就业（人）"), default=0)
    outcome = models.CharField(
        _("办理结果"), max_length=10, choices=CaseOutcome, default=CaseOutcome.OPEN
    )

    class Meta(Entry.Meta):
        verbose_name = _("创业扶持")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gte=0), name="startup_money_is_not_negative"),
        ]


class EmployerSupport(Entry):
    """援企稳岗: a paper, a visit or a measure for an employer. `papers` are the copies handed over."""

    employer = models.CharField(_("企业名称"), max_length=120)
    kind = models.CharField(_("类别"), max_length=10, choices=SupportKind)
    action = models.CharField(_("所属行动"), max_length=10, choices=SupportAction, blank=True)
    papers = models.PositiveIntegerField(_("发放（份）"), default=0)
    workers = models.PositiveIntegerField(_("惠及职工（人次）"), default=0)
    amount = MoneyField(_("投入资金（元）"), default=0)
    measure = models.CharField(_("措施和成效"), max_length=200, blank=True)
    event_tag = models.CharField(_("事件标签"), max_length=10, choices=EventTag, default=EventTag.NONE)

    class Meta(Entry.Meta):
        verbose_name = _("援企稳岗")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gte=0), name="support_money_is_not_negative"),
        ]


class ConsumptionAid(Entry):
    """消费帮扶: a purchase of a union. `gift_spending` is all it spent on gifts for members then, 元."""

    origin = models.CharField(_("产地县"), max_length=60)
    platform = models.CharField(_("采购平台或供货单位"), max_length=120, blank=True)
    use = models.CharField(_("用途"), max_length=10, choices=PurchaseUse)
    amount = MoneyField(_("采购金额（元）"))
    gift_spending = MoneyField(_("同期慰问品支出（元）"), default=0)

    class Meta(Entry.Meta):
        verbose_name = _("消费帮扶")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gt=0), name="purchase_is_positive"),
            models.CheckConstraint(
                condition=~Q(use="GIFTS") | Q(gift_spending__gte=F("amount")),
                name="gifts_bought_at_most_all_gifts",
            ),
        ]


class UniversalService(Entry):
    """普惠性服务: a service open to every worker, counted by heads."""

    title = models.CharField(_("服务名称"), max_length=80)
    kind = models.CharField(_("类别"), max_length=10, choices=UniversalKind)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    person_times = models.PositiveIntegerField(_("服务（人次）"))
    amount = MoneyField(_("投入资金（元）"), default=0)

    class Meta(Entry.Meta):
        verbose_name = _("普惠性服务")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gte=0), name="universal_money_is_not_negative"),
        ]
