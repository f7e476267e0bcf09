"""Who reads which evidence: one's own subtree, and about files only whoever may see files."""

import pytest

from unionaid.audit import Event, record
from unionaid.audit.queries import events_for, history_of, readable_areas, views_of


@pytest.fixture
def events(clerk, reviewer_lanzhou, units):
    """Done in Chengguan, done in Lanzhou to Chengguan, done about a file, and by nobody to nothing."""
    return {
        "renamed": record(Event.UNIT_RENAMED, subject=units["GS620102"], by=clerk),
        "moved": record(Event.UNIT_MOVED, subject=units["GS620102"], by=reviewer_lanzhou),
        "viewed": record(Event.FILE_VIEWED, subject=units["GS620102"], by=clerk),
        "failed": record(Event.SIGN_IN_FAILED),
    }


def names(events, posting):
    seen = set(events_for(posting).values_list("pk", flat=True))
    return {name for name, event in events.items() if event.pk in seen}


def test_the_county_reads_what_it_did_and_what_was_done_to_it(events, reviewer):
    assert names(events, reviewer) == {"renamed", "moved", "viewed"}


def test_the_level_above_reads_what_the_levels_below_do(events, reviewer_lanzhou, auditor):
    assert names(events, reviewer_lanzhou) == {"renamed", "moved", "viewed"}
    assert names(events, auditor) == {"renamed", "moved", "viewed", "failed"}


def test_the_neighbour_reads_nothing_of_it(events, neighbour):
    assert names(events, neighbour) == set()


def test_the_clerk_has_no_right_to_the_log(events, clerk):
    assert names(events, clerk) == set()
    assert not events_for(None).exists()


def test_the_administrator_reads_nothing_about_files(events, admin):
    assert names(events, admin) == {"renamed", "moved", "failed"}
    assert "FILES" not in [area for area, _events in readable_areas(admin)]


def test_a_row_tells_what_happened_to_it_and_who_looked(events, units):
    subject = units["GS620102"]

    assert list(history_of(subject)) == [events["moved"], events["renamed"]]
    assert list(history_of(subject, 1)) == [events["moved"]]
    assert list(views_of(subject)) == [events["viewed"]]
    assert not history_of(units["GS620121"]).exists()
