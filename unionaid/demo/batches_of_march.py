"""Batches of the last days of March, made by the actions people call: one in each state, for two unions."""

from datetime import date
from decimal import Decimal

from assistance.actions import batch_deciding, batches, paying, returns
from assistance.bank_layouts import PACKAGED
from assistance.kinds import AidType, RowStatus
from assistance.models import AidRecord, FundBalance, PaymentRow
from households.enums import Status, Tier
from households.models import HardshipArchive
from unionaid import clock
from unionaid.demo.plans import CENSUS_DAY

LAYOUT = PACKAGED["csv"]
SIZE, MOST = 6, 8  # households of a batch, batches of a union
DISTRICT, PREFECTURE = "GS620102", "GS620100"
UNION_MONEY = {DISTRICT: "COUNTY", PREFECTURE: "CITY"}


def load(desk):
    """Make the batches; a province of a few households only gets those it has people for."""
    for code in (DISTRICT, PREFECTURE):
        unit = desk.units[code]
        fund = FundBalance.objects.filter(
            unit=unit, year=CENSUS_DAY.year, source="UNION", union_level=UNION_MONEY[code],
            available__gt=60_000,
        ).select_related("unit").first()  # fmt: skip
        if fund:
            Counter(desk, unit, fund).work()


class Counter:
    """The people of one union at work on batches out of one fund."""

    def __init__(self, desk, unit, fund):
        self.unit, self.fund, self.above = unit, fund, desk.above(unit)
        self.clerk, self.finance = desk.clerk(unit), desk.finance(unit)
        self.reviewer = desk.reviewer(unit)
        self.relative, self.deep = self._files(Tier.RELATIVE), self._files(Tier.DEEP)

    def work(self):
        """One batch in each state, the settled one with a bounced row."""
        clock.set_business_date(date(2022, 3, 24))
        settled, cancelled = self._approved(1800), self._approved(1200)
        if settled:
            self._sent(settled)
            clock.set_business_date(date(2022, 3, 28))
            self._answer(settled, bounced=2)
        if cancelled:
            batch_deciding.cancel(batch=cancelled, by=self.reviewer, note="资金改作他用，家庭另行安排")
        clock.set_business_date(date(2022, 3, 29))
        if sent := self._approved(1500):
            self._sent(sent)
        self._approved(2000)
        clock.set_business_date(date(2022, 3, 30))
        if returned := self._submitted(self.relative, 2600):
            batch_deciding.return_batch(batch=returned, by=self.reviewer, note="请核对第 3 户的收款账户")
        self._submitted(self.relative, 1600)
        self._submitted(self.deep, 6000)
        clock.set_business_date(CENSUS_DAY)
        self._draft()

    def _files(self, tier):
        """Files with an account that have had no aid this year, the oldest first."""
        aided = AidRecord.objects.filter(year=CENSUS_DAY.year).values("archive")
        files = HardshipArchive.objects.within(self.unit.path).filter(status=Status.ACTIVE, tier=tier)
        found = files.exclude(bank_last4="").exclude(pk__in=aided).select_related("unit").order_by("pk")
        return list(found[: MOST * SIZE])

    def _listed(self, files, amount):
        some, files[:SIZE] = files[:SIZE], []
        if len(some) < SIZE:
            return None
        batch = batches.open_batch(fund=self.fund, aid_type=AidType.LIVING, period="2022-03", by=self.clerk)
        batches.add(
            batch=batch, subjects=[(file, None, "") for file in some], by=self.clerk,
            amounts={file.pk: Decimal(amount) for file in some},
        )
        return batch

    def _submitted(self, files, amount):
        batch = self._listed(files, amount)
        return batch and batch_deciding.submit(batch=batch, by=self.clerk)

    def _approved(self, amount):
        batch = self._submitted(self.relative, amount)
        return batch and batch_deciding.approve(batch=batch, by=self.reviewer)

    def _sent(self, batch):
        paying.make_bank_file(batch=batch, layout=LAYOUT, by=self.finance)

    def _answer(self, batch, bounced):
        lines = [",".join(column.title for column in LAYOUT.answer)]
        for row in PaymentRow.objects.filter(batch=batch, status=RowStatus.SENT):
            result = ("E17", "账户已销户", "") if row.serial == bounced else ("成功", "", f"H{row.pk:07d}")
            lines.append(",".join((row.reference, row.account, f"{row.amount:.2f}", *result)))
        content = "\r\n".join(lines).encode(LAYOUT.encoding)
        returns.take_in(batch=batch, name=f"{batch.number}回盘.csv", content=content, by=self.finance)

    def _draft(self):
        """A list that cannot be handed in yet: one amount over its cap, one account missing."""
        batch = self._listed(self.relative, 2200)
        if batch is None:
            return
        files = HardshipArchive.objects.within(self.unit.path).filter(status=Status.ACTIVE, bank_last4="")
        bare = files.select_related("unit").order_by("pk").first()
        if bare:
            batches.add(
                batch=batch, subjects=[(bare, None, "")], by=self.clerk, amounts={bare.pk: Decimal(2200)}
            )
        over = PaymentRow.objects.filter(batch=batch).order_by("serial")[1]
        batches.set_amount(batch=batch, row=over, amount=Decimal(9500), by=self.clerk)
