from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households.enums import (
    LIVING,
    ArchiveLevel,
    EventTag,
    FocusGroup,
    MeasureBatch,
    Status,
    Tier,
    WorkerKind,
)
from unionaid.accounts.permissions import Permission
from unionaid.money import MoneyField
from unionaid.organizations.models import ScopedQuerySet, UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class HardshipArchiveQuerySet(ScopedQuerySet):
    def active(self):
        return self.filter(status=Status.ACTIVE)

    def living(self):
        return self.filter(status__in=LIVING)

    def waiting_at(self, unit):
        """Files in review whose next decision is the unit's."""
        return self.filter(acting_unit=unit)


class HardshipArchive(UnitScoped):
    """A household file (一户一档). It belongs to the worker; the worker is the member with relation 01.

    Columns that repeat a member's or an assessment's value exist for lists and are
    written together with it by the same action.
    """

    file_no = models.CharField(_("档案号"), max_length=24, unique=True)
    archive_level = models.CharField(
        _("档案级别"), max_length=12, choices=ArchiveLevel, default=ArchiveLevel.CITY
    )
    status = models.CharField(_("状态"), max_length=16, choices=Status)
    tier = models.CharField(_("困难类别"), max_length=12, choices=Tier, blank=True)
    acting_unit = models.ForeignKey(
        "organizations.UnionUnit",
        verbose_name=_("等待办理的工会"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    chain = models.ForeignKey(
        "households.ApprovalChain", null=True, blank=True, on_delete=models.PROTECT
    )
    review_round = models.PositiveSmallIntegerField(default=1)
    is_migrated = models.BooleanField(default=False)
    is_reentry = models.BooleanField(_("返困"), default=False)
    previous_archive = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later_archives"
    )
    legacy_category = models.CharField(_("原困难类别"), max_length=60, blank=True)
    shelf_no = models.CharField(_("纸质档案柜号"), max_length=40, blank=True)
    shelved_on = models.DateField(_("纸质档案归档日期"), null=True, blank=True)
    rechecked_on = models.DateField(_("最近复核日期"), null=True, blank=True)

    # the worker, repeated from the member row for lists and search
    worker_name = models.CharField(_("职工姓名"), max_length=60)
    name_pinyin = models.CharField(max_length=160, blank=True)
    name_initials = models.CharField(max_length=60, blank=True)
    id_last4 = models.CharField(_("证件号码后四位"), max_length=4, blank=True)
    sex = models.CharField(_("性别"), max_length=1)
    birth_date = models.DateField(_("出生日期"), null=True, blank=True)
    education = models.CharField(_("文化程度"), max_length=20, blank=True)
    skill_level = models.CharField(_("技能等级"), max_length=20, blank=True)
    ethnicity = models.CharField(_("民族"), max_length=20, blank=True)

    # work and union
    worker_kind = models.CharField(_("职工类别"), max_length=10, choices=WorkerKind)
    work_status = models.CharField(_("工作状态"), max_length=20)
    work_start_date = models.DateField(_("参加工作时间"), null=True, blank=True)
    model_worker_type = models.CharField(_("劳模类型"), max_length=20, default="0")
    employer = models.CharField(_("工作单位"), max_length=120, blank=True)
    employer_credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    employer_nature = models.CharField(_("单位性质"), max_length=20, blank=True)
    employer_condition = models.CharField(_("企业状况"), max_length=20, blank=True)
    job_nature = models.CharField(_("岗位性质"), max_length=20, blank=True)
    industry = models.CharField(_("所属行业"), max_length=20, blank=True)
    union_name = models.CharField(_("所在工会"), max_length=120)
    joined_union_on = models.DateField(_("入会日期"), null=True, blank=True)
    union_card_no = models.CharField(_("会员证号"), max_length=40, blank=True)
    contract_signed_on = models.DateField(_("劳动合同签订时间"), null=True, blank=True)
    contract_term = models.CharField(_("劳动合同期限"), max_length=20, blank=True)

    # household
    is_single_parent = models.BooleanField(_("单亲"), default=False)
    hukou_region = models.CharField(_("户口所在地"), max_length=6)
    residence_region = models.CharField(_("居住地"), max_length=6)
    township = models.CharField(_("街道（乡镇）"), max_length=60, blank=True)
    address_detail = EncryptedTextField(_("详细地址"), blank=True)
    postcode = models.CharField(_("邮政编码"), max_length=6, blank=True)
    mobile = EncryptedTextField(_("手机号码"), blank=True)
    mobile_index = models.BinaryField(max_length=16, blank=True, default=bytes)
    other_contact = EncryptedTextField(_("其他联系方式"), blank=True)
    housing_type = models.CharField(_("住房类型"), max_length=20, blank=True)
    floor_area = models.DecimalField(
        _("建筑面积（平方米）"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    on_dibao = models.BooleanField(_("享受低保"), default=False)
    dibao_amount = MoneyField(_("低保金额（元/月）"), null=True, blank=True)
    dibao_no = models.CharField(_("低保证号"), max_length=40, blank=True)
    can_self_help = models.BooleanField(_("有一定自救能力"), default=False)
    is_zero_employment = models.BooleanField(_("零就业家庭"), default=False)
    main_cause = models.CharField(_("主要致困原因"), max_length=20, blank=True)
    sub_cause = models.CharField(_("原因细分"), max_length=20, blank=True)
    hardship_note = models.TextField(_("困难情况说明"), blank=True)
    event_tag = models.CharField(
        _("事件标签"), max_length=10, choices=EventTag, default=EventTag.NONE
    )
    focus_group = models.CharField(_("重点群体"), max_length=24, choices=FocusGroup, blank=True)
    measure_batch = models.CharField(_("四个一批"), max_length=16, choices=MeasureBatch, blank=True)

    # bank
    bank = models.CharField(_("开户银行"), max_length=60, blank=True)
    branch = models.CharField(_("支行名称"), max_length=80, blank=True)
    bank_account = EncryptedTextField(_("银行卡号"), blank=True)
    bank_account_index = models.BinaryField(max_length=16, blank=True, default=bytes)
    bank_last4 = models.CharField(max_length=4, blank=True)
    account_holder = models.CharField(_("户名"), max_length=60, blank=True)

    # computed with the current assessment
    household_size = models.PositiveSmallIntegerField(_("家庭人口"), default=1)
    annual_income = MoneyField(_("家庭年度总收入"), null=True, blank=True)
    per_capita_income = MoneyField(_("家庭月人均收入"), null=True, blank=True)
    net_per_capita_income = MoneyField(_("家庭月人均纯收入"), null=True, blank=True)

    applied_on = models.DateField(_("申请日期"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    first_approved_on = models.DateField(_("首次批准日期"), null=True, blank=True)
    grace_until = models.DateField(_("渐退期至"), null=True, blank=True)
    closed_on = models.DateField(_("退档日期"), null=True, blank=True)
    exit_reason = models.CharField(_("退档原因"), max_length=20, blank=True)
    status_since = models.DateField(_("状态起始日"))
    changed_on = models.DateField(_("更新"))
    version = models.PositiveIntegerField(default=1)

    view_permission = Permission.VIEW_FILES
    holding_name = _("档案")
    objects = HardshipArchiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("困难职工档案")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Status.ACTIVE)
                | Q(tier__in=[Tier.DEEP, Tier.RELATIVE, Tier.ACCIDENTAL])
                | Q(is_migrated=True, tier=Tier.UNRATED),
                name="file_on_record_has_a_tier",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.ACTIVE, Status.GRACE, Status.EXITED])
                | Q(first_approved_on__isnull=False),
                name="file_on_record_was_approved",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.GRACE) | Q(grace_until__isnull=False),
                name="grace_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in LIVING]) | Q(closed_on__isnull=False),
                name="closed_file_has_its_date",
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "status", "tier", "changed_on", "id"], name="file_list"),
            models.Index(fields=["status", "changed_on", "id"], name="file_newest"),
            models.Index(fields=["status", "net_per_capita_income", "id"], name="file_by_income"),
            models.Index(fields=["acting_unit", "status"], name="file_queue"),
            models.Index(fields=["name_initials"], name="file_initials"),
            models.Index(fields=["name_pinyin"], name="file_pinyin"),
            models.Index(fields=["worker_name", "birth_date"], name="file_name_birth"),
            models.Index(fields=["id_last4"], name="file_last4"),
            models.Index(fields=["mobile_index"], name="file_mobile"),
            models.Index(fields=["bank_account_index"], name="file_bank"),
        ]

    def __str__(self):
        return f"{self.worker_name} {self.file_no}"

    @property
    def contact_phone(self):
        """The telephone of the current responsible contact, "" without one."""
        pairing = self.pairings.current().first()
        return pairing.contact_phone if pairing else ""
