"""The demo's ledger, kept in memory by the same rules as the real one and written at once."""

from collections import Counter
from datetime import datetime, time

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from assistance import ledger_rules as rules
from assistance.enums import AllocationKind, EntryKind
from assistance.models import (
    AidDecision,
    AidRecord,
    Allocation,
    AllocationRow,
    BankFile,
    BatchDecision,
    CarryOver,
    FundBalance,
    Hold,
    LedgerEntry,
    PaymentBatch,
    PaymentRow,
    ReturnFile,
    Voucher,
    YearClosing,
)
from unionaid.accounts.permissions import Role
from unionaid.demo.bulk import Table

# A row stands after the rows it points to.
ORDER = (
    FundBalance, Allocation, AllocationRow, YearClosing, CarryOver, Hold, Voucher, LedgerEntry, AidRecord,
    PaymentBatch, ReturnFile, BankFile, PaymentRow, BatchDecision, AidDecision,
)  # fmt: skip
INCOME = (EntryKind.CARRIED_OVER, EntryKind.RECEIVED, EntryKind.OWN_BUDGET, EntryKind.INTEREST)


class Books:
    """Funds, documents and vouchers of all units. Movements are given in any order of units, by day of each.

    Everything is checked as the actions check it: no fund falls below zero, every year is carried
    over whole. `write` numbers the vouchers by day.
    """

    def __init__(self, postings):
        self.postings = postings
        self.rows = {model: [] for model in ORDER}
        self._last = {model: model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in ORDER}
        self._funds = {}
        self._income = {}
        self._movements = []

    def fund(self, unit, key):
        """Return the fund of a unit by its key (source, union level, scheme, year), new or known."""
        if (unit.pk, key) not in self._funds:
            source, level, scheme, year = key
            self._funds[unit.pk, key] = self.keep(
                FundBalance(
                    unit=unit, unit_path=unit.path, source=source, union_level=level, scheme=scheme, year=year
                )
            )
        return self._funds[unit.pk, key]

    def funds_of(self, unit, year):
        """Return the funds of a unit and year."""
        return [fund for (pk, key), fund in self._funds.items() if pk == unit.pk and key[-1] == year]

    def bring(self, unit, kind, key, amount, on, document_no, *, signed=True):
        """Bring money in by a document; one that is not signed yet moves nothing."""
        paper = self._paper(unit, kind, key, amount, on, document_no, signed)
        if signed:
            self._post(
                self.fund(unit, key), rules.KINDS_OF[kind], amount, on, document_no,
                str(AllocationKind(kind).label), allocation=paper,
            )

    def pass_down(self, unit, key, rows, on, document_no, *, received_on, tilt=("NONE", "")):
        """Pass money down to (unit, amount) pairs. `received_on(unit)` tells the day, None for not yet."""
        rows = [(below, amount) for below, amount in rows if amount]
        total = sum(amount for _below, amount in rows)
        paper = self._paper(unit, AllocationKind.PASS_DOWN, key, total, on, document_no, True, tilt)
        signer = self.keepers(unit)[1]
        for below, amount in rows:
            day = received_on(below)
            receiver = self.keepers(below)[0]
            row = self.keep(
                AllocationRow(
                    allocation=paper, unit=below, unit_path=below.path, amount=amount,
                    received_by=receiver if day else None, received_on=day,
                )
            )
            links = {"allocation": paper, "allocation_row": row}
            self._post(
                self.fund(unit, key), EntryKind.PASSED_DOWN, amount, on, document_no,
                f"下拨{below.name}", **links,
            )
            if day:
                self._post(
                    self.fund(below, key), EntryKind.RECEIVED, amount, day, document_no,
                    f"{unit.name}下达", people=(receiver, signer), **links,
                )

    def use(self, fund, amount, on, summary):
        """Pay out of a fund."""
        self._post(fund, EntryKind.USED, amount, on, "", summary)

    def reserve(self, fund, reference, amount, on, *, people):
        """Set money of a fund aside for an approved batch and return its hold."""
        hold = self.keep(
            Hold(unit=fund.unit, unit_path=fund.unit_path, fund=fund, reference=reference, open_amount=amount)
        )
        self._post(fund, EntryKind.RESERVED, amount, on, "", reference, people=people, hold=hold)
        return hold

    def settle(self, hold, paid, back, on, *, summary, number, people, key):
        """Spend what was paid of a hold and give back what came back; nothing stays set aside."""
        if paid:
            self._post(
                hold.fund, EntryKind.USED, paid, on, number, summary, people=people, from_hold=True,
                hold=hold, effect_key=key,
            )
        if back:
            self._post(
                hold.fund, EntryKind.RELEASED, back, on, "", f"{number}银行退票", people=people, hold=hold
            )
        hold.open_amount -= paid + back

    def later_than(self, fund, on):
        """Return the money that comes into a fund after a day, as booked so far."""
        return sum(amount for day, amount in self._income.get(fund.pk, ()) if day > on)

    def close(self, unit, year, on, reason):
        """Carry what is left of a year into the next one and close it."""
        maker, checker = self.keepers(unit)
        closing = self.keep(
            YearClosing(
                unit=unit, unit_path=unit.path, year=year, prepared_by=maker, prepared_on=on,
                signed_by=checker, signed_on=on,
            )
        )
        for fund in self.funds_of(unit, year):
            left = fund.available
            if left:
                self.keep(CarryOver(closing=closing, fund=fund, amount=left, reason=reason))
                source, level, scheme, _year = fund.fund_key
                following = self.fund(unit, (source, level, scheme, year + 1))
                self._post(
                    fund, EntryKind.CARRIED_FORWARD, left, on, "", f"结转 {year + 1} 年度：{reason}"
                )
                self._post(following, EntryKind.CARRIED_OVER, left, on, "", f"{year} 年度结转")

    def keepers(self, unit):
        """Return (who makes vouchers, who checks them) at a unit."""
        by_role = {posting.role: posting.user for posting in reversed(self.postings[unit.code])}
        return by_role[Role.FINANCE], by_role[Role.REVIEWER]

    def write(self):
        """Number the vouchers of each unit and year by day, and write everything."""
        serials = Counter()
        for voucher, lines in sorted(self._movements, key=lambda movement: movement[0].on):
            serials[voucher.unit_id, voucher.year] += 1
            voucher.serial = serials[voucher.unit_id, voucher.year]
            self.keep(voucher)
            for line in lines:
                self.keep(LedgerEntry(voucher=voucher, account=line.account.value, amount=line.amount))
        for model in ORDER:
            Table(model).write(self.rows[model])
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), ORDER):
                cursor.execute(statement)

    def _paper(self, unit, kind, key, amount, on, document_no, signed, tilt=("NONE", "")):
        maker, checker = self.keepers(unit)
        source, level, scheme, year = key
        return self.keep(
            Allocation(
                unit=unit, unit_path=unit.path, kind=kind.value, source=source, union_level=level,
                scheme=scheme, year=year, amount=amount, document_no=document_no, dated=on, tilt=tilt[0],
                tilt_reason=tilt[1], prepared_by=maker, prepared_on=on,
                signed_by=checker if signed else None, signed_on=on if signed else None,
            )
        )

    def _post(
        self, fund, kind, amount, on, document_no, summary, *, people=None, from_hold=False, **links
    ):
        lines = rules.lines(kind, amount, from_hold=from_hold)
        if kind in INCOME:
            self._income.setdefault(fund.pk, []).append((on, amount))
        fund.totals = fund.totals.after(lines)
        maker, checker = people or self.keepers(fund.unit)
        voucher = Voucher(
            fund=fund, unit=fund.unit, unit_path=fund.unit_path, year=fund.year, on=on, kind=kind.value,
            document_no=document_no, summary=summary, made_by=maker, checked_by=checker,
            written_at=datetime.combine(on, time(10), timezone.get_default_timezone()), **links,
        )
        self._movements.append((voucher, lines))

    def keep(self, row):
        """Give a row the next id of its table and keep it for writing."""
        model = type(row)
        self._last[model] += 1
        row.id = self._last[model]
        self.rows[model].append(row)
        return row
