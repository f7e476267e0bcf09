"""The commands that bring workbooks in and out, as other programs call them."""

import io
import json

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from households.imports.headers import PROBLEMS
from households.models import Draft
from tests import factories
from tests.households.import_files import row, workbook
from tests.web.workbook_files import xlsx


def call(*arguments):
    """Call `import_households` and return (status, its JSON)."""
    out, status = io.StringIO(), 0
    try:
        call_command("import_households", *map(str, arguments), stdout=out, stderr=io.StringIO())
    except SystemExit as ended:
        status = ended.code
    return status, json.loads(out.getvalue())


@pytest.fixture
def kept(tmp_path):
    def keep(content, name="台账.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return keep


def test_the_counts_and_errors_in_json_alone(standards, clerk_chengguan, kept):
    path = kept(workbook([row(), row(name="李明", number="620102199001011234", income="三万")]))
    status, answer = call(path, "--as", "clerk.chengguan", "--dry-run")
    assert status == 1
    assert answer == {
        "read": 2,
        "created": 1,
        "changed": 0,
        "same": 0,
        "refused": 1,
        "errors": [
            {
                "row": 4,
                "column": "身份证号",
                "value": "620102****1234",
                "code": "identity_checksum",
                "message": answer["errors"][0]["message"],
            },
            {
                "row": 4,
                "column": "年收入",
                "value": "三万",
                "code": "amount",
                "message": "家庭年收入“三万”不是金额，请只写数字，例如 1650.00",
            },
        ],
    }
    assert not Draft.objects.exists()


def test_done_is_status_0(standards, clerk_chengguan, kept):
    path = kept(workbook([row()]))
    assert call(path, "--as", "clerk.chengguan")[0] == 0
    assert call(path, "--as", "clerk.chengguan") == (
        0,
        {"read": 1, "created": 0, "changed": 0, "same": 1, "refused": 0, "errors": []},
    )


def test_the_marked_workbook_is_mended_and_loaded_again(standards, clerk_chengguan, kept, tmp_path):
    number = factories.identity_number()
    path = kept(workbook([row(), row(name="李明", number=number, day="2022-13-02")]))
    marked = tmp_path / "标红.xlsx"
    status, answer = call(path, "--as", "clerk.chengguan", "--keep-good", "--marked", marked)
    assert (status, answer["created"], answer["refused"]) == (1, 1, 1)
    page = openpyxl.load_workbook(marked)["在档"]
    assert page["H2"].value == PROBLEMS
    assert page["H4"].value == "申请日期“2022-13-02”这一天不存在，请核对月份和日期"
    assert page["G4"].fill.fgColor.rgb == "00FDE0DD"
    assert page["G4"].comment.text == page["H4"].value
    assert page["G3"].comment is None
    page["G4"] = "2022-03-02"
    page.parent.save(marked)
    again = tmp_path / "再次.xlsx"
    status, answer = call(marked, "--as", "clerk.chengguan", "--marked", again)
    assert (status, answer["created"], answer["same"], answer["refused"]) == (0, 1, 1, 0)
    page = openpyxl.load_workbook(again)["在档"]
    assert (page["H4"].value, page["G4"].comment, page["I2"].value) == (None, None, None)


@pytest.mark.parametrize(
    ("content", "user", "said"),
    [
        (b"name,id\n1,2\n", "clerk.chengguan", "CSV"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "clerk.chengguan", "图片"),
        (xlsx(("Sheet1", [["天气"]])), "clerk.chengguan", "没有找到表头"),
        (workbook([]), "clerk.chengguan", "没有数据行"),
        (workbook([row()]), "nobody", "names nobody"),
        (workbook([row()]), "officer.gansu", "may not do this"),
    ],
)
def test_a_wrong_call_is_status_2_and_writes_nothing(people, standards, kept, content, user, said):
    with pytest.raises(CommandError, match=said) as error:
        call(kept(content), "--as", user)
    assert error.value.returncode == 2
    assert not Draft.objects.exists()


def test_a_workbook_that_is_not_there_is_status_2(people, standards):
    with pytest.raises(CommandError) as error:
        call("/nowhere/x.xlsx", "--as", "clerk.chengguan")
    assert error.value.returncode == 2


def test_out_and_in_again_is_the_same(active_file, submitted_file, clerk_chengguan, tmp_path):
    active_file()
    submitted_file()
    out = tmp_path / "register.xlsx"
    call_command("export_households", "--as", "clerk.chengguan", "--out", str(out), stderr=io.StringIO())
    assert call(out, "--as", "clerk.chengguan") == (
        0,
        {"read": 2, "created": 0, "changed": 0, "same": 2, "refused": 0, "errors": []},
    )


def test_who_may_not_export_gets_status_2(people, tmp_path):
    with pytest.raises(CommandError) as error:
        call_command("export_households", "--as", "auditor.gansu", "--out", str(tmp_path / "x.xlsx"))
    assert error.value.returncode == 2
    assert not (tmp_path / "x.xlsx").exists()


def test_the_empty_workbook_of_a_union(units, today, tmp_path):
    out = tmp_path / "template.xlsx"
    call_command("household_template", "--unit", "620102", "--out", str(out), stderr=io.StringIO())
    assert openpyxl.load_workbook(out).sheetnames[:4] == ["困难职工", "家庭成员", "收入", "刚性支出"]
    with pytest.raises(CommandError) as error:
        call_command("household_template", "--unit", "999999", "--out", str(out))
    assert error.value.returncode == 2
