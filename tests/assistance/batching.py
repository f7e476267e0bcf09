"""Batches for tests: a fund with money, files with accounts, a batch brought to each of its states."""

from decimal import Decimal

from assistance.actions import allocations, batch_deciding, batches, paying
from assistance.bank_layouts import PACKAGED
from assistance.kinds import AidType
from assistance.models import PaymentRow
from assistance.queries import funds
from tests.assistance.money import granted

XLSX = PACKAGED["xlsx"]


def account_of(place):
    """A bank account nobody holds, 19 digits that satisfy the Luhn check."""
    body = f"621700422001{place:06d}"
    total = sum(
        sum(divmod(int(digit) * (2 - at % 2), 10)) for at, digit in enumerate(reversed(body))
    )
    return body + str(-total % 10)


class Desk:
    """The people of Chengguan at work on one batch after the other."""

    def __init__(self, people, aided_file, amount=Decimal("100000.00")):
        self.clerk, self.reviewer = people["clerk_chengguan"], people["reviewer_chengguan"]
        self.finance, self.city = people["finance_chengguan"], people["reviewer_lanzhou"]
        self.bring = aided_file
        self.fund = granted(self.finance, self.reviewer, amount=amount)
        self.files = []

    def file(self, **changes):
        """A file of its own person and account."""
        from tests import factories

        place = len(self.files) + 1
        name = f"王{chr(0x4E00 + 300 + place)}英"
        values = {
            "worker": factories.worker(name=name),
            "bank": {
                "bank": "中国建设银行", "branch": "兰州城关支行", "bank_account": account_of(place),
                "account_holder": name,
            },
        }
        archive = self.bring(**values | changes)
        self.files.append(archive)
        return archive

    def receive(self, keeper):
        """Receive what waits for a union."""
        for row in funds.waiting_receipts(keeper.unit):
            allocations.receive(row=row, by=keeper)

    def opened(self, **changes):
        values = {"fund": self.fund, "aid_type": AidType.LIVING, "period": "2022-03"}
        return batches.open_batch(**values | changes, by=self.clerk)

    def listed(self, *files, amount=Decimal("3000.00"), **changes):
        """An open batch with one row for each file, all of one amount."""
        batch = self.opened(**changes)
        batches.add(batch=batch, subjects=[(file, None, "") for file in files], by=self.clerk)
        for row in PaymentRow.objects.filter(batch=batch):
            batches.set_amount(batch=batch, row=row, amount=amount, by=self.clerk)
        batch.refresh_from_db()
        return batch

    def submitted(self, *files, **changes):
        return batch_deciding.submit(batch=self.listed(*files, **changes), by=self.clerk)

    def approved(self, *files, **changes):
        batch = self.submitted(*files, **changes)
        is_city = batch.acting_unit_id == self.city.unit_id
        return batch_deciding.approve(batch=batch, by=self.city if is_city else self.reviewer)

    def sent(self, *files, layout=XLSX, **changes):
        batch = self.approved(*files, **changes)
        paying.make_bank_file(batch=batch, layout=layout, by=self.finance)
        batch.refresh_from_db()
        return batch


def answer(batch, *, layout=XLSX, bounced=(), change=None):
    """The bank's answer to a batch as a workbook: all paid but the serials in `bounced`.

    `change` gets the list of rows, dicts by title, and may spoil it.
    """
    rows = [
        {
            "业务编号": row.reference, "收款账号": row.account, "金额": f"{row.amount:.2f}",
            "处理结果": "E17" if row.serial in bounced else "成功",
            "失败原因": "账户已销户" if row.serial in bounced else "", "回单号": f"H{row.serial:04d}",
        }
        for row in batch.rows.filter(status="SENT").order_by("serial")
    ]
    if change:
        change(rows)
    return workbook(rows)


def workbook(rows):
    import io

    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(list(rows[0]) if rows else ["业务编号", "收款账号", "金额", "处理结果"])
    for row in rows:
        book.active.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
