"""Paying a batch: bank file, the bank's answer, and what comes back later."""

import csv
import io
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from assistance import batch_errors as errors
from assistance.actions import batch_deciding, batches, paying, returns
from assistance.aid_errors import AidNotAllowed
from assistance.bank_layouts import PACKAGED
from assistance.checks import faults
from assistance.kinds import AidStatus, BatchStatus, RowStatus
from assistance.models import AidRecord, PaymentRow, ReturnFile
from assistance.queries import batch_page
from tests.assistance.aids import changed
from tests.assistance.batching import Desk, account_of, answer
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
THREE, FOUR = Decimal("3000.00"), Decimal("4000.00")


@pytest.fixture
def desk(people, aided_file):
    return Desk(people, aided_file)


def statuses(batch):
    return list(PaymentRow.objects.filter(batch=batch).order_by("serial").values_list("status", flat=True))


def balance(desk):
    desk.fund.refresh_from_db()
    return desk.fund.available, desk.fund.held, desk.fund.used


def refused(desk, batch, content):
    """Take a file in and return the faults it is refused with; nothing is written."""
    with pytest.raises(errors.ReturnRefused) as refusal:
        returns.take_in(batch=batch, name="回盘.xlsx", content=content, by=desk.finance)
    assert set(statuses(batch)) == {RowStatus.SENT} and not ReturnFile.objects.exists()
    assert not any(faults().values())
    return [(fault.row, fault.field, fault.text) for fault in refusal.value.faults]


def test_only_an_approved_batch_has_a_bank_file(desk):
    batch = desk.submitted(desk.file())
    with pytest.raises(errors.BatchStepNotOpen):
        paying.make_bank_file(batch=batch, layout=PACKAGED["xlsx"], by=desk.finance)


def test_only_the_finance_officer_of_the_union_pays(desk, finance_lanzhou):
    batch = desk.approved(desk.file())
    for person in (desk.clerk, desk.reviewer, finance_lanzhou):
        with pytest.raises(errors.BatchStepNotOpen):
            paying.make_bank_file(batch=batch, layout=PACKAGED["xlsx"], by=person)


def test_the_workbook_has_whole_accounts_as_text_and_its_totals(desk):
    batch = desk.sent(desk.file(), desk.file())
    book = openpyxl.load_workbook(BytesIO(batch.bank_file.content))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert rows[0] == ["序号", "业务编号", "收款账号", "户名", "开户行", "金额", "摘要"]
    assert [row[2] for row in rows[1:]] == [account_of(1), account_of(2)]
    assert [row[5] for row in rows[1:]] == [3000, 3000]
    told = [cell.value for row in book.worksheets[1].iter_rows() for cell in row]
    assert {"2", "6000.00", "陆仟元整"} <= set(told)
    assert batch.bank_file.total == Decimal("6000.00") and len(batch.bank_file.checksum) == 64


def test_separated_text_is_read_back_as_it_was_written(desk):
    batch = desk.sent(desk.file(), layout=PACKAGED["csv"])
    rows = list(csv.reader(io.StringIO(bytes(batch.bank_file.content).decode("gb18030"))))
    assert rows[1][1:3] == [batch.rows.get().reference, account_of(1)]
    assert rows[1][5] == "3000.00"


def test_fixed_text_has_every_line_of_one_width(desk):
    batch = desk.sent(desk.file(), desk.file(), layout=PACKAGED["fixed"])
    lines = bytes(batch.bank_file.content).splitlines()
    assert {len(line) for line in lines} == {13 + 24 + 40 + 14 + 40}
    assert lines[0][77:91] == b"00000000300000"  # 分


def test_a_second_file_is_the_first_one(desk):
    batch = desk.approved(desk.file())
    first = paying.make_bank_file(batch=batch, layout=PACKAGED["xlsx"], by=desk.finance)
    assert paying.make_bank_file(batch=batch, layout=PACKAGED["csv"], by=desk.finance) == first


def test_every_download_says_who_and_why(desk):
    batch = desk.sent(desk.file())
    with pytest.raises(errors.ReasonMissing):
        paying.take_bank_file(batch=batch, by=desk.finance, purpose=" ")
    with pytest.raises(AidNotAllowed):
        paying.take_bank_file(batch=batch, by=desk.reviewer, purpose="看看")
    paying.take_bank_file(batch=batch, by=desk.finance, purpose="交建行")
    paying.take_bank_file(batch=batch, by=desk.finance, purpose="再交一次")
    taken = AuditEvent.objects.filter(event="BANK_FILE_TAKEN").values_list("purpose", flat=True)
    assert sorted(taken) == ["交建行", "再交一次"]


