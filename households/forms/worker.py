"""Step 1, 职工本人: who the worker is, where to reach them, their work and union."""

from django.utils.translation import gettext_lazy as _

from households.content import age_on
from households.enums import ArchiveLevel, IdDocument, WorkerKind
from households.forms.fields import codes_of, field_for
from households.forms.persons import NO_DISEASE, PersonRules
from households.forms.sections import SectionForm
from households.models import FamilyMember, HardshipArchive
from unionaid.organizations import credit_code
from unionaid.privacy import contact_numbers

# Work statuses without an employer to name: jobless, flexible work.
WITHOUT_EMPLOYER = {"3", "91"}
YOUNGEST = 16


class IdentityForm(PersonRules, SectionForm):
    """The worker as a person. Birth date and sex follow from the identity number."""

    title = _("职工本人")
    model = FamilyMember
    layout = (
        ("id_number", 7), ("name", 5),
        ("ethnicity", 4), ("political_status", 4), ("marital_status", 4),
        ("education", 4), ("skill_level", 4), ("certificate", 4),
        ("health_status", 4), ("disease", 4), ("diagnosis", 4),
        ("disability_type", 4), ("disability_grade", 4), ("disability_card_no", 4),
        ("hukou_type", 4), ("medical_insurance", 4), ("model_worker_type", 4),
        ("has_labour_capacity", 12),
    )
    lists = frozenset({"hukou_type", "model_worker_type"})
    optional = frozenset(
        {"certificate", "disease", "diagnosis", "disability_type", "disability_grade", "disability_card_no"}
    )
    asked = {
        "disease": _("患病时填写"),
        "disability_type": _("残疾时填写"),
        "disability_grade": _("残疾时填写"),
        "disability_card_no": _("残疾时填写"),
    }
    hints = {
        "id_number": _("输入 18 位后自动校验，并带出生日期、性别和户籍地"),
        "name": _("与身份证一致"),
    }
    labels = {"id_number": _("身份证号码")}
    follow = "name"
    silent = ("birth_date", "sex")
    defaults = {"model_worker_type": ["0"]}

    @classmethod
    def make(cls, name, today):
        return disease_field(today) if name == "disease" else super().make(name, today)

    def clean(self):
        cleaned = super().clean()
        age = age_on(self.cleaned_data.get("birth_date"), self.today)
        if age is not None and 0 <= age < YOUNGEST:
            self.add_error("id_number", _("职工应满 16 周岁，这个号码的持有人现在 %(age)d 岁") % {"age": age})
        return cleaned

    def values(self):
        derived = {name: self.cleaned_data.get(name) for name in ("birth_date", "sex")}
        fixed = {"id_document": IdDocument.RESIDENT.value, "id_missing_reason": "", "is_counted": True}
        return super().values() | derived | fixed


class ContactForm(SectionForm):
    """Where the household lives and how to reach it."""

    title = _("住址与联系方式")
    model = HardshipArchive
    layout = (
        ("mobile", 4), ("other_contact", 4), ("is_single_parent", 4),
        ("hukou_region", 6), ("residence_region", 6),
        ("township", 4), ("address_detail", 5), ("postcode", 3),
    )
    optional = frozenset({"mobile", "other_contact", "township", "postcode"})
    asked = {"mobile": _("与右项至少填一项"), "other_contact": _("没有手机时填写")}
    hints = {
        "hukou_region": _("按身份证前 6 位建议，可以修改"),
        "residence_region": _("现在住的区县"),
    }

    def clean(self):
        cleaned = super().clean()
        if "mobile" not in self.errors and not any(self.given("mobile", "other_contact")):
            self.add_error("mobile", _("请填写手机号码，或者填写其他联系方式"))
        postcode = self.cleaned_data.get("postcode")
        if postcode and not (len(postcode) == 6 and postcode.isdecimal()):
            self.add_error("postcode", _("邮政编码应为 6 位数字"))
        other = self.cleaned_data.get("other_contact")
        if other and contact_numbers.telephone(other) is None and other.replace("-", "").isdecimal():
            self.warn("other_contact", _("其他联系方式不像电话号码，请核对"))
        return cleaned


class WorkForm(SectionForm):
    """Work, union and the kind of file."""

    title = _("工作与工会")
    model = HardshipArchive
    layout = (
        ("worker_kind", 12),
        ("work_status", 4), ("work_start_date", 4), ("job_nature", 4),
        ("employer", 7), ("employer_credit_code", 5),
        ("employer_nature", 4), ("employer_condition", 4), ("industry", 4),
        ("union_name", 8), ("union_card_no", 4),
        ("joined_union_on", 4), ("contract_signed_on", 4), ("contract_term", 4),
        ("archive_level", 8), ("applied_on", 4),
    )
    optional = frozenset(
        {
            "employer", "employer_credit_code", "employer_nature", "employer_condition", "industry",
            "job_nature", "joined_union_on", "union_card_no", "contract_signed_on", "contract_term",
        }
    )
    asked = dict.fromkeys(
        ("employer", "employer_nature", "employer_condition", "industry"), _("失业和灵活就业不填")
    ) | dict.fromkeys(("joined_union_on", "contract_signed_on", "contract_term"), _("农民工必填"))
    labels = {"contract_signed_on": _("合同签订时间"), "contract_term": _("合同期限")}
    lists = frozenset({"employer_condition"})
    defaults = {"archive_level": [ArchiveLevel.CITY.value]}

    def clean(self):
        cleaned = super().clean()
        self.check_employer()
        self.check_migrant()
        return cleaned

    def check_employer(self):
        status, employer, code = self.given("work_status", "employer", "employer_credit_code")
        if status and status not in WITHOUT_EMPLOYER:
            self.need("employer", _("请填写工作单位（失业或灵活就业除外）"))
        if employer:
            for name in ("employer_nature", "employer_condition", "industry"):
                self.need(name)
        if not code:
            return
        if not credit_code.is_valid(code):
            self.add_error(
                "employer_credit_code", _("统一社会信用代码应为 18 位且校验位相符，请对照营业执照")
            )
        else:
            self.cleaned_data["employer_credit_code"] = credit_code.normalise(code)

    def check_migrant(self):
        """困难农民工: union member, contract of at least a year (2016 and 2020 standards)."""
        if self.cleaned_data.get("worker_kind") != WorkerKind.MIGRANT:
            return
        for name in ("joined_union_on", "contract_signed_on", "contract_term"):
            self.need(name)
        signed, applied = self.given("contract_signed_on", "applied_on")
        if signed and applied and age_on(signed, applied) < 1:
            self.warn("contract_signed_on", _("困难农民工的劳动合同一般应签订满一年，请在困难情况说明中写明"))


def disease_field(today):
    """The diseases a person can have: the list without 良好 and 残疾."""
    allowed = codes_of("disease_type_union", today) - NO_DISEASE
    return field_for(FamilyMember, "disease", today=today, required=False, allowed=allowed)
