"""Step 2, 家庭成员: everybody who lives with the worker, a row each."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from households.enums import IdDocument
from households.forms.fields import codes_of, field_for
from households.forms.persons import PersonRules
from households.forms.sections import SectionForm
from households.forms.worker import disease_field
from households.models import FamilyMember
from households.models.members import SELF
from unionaid.organizations import codes

HOUSEHOLDER = "02"


class MemberForm(PersonRules, SectionForm):
    """One family member. The relation is to the worker, who is entered in step 1 and is the only 本人."""

    model = FamilyMember
    layout = (
        ("relation", 3), ("name", 3), ("id_number", 6),
        ("ethnicity", 3), ("member_status", 3), ("marital_status", 3), ("hukou_type", 3),
        ("health_status", 3), ("medical_insurance", 5), ("has_labour_capacity", 4),
        ("is_counted", 4), ("not_counted_reason", 8),
        ("id_document", 3), ("id_missing_reason", 3), ("birth_date", 3), ("sex", 3),
        ("disease", 6), ("diagnosis", 6),
        ("disability_type", 4), ("disability_grade", 4), ("disability_card_no", 4),
        ("school_stage", 3), ("school_started_on", 3), ("school_years", 3), ("is_dependent_student", 3),
        ("education", 4), ("skill_level", 4), ("certificate", 4),
        ("workplace", 6), ("work_status", 3), ("industry", 3),
        ("workplace_nature", 4), ("workplace_condition", 4), ("mobile", 4),
        ("contract_signed_on", 4), ("contract_term", 4), ("political_status", 4),
        ("model_worker_type", 4), ("note", 8),
    )
    folds = (
        (_("没有居民身份证"), ("id_document", "id_missing_reason", "birth_date", "sex")),
        (
            _("疾病与残疾"),
            ("disease", "diagnosis", "disability_type", "disability_grade", "disability_card_no"),
        ),
        (_("上学"), ("school_stage", "school_started_on", "school_years", "is_dependent_student")),
        (
            _("文化程度、单位与其他"),
            (
                "education", "skill_level", "certificate", "workplace", "work_status", "industry",
                "workplace_nature", "workplace_condition", "mobile", "contract_signed_on",
                "contract_term", "political_status", "model_worker_type", "note",
            ),
        ),
    )
    follow = "id_number"
    required_names = frozenset(
        {
            "relation", "name", "id_document", "ethnicity", "member_status", "marital_status",
            "hukou_type", "health_status", "medical_insurance", "model_worker_type", "is_counted",
            "has_labour_capacity",
        }
    )
    optional = frozenset(name for name, _columns in layout) - required_names
    asked = {
        "id_number": _("没有身份证的见下"),
        "disease": _("患病时填写"),
        "disability_type": _("残疾时填写"),
        "disability_grade": _("残疾时填写"),
        "disability_card_no": _("残疾时填写"),
        "not_counted_reason": _("不计入时填写"),
    }
    chips_up_to = 2
    defaults = {
        "id_document": [IdDocument.RESIDENT.value],
        "model_worker_type": ["0"],
        "is_counted": ["yes"],
    }

    @classmethod
    def make(cls, name, today):
        if name == "disease":
            return disease_field(today)
        if name == "relation":
            allowed = codes_of("relationship", today) - {HOUSEHOLDER, SELF}
            return field_for(FamilyMember, name, today=today, allowed=allowed, chips_up_to=0)
        return super().make(name, today)

    def title(self, place):
        """The name of the row in lists of errors."""
        return self.cleaned_data.get("name") or _("家庭成员 %(place)d") % {"place": place}

    def clean_school_started_on(self):
        year = self.cleaned_data["school_started_on"]
        if year and not (year.isdecimal() and 1950 <= int(year) <= self.today.year):
            raise ValidationError(_("入学年份应为 4 位年份，例如 2019"))
        return year

    def clean(self):
        if self.data.get(self.add_prefix("relation")) == SELF:
            self._errors.pop("relation", None)
            self.add_error("relation", _("一户只有一位本人，就是职工本人，请改选与职工的关系"))
        cleaned = super().clean()
        if self.cleaned_data.get("is_counted") is False:
            self.need("not_counted_reason", _("不计入家庭人口，请写明原因，例如 服义务兵役、服刑"))
        self.check_relation_sex()
        return cleaned

    def check_relation_sex(self):
        relation, sex = self.given("relation", "sex")
        implied = codes.attributes("relationship", relation).get("implied_sex") if relation else ""
        if implied and sex and implied != sex:
            self.warn("relation", _("与职工的关系和性别不符，请核对"))
