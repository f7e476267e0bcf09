"""Headers as real tables have them, and the words of values."""

from datetime import date

import openpyxl
import pytest

from households.imports import cells, headers, template, vocabulary
from households.imports.columns import Setting, reader
from households.imports.fields import fields
from households.imports.sheets import SheetReader
from tests.web.workbook_files import saved, xlsx
from unionaid.web.workbook_reader import Sheet, read

SETTING = Setting(today=date(2022, 3, 31), near="620102")


def keys(*sheets, remembered=None):
    """Return {title: key} of every recognised column."""
    plans = headers.recognise(list(sheets), remembered)
    return {column.title: column.key for plan in plans for column in plan.columns}


def test_titles_stand_above_the_header_in_any_order():
    sheet = Sheet(
        "在档",
        [
            ["白银区2022年一季度困难职工台账", None, None, None, None],
            ["填报单位：白银区总工会", None, None, "单位：元", None],
            ["序号", "家庭人口", "户主姓名", "身份证号", "致贫原因"],
            [1, 3, "王桂英", "x", "大病"],
        ],
    )
    assert keys(sheet) == {
        "序号": "",
        "家庭人口": "declared.household_size",
        "户主姓名": "worker.name",
        "身份证号": "worker.id_number",
        "致贫原因": "causes.main_cause",
    }
    assert headers.recognise([sheet])[0].first == 3


def test_two_merged_header_rows_are_one_header():
    book = openpyxl.Workbook()
    page = book.active
    page.append(["困难职工花名册"])
    page.append(["序号", "职工基本情况", None, None, "银行信息", None])
    page.append([None, "姓名", "身份证号码", "联系电话", "开户银行", "卡号"])
    page.append([1, "王桂英", "x", "15400000001", "农行", "6222"])
    page.merge_cells("A1:F1")
    page.merge_cells("A2:A3")
    page.merge_cells("B2:D2")
    page.merge_cells("E2:F2")
    [plan] = headers.recognise(read(saved(book)))
    assert [column.key for column in plan.mapped] == [
        "worker.name",
        "worker.id_number",
        "home.mobile",
        "bank.bank",
        "bank.bank_account",
    ]
    assert plan.first == 3


def test_the_first_household_is_never_a_second_header_row():
    sheet = Sheet("名册", [["姓名", "身份证号"], ["王桂英", None], ["李明", "620102"]])
    assert headers.recognise([sheet])[0].first == 1


def test_what_the_office_has_decided_goes_before():
    sheet = Sheet("名册", [["姓名", "身份证号", "联系干部", "备注"], ["王桂英", "x", "张", ""]])
    remembered = {"备注": "causes.hardship_note", "身份证号": "worker.id_number"}
    assert keys(sheet, remembered=remembered)["备注"] == "causes.hardship_note"
    assert keys(sheet)["备注"] == ""


def test_one_field_has_one_column():
    sheet = Sheet("名册", [["姓名", "身份证号", "联系电话", "手机号码"], ["王桂英", "x", "1", "2"]])
    assert keys(sheet) == {
        "姓名": "worker.name",
        "身份证号": "worker.id_number",
        "联系电话": "home.mobile",
        "手机号码": "",
    }


def test_a_column_in_ten_thousands_is_seen():
    sheet = Sheet("名册", [["姓名", "身份证号", "年收入（万元）"], ["王桂英", "x", 3.2]])
    plan = headers.recognise([sheet])[0]
    line = SheetReader(plan, SETTING).line(["王桂英", None, 3.2], 2)
    assert str(line.values["declared.annual_income"]) == "32000.00"


def test_a_sheet_without_a_header_is_not_recognised():
    assert headers.recognise([Sheet("Sheet1", [["今天", "天气"], ["好", 3]])]) == []


