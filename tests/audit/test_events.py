"""Every event has its place in the log's filter, and files stay hidden from those who may not see them."""

from itertools import chain

from unionaid.audit.events import EVENTS_OF, HIDDEN_WITHOUT, Area, Event


def test_every_event_belongs_to_exactly_one_area():
    grouped = list(chain.from_iterable(EVENTS_OF.values()))

    assert sorted(grouped) == sorted(Event)
    assert set(EVENTS_OF) == set(Area)


def test_events_about_files_need_the_right_to_see_files():
    assert {event for event in Event if event.startswith(("FILE_", "DRAFT_"))} <= set(
        HIDDEN_WITHOUT["VIEW_FILES"]
    )