def test_who_left_or_changed_the_account_is_taken_out_first(desk):
    gone, moved, good = (desk.file() for _n in range(3))
    batch = desk.approved(gone, moved, good)
    changed(gone, status="CANCELLED", closed_on="2022-03-31")
    moved.bank_account = account_of(99)
    changed(moved, bank_account_index=b"x" * 16, bank_account=account_of(99))
    with pytest.raises(errors.RowsBlocked) as refusal:
        paying.make_bank_file(batch=batch, layout=PACKAGED["xlsx"], by=desk.finance)
    assert refusal.value.blocked == 2
    for row, reason in zip(batch.rows.order_by("serial")[:2], ("已去世", "账户有变"), strict=True):
        paying.withdraw_row(row=row, by=desk.finance, reason=reason)
    assert balance(desk) == (Decimal("97000.00"), THREE, 0)
    assert AidRecord.objects.counted().count() == 1
    file = paying.make_bank_file(batch=batch, layout=PACKAGED["xlsx"], by=desk.finance)
    assert (file.row_count, file.total) == (1, THREE)
    assert not any(faults().values())


def test_a_batch_all_of_whose_rows_are_taken_out_is_over(desk):
    batch = desk.approved(desk.file())
    paying.withdraw_row(row=batch.rows.get(), by=desk.finance, reason="重复")
    batch.refresh_from_db()
    assert (batch.status, balance(desk)) == (BatchStatus.SETTLED, (Decimal("100000.00"), 0, 0))


def test_touched_rows_are_not_paid(desk):
    batch = desk.approved(desk.file())
    PaymentRow.objects.update(amount=FOUR)
    with pytest.raises(errors.ContentChanged):
        paying.make_bank_file(batch=batch, layout=PACKAGED["xlsx"], by=desk.finance)


def test_the_answer_pays_bounces_and_balances(desk):
    batch = desk.sent(desk.file(), desk.file(), desk.file())
    file = returns.take_in(batch=batch, name="h", content=answer(batch, bounced=[2]), by=desk.finance)
    assert statuses(batch) == [RowStatus.PAID, RowStatus.BOUNCED, RowStatus.PAID]
    assert (file.paid_count, file.bounced_count, file.pending_count) == (2, 1, 0)
    batch.refresh_from_db()
    assert batch.status == BatchStatus.SETTLED
    assert balance(desk) == (Decimal("94000.00"), 0, Decimal("6000.00"))
    told = batch_page.settlement(batch)
    assert (told.due, told.paid, told.bounced, told.difference) == (
        (3, Decimal("9000.00")), (2, Decimal("6000.00")), (1, THREE), 0,
    )
    assert AidRecord.objects.filter(status=AidStatus.PAID, paid_on="2022-03-31").count() == 2
    assert not any(faults().values())


def test_rows_the_bank_is_working_on_wait_for_the_next_answer(desk):
    batch = desk.sent(desk.file(), desk.file())

    def pending(rows):
        rows[1]["处理结果"] = "处理中"

    returns.take_in(batch=batch, name="h", content=answer(batch, change=pending), by=desk.finance)
    batch.refresh_from_db()
    assert (batch.status, batch.unsettled) == (BatchStatus.SENT, THREE)
    returns.take_in(batch=batch, name="h2", content=answer(batch), by=desk.finance)
    batch.refresh_from_db()
    assert (batch.status, batch.unsettled) == (BatchStatus.SETTLED, 0)
    assert balance(desk) == (Decimal("94000.00"), 0, Decimal("6000.00"))


def test_the_same_answer_counts_once(desk):
    batch = desk.sent(desk.file(), desk.file())

    def pending(rows):
        rows[1]["处理结果"] = "处理中"

    content = answer(batch, change=pending)
    returns.take_in(batch=batch, name="h", content=content, by=desk.finance)
    with pytest.raises(errors.SameReturnTwice):
        returns.take_in(batch=batch, name="h", content=content, by=desk.finance)
    assert balance(desk) == (Decimal("94000.00"), THREE, THREE)


def test_the_answer_to_another_batch_is_refused(desk):
    one, other = desk.sent(desk.file(), period="2022-01"), desk.sent(desk.file(), period="2022-02")
    found = refused(desk, one, answer(other))
    assert [fault[:2] for fault in found] == [(2, "reference"), (0, "")]
    assert "另一个批次" in found[0][2]
    content = answer(other)
    returns.take_in(batch=other, name="h", content=content, by=desk.finance)
    with pytest.raises(errors.FileUnreadable, match="另一个批次"):
        returns.take_in(batch=one, name="h", content=content, by=desk.finance)


