"""What only shows when the steps are laid side by side: people, their places, their papers.

Each check names the field to go to. Errors stop the submission; doubts are shown and stop nobody.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from households.content import WORKING_AGE, age_on
from households.enums import WorkerKind
from households.forms.persons import DISABLED, ILL, MARRIED
from households.papers import Situation
from unionaid.organizations import codes

SPOUSE, CHILDREN, PARENT = "spouse", {"son", "daughter"}, "parent"
PARENT_YEARS = 16
ADULT = 18
EVENT_CAUSES = {"07", "08"}
COMPULSORY, BEYOND_COMPULSORY = "compulsory", {"senior", "higher", "special"}
JOBLESS = {"2", "3"}


@dataclass(frozen=True)
class Remark:
    """An error or a doubt at a field of a step. `name` is the field's name inside its form."""

    step: str
    form: object
    name: str
    text: str


def errors(entry):
    """Yield what cannot be right in the household as a whole."""
    yield from _same_number(entry)
    yield from _single_parent(entry)
    yield from _accounts(entry)
    yield from _exclusions(entry)
    yield from _needs(entry)
    yield from _work_dates(entry)
    yield from _income(entry)
    yield from _papers(entry)


def doubts(entry):
    """Yield what is unusual and worth a second look."""
    yield from _married_single_parent(entry)
    yield from _two_spouses(entry)
    yield from _parents_age(entry)
    yield from _imputed(entry)
    yield from _event_cause(entry)
    yield from _compulsory(entry)


def _people(entry):
    return [("worker", entry.identity), *(("members", form) for form in entry.members.filled)]


def _same_number(entry):
    seen = {}
    for step, form in _people(entry):
        number = form.cleaned_data.get("id_number")
        if not number:
            continue
        if number in seen:
            yield Remark(
                step, form, "id_number",
                _("证件号码与%(name)s相同，同一个人只录一次，请核对") % {"name": seen[number]},
            )
        else:
            seen[number] = form.cleaned_data.get("name") or _("职工本人")


def _single_parent(entry):
    if not entry.visited("members") or not entry.contact.cleaned_data.get("is_single_parent"):
        return
    if not any(_is_dependent_child(form, entry.today) for form in entry.members.filled):
        yield Remark(
            "worker", entry.contact, "is_single_parent",
            _("单亲家庭至少有一名未成年或在读受抚养的子女，请在第 2 步补充，或者改选“否”"),
        )


def _is_dependent_child(form, today):
    relation, born, student = form.given("relation", "birth_date", "is_dependent_student")
    if group("relationship", relation) not in CHILDREN:
        return False
    age = age_on(born, today)
    return bool(student) or (age is not None and age < ADULT)


def _accounts(entry):
    holder = entry.bank.cleaned_data.get("account_holder")
    if not holder or not entry.visited("worker") or not entry.visited("members"):
        return
    counted = {
        form.cleaned_data.get("name")
        for form in entry.members.filled
        if form.cleaned_data.get("is_counted")
    }
    if holder not in counted | {entry.identity.cleaned_data.get("name")}:
        yield Remark(
            "papers", entry.bank, "account_holder",
            _("户名应为职工本人或计入家庭人口的成员，请核对姓名"),
        )


def _exclusions(entry):
    yield from _repeated(entry.exclusions, "economy", "code", _("这一排除情形已列出，请合并到一项"))


def _needs(entry):
    yield from _repeated(entry.needs, "hardship", "aid_type", _("这一需求已列出，请合并到一项"))


def _repeated(rows, step, name, text):
    seen = set()
    for form in rows.filled:
        value = form.cleaned_data.get(name)
        if value and value in seen:
            yield Remark(step, form, name, text)
        seen.add(value)


def _work_dates(entry):
    born = entry.identity.cleaned_data.get("birth_date")
    started = entry.work.cleaned_data.get("work_start_date")
    if born and started and started < born:
        yield Remark(
            "worker", entry.work, "work_start_date",
            _("参加工作时间早于出生日期 %(born)s，请核对") % {"born": born.isoformat()},
        )


def _income(entry):
    if not entry.visited("economy"):
        return
    none = entry.no_income.cleaned_data.get("no_income")
    if none and entry.incomes.filled:
        yield Remark(
            "economy", entry.no_income, "no_income",
            _("已列出收入，请取消勾选“没有任何收入”，或者删去收入项"),
        )
    if not none and not entry.incomes.filled:
        yield Remark(
            "economy", entry.no_income, "no_income",
            _("请填写家庭收入；确实没有收入的，请勾选“家庭十二个月内没有任何收入”"),
        )


