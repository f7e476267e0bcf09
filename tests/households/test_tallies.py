"""Tallies add up, fold without changing, and come right again."""

from django.db.models import Sum

from households.actions import tallies
from households.models import ArchiveTally


def sums():
    rows = ArchiveTally.objects.values("status", "tier").annotate(f=Sum("files"), p=Sum("people"))
    return {(row["status"], row["tier"]): (row["f"], row["p"]) for row in rows if row["f"] or row["p"]}


def test_folding_changes_no_sum(active_file, submitted_file):
    active_file()
    active_file()
    submitted_file()
    before, rows = sums(), ArchiveTally.objects.count()
    assert tallies.fold() > 0
    assert sums() == before == {("ACTIVE", "DEEP"): (2, 4), ("COUNTY_REVIEW", "DEEP"): (1, 2)}
    assert ArchiveTally.objects.count() < rows


def test_wrong_tallies_come_right(active_file):
    active_file()
    right = sums()
    ArchiveTally.objects.filter(status="ACTIVE").delete()
    assert sums() != right
    assert tallies.rebuild() >= 1
    assert sums() == right
    assert tallies.rebuild() == 0
