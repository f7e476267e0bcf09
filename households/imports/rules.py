"""What must hold within a row and within a household, beyond each cell. Pure.

Every rule yields (key, code, message); the caller finds the cell.
"""

from datetime import date

from django.utils.translation import gettext as _

from households.content import age_on
from households.enums import IdDocument
from households.imports import identifiers
from households.imports.cells import CellError, plain
from households.imports.columns import Hidden

YOUNGEST = 16


def worker_faults(values, today):
    """Yield what is wrong with a new worker: number, name, birth date, sex, age."""
    number = values.get("worker.id_number")
    if number is None and "meta.file_no" not in values:
        yield "worker.id_number", "identity_missing", _("请填写身份证号码（或档案号）")
    if "worker.name" not in values and "meta.file_no" not in values:
        yield "worker.name", "name_missing", _("请填写职工姓名")
    if isinstance(number, str):
        yield from number_faults("worker", number, values, today)
        age = age_on(birth_of(number), today)
        if 0 <= age < YOUNGEST:
            yield (
                "worker.id_number",
                "too_young",
                _("职工应满 16 周岁，这个号码的持有人现在 %(age)d 岁，请核对") % {"age": age},
            )


def number_faults(section, number, values, today):
    """Yield where birth date or sex beside a resident's number say something else."""
    born, sex = values.get(f"{section}.birth_date"), values.get(f"{section}.sex")
    if born and born != birth_of(number):
        yield (
            f"{section}.birth_date",
            "birth_date_differs",
            _("出生日期 %(typed)s 与身份证号码（%(derived)s）不符，请核对")
            % {"typed": born.isoformat(), "derived": birth_of(number).isoformat()},
        )
    if sex and sex != sex_of(number):
        yield f"{section}.sex", "sex_differs", _("性别与身份证号码不符，请核对")


def member_faults(values, today):
    """Yield what is wrong with a family member, its number judged by the document beside it."""
    number = values.get("member.id_number")
    document = values.get("member.id_document", IdDocument.RESIDENT.value)
    if number is not None and not isinstance(number, Hidden) and document == IdDocument.RESIDENT:
        try:
            values["member.id_number"] = found = identifiers.identity(number, label=_("成员证件号码"))
        except CellError as error:
            yield "member.id_number", error.code, error.message
        else:
            if not found:
                del values["member.id_number"]
            else:
                yield from number_faults("member", found, values, today)
    elif number is not None and not isinstance(number, Hidden):
        values["member.id_number"] = plain(number)[:40]
    if "member.name" not in values:
        yield "member.name", "name_missing", _("请填写成员姓名")
    if values.get("member.is_counted") is False and "member.not_counted_reason" not in values:
        yield (
            "member.not_counted_reason",
            "reason_missing",
            _("不计入家庭人口，请写明原因，例如 服义务兵役、服刑"),
        )


def income_faults(values):
    for key, label in (
        ("income.kind", _("收入类别")),
        ("income.source", _("收入来源")),
        ("income.monthly_amount", _("每月金额")),
    ):
        if key not in values:
            yield key, "missing", _("请填写%(label)s") % {"label": label}


def expense_faults(values):
    for key, label in (
        ("expense.kind", _("支出类别")),
        ("expense.item", _("支出项目")),
        ("expense.gross_amount", _("支出金额")),
    ):
        if key not in values:
            yield key, "missing", _("请填写%(label)s") % {"label": label}
    gross, back = values.get("expense.gross_amount"), values.get("expense.reimbursed_amount")
    if gross is not None and back is not None and back > gross:
        yield (
            "expense.reimbursed_amount",
            "reimbursed_too_much",
            _("已报销、补偿不能多于支出金额 %(gross)s 元，请核对") % {"gross": gross},
        )
    if values.get("expense.outside_insurance") and values.get("expense.kind", "medical") != "medical":
        yield (
            "expense.outside_insurance",
            "outside_insurance",
            _("医保外自费药只能记在“医疗”类支出下，请改类别或填“否”"),
        )


def household_faults(values):
    """Yield what does not fit within the row of a household."""
    main, further = values.get("causes.main_cause"), values.get("causes.secondary", [])
    if main and main in further:
        yield "causes.secondary", "same_cause", _("次要致困原因不能与主要致困原因相同")
    if len(further) > 3:
        yield (
            "causes.secondary",
            "too_many_causes",
            _("次要致困原因至多三项，请去掉 %(over)d 项") % {"over": len(further) - 3},
        )
    if values.get("bank.bank_account") and "meta.file_no" not in values and not values.get("bank.bank"):
        yield "bank.bank", "bank_missing", _("填了银行卡号，请填写开户银行")


def birth_of(number):
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def sex_of(number):
    return "1" if int(number[16]) % 2 else "2"
