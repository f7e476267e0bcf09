"""What the entry refuses, in which words, and what it only doubts."""

from datetime import date

import pytest

from households.content import FileContent
from households.drafting import Entry, content_of_payload
from households.errors import Incomplete
from households.payloads import payload_of_content
from tests import factories
from tests.vectors import vectors

pytestmark = pytest.mark.django_db
TODAY = date(2022, 3, 31)


def typed(changes=(), **content):
    """The payload of the usual content with some fields typed otherwise: (step, name, text or list)."""
    payload = payload_of_content(factories.content(**content))
    for step, name, value in changes:
        payload[step][name] = value if isinstance(value, list) else [value]
    return payload


def errors(*changes, **content):
    """Every error sentence of a payload."""
    found = Entry(typed(changes, **content), today=TODAY).problems()
    return [message for messages in found.values() for _field, message in messages]


def doubts(*changes, **content):
    found = Entry(typed(changes, **content), today=TODAY)
    assert found.problems() == {}
    return [message for messages in found.warnings().values() for _field, message in messages]


def test_a_content_typed_and_read_back_is_the_same():
    content = factories.content(
        members=[factories.member(), factories.member(name="陈小明", relation="20", marital_status="10")],
        incomes=[factories.income(), factories.income(member=2, source="临时工", is_counted=False)],
        expenses=[factories.expense(), factories.expense(member=1, outside_insurance=True)],
        event=factories.event(),
        exclusions=[
            {
                "code": "X4", "evidence": "车辆登记", "source": "MATCH", "waived": True,
                "waiver_reason": "残疾代步",
            }
        ],
    )
    read = content_of_payload(payload_of_content(content), None, TODAY)
    again = content_of_payload(payload_of_content(read), None, TODAY)
    assert again.digest() == read.digest()
    for name in ("incomes", "expenses", "event", "exclusions", "needs", "support", "documents", "home"):
        assert getattr(read, name) == getattr(content, name), name
    for mine, theirs in zip(read.people, content.people, strict=True):
        assert mine.items() >= theirs.items()
    assert FileContent.from_json(read.to_json()).digest() == read.digest()


@pytest.mark.parametrize("text", ["2022-01-26", "20220126", "2022.1.26", "2022/1/26", "2022年1月26日"])
def test_days_are_taken_as_people_write_them(text):
    content = content_of_payload(typed([("worker", "applied_on", text)]), None, TODAY)
    assert content.applied_on == date(2022, 1, 26)


@pytest.mark.parametrize(
    ("step", "name", "value", "said"),
    [
        ("worker", "applied_on", "2022-02-30", "申请日期不是日期，请写成 2022-01-26 或 20220126"),
        ("worker", "applied_on", "2022-04-01", "申请日期晚于今天（2022-03-31），请核对"),
        ("worker", "work_start_date", "1899-01-01", "参加工作时间早于 1900 年，请核对年份"),
        ("worker", "work_start_date", "1960-01-01", "参加工作时间早于出生日期"),
        ("worker", "mobile", "1380943204", "手机号码应为 11 位数字"),
        ("worker", "name", "王3", "姓名应为 2 个字以上，不含数字和符号，与身份证一致"),
        ("worker", "name", "", "请填写姓名"),
        ("worker", "ethnicity", "", "请选择民族"),
        ("worker", "ethnicity", "99", "民族没有这个选项，请重新选择"),
        ("worker", "hukou_region", "火星区", "没有找到户口所在地“火星区”，请从列表中选择区县"),
        ("worker", "hukou_region", "城关区", "户口所在地“城关区”有多个同名地方"),
        ("worker", "employer_credit_code", "91620102XDEM00011F", "统一社会信用代码应为 18 位且校验位相符"),
        ("worker", "postcode", "7300", "邮政编码应为 6 位数字"),
        ("worker", "health_status", "41", "健康状况是“癌症”，请选择疾病种类"),
        ("worker", "health_status", "61", "请填写残疾证号"),
        ("worker", "worker_kind", "MIGRANT", "请选择合同期限"),
        ("worker", "union_name", "长" * 121, "所在工会最多 120 个字"),
        ("members", "members-1-relation", "01", "陈国庆：一户只有一位本人，就是职工本人，请改选与职工的关系"),
        ("members", "members-1-is_counted", "no", "陈国庆：不计入家庭人口，请写明原因"),
        ("members", "members-1-birth_date", "1971-01-01", "不符，请核对"),
        (
            "economy",
            "incomes-1-monthly_amount",
            "-1",
            "收入第 1 项：每月金额不能是负数，请填写 0 或以上的金额",
        ),
        ("economy", "incomes-1-monthly_amount", "10000001", "每月金额超过 10,000,000 元，请核对单位是否为元"),
        ("economy", "incomes-1-monthly_amount", "一千", "每月金额只写数字，例如 1650.00"),
        ("economy", "incomes-1-monthly_amount", "1.005", "每月金额最多写到分，即两位小数"),
        ("economy", "incomes-1-monthly_amount", "NaN", "每月金额只写数字"),
        ("economy", "incomes-1-months", "13", "月数应为 1 至 12 之间的数字"),
        ("economy", "incomes-1-member", "9", "这位成员已不在第 2 步中，请重新选择"),
        ("economy", "expenses-1-reimbursed_amount", "30000", "已报销、补偿不能多于支出金额 29000.00 元"),
        ("economy", "incomes-rows", [], "请填写家庭收入；确实没有收入的"),
        ("economy", "no_income", "yes", "已列出收入，请取消勾选“没有任何收入”"),
        ("economy", "has_event", "", "请选择有没有致困事件"),
        ("economy", "has_event", "yes", "请填写发生日期"),
        ("hardship", "main_cause", "03", "次要致困原因不能与主要致困原因相同"),
        ("hardship", "secondary", ["01", "02", "03", "04"], "次要致困原因至多三项，请去掉 1 项"),
        ("hardship", "sub_cause", "13", "原因细分不属于所选的致困原因"),
        ("hardship", "on_dibao", "yes", "请填写低保证号"),
        ("hardship", "needs-1-aid_type", "B1", "需求类别没有这个选项，请重新选择"),
        ("papers", "bank_account", "12345", "银行卡号应为 13 至 20 位数字"),
        ("papers", "papers-PLEDGE-received_on", "明天", "承诺书：收到日期不是日期"),
    ],
)
def test_a_wrong_answer_is_refused_with_the_field_and_the_remedy(step, name, value, said):
    assert any(said in message for message in errors((step, name, value))), errors((step, name, value))


