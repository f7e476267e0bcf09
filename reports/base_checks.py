"""Whether what screens and tables add up still agrees with the rows it was added up from (`check_figures`).

Each check yields a Difference for every place that disagrees, naming the row or the key and both values.
"""

from dataclasses import asdict, dataclass

from django.db.models import Count, F, Q, Sum

from assistance.ledger_rules import Totals
from assistance.models import FundBalance, LedgerEntry
from households.actions import tallies
from households.enums import Tier
from households.models import ArchiveEpisode, HardshipArchive
from reports import annual, control
from reports.annual.period import Period
from unionaid import clock
from unionaid.organizations.models import UnionUnit

SHARED = tuple(name for name in ArchiveEpisode.COUNTED if name != "exit_reason")


@dataclass(frozen=True)
class Difference:
    check: str
    where: str
    left: str
    right: str

    def to_json(self):
        return asdict(self)


def differences():
    """Return every Difference of every check."""
    return [found for check in CHECKS for found in check()]


def files_and_episodes():
    """The list (files as they are now) against the figures (their open episodes), value by value."""
    differs = Q()
    for name in (*SHARED, "unit_path"):
        differs |= ~Q(**{name: F(f"archive__{name}")})
    opened = ArchiveEpisode.objects.filter(valid_to__isnull=True).select_related("archive")
    for episode in opened.filter(differs):
        for name in (*SHARED, "unit_path"):
            kept, now = getattr(episode, name), getattr(episode.archive, name)
            if kept != now:
                where = f"{episode.archive.file_no} {name}"
                yield Difference("files_and_episodes", where, str(now), str(kept))
    for archive in HardshipArchive.objects.exclude(pk__in=opened.values("archive")):
        yield Difference("files_and_episodes", archive.file_no, archive.status, "no open episode")


def files_and_people():
    """The size of each household against the people written in its file."""
    counted = Count("members", filter=Q(members__is_counted=True))
    found = HardshipArchive.objects.annotate(counted=counted).exclude(counted=F("household_size"))
    for archive in found:
        yield Difference(
            "files_and_people", archive.file_no, str(archive.household_size), f"{archive.counted} people"
        )


def tallies_and_episodes():
    """The summaries the dashboard and lists count with against the episodes."""
    for (unit, path, status, tier), counted, kept in tallies.disagreeing():
        where = f"{unit} {path} {status} {tier or Tier.UNRATED}"
        yield Difference("tallies_and_episodes", where, _pair(kept), _pair(counted))


def funds_and_vouchers():
    """The balance of each fund against the entries of its vouchers, account by account."""
    sums = {}
    rows = LedgerEntry.objects.order_by().values_list("voucher__fund", "account").annotate(Sum("amount"))
    for fund, account, amount in rows:
        sums.setdefault(fund, []).append((account, amount))
    for fund in FundBalance.objects.select_related("unit").iterator():
        booked = Totals.of_entries(sums.get(fund.pk, ()))
        for name in Totals.names():
            left, right = getattr(fund, name), getattr(booked, name)
            if left != right:
                where = f"{fund.unit.name} {fund.year} {fund.source_label} {name}"
                yield Difference("funds_and_vouchers", where, f"{left:.2f}", f"{right:.2f}")


def tables_and_equations():
    """The control equations of this year's tables of the whole tree."""
    today = clock.today()
    for top in UnionUnit.objects.filter(depth=1):
        tables = annual.tables(top, Period(today.replace(month=1, day=1), today))
        for finding in control.all_findings(tables, annual.BETWEEN):
            if not finding.holds:
                yield Difference(
                    "tables_and_equations", f"{finding.name} {finding.line}", finding.left, finding.right
                )


CHECKS = (
    files_and_episodes, files_and_people, tallies_and_episodes, funds_and_vouchers, tables_and_equations,
)


def _pair(values):
    return f"{values[0]} files, {values[1]} people"