def _papers(entry):
    forms = {form.kind: form for form in entry.papers}
    for paper in entry.paper_states():
        if not paper.blocks:
            continue
        if paper.is_missing:
            text = _("请收齐后勾选，并登记收到日期")
        else:
            text = _("这份材料不能以承诺代替，请收齐后勾选")
        yield Remark("papers", forms[paper.kind], "received", text)


def _married_single_parent(entry):
    single, marital = (
        entry.contact.cleaned_data.get("is_single_parent"),
        entry.identity.cleaned_data.get("marital_status"),
    )
    if single and marital in MARRIED:
        yield Remark("worker", entry.contact, "is_single_parent", _("婚姻状况是已婚，又选了单亲，请核对"))


def _two_spouses(entry):
    spouses = [
        form
        for form in entry.members.filled
        if group("relationship", form.cleaned_data.get("relation")) == SPOUSE
    ]
    for form in spouses[1:]:
        yield Remark("members", form, "relation", _("家庭成员中有两位配偶，请核对"))


def _parents_age(entry):
    worker_born = entry.identity.cleaned_data.get("birth_date")
    for form in entry.members.filled:
        relation, born = form.given("relation", "birth_date")
        kind = group("relationship", relation)
        if not worker_born or not born or kind not in CHILDREN | {PARENT}:
            continue
        older, younger = (worker_born, born) if kind in CHILDREN else (born, worker_born)
        if age_on(older, younger) < PARENT_YEARS:
            yield Remark("members", form, "relation", _("父母与子女相差不到 16 岁，请核对关系和证件号码"))


def _imputed(entry):
    """E7 of the rule book: an able jobless adult may have to count with the minimum wage."""
    earning = {form.cleaned_data.get("member") for form in entry.incomes.filled}
    for form in entry.members.filled if entry.visited("economy") else ():
        able, born, student = form.given("has_labour_capacity", "birth_date", "is_dependent_student")
        age = age_on(born, entry.today)
        if able and not student and age in WORKING_AGE and form.key not in earning:
            yield Remark(
                "members", form, "has_labour_capacity",
                _("有劳动能力、处于劳动年龄而没有收入，请核实是否按最低工资推定收入"),
            )


def _event_cause(entry):
    happened = entry.event.cleaned_data.get("has_event")
    cause = entry.causes.cleaned_data.get("main_cause")
    if happened is False and cause in EVENT_CAUSES:
        yield Remark(
            "hardship", entry.causes, "main_cause",
            _("主要致困原因是灾害或事故，但第 3 步没有填写致困事件，请核对"),
        )


def _compulsory(entry):
    stages = {form.key: form.cleaned_data.get("school_stage") for form in entry.members.filled}
    for form in entry.expenses.filled:
        kind, member = form.given("kind", "member")
        if kind == "education" and group("education_stage", stages.get(member)) == COMPULSORY:
            yield Remark(
                "economy", form, "kind", _("义务教育阶段一般不计教育支出，请核对就读学段"),
            )


def group(list_name, code):
    """Return the group of a code, "" for none."""
    return codes.attributes(list_name, code).get("group", "") if code else ""


def situation(entry):
    """Return what decides about the papers, from the answers given so far."""
    persons = [form.cleaned_data for _step, form in _people(entry)]
    health = {group("health_status", person.get("health_status")) for person in persons}
    members = [form.cleaned_data for form in entry.members.filled]
    work = entry.work.cleaned_data
    return Situation(
        has_income=bool(entry.incomes.filled),
        is_migrant=work.get("worker_kind") == WorkerKind.MIGRANT,
        on_dibao=bool(entry.support.cleaned_data.get("on_dibao")),
        is_ill=ILL in health,
        is_disabled=DISABLED in health,
        has_student=any(
            group("education_stage", m.get("school_stage")) in BEYOND_COMPULSORY for m in members
        ),
        has_event=bool(entry.event.cleaned_data.get("has_event")),
        is_jobless=work.get("work_status") in JOBLESS,
        is_single_parent=bool(entry.contact.cleaned_data.get("is_single_parent")),
        owns_home=group("housing_type", entry.housing.cleaned_data.get("housing_type")) == "owned",
        has_account=bool(entry.bank.cleaned_data.get("bank_account")),
        is_member=bool(work.get("union_card_no")),
        tier=entry.decision.get("tier", ""),
    )
