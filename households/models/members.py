from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households.enums import IdDocument
from unionaid.privacy.fields import EncryptedTextField

SELF = "01"


class PresentPeople(models.Manager):
    """The people a household consists of; who has left it is found from what names them."""

    def get_queryset(self):
        return super().get_queryset().filter(left_on__isnull=True)


class FamilyMember(models.Model):
    """A person of the household. The worker has relation 01 (to the worker, not to the 户主).

    A person who has left and is still named elsewhere, such as by an aid, keeps the row with the
    day; `objects` and `archive.members` leave it out, `everybody` does not.
    """

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.CASCADE, related_name="members"
    )
    position = models.PositiveSmallIntegerField(default=0)
    relation = models.CharField(_("与职工的关系"), max_length=20)
    name = models.CharField(_("姓名"), max_length=60)
    id_document = models.CharField(
        _("证件类型"), max_length=10, choices=IdDocument, default=IdDocument.RESIDENT
    )
    id_number = EncryptedTextField(_("证件号码"), blank=True)
    id_index = models.BinaryField(max_length=16, blank=True, default=bytes)
    id_last4 = models.CharField(max_length=4, blank=True)
    id_missing_reason = models.CharField(_("无居民身份证原因"), max_length=120, blank=True)
    birth_date = models.DateField(_("出生日期"), null=True, blank=True)
    sex = models.CharField(_("性别"), max_length=1)
    ethnicity = models.CharField(_("民族"), max_length=20)
    political_status = models.CharField(_("政治面貌"), max_length=20, blank=True)
    education = models.CharField(_("文化程度"), max_length=20, blank=True)
    skill_level = models.CharField(_("技能等级"), max_length=20, blank=True)
    certificate = models.CharField(_("职业资格证书"), max_length=120, blank=True)
    health_status = models.CharField(_("健康状况"), max_length=20)
    disease = EncryptedTextField(_("疾病种类"), blank=True)
    diagnosis = EncryptedTextField(_("诊断说明"), blank=True)
    disability_type = models.CharField(_("残疾类别"), max_length=20, blank=True)
    disability_grade = models.CharField(_("残疾等级"), max_length=20, blank=True)
    disability_card_no = EncryptedTextField(_("残疾证号"), blank=True)
    marital_status = models.CharField(_("婚姻状况"), max_length=20, blank=True)
    hukou_type = models.CharField(_("户口类型"), max_length=20, blank=True)
    medical_insurance = models.CharField(_("医保状况"), max_length=20, blank=True)
    member_status = models.CharField(_("人员身份"), max_length=20, blank=True)
    model_worker_type = models.CharField(_("劳模类型"), max_length=20, default="0")
    school_stage = models.CharField(_("就读学段"), max_length=20, blank=True)
    school_started_on = models.CharField(_("入学年份"), max_length=4, blank=True)
    school_years = models.PositiveSmallIntegerField(_("学制（年）"), null=True, blank=True)
    workplace = models.CharField(_("单位或学校"), max_length=120, blank=True)
    workplace_nature = models.CharField(_("单位性质"), max_length=20, blank=True)
    workplace_condition = models.CharField(_("企业状况"), max_length=20, blank=True)
    industry = models.CharField(_("所属行业"), max_length=20, blank=True)
    work_status = models.CharField(_("工作状态"), max_length=20, blank=True)
    contract_signed_on = models.DateField(_("合同或入伍时间"), null=True, blank=True)
    contract_term = models.CharField(_("合同期限"), max_length=20, blank=True)
    mobile = EncryptedTextField(_("手机号码"), blank=True)
    is_counted = models.BooleanField(_("计入家庭人口"), default=True)
    not_counted_reason = models.CharField(_("不计入原因"), max_length=120, blank=True)
    has_labour_capacity = models.BooleanField(_("有劳动能力"), default=False)
    is_dependent_student = models.BooleanField(_("在读受抚养子女"), default=False)
    note = models.CharField(_("备注"), max_length=200, blank=True)
    is_living_file = models.BooleanField(default=True, editable=False)
    left_on = models.DateField(_("离开家庭的日期"), null=True, blank=True, editable=False)

    objects = PresentPeople()
    everybody = models.Manager()

    class Meta:
        verbose_name = _("家庭成员")
        ordering = ["archive", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["archive"],
                condition=Q(relation=SELF, left_on__isnull=True),
                name="one_worker_per_file",
            ),
            models.UniqueConstraint(
                fields=["id_index"],
                condition=Q(is_living_file=True) & ~Q(id_last4=""),
                name="person_in_one_living_file",
            ),
            models.CheckConstraint(
                condition=~Q(id_document=IdDocument.RESIDENT) | ~Q(id_last4=""),
                name="resident_card_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(is_living_file=False), name="who_left_is_free"
            ),
            models.CheckConstraint(
                condition=Q(is_counted=True) | ~Q(not_counted_reason=""),
                name="uncounted_member_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["id_index"], name="member_id_index"),
            models.Index(fields=["name", "birth_date"], name="member_name_birth"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_worker(self):
        return self.relation == SELF
