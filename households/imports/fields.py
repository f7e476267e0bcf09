"""The columns a workbook of household files may have: one table that the template, the importer,
the export and the mapping page read.

`key` is section.name with the names of `FileContent`. Titles are Chinese in every language: they
stand in workbooks that travel between offices.
"""

from dataclasses import dataclass
from functools import cache

from django.db import models as db
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from households import models
from households.enums import DocumentKind
from households.wording import CODE_LISTS, MASKS, REGIONS
from unionaid.money import MoneyField

FILES, MEMBERS, INCOMES, EXPENSES = "files", "members", "incomes", "expenses"
SHEETS = {FILES: "困难职工", MEMBERS: "家庭成员", INCOMES: "收入", EXPENSES: "刚性支出"}


@dataclass(frozen=True)
class Field:
    """One column: which value of a file it holds, what it is called, how its cells are read.

    `kind`: text, name, day, amount, number, yes_no, code, codes, region, identity, mobile, account,
    credit, postcode, unit, tier. `read_only` ones are written by the export and never taken.
    """

    key: str
    sheet: str
    title: str
    kind: str
    label: object
    list_name: str = ""
    choices: tuple = ()
    longest: int = 200
    least: int = 0
    most: int = 9999
    places: int = 0
    required: bool = False
    read_only: bool = False
    exported: bool = True
    width: int = 14

    @property
    def section(self):
        return self.key.partition(".")[0]

    @property
    def name(self):
        return self.key.partition(".")[2]

    @property
    def masked(self):
        return self.name in MASKS


KINDS = {
    "name": "name",
    "id_number": "identity",
    "mobile": "mobile",
    "bank_account": "account",
    "employer_credit_code": "credit",
    "postcode": "postcode",
}
LIMITS = {"months": (1, 12), "papers": (0, 999), "school_years": (1, 10), "floor_area": (1, 9999)}
# Titles where the model's own name would be unclear in a wide table, or is used twice.
TITLES = {
    "worker.name": "职工姓名",
    "worker.id_number": "身份证号码",
    "support.dibao_amount": "低保月金额",
    "work.contract_signed_on": "劳动合同签订时间",
    "work.contract_term": "劳动合同期限",
    "member.id_number": "成员证件号码",
    "member.name": "成员姓名",
    "event.kind": "致困事件",
    "event.occurred_on": "事件发生日期",
    "event.description": "事件经过",
    "event.gross_cost": "事件总支出",
    "event.insurance": "事件保险支付",
    "event.compensation": "事件赔偿补偿",
    "event.social_assistance": "事件社会救助",
}


# The fields of each section in the order of the entry form; a test compares the two. Those a file
# must have before it is submitted carry a star.
SECTIONS = {
    "worker": """id_number* name* sex birth_date ethnicity* political_status* marital_status* education*
        skill_level* certificate health_status* disease diagnosis disability_type disability_grade
        disability_card_no hukou_type* medical_insurance* model_worker_type* has_labour_capacity*""",
    "home": """mobile other_contact is_single_parent* hukou_region* residence_region* township
        address_detail* postcode""",
    "work": """worker_kind* work_status* work_start_date* job_nature employer employer_credit_code
        employer_nature employer_condition industry union_name* union_card_no joined_union_on
        contract_signed_on contract_term archive_level* applied_on*""",
    "housing": "housing_type* floor_area",
    "causes": "main_cause* sub_cause secondary event_tag* hardship_note*",
    "support": "on_dibao* dibao_amount dibao_no can_self_help* focus_group measure_batch",
    "event": """kind occurred_on gross_cost insurance compensation social_assistance description""",
    "bank": "bank branch account_holder bank_account",
    "member": """relation* name* id_number ethnicity* member_status* marital_status* hukou_type*
        health_status* medical_insurance* has_labour_capacity* is_counted* not_counted_reason id_document*
        id_missing_reason birth_date sex disease diagnosis disability_type disability_grade
        disability_card_no school_stage school_started_on school_years is_dependent_student education
        skill_level certificate workplace work_status industry workplace_nature workplace_condition mobile
        contract_signed_on contract_term political_status model_worker_type* note""",
    "income": "kind* source* monthly_amount* months* since evidence is_counted is_imputed",
    "expense": "kind* item* gross_amount* reimbursed_amount* outside_insurance papers",
}


