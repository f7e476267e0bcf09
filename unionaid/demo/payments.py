"""Aid and payments of the demo from 2021 on: batches of every union out of its own money, all balanced.

Rows are computed by the same pure rules as real ones and written in bulk. Amounts are invented.
"""

import hashlib
from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from assistance import bank_writing, batch_content, limits
from assistance.bank_layouts import PACKAGED
from assistance.batch_content import FIELDS
from assistance.kinds import (
    NUMBER_WORDS,
    AidStatus,
    AidStep,
    AidType,
    BatchStatus,
    BatchStep,
    RowStatus,
    Stage,
)
from assistance.models import (
    AidDecision,
    AidRecord,
    BankFile,
    BatchDecision,
    PaymentBatch,
    PaymentRow,
    ReturnFile,
)
from assistance.queries.limits import version_for
from households.enums import ArchiveLevel, ExpenseKind, Tier
from households.models import FamilyMember, HardshipArchive, RigidExpense
from unionaid.accounts.permissions import Role
from unionaid.organizations import codes

BOUNCES = 0.012  # of all payments
REASONS = ("账户已销户", "户名与账号不符", "账户状态异常")
LAYOUT = PACKAGED["csv"]
CENTRAL = ("CENTRAL", "", "CENTRAL_2015")
COUNTY, CITY = ("UNION", "COUNTY", "OWN"), ("UNION", "CITY", "OWN")
PROVINCE_UNION = ("UNION", "PROVINCE", "OWN")
LIVING = {Tier.DEEP: 4600, Tier.RELATIVE: 2600, Tier.ACCIDENTAL: 4000}
SECOND = {Tier.DEEP: 2900, Tier.RELATIVE: 2000, Tier.ACCIDENTAL: 3500}
VISIT = dict.fromkeys(LIVING, 600)
SCHOOL = {Stage.KINDERGARTEN: 1500, Stage.COMPULSORY: 2000, Stage.SENIOR: 4000, Stage.HIGHER: 5000}
LEAST = 3  # households a batch is made for


