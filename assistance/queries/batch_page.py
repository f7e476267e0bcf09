"""What the pages of payment batches show. A page asks the same number of queries for 1 and 50 rows."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from assistance import limits
from assistance.kinds import EDITABLE, LIVE_ROWS, AidStatus, BatchStatus, CapForm, CapSubject, RowStatus
from assistance.limits import ZERO
from assistance.models import AidRecord, FundBalance, PaymentBatch, PaymentRow
from assistance.queries.batch_checks import GROUPS, check_rows, groups, with_files
from assistance.queries.limits import version_for
from households.enums import Tier
from households.errors import LineMissing
from households.standards import line_for
from unionaid import clock
from unionaid.accounts.permissions import Permission

PER_PAGE = 50
BLOCKED = "blocked"


@dataclass(frozen=True)
class TierLine:
    """One line of the table by tier; `limit` is None where no fixed yearly sum can be told."""

    tier: str
    rows: int
    amount: Decimal
    limit: Decimal | None


@dataclass(frozen=True)
class Budget:
    """The fund before and after a batch, as parts of what came in this year."""

    income: Decimal
    used: Decimal
    free: Decimal
    this: Decimal

    @property
    def left(self):
        return self.free - self.this

    @property
    def is_short(self):
        return self.left < 0


@dataclass(frozen=True)
class Settlement:
    """应发 = 到账 + 退票 + still under way, in households and money."""

    due: tuple
    paid: tuple
    bounced: tuple
    open: tuple

    @property
    def difference(self):
        return self.due[1] - self.paid[1] - self.bounced[1] - self.open[1]


def batches_for(posting):
    """Batches of the posting's scope, and those its union decides on, the newest first."""
    return PaymentBatch.objects.visible_to(posting).select_related(
        "unit", "fund", "acting_unit", "prepared_by", "approved_by"
    )


def counts(batches):
    """Return {status: number of batches}."""
    return dict(batches.order_by().values_list("status").annotate(Count("pk")))


def waiting_for(posting):
    """Return the batches that wait for this person: to approve, to pay; None for those who do neither."""
    mine = Q()
    if posting.may(Permission.APPROVE_AID):
        mine |= Q(status=BatchStatus.SUBMITTED, acting_unit=posting.unit_id) & ~Q(prepared_by=posting.user_id)
    if posting.may(Permission.PAY_AID):
        mine |= Q(status__in=[BatchStatus.APPROVED, BatchStatus.SENT], unit=posting.unit_id)
    if posting.may(Permission.PROPOSE_AID):
        mine |= Q(status=BatchStatus.RETURNED, unit=posting.unit_id)
    if not mine:
        return None
    return PaymentBatch.objects.visible_to(posting).filter(mine).order_by("prepared_on", "pk")


def waiting_count(posting):
    """Count the batches of `waiting_for`."""
    waiting = waiting_for(posting)
    return None if waiting is None else waiting.count()


def page(batch, number, only=""):
    """Return the checked rows of one page, how many there are, and the number of the last page."""
    rows = batch.rows.all()
    if only == BLOCKED:
        rows = rows.exclude(block="")
    elif only in RowStatus.values:
        rows = rows.filter(status=only)
    total = rows.count()
    last = max(1, -(-total // PER_PAGE))
    number = min(max(number, 1), last)
    shown = with_files(rows)[(number - 1) * PER_PAGE : number * PER_PAGE]
    return check_rows(shown, day=clock.today()), total, number, last


def marks(batch):
    """Return ({group: rows blocked}, {code: rows with a warning}) of the last check."""
    rows = batch.rows.order_by()
    blocked = dict(rows.exclude(block="").values_list("block").annotate(Count("pk")))
    warned = dict(rows.exclude(warning="").values_list("warning").annotate(Count("pk")))
    found = groups(blocked)
    known = {code for codes in GROUPS.values() for code in codes}
    found["other"] += sum(number for code, number in blocked.items() if code not in known)
    return found, warned


def by_tier(batch):
    """Return a TierLine for each tier of the list."""
    rows = batch.rows.order_by().values_list("aid__tier").annotate(Count("pk"), Sum("amount"))
    found = {tier: (count, amount) for tier, count, amount in rows}
    caps = _household_limits(batch)
    return [
        TierLine(tier.value, *found[tier.value], caps.get(tier.value))
        for tier in Tier
        if tier.value in found
    ]


def _household_limits(batch):
    """{tier: yearly limit in 元} where the standards give one that needs no bills."""
    day = clock.today()
    version = version_for(batch.unit, day)
    if version is None:
        return {}
    try:
        line = line_for(batch.unit, day).urban_monthly
    except LineMissing:
        line = None
    caps = [row.as_cap() for row in version.standards.all()]
    found = {}
    for tier in Tier.values:
        cap = limits.cap_for(caps, aid_type=batch.aid_type, tier=tier, scheme=batch.fund.scheme)
        if cap is None or cap.form == CapForm.COST_SHARE or cap.subject != CapSubject.HOUSEHOLD:
            continue
        if cap.form == CapForm.FIXED or line is not None:
            found[tier] = limits.limit_of(cap, line=line)
    return found


def budget(batch):
    """Return the Budget of the fund of a batch; what it holds already is not taken off again."""
    fund = FundBalance.objects.get(pk=batch.fund_id)
    this = batch.total if batch.status in (*EDITABLE, BatchStatus.SUBMITTED) else ZERO
    totals = fund.totals
    return Budget(totals.income, totals.used + totals.passed_down + totals.held, totals.available, this)


def settlement(batch):
    """Return the Settlement of a batch that was sent."""
    rows = batch.rows.order_by().values_list("status").annotate(Count("pk"), Sum("amount"))
    found = {status: (count, amount or ZERO) for status, count, amount in rows}
    none = (0, ZERO)
    due = [value for status, value in found.items() if status != RowStatus.WITHDRAWN]
    back = [found.get(status, none) for status in (RowStatus.BOUNCED, RowStatus.REFUNDED)]
    waiting = [found.get(status, none) for status in (RowStatus.SENT, RowStatus.PENDING)]
    return Settlement(
        _sum(due), found.get(RowStatus.PAID, none), _sum(back), _sum(waiting),
    )


def before(batch):
    """Return the batch of the same kind and union that was settled last, None without one."""
    return (
        PaymentBatch.objects.filter(
            unit=batch.unit, aid_type=batch.aid_type, pk__lt=batch.pk,
            status__in=[BatchStatus.SENT, BatchStatus.SETTLED],
        )
        .order_by("-pk")
        .first()
    )


def bounced_waiting(batch):
    """Return the bounced rows of a batch whose aid nobody has taken into another one."""
    live = PaymentRow.objects.filter(status__in=LIVE_ROWS).values("aid")
    return batch.rows.filter(status=RowStatus.BOUNCED, aid__status=AidStatus.BOUNCED).exclude(aid__in=live)


def approved_waiting(posting):
    """Return how much approved and bounced aid of money waits for a batch in the posting's scope."""
    return (
        AidRecord.objects.visible_to(posting)
        .alone()
        .filter(status__in=[AidStatus.APPROVED, AidStatus.BOUNCED], form="MONEY", year=clock.today().year)
    )


def _sum(pairs):
    return sum(count for count, _amount in pairs), sum((amount for _count, amount in pairs), ZERO)
