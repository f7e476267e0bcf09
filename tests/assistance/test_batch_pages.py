"""The pages of batches, from the empty list to the bank's answer, for three people and the neighbour."""

import re
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assistance.actions import batches
from assistance.kinds import BatchStatus
from assistance.models import AidRecord, BankTemplate, PaymentBatch
from tests.assistance.batching import Desk, account_of, answer, workbook
from unionaid.audit.models import AuditEvent
from unionaid.jobs.worker import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(people, aided_file):
    return Desk(people, aided_file)


def page(client, address, status=200):
    got = client.get(address)
    assert got.status_code == status
    return got.content.decode()


def test_empty_pages_say_what_to_do(client_of, clerk_chengguan, finance_chengguan):
    assert "还没有发放批次" in page(client_of(clerk_chengguan), "/aid/")
    assert "本级本年度没有可用的资金" in page(client_of(clerk_chengguan), "/aid/new/")
    assert "通用 Excel 代发" in page(client_of(finance_chengguan), "/aid/templates/")


def test_a_batch_goes_from_the_form_to_the_answer_of_the_bank(desk, client_of):
    first, second, third = (desk.file() for _n in range(3))
    clerk, reviewer, finance = map(client_of, (desk.clerk, desk.reviewer, desk.finance))
    clerk.post("/aid/new/", {"fund": desk.fund.pk, "aid_type": "A1", "period": "2022-03"})
    batch = PaymentBatch.objects.get()
    at = f"/aid/{batch.pk}/"
    got = clerk.post(f"{at}add/?how=paste", {"lines": f"{first.file_no}\n{second.worker_name}\n查无此人"})
    assert got.status_code == 422 and "查无此人" in got.content.decode()
    clerk.post(f"{at}add/?how=paste", {"lines": f"{first.file_no}\n{second.worker_name}"})
    clerk.post(f"{at}add/?how=filter&tier=DEEP")
    text = page(clerk, at)
    assert "3 户不能发放" in text and account_of(1) not in text and f"****{account_of(1)[-4:]}" in text
    clerk.post(f"{at}amounts/", {"DEEP": "3000", "to_the_cap": "on"})
    assert "通过" in page(clerk, at) or "没有有效的帮扶授权书" in page(clerk, at)
    clerk.post(f"{at}decide/", {"step": "SUBMIT"})
    assert "批准" in page(reviewer, at)
    reviewer.post(f"{at}decide/", {"step": "APPROVE"})
    finance.post(f"{at}bank-file/", {"template": "xlsx"})
    got = finance.post(f"{at}bank-file/download/", {"reason": "交建行"})
    sheet = openpyxl.load_workbook(BytesIO(got.content)).worksheets[0]
    assert [cell.value for cell in sheet["C"]][1:] == [account_of(n) for n in (1, 2, 3)]
    batch.refresh_from_db()
    file = SimpleUploadedFile("回盘.xlsx", answer(batch, bounced=[3]))
    got = finance.post(f"{at}return/", {"file": file})
    Worker().run_all()
    assert "到账 2 笔" in page(finance, got["Location"])
    text = page(clerk, at)
    assert "账户已销户" in text and "已对账" in text
    assert AidRecord.objects.filter(status="BOUNCED").count() == 1
    new = PaymentBatch.objects.create(
        unit=batch.unit, unit_path=batch.unit_path, number="生-2203-02", fund=batch.fund, aid_type="A1",
        period="2022-03", prepared_by=desk.clerk.user, prepared_on="2022-03-31",
    )
    assert "1 户退票待补发" in page(clerk, f"/aid/{new.pk}/")
    aid = AidRecord.objects.get(status="BOUNCED")
    clerk.post(f"/aid/{new.pk}/add/?how=waiting", {"aid": [aid.pk]})
    assert "补发" in page(clerk, f"/aid/{new.pk}/")
    assert third.worker_name in page(clerk, f"/aid/{new.pk}/")


def test_a_faulty_answer_comes_back_marked(desk, client_of):
    batch = desk.sent(desk.file(), desk.file())

    def spoil(rows):
        rows[1]["金额"] = 0.3

    finance = client_of(desk.finance)
    file = SimpleUploadedFile("回盘.xlsx", answer(batch, change=spoil))
    got = finance.post(f"/aid/{batch.pk}/return/", {"file": file})
    Worker().run_all()
    job = got["Location"]
    assert "回盘（问题）.xlsx" in page(finance, job)
    content = b"".join(finance.get(f"{job}result/").streaming_content)
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert sheet["C3"].fill.start_color.rgb == "FFF4B4B0" and "万元" in sheet["C3"].comment.text
    assert [cell.value for cell in sheet[1]][-1] == "问题与改法"
    batch.refresh_from_db()
    assert batch.status == BatchStatus.SENT and batch.paid_amount == 0
    assert AuditEvent.objects.filter(event="BANK_RETURN_REFUSED").count() == 1