class Payments:
    """Pays what every union gives in the rounds of a year, out of the books of the demo."""

    def __init__(self, books, desk):
        self.books, self.desk = books, desk
        self.files = _files()
        self.bills = _bills()
        self.students = _students()
        self.used, self.numbers = Counter(), Counter()
        self.version = version_for(desk.top, date(2021, 6, 1))
        self.caps = {row.as_cap(): row for row in self.version.standards.all()}
        self.waiting = defaultdict(list)  # bounced aid by unit

    def year_2021(self):
        """Living aid twice, schooling in August, medical aid in November, bounced rows paid again."""
        for unit, files in self.files.items():
            rng = Random(f"payments {unit.code} 2021")
            national = [file for file in files if file.archive_level == ArchiveLevel.NATIONAL]
            others = [file for file in files if file.archive_level != ArchiveLevel.NATIONAL]
            own = CITY if unit.level == "CITY" else COUNTY
            self._round(unit, rng, national, AidType.LIVING, "2021-H1", date(2021, 5, 18), CENTRAL, LIVING)
            self._round(unit, rng, others, AidType.LIVING, "2021-H1", date(2021, 5, 20), own, LIVING)
            self._again(unit, date(2021, 6, 22))
            self._round(
                unit, rng, files, AidType.EDUCATION, "2021-08", date(2021, 8, 20), PROVINCE_UNION, SCHOOL
            )
            ill = [file for file in national if file.pk in self.bills]
            self._round(unit, rng, ill, AidType.MEDICAL, "2021-H2", date(2021, 11, 16), CENTRAL, None)
            half = [file for file in national if file.tier == Tier.DEEP or rng.random() < 0.4]
            self._round(unit, rng, half, AidType.LIVING, "2021-H2", date(2021, 12, 7), CENTRAL, SECOND)

    def spring_2022(self):
        """Visits before the spring festival, and the first living aid of the year."""
        for unit, files in self.files.items():
            rng = Random(f"payments {unit.code} 2022")
            national = [file for file in files if file.archive_level == ArchiveLevel.NATIONAL]
            some = [file for file in national if rng.random() < 0.3]
            self._round(unit, rng, some, AidType.WARMTH, "2022-01", date(2022, 1, 24), CENTRAL, VISIT, "B4")
            deep = [file for file in national if file.tier == Tier.DEEP]
            self._round(unit, rng, deep, AidType.LIVING, "2022-H1", date(2022, 3, 15), CENTRAL, SECOND)

    def _round(self, unit, rng, files, aid_type, period, on, money, amounts, campaign=""):
        """Propose, approve and pay one batch for those on file on the day, as far as the fund reaches."""
        key = (*money, on.year)
        fund, rows = self.books.fund(unit, key), []
        left = self._money_on(fund, on)
        for file in files:
            if not (file.first_approved_on <= on and (file.closed_on is None or file.closed_on > on)):
                continue
            for aid in self._aids(file, aid_type, period, on, fund, amounts):
                if aid.amount <= left:
                    left -= aid.amount
                    aid.campaign = campaign
                    rows.append(aid)
        if len(rows) >= LEAST:
            self._pay(unit, fund, rows, aid_type, period, on, rng)

    def _money_on(self, fund, on):
        """What a fund has free on a day: what comes in later is not spent before."""
        return fund.available - self.books.later_than(fund, on - timedelta(days=7))

    def _aids(self, file, aid_type, period, on, fund, amounts):
        if aid_type == AidType.EDUCATION:
            for member in self.students.get(file.pk, ()):
                stage = limits.stage_of(codes.group("education_stage", member.school_stage))
                if stage in amounts:
                    yield from self._aid(
                        file, aid_type, period, on, fund, amounts[stage], member=member, stage=stage
                    )
        elif aid_type == AidType.MEDICAL:
            gross, back = self.bills[file.pk]
            yield from self._aid(
                file, aid_type, period, on, fund, int((gross - back) / 4 / 100) * 100, bill=(gross, back)
            )
        elif file.tier in amounts:
            yield from self._aid(file, aid_type, period, on, fund, amounts[file.tier])

    def _aid(self, file, aid_type, period, on, fund, amount, *, member=None, stage="", bill=(None, None)):
        """Yield the aid where its amount, cut to what the cap leaves, is worth giving."""
        subject = (member.pk if member else file.pk, aid_type, on.year)
        amount, used = Decimal(min(amount, 5000)), self.used[subject] or limits.ZERO
        cap = limits.cap_for(
            self.caps, aid_type=aid_type, tier=file.tier, stage=stage, scheme=fund.scheme
        )
        limit = None
        if cap is not None:
            own = None if bill[0] is None else bill[0] - bill[1]
            line = self.desk.standards(file.unit.code, on)[0].urban_monthly
            limit = limits.limit_of(cap, line=line, own_cost=own)
            amount = min(amount, limit - used)
        if amount < 200:
            return
        self.used[subject] += amount
        clerk, reviewer = self._people(file.unit)
        source, level, scheme, year = fund.fund_key
        yield AidRecord(
            archive=file, unit=file.unit, unit_path=file.unit_path, member=member,
            person_index=bytes(member.id_index) if member and member.id_last4 else None,
            aid_type=aid_type.value, source=source, union_level=level, scheme=scheme, year=year,
            period=period, tier=file.tier, stage=member.school_stage if member else "",
            school_year=f"{on.year}-{on.year + 1}" if member else "", amount=amount, gross_cost=bill[0],
            reimbursed=bill[1], standard=self.caps.get(cap), cap_limit=limit, cap_used=used,
            approval_level="COUNTY", acting_unit=file.unit, proposed_by=clerk,
            proposed_on=on - timedelta(days=6), approved_by=reviewer, approved_on=on - timedelta(days=3),
        )

    def _pay(self, unit, fund, aids, aid_type, period, on, rng):
        """Write one settled batch: list, decisions, bank file, the bank's answer, and its money."""
        clerk, reviewer = self._people(unit)
        finance = self.books.keepers(unit)[0]
        start = f"{NUMBER_WORDS[aid_type]}-{on:%y%m}-"
        self.numbers[unit.pk, start] += 1
        total = sum(aid.amount for aid in aids)
        hold = self.books.reserve(
            fund, f"{start}{self.numbers[unit.pk, start]:02d}", total, on - timedelta(days=3),
            people=(reviewer, clerk),
        )
        batch = self.books.keep(PaymentBatch(
            unit=unit, unit_path=unit.path, number=hold.reference, fund=fund, aid_type=aid_type.value,
            period=period, status=BatchStatus.SETTLED.value, row_count=len(aids), total=total,
            approval_level="COUNTY", acting_unit=unit, prepared_by=clerk,
            prepared_on=on - timedelta(days=6), approved_by=reviewer, approved_on=on - timedelta(days=3),
            hold=hold, approved_amount=total, campaign=aids[0].campaign,
        ))  # fmt: skip
        rows = [self._row(batch, serial, aid, rng, on) for serial, aid in enumerate(aids, 1)]
        batch.content_hash = batch_content.digest(
            batch, ((row.serial, row.aid_id, *(getattr(row, name) for name in FIELDS[2:])) for row in rows)
        )
        self._file(batch, rows, finance, on)
        self._decide(batch, rows, (clerk, reviewer, finance), on)

    def _row(self, batch, serial, aid, rng, on):
        """One payment; a few bounce, and their aid waits to be paid again."""
        bounced = rng.random() < BOUNCES
        archive = aid.archive
        aid.status = (AidStatus.BOUNCED if bounced else AidStatus.PAID).value
        aid.paid_on = None if bounced else on + timedelta(days=2)
        if aid.pk is None:
            self.books.keep(aid)
        if bounced:
            self.waiting[batch.unit].append(aid)
        member = f"-{aid.member_id}" if aid.member_id else ""
        return self.books.keep(PaymentRow(
            batch=batch, serial=serial, aid=aid, subject=f"{archive.pk}{member}", amount=aid.amount,
            status=(RowStatus.BOUNCED if bounced else RowStatus.PAID).value, bank=archive.bank,
            branch=archive.branch, account=archive.bank_account,
            account_index=bytes(archive.bank_account_index), account_last4=archive.bank_last4,
            account_holder=archive.account_holder, snapshot=batch_content.snapshot(aid),
            paid_amount=limits.ZERO if bounced else aid.amount, result_on=on + timedelta(days=2),
            result_code="E17" if bounced else "成功", reason=rng.choice(REASONS) if bounced else "",
            receipt_no="" if bounced else f"{on:%Y%m%d}{batch.pk:05d}{serial:04d}",
        ))  # fmt: skip

    def _file(self, batch, rows, finance, on):
        """The bank file, the bank's answer to it, and the vouchers of what it says."""
        content = bank_writing.written(LAYOUT, map(_line, rows), ())
        back = "\r\n".join(
            [",".join(column.title for column in LAYOUT.answer), *map(_answer, rows)]
        ).encode(LAYOUT.encoding)  # fmt: skip
        paid = [row for row in rows if row.status == RowStatus.PAID]
        bounced = [row for row in rows if row.status == RowStatus.BOUNCED]
        batch.paid_amount = sum((row.amount for row in paid), limits.ZERO)
        batch.bounced_amount = sum((row.amount for row in bounced), limits.ZERO)
        self.books.keep(BankFile(
            batch=batch, name=f"{batch.number}.csv", layout=LAYOUT.as_data(), content=content,
            checksum=hashlib.sha256(content).hexdigest(), row_count=len(rows), total=batch.total,
            made_by=finance, made_on=on, made_at=_moment(on),
        ))  # fmt: skip
        file = self.books.keep(ReturnFile(
            batch=batch, name=f"{batch.number}回盘.csv", content=back,
            checksum=hashlib.sha256(back).hexdigest(), paid_count=len(paid), paid_amount=batch.paid_amount,
            bounced_count=len(bounced), bounced_amount=batch.bounced_amount, pending_count=0,
            taken_by=finance, taken_on=on + timedelta(days=2), taken_at=_moment(on + timedelta(days=2)),
        ))  # fmt: skip
        for row in rows:
            row.return_file = file
        people = (finance, batch.approved_by)
        self.books.settle(
            batch.hold, batch.paid_amount, batch.bounced_amount, on + timedelta(days=2),
            summary=f"{batch.title} {batch.number}", number=batch.number, people=people,
            key=f"batch:{batch.pk}:paid:{file.checksum[:32]}",
        )

    def _decide(self, batch, rows, people, on):
        """The decisions on the batch and on the aid of its rows."""
        clerk, reviewer, finance = people
        for step, before, to, by, day in (
            (BatchStep.OPEN, "", BatchStatus.DRAFT, clerk, 7),
            (BatchStep.SUBMIT, BatchStatus.DRAFT, BatchStatus.SUBMITTED, clerk, 6),
            (BatchStep.APPROVE, BatchStatus.SUBMITTED, BatchStatus.APPROVED, reviewer, 3),
            (BatchStep.SEND, BatchStatus.APPROVED, BatchStatus.SENT, finance, 0),
            (BatchStep.SETTLE, BatchStatus.SENT, BatchStatus.SETTLED, finance, -2),
        ):
            moment = on - timedelta(days=day)
            self.books.keep(BatchDecision(
                batch=batch, step=step.value, from_status=str(before), to_status=to.value, by=by,
                by_unit=batch.unit, on=moment, at=_moment(moment),
            ))  # fmt: skip
        for row in rows:
            again = row.aid.approved_on < batch.approved_on
            last = AidStep.PAY if row.status == RowStatus.PAID else AidStep.BOUNCE
            to = AidStatus.PAID if row.status == RowStatus.PAID else AidStatus.BOUNCED
            steps = [(AidStep.SEND, AidStatus.APPROVED, AidStatus.SENT, finance, 0),
                     (last, AidStatus.SENT, to, finance, -2)]  # fmt: skip
            if again:
                steps.insert(0, (AidStep.REISSUE, AidStatus.BOUNCED, AidStatus.APPROVED, clerk, 6))
            else:
                steps.insert(0, (AidStep.APPROVE, AidStatus.PROPOSED, AidStatus.APPROVED, reviewer, 3))
            for step, before, after, by, day in steps:
                moment = on - timedelta(days=day)
                self.books.keep(AidDecision(
                    record=row.aid, step=step.value, from_status=before.value, to_status=after.value, by=by,
                    by_unit=batch.unit, on=moment, note=batch.number, at=_moment(moment),
                ))  # fmt: skip

    def _again(self, unit, on):
        """Pay what bounced again, in a batch of its own for each fund."""
        waiting = defaultdict(list)
        for aid in self.waiting.pop(unit, ()):
            waiting[aid.source, aid.union_level, aid.scheme, aid.year].append(aid)
        for key, aids in waiting.items():
            fund = self.books.fund(unit, key)
            if sum(aid.amount for aid in aids) <= self._money_on(fund, on):
                self._pay(
                    unit, fund, aids, AidType(aids[0].aid_type), aids[0].period, on,
                    Random(f"again {unit.code} {on}"),
                )

    def _people(self, unit):
        """(who prepares, who approves) at a unit."""
        by_role = {posting.role: posting.user for posting in reversed(self.books.postings[unit.code])}
        return by_role[Role.CLERK], by_role[Role.REVIEWER]


