"""The workbook to fill in for a union: its drop-downs, hints, examples, and the version it carries."""

import hashlib

from households.imports import vocabulary
from households.imports.fields import EXPENSES, FILES, INCOMES, MEMBERS, SHEETS, of_sheet
from unionaid import clock
from unionaid.organizations.models import Region, UnionUnit
from unionaid.web.blank_workbooks import BlankColumn, BlankSheet, write_blank

KINDS = {"day": "date", "amount": "money"}
COUNTY = 3
MOST_UNIONS = 300
VERSION = "模板版本"
LEFT_OUT = ("declared", "shown")
HINTS = {
    "text": "",
    "name": "与身份证一致，2 个字以上",
    "day": "例如 2022-01-26，也可写 20220126、2022.1.26、2022年1月26日",
    "amount": "只写数字，单位元，例如 1650.00",
    "number": "只写数字",
    "yes_no": "是 或 否",
    "identity": "18 位，本列已设为文本格式，请不要改成数字",
    "mobile": "11 位手机号码",
    "account": "13 至 20 位，本列已设为文本格式，请不要改成数字",
    "credit": "18 位统一社会信用代码",
    "postcode": "6 位",
    "region": "区县名称或 6 位代码，例如 城关区、甘肃省兰州市城关区、620102",
    "unit": "不填为您所在的工会",
    "code": "从下拉列表选择",
    "codes": "可填几项，用顿号隔开",
    "tier": "不填按核算建议；与建议不同的须填写“类别理由”",
}
EXAMPLE = {
    FILES: {
        "worker.id_number": "620102197005129982",
        "worker.name": "王示例",
        "worker.ethnicity": "汉族",
        "worker.political_status": "群众",
        "worker.marital_status": "已婚",
        "worker.education": "初中毕业",
        "worker.skill_level": "初级工",
        "worker.health_status": "有慢性病",
        "worker.disease": "终末期肾病",
        "worker.hukou_type": "居民家庭户口",
        "worker.medical_insurance": "职工基本医疗保险",
        "worker.model_worker_type": "非劳模",
        "worker.has_labour_capacity": "是",
        "home.mobile": "13800000000",
        "home.is_single_parent": "否",
        "home.hukou_region": "城关区",
        "home.residence_region": "城关区",
        "home.address_detail": "某路 18 号",
        "work.worker_kind": "城镇困难职工",
        "work.work_status": "在岗",
        "work.employer": "某某机械有限公司",
        "work.applied_on": "2022-03-20",
        "causes.main_cause": "患重特大疾病",
        "causes.secondary": "下岗失业、子女上学",
        "support.on_dibao": "否",
    },
    MEMBERS: {
        "members.worker_id": "620102197005129982",
        "members.worker": "王示例",
        "member.relation": "配偶",
        "member.name": "陈示例",
        "member.is_counted": "是",
        "member.id_document": "居民身份证",
    },
    INCOMES: {
        "incomes.worker_id": "620102197005129982",
        "incomes.worker": "王示例",
        "income.member": "王示例",
        "income.kind": "工资性收入",
        "income.source": "工资",
        "income.monthly_amount": "1650.00",
        "income.months": "12",
    },
    EXPENSES: {
        "expenses.worker_id": "620102197005129982",
        "expenses.worker": "王示例",
        "expense.member": "王示例",
        "expense.kind": "医疗",
        "expense.item": "透析自付",
        "expense.gross_amount": "29000.00",
        "expense.reimbursed_amount": "21308.00",
    },
}


def write(path, unit):
    """Write the empty workbook of a union."""
    sheets = [_sheet(kind, unit) for kind in SHEETS]
    examples = [_example(kind, sheet) for kind, sheet in zip(SHEETS, sheets, strict=True)]
    write_blank([*sheets, *examples], path, notes(unit))


def filename(unit):
    return f"困难职工档案导入模板_{unit.short_name}.xlsx"


def version(unit):
    """Return the version of a union's template: it changes with its columns and the words it offers."""
    said = [unit.code]
    for kind in SHEETS:
        for column in _sheet(kind, unit).columns:
            said.append(f"{column.title}:{'|'.join(column.options)}")
    digest = hashlib.sha256("\n".join(said).encode()).hexdigest()[:8].upper()
    return f"{unit.code}-{digest}"


def version_in(sheets):
    """Return the version a workbook carries, "" when it is no template of ours."""
    for sheet in sheets:
        for row in sheet.rows[:30] if sheet.name == "说明" else ():
            if row[:1] == [VERSION]:
                return str(row[1] or "")
    return ""


def notes(unit):
    return [
        ("内容", f"困难职工档案导入模板，{unit.name}"),
        (VERSION, version(unit)),
        ("怎么填", "“困难职工”一户一行；成员、收入、支出各在一张表，用“档案号”或“职工身份证号码”与户对应。"),
        ("必填", "深色标题的列提交审核前要填；先导入为草稿，可以之后再补。"),
        ("已有档案", "填档案号或身份证号码。空白单元格表示不改；带 * 的隐藏号码原样留着表示不变。"),
        ("收入、支出", "一户在“收入”或“刚性支出”表中有行的，以表中的为准，整体替换；没有行的不变。"),
        ("家庭成员", "表中有而档案没有的成员会加上；档案有而表中没有的成员不会删去。"),
        ("检查", "上传后先检查，不写入任何数据；有错误的单元格会标红，写明问题与改法。"),
    ]


def _sheet(kind, unit):
    return BlankSheet(SHEETS[kind], [_column(field, unit) for field in _offered(kind)])


def _offered(kind):
    return [field for field in of_sheet(kind) if field.section not in LEFT_OUT]


def _example(kind, sheet):
    values = EXAMPLE[kind]
    row = [values.get(field.key) for field in _offered(kind)]
    columns = [BlankColumn(column.title, width=column.width) for column in sheet.columns]
    return BlankSheet(f"示例·{sheet.name}", columns, [row], prepared=0)


def _column(field, unit):
    return BlankColumn(
        title=field.title,
        kind=KINDS.get(field.kind, "text"),
        width=field.width,
        hint=HINTS[field.kind],
        options=_options(field, unit),
        needed=field.required,
        open=field.kind in ("region", "codes", "unit"),
    )


def _options(field, unit):
    match field.kind:
        case "yes_no":
            return ("是", "否")
        case "code" | "tier" | "codes":
            return tuple(vocabulary.words_of(field, clock.today()).labels)
        case "region":
            counties = Region.objects.in_force().filter(level=COUNTY, code__startswith=unit.region_code[:2])
            near = sorted(counties, key=lambda region: (region.code[:4] != unit.region_code[:4], region.code))
            return tuple(region.full_name for region in near)
        case "unit":
            below = UnionUnit.objects.within(unit.path).open()[:MOST_UNIONS]
            return tuple(below.values_list("name", flat=True))
    return ()
