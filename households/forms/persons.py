"""What holds for every person of a household: the identity document and the answers it settles."""

import re

from django.utils.translation import gettext_lazy as _

from households.enums import IdDocument
from households.wording import CODE_LISTS
from unionaid.organizations import codes
from unionaid.privacy import identity_number

NAME = re.compile(r"[^\d<>&\"'=@#$%^*_+|\\/]{2,60}")
ILL, DISABLED = "chronic", "disabled"
MARRIED = {"20", "21", "22", "23"}
# Values of the disease list that name no disease.
NO_DISEASE = {"01", "20"}


class PersonRules:
    """Mixin of a form with the fields of one person."""

    @property
    def has_card(self):
        """The person has a resident identity card, as most have."""
        typed = self.data.get(self.add_prefix("id_document"))
        return typed in (None, "", IdDocument.RESIDENT)

    def clean(self):
        cleaned = super().clean()
        self.check_name()
        self.check_document()
        self.check_health()
        return cleaned

    def check_name(self):
        name = self.cleaned_data.get("name")
        if name and not NAME.fullmatch(name):
            self.add_error("name", _("姓名应为 2 个字以上，不含数字和符号，与身份证一致"))

    def check_document(self):
        """Settle birth date and sex by the identity number; ask for them where there is none."""
        document = self.cleaned_data.get("id_document", IdDocument.RESIDENT)
        number = self.cleaned_data.get("id_number", "")
        if document == IdDocument.RESIDENT:
            self.need("id_number")
            if number:
                self.check_number(number)
            return
        if document == IdDocument.PASSPORT:
            self.need("id_number")
        if document == IdDocument.NONE and number:
            self.add_error("id_number", _("证件类型是“暂无证件”，请清空证件号码，或改选证件类型"))
        self.need("id_missing_reason")
        self.need("birth_date", _("没有居民身份证时，请填写出生日期"))
        self.need("sex", _("没有居民身份证时，请选择性别"))

    def check_number(self, number):
        verdict = identity_number.check(number)
        if not verdict.valid:
            self.add_error("id_number", sentence(verdict))
            return
        birth, sex = self.given("birth_date", "sex")
        if birth and birth != verdict.birth_date:
            self.add_error(
                "birth_date" if "birth_date" in self.fields else "id_number",
                _("出生日期 %(typed)s 与身份证号码（%(derived)s）不符，请核对")
                % {"typed": birth.isoformat(), "derived": verdict.birth_date.isoformat()},
            )
        if sex and sex != verdict.sex:
            self.add_error(
                "sex" if "sex" in self.fields else "id_number",
                _("性别与身份证号码不符，请核对"),
            )
        self.cleaned_data |= {
            "id_number": verdict.normalised,
            "birth_date": verdict.birth_date,
            "sex": verdict.sex,
        }
        for text in doubts(verdict, self.today):
            self.warn("id_number", text)

    def check_health(self):
        group = codes.attributes("health_status", self.cleaned_data.get("health_status")).get("group")
        if group == ILL:
            self.need("disease", _("健康状况是“%(status)s”，请选择疾病种类") % self._health_words())
        if group == DISABLED:
            for name in ("disability_type", "disability_grade", "disability_card_no"):
                self.need(name)
        card, number = self.given("disability_card_no", "id_number")
        if card and number and not card.upper().startswith(number):
            self.warn("disability_card_no", _("残疾证号一般以本人身份证号码开头，请核对"))

    def _health_words(self):
        return {"status": codes.label(CODE_LISTS["health_status"], self.cleaned_data["health_status"])}


def sentence(verdict):
    """Return why a number is refused and what to do, in the words of its first wrong part."""
    wrong = next(part for part in identity_number.explain(verdict) if not part.ok)
    return _("身份证号码有误：%(meaning)s") % {"meaning": wrong.meaning}


def doubts(verdict, today):
    """Yield what is unusual about a valid number."""
    if "region_unknown" in verdict.warnings:
        yield _("身份证号码前 6 位不在现行和历史区划表中，请核对证件")
    if "sequence_000" in verdict.warnings:
        yield _("身份证号码第 15 至 17 位是 000，少见，请核对证件")
    if verdict.birth_date > today:
        yield _("出生日期 %(born)s 晚于业务日期 %(today)s，请核对") % {
            "born": verdict.birth_date.isoformat(),
            "today": today.isoformat(),
        }