def test_nothing_wrong_leaves_no_error():
    assert errors() == []


def test_a_required_paper_must_be_received():
    payload = typed()
    del payload["papers"]["papers-HUKOU-received"], payload["papers"]["papers-HUKOU-received_on"]
    with pytest.raises(Incomplete) as refused:
        content_of_payload(payload, None, TODAY)
    assert refused.value.errors == {
        "papers": [("id_papers-HUKOU-received", "户口簿：请收齐后勾选，并登记收到日期")]
    }


def test_the_same_person_twice_is_refused_at_the_second_place():
    worker = factories.worker()
    twin = factories.member(id_number=worker["id_number"], sex="2", birth_date=worker["birth_date"])
    assert errors(worker=worker, members=[twin]) == [
        "陈国庆：证件号码与王桂英相同，同一个人只录一次，请核对"
    ]


def test_a_single_parent_has_a_dependent_child():
    single = ("worker", "is_single_parent", "yes")
    assert any("单亲家庭至少有一名未成年" in message for message in errors(single))
    number = factories.identity_number(birth=date(2010, 5, 4), sex="2")
    child = factories.member(
        name="王小雨", relation="30", sex="2", id_number=number, birth_date=date(2010, 5, 4),
        has_labour_capacity=False, marital_status="10", member_status="11",
    )
    assert errors(single, members=[child]) == []
    assert "婚姻状况是已婚，又选了单亲，请核对" in doubts(single, members=[child])


def test_a_member_without_a_card_says_why_and_when_born():
    baby = factories.member(
        name="陈一一", relation="20", id_document="BIRTH", id_number="", birth_date=None, sex="",
    )
    said = errors(members=[baby])
    assert said == [
        "陈一一：请填写无居民身份证原因",
        "陈一一：没有居民身份证时，请填写出生日期",
        "陈一一：没有居民身份证时，请选择性别",
    ]
    born = baby | {"id_missing_reason": "新生儿未办", "birth_date": date(2022, 1, 5), "sex": "1"}
    content = content_of_payload(payload_of_content(factories.content(members=[born])), None, TODAY)
    assert (content.members[0]["id_number"], content.members[0]["birth_date"]) == ("", date(2022, 1, 5))


def test_jobless_and_flexible_workers_need_no_employer():
    for status in ("3", "91"):
        changes = [("worker", "work_status", status)] + [
            ("worker", name, "") for name in ("employer", "employer_nature", "employer_condition", "industry")
        ]
        assert errors(*changes) == []


def test_a_migrant_with_a_young_contract_is_only_doubted():
    changes = [
        ("worker", "worker_kind", "MIGRANT"),
        ("worker", "contract_signed_on", "2021-06-01"),
        ("worker", "contract_term", "3"),
        ("papers", "papers-CONTRACT-received", "yes"),
    ]
    assert "困难农民工的劳动合同一般应签订满一年，请在困难情况说明中写明" in doubts(*changes)


def test_a_blank_row_is_left_out_of_the_file():
    payload = typed()
    payload["economy"]["incomes-rows"] = ["1", "2"]
    payload["economy"]["incomes-2-months"] = ["12"]
    payload["economy"]["incomes-2-is_counted"] = ["yes"]
    payload["economy"]["incomes-2-member"] = ["0"]
    assert len(content_of_payload(payload, None, TODAY).incomes) == 1


def test_people_of_items_follow_their_rows_when_another_is_removed():
    content = factories.content(
        members=[factories.member(), factories.member(name="陈小明", relation="20")],
        incomes=[factories.income(member=2)],
    )
    payload = payload_of_content(content)
    payload["members"]["members-rows"] = ["2"]
    read = content_of_payload(payload, None, TODAY)
    assert [member["name"] for member in read.members] == ["陈小明"]
    assert read.incomes[0]["member"] == 1


@pytest.mark.parametrize("row", vectors("ric"))
def test_identity_numbers_behave_as_their_rows_say(row):
    said = [
        message
        for message in errors(("members", "members-1-id_number", row["value"]))
        if "身份证号码有误" in message
    ]
    refused = row["expected"] == "invalid" and row["severity"] == "hard"
    assert bool(said) == refused, said


@pytest.mark.parametrize("row", vectors("mobile"))
def test_mobile_numbers_behave_as_their_rows_say(row):
    said = errors(("worker", "mobile", row["value"]))
    assert ("手机号码应为 11 位数字" in said) == (row["expected"] == "invalid" and row["severity"] == "hard")
