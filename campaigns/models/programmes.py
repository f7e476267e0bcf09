from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.enums import CertificateLevel, SpecialGroup, SpecialSystem, TraineeKind
from campaigns.models.activities import Activity, SpendingActivity
from campaigns.models.entries import Entry
from unionaid.money import MoneyField
from unionaid.privacy.fields import EncryptedTextField


class SpecialVisit(SpendingActivity):
    """特殊群体慰问 of police and fire rescue (since 2022): a person or the family left. Not an aid file."""

    system = models.CharField(_("系统"), max_length=10, choices=SpecialSystem)
    group = models.CharField(_("类别"), max_length=26, choices=SpecialGroup)
    event_year = models.PositiveSmallIntegerField(_("事件年份"))
    person = EncryptedTextField(_("姓名"))
    kin = models.CharField(_("领取人关系"), max_length=40, blank=True)

    class Meta(SpendingActivity.Meta):
        verbose_name = _("特殊群体慰问")
        constraints = [
            *SpendingActivity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    group__in=[
                        SpecialGroup.MARTYR, SpecialGroup.DIED_ON_DUTY, SpecialGroup.DISABLED_GRADE_1_4,
                    ],
                    event_year__gte=2011,
                )
                | Q(group=SpecialGroup.SEVERELY_INJURED_ON_DUTY, event_year__gte=2021),
                name="special_group_since_its_year",
            ),
        ]


class TrainingClass(Activity):
    """技能培训班: `held_on` is the day it ends, on which its figures count."""

    plan_year = models.PositiveSmallIntegerField(_("计划年度"))
    trade = models.CharField(_("工种"), max_length=60)
    starts_on = models.DateField(_("开班日期"))
    planned = models.PositiveIntegerField(_("计划人数"), default=0)
    participants = models.PositiveIntegerField(_("参训人数"))
    hardship_workers = models.PositiveIntegerField(_("其中困难职工"), default=0)
    migrant_workers = models.PositiveIntegerField(_("其中困难农民工"), default=0)
    completed = models.PositiveIntegerField(_("结业人数"), default=0)
    certificates = models.PositiveIntegerField(_("取得证书（本）"), default=0)
    junior_or_above = models.PositiveIntegerField(_("其中初级及以上"), default=0)
    employed = models.PositiveIntegerField(_("实现就业（人）"), default=0)
    amount = MoneyField(_("培训资金（元）"), default=0)

    class Meta(Activity.Meta):
        verbose_name = _("技能培训班")
        constraints = [
            *Activity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(certificates__lte=F("participants"))
                & Q(completed__lte=F("participants"))
                & Q(employed__lte=F("participants"))
                & Q(junior_or_above__lte=F("certificates"))
                & Q(hardship_workers__lte=F("participants"))
                & Q(migrant_workers__lte=F("participants")),
                name="training_results_at_most_its_participants",
            ),
            models.CheckConstraint(
                condition=Q(held_on__gte=F("starts_on")), name="training_ends_after_its_start"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="training_money_is_not_negative"),
        ]


class TrainingEnrolment(Entry):
    """A person in a training class: what came of it. `held_on` is the day of enrolment."""

    training_class = models.ForeignKey(
        TrainingClass, verbose_name=_("培训班"), on_delete=models.PROTECT, related_name="enrolments"
    )
    archive = models.ForeignKey(
        "households.HardshipArchive", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = EncryptedTextField(_("姓名"))
    trainee = models.CharField(_("学员类别"), max_length=10, choices=TraineeKind)
    completed = models.BooleanField(_("已结业"), default=False)
    certificate = models.CharField(_("证书等级"), max_length=12, choices=CertificateLevel, blank=True)
    certificate_no = models.CharField(_("证书编号"), max_length=40, blank=True)
    employed_on = models.DateField(_("就业日期"), null=True, blank=True)
    workplace = models.CharField(_("就业单位"), max_length=120, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("培训学员")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(certificate="") | Q(completed=True), name="certified_after_completing"
            ),
        ]