def _files():
    """The files with an account and a tier that may be aided, by unit."""
    found = defaultdict(list)
    files = (
        HardshipArchive.objects.filter(status__in=["ACTIVE", "GRACE", "EXITED"], is_reentry=False)
        .exclude(bank_last4="")
        .exclude(tier__in=["", Tier.UNRATED])
        .filter(first_approved_on__isnull=False, previous_archive=None)
        .select_related("unit")
        .defer("address_detail", "mobile", "other_contact", "hardship_note")
        .order_by("pk")
    )
    for file in files:
        found[file.unit].append(file)
    return dict(sorted(found.items(), key=lambda pair: pair[0].path))


def _bills():
    """{file: (gross, reimbursed)} of medical bills of some size."""
    found = {}
    bills = RigidExpense.objects.filter(kind=ExpenseKind.MEDICAL).order_by("pk")
    for archive, gross, back in bills.values_list("archive_id", "gross_amount", "reimbursed_amount"):
        known = found.get(archive, (0, 0))
        found[archive] = (known[0] + gross, known[1] + back)
    return {pk: bill for pk, bill in found.items() if bill[0] - bill[1] >= 4000}


def _students():
    """The dependent students by file, children who were born with a number."""
    found = defaultdict(list)
    students = FamilyMember.objects.filter(is_living_file=True, is_dependent_student=True)
    for member in students.exclude(school_stage="").only(
        "archive_id", "name", "school_stage", "id_index", "id_last4"
    ).order_by("pk"):
        found[member.archive_id].append(member)
    return found


def _line(row):
    return {
        "serial": row.serial, "reference": row.reference, "account": row.account,
        "holder": row.account_holder, "bank": row.bank, "branch": row.branch, "amount": row.amount,
        "purpose": row.batch.number, "file_no": row.snapshot["file_no"],
    }  # fmt: skip


def _answer(row):
    return ",".join(
        (row.reference, row.account, f"{row.amount:.2f}", row.result_code, row.reason, row.receipt_no)
    )


def _moment(on):
    return datetime.combine(on, time(10), timezone.get_default_timezone())
