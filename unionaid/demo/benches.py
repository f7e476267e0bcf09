"""Benchmarks by name: each runs both sides of a comparison and tells them as one dict (CONTRACTS)."""

import time
from decimal import Decimal

from assistance.checks import faults as ledger_faults
from assistance.models import FundBalance
from households.models import HardshipArchive
from unionaid.accounts.models import Posting
from unionaid.accounts.permissions import Role
from unionaid.demo import bench_imports, kills
from unionaid.demo.scratch import scratch

SMALL = 200  # households of the demo the copies are made in
KILLS, ROUNDS = 100, 20
UNIT = "GS620102"
ROWS = 20_000


def faults(households, progress):
    """Pay `households` rows in batches while processes are killed, beside one batch left in peace.

    `ours` and `baseline` are seconds for a row; a ratio near 1 would mean that kills cost nothing.
    """
    size = max(households // ROUNDS, 10)
    with scratch(("migrate", {}), ("demo", {"households": SMALL})):
        people, fund, file = _people()
        files = kills.clones(file, size)
        quiet = _timed(kills.Round(people, fund, files, seed=0, span=1), 0)
        found, seconds, made = [], 0.0, 0
        for number in range(1, ROUNDS + 1):
            files = kills.clones(file, size)
            one = kills.Round(people, fund, files, seed=number, span=max(quiet[1] / 4, 0.5))
            batch, took = _timed(one, KILLS // ROUNDS)
            seconds, made = seconds + took, made + one.kills
            found.append(kills.tally(batch, files))
            progress(f"{number} / {ROUNDS}: {made} kills")
        told = {name: sum(one[name] for one in found) for name in ("lost", "doubled", "paid", "bounced")}
        paid = sum((one["sum"] for one in found), Decimal(0))
        return {
            "n": size * ROUNDS, "kills": made, **told, "sum": f"{paid:.2f}",
            "sum_is_exact": paid == told["paid"] * kills.AMOUNT,
            "ledger_faults": sum(ledger_faults().values()), **_ratio(seconds / ROUNDS, quiet[1], size),
        }


BENCHES = {
    "faults": (faults, ROWS),
    "import": (bench_imports.bring_in, 10_000),
    "hostile": (bench_imports.hostile, 500),
}


def _timed(one, number):
    began = time.monotonic()
    batch = one.run(number)
    return batch, time.monotonic() - began


def _ratio(ours, baseline, rows):
    return {
        "ours": f"{ours / rows:.5f}", "baseline": f"{baseline / rows:.5f}", "ratio": f"{ours / baseline:.2f}",
    }  # fmt: skip


def _people():
    """Clerk, approver, finance officer of a union of the demo, its largest fund, a file of it to copy."""
    postings = {
        posting.role: posting
        for posting in Posting.objects.filter(unit__code=UNIT).select_related("user", "unit").order_by("-pk")
    }
    people = (postings[Role.CLERK], postings[Role.REVIEWER], postings[Role.FINANCE])
    funds = FundBalance.objects.filter(unit__code=UNIT, source="UNION", year=2022)
    files = HardshipArchive.objects.filter(unit__code=UNIT, status="ACTIVE", tier="DEEP")
    return people, funds.order_by("-available").first(), files.exclude(bank_last4="").first()