def test_a_wrong_file_is_refused(desk):
    batch = desk.sent(desk.file())
    for content in (b"nothing like it", answer(batch)[:300], b""):
        with pytest.raises(errors.FileUnreadable):
            returns.take_in(batch=batch, name="h", content=content, by=desk.finance)
    assert statuses(batch) == [RowStatus.SENT]


def spoil(key, value, row=0):
    def change(rows):
        rows[row][key] = value

    return change


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        (lambda rows: rows.pop(), (0, ""), "没有下载完整"),
        (spoil("金额", "0.3000"), (2, "amount"), "万元"),
        (spoil("金额", 300000), (2, "amount"), "以分为单位"),
        (spoil("金额", "3000.01"), (2, "amount"), "应为 3000 元"),
        (spoil("金额", "三千"), (2, "amount"), "不是数字"),
        (spoil("收款账号", int(account_of(1)[:15] + "0000")), (2, "account"), "第 15 位以后已经丢失"),
        (spoil("收款账号", account_of(7)), (2, "account"), "账号与代发文件不一致"),
        (spoil("处理结果", ""), (2, "result"), "没有处理结果"),
        (lambda rows: rows.append(dict(rows[0])), (4, "reference"), "重复"),
        (
            lambda rows: rows.append(rows[0] | {"业务编号": "9999999000001"}),
            (4, "reference"), "没有这个业务编号",
        ),
    ],
)
def test_a_faulty_answer_is_refused_cell_by_cell(desk, change, where, words):
    batch = desk.sent(desk.file(), desk.file())
    found = refused(desk, batch, answer(batch, change=change))
    assert [fault[:2] for fault in found] == [where]
    assert words in found[0][2]


def test_a_bounce_needs_a_reason(desk):
    batch = desk.sent(desk.file())
    found = refused(desk, batch, answer(batch, bounced=[1], change=spoil("失败原因", "")))
    assert found == [(2, "reason", "退票须有原因")]


def test_bounced_aid_goes_into_the_next_batch_and_the_cap_is_asked_again(desk):
    file = desk.file()
    batch = desk.sent(file, amount=Decimal("8000.00"), aid_type="A1")
    returns.take_in(batch=batch, name="h", content=answer(batch, bounced=[1]), by=desk.finance)
    assert not AidRecord.objects.counted().exists()
    other = desk.listed(file, amount=FOUR, period="2022-02")
    batch_deciding.submit(batch=other, by=desk.clerk)
    again = desk.opened()
    assert batches.take(batch=again, aids=batches.takeable(again), by=desk.clerk) == 1
    with pytest.raises(errors.RowsBlocked):  # 4000 + 8000 > 10,152
        batch_deciding.submit(batch=again, by=desk.clerk)
    batch_deciding.recall(batch=other, by=desk.clerk)
    batch_deciding.submit(batch=again, by=desk.clerk)
    again.refresh_from_db()
    batch_deciding.approve(batch=again, by=desk.reviewer)  # the aid itself was approved before
    paying.make_bank_file(batch=again, layout=PACKAGED["xlsx"], by=desk.finance)
    again.refresh_from_db()
    returns.take_in(batch=again, name="h", content=answer(again), by=desk.finance)
    assert AidRecord.objects.get(payments__batch=again).status == AidStatus.PAID
    assert balance(desk) == (Decimal("92000.00"), 0, Decimal("8000.00"))
    assert not any(faults().values())


@pytest.mark.parametrize(
    ("act", "aid_status", "row_status"),
    [(paying.bounce_later, "BOUNCED", "BOUNCED"), (paying.refund, "REFUNDED", "REFUNDED")],
)
def test_money_that_comes_back_later_is_in_the_fund_again(desk, act, aid_status, row_status):
    batch = desk.sent(desk.file(), desk.file())
    returns.take_in(batch=batch, name="h", content=answer(batch), by=desk.finance)
    row = batch.rows.first()
    act(row=row, by=desk.finance, reason="账户已销户")
    with pytest.raises(errors.RowNotOpen):
        act(row=row, by=desk.finance, reason="账户已销户")
    assert AidRecord.objects.get(payments=row).status == aid_status
    assert statuses(batch) == [row_status, RowStatus.PAID]
    assert balance(desk) == (Decimal("97000.00"), 0, THREE)
    batch.refresh_from_db()
    assert (batch.paid_amount, batch.bounced_amount) == (THREE, THREE)
    assert not any(faults().values())