def test_a_workbook_of_numbers_and_amounts_makes_the_list(desk, client_of):
    first, second = desk.file(), desk.file()
    batch = desk.opened()
    content = workbook([
        {"档案号": first.file_no, "姓名": first.worker_name, "金额": 1200},
        {"档案号": second.file_no, "姓名": "", "金额": "800.50"},
    ])  # fmt: skip
    client = client_of(desk.clerk)
    client.post(f"/aid/{batch.pk}/add/?how=workbook", {"file": SimpleUploadedFile("l.xlsx", content)})
    amounts = list(batch.rows.order_by("serial").values_list("amount", flat=True))
    assert amounts == [Decimal("1200.00"), Decimal("800.50")]
    bad = SimpleUploadedFile("l.xlsx", b"PK nothing")
    got = client.post(f"/aid/{batch.pk}/add/?how=workbook", {"file": bad})
    assert got.status_code == 422 and "不是完整的 .xlsx" in got.content.decode()


def test_papers_of_a_batch_hide_what_they_must(desk, client_of):
    batch = desk.approved(desk.file(), desk.file())
    clerk, finance = client_of(desk.clerk), client_of(desk.finance)
    text = page(clerk, f"/aid/{batch.pk}/sheet/")
    assert "陆仟元整" in text and account_of(1) not in text
    assert "还没有到账的发放" in page(clerk, f"/aid/{batch.pk}/vouchers/")
    masked = clerk.post(f"/aid/{batch.pk}/public-list/", {"place": "OUTSIDE"})
    sheet = openpyxl.load_workbook(BytesIO(b"".join(masked.streaming_content))).worksheets[0]
    cells = [str(cell.value) for row in sheet for cell in row]
    assert any("*" in cell for cell in cells)
    assert not any(re.search(r"\d{12}|GS-", cell) for cell in cells)
    assert clerk.post(f"/aid/{batch.pk}/roster/", {"reason": "核对"}).status_code == 403
    assert finance.post(f"/aid/{batch.pk}/roster/", {"reason": ""}).status_code == 422
    whole = finance.post(f"/aid/{batch.pk}/roster/", {"reason": "核对"})
    sheet = openpyxl.load_workbook(BytesIO(b"".join(whole.streaming_content))).worksheets[0]
    assert account_of(1) in [cell.value for cell in sheet["J"]]
    events = AuditEvent.objects.filter(event__in=["ROSTER_EXPORTED", "PUBLIC_LIST_EXPORTED"])
    assert sorted(events.values_list("event", "purpose")) == [
        ("PUBLIC_LIST_EXPORTED", ""), ("ROSTER_EXPORTED", "核对"),
    ]  # fmt: skip


def test_the_neighbour_finds_no_batch(desk, client_of, clerk_yongdeng):
    batch = desk.approved(desk.file())
    mine, neighbour = client_of(desk.clerk), client_of(clerk_yongdeng)
    for address in ("", "sheet/", "vouchers/"):
        assert mine.get(f"/aid/{batch.pk}/{address}").status_code == 200
        assert neighbour.get(f"/aid/{batch.pk}/{address}").status_code == 404
    assert batch.number in page(mine, "/aid/") and batch.number not in page(neighbour, "/aid/")


def test_a_template_of_the_own_union_is_written_and_used(desk, client_of):
    finance = client_of(desk.finance)
    values = {
        "name": "兰州银行", "format": "CSV", "encoding": "utf-8-sig", "has_titles": "on",
        "columns": "编号 = reference\n账号 = account\n户名 = holder\n金额 = amount",
        "answer": "编号 = reference\n账号 = account\n金额 = amount\n结果 = result", "paid": "成功",
        "pending": "",
    }
    got = finance.post("/aid/templates/new/", values | {"columns": "账号 - account"})
    assert got.status_code == 422 and "第 1 行须写成" in got.content.decode()
    finance.post("/aid/templates/new/", values)
    template = BankTemplate.objects.get()
    batch = desk.approved(desk.file())
    finance.post(f"/aid/{batch.pk}/bank-file/", {"template": str(template.pk)})
    content = bytes(batch.bank_file.content).decode("utf-8-sig")
    assert content.splitlines()[0] == "编号,账号,户名,金额"


def test_a_page_asks_the_same_number_of_queries_for_one_row_and_for_four(desk, client_of):
    client, asked = client_of(desk.clerk), []
    batch = desk.listed(desk.file())
    page(client, f"/aid/{batch.pk}/")
    for more in (0, 3):
        subjects = [(desk.file(), None, "") for _n in range(more)]
        batches.add(batch=batch, subjects=subjects, by=desk.clerk)
        with CaptureQueriesContext(connection) as queries:
            page(client, f"/aid/{batch.pk}/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_who_submits_is_told_what_stands_in_the_way(desk, client_of):
    batch = desk.listed(desk.file(), amount=Decimal("20000.00"))
    got = client_of(desk.clerk).post(f"/aid/{batch.pk}/decide/", {"step": "SUBMIT"})
    assert got.status_code == 422 and "1 户不能发放" in got.content.decode()
    batch.refresh_from_db()
    assert batch.status == BatchStatus.DRAFT