@cache
def fields():
    """Return every field by key, in the order of the template."""
    with translation.override("zh-hans"):
        made = [*_of_files(), *_of_members(), *_of_incomes(), *_of_expenses()]
    return {field.key: field for field in made}


def of_sheet(sheet):
    """Return the fields of a sheet, in order."""
    return [field for field in fields().values() if field.sheet == sheet]


def _of_files():
    yield _own(FILES, "meta.file_no", "档案号", width=24)
    yield _own(
        FILES,
        "meta.unit",
        "填报工会",
        kind="unit",
        width=20,
    )
    yield from _section("worker", models.FamilyMember)
    for section in ("home", "work"):
        yield from _section(section, models.HardshipArchive)
    yield from _section("housing", models.HardshipArchive, key="home")
    for field in _section("causes", models.HardshipArchive, left_out=("secondary",)):
        yield field
        if field.name == "sub_cause":
            yield _own(
                FILES, "causes.secondary", "次要致困原因", kind="codes", list_name="hardship_cause", width=24
            )
    yield from _section("support", models.HardshipArchive)
    yield _own(FILES, "needs.aid_type", "帮扶需求", kind="codes", list_name="aid_type", width=24)
    yield _own(
        FILES, "documents.kind", "已收材料", kind="codes", width=40, choices=tuple(DocumentKind.choices)
    )
    yield from _section("event", models.HardshipEvent)
    yield from _section("bank", models.HardshipArchive)
    yield _own(FILES, "decision.tier", "困难类别", kind="tier")
    yield _own(FILES, "decision.tier_reason", "类别理由", width=24)
    yield _own(FILES, "declared.annual_income", "家庭年收入", kind="amount")
    yield _own(FILES, "declared.household_size", "家庭人口", kind="number", least=1, most=30)
    yield _own(FILES, "shown.status", "状态", read_only=True)


def _of_members():
    yield from _links(MEMBERS)
    yield from _section("member", models.FamilyMember, sheet=MEMBERS)


def _of_incomes():
    yield from _links(INCOMES)
    yield _own(INCOMES, "income.member", "谁的收入")
    yield from _section("income", models.IncomeItem, sheet=INCOMES)


def _of_expenses():
    yield from _links(EXPENSES)
    yield _own(EXPENSES, "expense.member", "谁的支出")
    yield from _section("expense", models.RigidExpense, sheet=EXPENSES)


def _links(sheet):
    own = {"sheet": sheet, "kind": "text", "label": _("职工")}
    yield Field(key=f"{sheet}.file_no", title="档案号", width=24, **own)
    yield Field(
        key=f"{sheet}.worker_id",
        title="职工身份证号码",
        width=22,
        **own,
    )
    yield Field(key=f"{sheet}.worker", title="职工姓名", **own)


def _section(name, model, *, key="", sheet=FILES, left_out=()):
    for said in SECTIONS[name].split():
        field = said.rstrip("*")
        if field not in left_out:
            yield _of(sheet, key or name, model, field, said.endswith("*"))


def _own(sheet, key, title, *, kind="text", **options):
    return Field(key=key, sheet=sheet, title=title, kind=kind, label=title, **options)


def _of(sheet, section, model, name, required):
    """Return the field of a model's field, its kind taken from there."""
    source = model._meta.get_field(name)
    key = f"{section}.{name}"
    least, most = LIMITS.get(name, (0, 9999))
    kind = KINDS.get(name) or _kind(source)
    return Field(
        key=key,
        sheet=sheet,
        title=TITLES.get(key) or str(source.verbose_name).replace("（平方米）", "").replace("（年）", ""),
        kind=kind,
        label=source.verbose_name,
        list_name=CODE_LISTS.get(name, ""),
        choices=tuple(source.flatchoices or ()),
        longest=1000 if isinstance(source, db.TextField) else source.max_length or 200,
        least=least,
        most=most,
        places=getattr(source, "decimal_places", 0) if kind == "number" else 0,
        required=required,
        exported=name not in ("hardship_note", "diagnosis"),
        width=22 if kind in ("identity", "account", "credit", "region") else 14,
    )


def _kind(source):
    if source.name in REGIONS:
        return "region"
    if source.name in CODE_LISTS or source.choices:
        return "code"
    match source:
        case db.BooleanField():
            return "yes_no"
        case db.DateField():
            return "day"
        case MoneyField():
            return "amount"
        case db.PositiveSmallIntegerField() | db.DecimalField():
            return "number"
    return "text"