def test_sums_blank_rows_and_the_foot_are_passed_over():
    sheet = Sheet(
        "名册",
        [
            ["姓名", "身份证号", "家庭人口"],
            ["王桂英", None, 3],
            [None, None, None],
            [" ", "\xa0", None],
            ["李明", None, 2],
            ["合计", None, 5],
            ["填表人：张", None, None],
        ],
    )
    plan = headers.recognise([sheet])[0]
    lines = list(SheetReader(plan, SETTING).lines(sheet.rows))
    assert [(line.number, line.values["worker.name"]) for line in lines] == [(2, "王桂英"), (5, "李明")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("worker.ethnicity", {"汉": "01", "汉族": "01", "01": "01", 1: "01", "1": "01", "东乡族": "26"}),
        ("worker.education", {"初中": "70", "大专": "30", "初中毕业": "71", "70": "70", "高中": "60"}),
        ("worker.skill_level", {"初级工": "5", "无": "0", "高级技师": "1", "无技能等级": "0"}),
        ("worker.health_status", {"良好": "10", "残疾": "60", "有慢性病": "30"}),
        ("work.worker_kind", {"城镇困难职工": "URBAN", "农民工": "MIGRANT", "URBAN": "URBAN"}),
        ("decision.tier", {"深度": "DEEP", "相对困难": "RELATIVE", "意外致困": "ACCIDENTAL"}),
        ("causes.main_cause", {"大病": "06", "子女上学": "09", "残疾": "01", "06": "06", 6: "06"}),
        ("work.employer_nature", {"私营": "4", "国企": "2", "国有企业": "2", "事业单位": "1"}),
        ("worker.marital_status", {"已婚": "20", "离异": "40", "丧偶": "30"}),
        ("member.relation", {"妻子": "12", "儿子": "20", "配偶": "10", "10": "10"}),
        ("income.kind", {"工资性收入": "WAGE", "工资": "WAGE", "UNION_AID": "UNION_AID"}),
    ],
)
def test_values_by_word_and_by_code(key, said):
    read_cell, _known = reader(fields()[key], SETTING)
    assert {word: read_cell(word) for word in said} == said


@pytest.mark.django_db
def test_every_label_of_every_list_reads_as_its_own_code():
    """What the export writes, the import reads back."""
    for own in fields().values():
        if own.kind in ("code", "codes", "tier"):
            words = vocabulary.words_of(own, SETTING.today)
            for label in words.labels:
                code = words.by_word["".join(cells.plain(label).split())]
                pairs = dict(own.choices)
                if pairs and own.kind == "code":
                    assert str(pairs[code]) == label


@pytest.mark.django_db
def test_county_names_with_and_without_their_ends():
    names = vocabulary.division_names(SETTING.today)
    for said in ("城关区", "城关", "甘肃省兰州市城关区", "兰州市城关区", "620102"):
        assert "620102" in names[said]
    for said in ("永登县", "永登", "东乡族自治县", "张家川回族自治县"):
        assert names[said]


def test_the_template_is_recognised_whole(units, today, tmp_path):
    path = tmp_path / "template.xlsx"
    template.write(path, units["GS620102"])
    sheets = read(path.read_bytes())
    plans = headers.recognise(sheets)
    assert [plan.kind for plan in plans] == ["files", "members", "incomes", "expenses"]
    assert [column.title for plan in plans for column in plan.columns if not column.key] == []
    assert template.version_in(sheets) == template.version(units["GS620102"])
    assert template.version(units["GS620102"]) != template.version(units["GS620121"])


def test_the_template_offers_the_lists_in_force(units, today, tmp_path):
    path = tmp_path / "template.xlsx"
    template.write(path, units["GS620102"])
    page = openpyxl.load_workbook(path)["困难职工"]
    titles = [cell.value for cell in page[1]]
    choices = {
        titles[openpyxl.utils.column_index_from_string(str(choice.sqref).split("2:")[0]) - 1]
        for choice in page.data_validations.dataValidation
    }
    assert {"民族", "困难类别", "主要致困原因", "居住地", "享受低保"} <= choices
    assert "职工姓名" not in choices


def test_a_damaged_workbook_of_ours_still_opens(units, today):
    assert headers.recognise(read(xlsx(("困难职工", [["姓名", "证件号码"]]))))
