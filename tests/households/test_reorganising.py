"""Files when unions merge or move: work goes on, and what was counted before stays as it was."""

from datetime import date, timedelta

import pytest

from households.actions import requests, review
from households.enums import RequestKind, RequestStep, Status
from households.models import ArchiveEpisode, ArchiveTally, HardshipArchive
from unionaid import clock
from unionaid.accounts.actions.units import close_unit, merge_unit, move_unit
from unionaid.organizations import holdings
from unionaid.organizations.errors import NotEmpty
from unionaid.organizations.models import UnionUnit

pytestmark = pytest.mark.django_db


def on_file(unit, day):
    """Files on file at the end of a day in the subtree of a unit, as the census counts them."""
    unit = UnionUnit.objects.get(pk=unit.pk)
    episodes = ArchiveEpisode.objects.within(unit.path).at_end_of(day)
    return episodes.filter(status=Status.ACTIVE).count()


def tallied(unit):
    unit = UnionUnit.objects.get(pk=unit.pk)
    rows = ArchiveTally.objects.within(unit.path).filter(status=Status.ACTIVE)
    return sum(rows.values_list("files", flat=True))


def test_a_move_carries_every_path_of_the_subtree(active_file, submitted_file, units, admin, clerk_chengguan):
    active_file()
    submitted_file()
    move_unit(by=admin, unit=units["GS620102"], under=units["GS620200"])
    assert holdings.stray_rows() == []
    archives = HardshipArchive.objects.within(UnionUnit.objects.get(code="GS620200").path)
    assert archives.count() == 2
    assert HardshipArchive.objects.within(units["GS620100"].path).count() == 0
    assert tallied(units["GS620200"]) == 1
    assert tallied(units["GS620100"]) == 0


def test_after_a_move_the_new_prefecture_approves(submitted_file, units, admin, reviewer_chengguan):
    archive = submitted_file()
    review.check(archive=archive, by=reviewer_chengguan)
    move_unit(by=admin, unit=units["GS620102"], under=units["GS620200"])
    archive.refresh_from_db()
    assert (archive.status, archive.acting_unit) == (Status.CITY_APPROVAL, units["GS620200"])


def test_a_merge_hands_the_files_over_from_that_day_on(active_file, units, admin, today):
    archive = active_file()
    merged_on = today + timedelta(days=10)
    clock.set_business_date(merged_on)
    merge_unit(by=admin, unit=units["GS620102"], into=units["GS620121"])
    archive.refresh_from_db()
    assert archive.unit == units["GS620121"]
    assert holdings.stray_rows() == []
    before, after = merged_on - timedelta(days=1), merged_on
    assert (on_file(units["GS620102"], before), on_file(units["GS620121"], before)) == (1, 0)
    assert (on_file(units["GS620102"], after), on_file(units["GS620121"], after)) == (0, 1)
    assert (on_file(units["GS"], before), on_file(units["GS"], after)) == (1, 1)
    assert (tallied(units["GS620102"]), tallied(units["GS620121"])) == (0, 1)


def test_after_a_merge_the_files_in_review_wait_at_the_unit_that_took_over(
    submitted_file, units, admin, reviewer_yongdeng
):
    archive = submitted_file()
    merge_unit(by=admin, unit=units["GS620102"], into=units["GS620121"])
    archive.refresh_from_db()
    assert archive.acting_unit == units["GS620121"]
    review.check(archive=archive, by=reviewer_yongdeng)
    archive.refresh_from_db()
    assert archive.status == Status.CITY_APPROVAL


def test_after_a_merge_the_neighbour_sees_the_files(active_file, units, admin, clerk_yongdeng):
    archive = active_file()
    assert not HardshipArchive.objects.visible_to(clerk_yongdeng).filter(pk=archive.pk).exists()
    merge_unit(by=admin, unit=units["GS620102"], into=units["GS620121"])
    assert HardshipArchive.objects.visible_to(clerk_yongdeng).filter(pk=archive.pk).exists()


def test_a_unit_with_files_is_not_closed(active_file, units, admin, people):
    active_file()
    with pytest.raises(NotEmpty, match="档案 1"):
        close_unit(by=admin, unit=units["GS620102"])


def test_the_day_of_a_merge_is_the_business_date(active_file, units, admin, today):
    active_file()
    merge_unit(by=admin, unit=units["GS620102"], into=units["GS620121"])
    assert UnionUnit.objects.get(code="GS620102").closed_on == today == date(2022, 3, 31)


@pytest.fixture
def open_request(active_file, clerk_chengguan):
    """A re-rating of a file of Chengguan, not decided yet."""
    return requests.open_request(
        kind=RequestKind.RERATE, archive=active_file(), by=clerk_chengguan, reason="收入有变化",
        detail={"tier_before": "DEEP", "tier": "RELATIVE", "recommended": "DEEP", "tier_reason": "另有收入"},
    )


def test_open_requests_follow_a_merge(open_request, units, admin, reviewer_yongdeng):
    merge_unit(by=admin, unit=units["GS620102"], into=units["GS620121"])
    open_request.refresh_from_db()
    assert (open_request.unit, open_request.acting_unit) == (units["GS620121"], units["GS620121"])
    assert holdings.stray_rows() == []
    passed = requests.decide(request=open_request, step=RequestStep.PASS, by=reviewer_yongdeng)
    assert passed.acting_unit == units["GS620100"]


def test_open_requests_wait_at_the_new_prefecture_after_a_move(
    open_request, units, admin, reviewer_chengguan
):
    requests.decide(request=open_request, step=RequestStep.PASS, by=reviewer_chengguan)
    move_unit(by=admin, unit=units["GS620102"], under=units["GS620200"])
    open_request.refresh_from_db()
    assert open_request.acting_unit == units["GS620200"]
