"""The calendar of the province, and what a change of it does to running notices."""

from datetime import date, timedelta

import pytest

from households.actions import holidays, notices
from households.errors import NotAllowed
from households.models import Holiday
from households.notice_errors import DayIsOrdinary, DayKnown
from households.queries.holidays import add_working_days, year_picture
from tests.households.noticing import LAST_DAY
from unionaid.audit.models import AuditEvent
from unionaid.organizations.actions.reference import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(officer_gansu, state_calendar):
    """Return a function that registers a day."""

    def add_holiday(**changes):
        given = {
            "day": date(2022, 4, 7), "name": "开斋节", "is_working": False, "source": "甘政办发",
            "by": officer_gansu,
        } | changes
        return holidays.add_holiday(**given)

    return add_holiday


def test_reference_facts_bring_the_state_calendar_once(db):
    load_reference()
    load_reference()
    assert Holiday.objects.filter(day__year=2021).count() == 38
    assert Holiday.objects.filter(day__year=2022).count() == 38
    assert add_working_days(date(2022, 1, 28), 5) == date(2022, 2, 9)
    assert add_working_days(date(2021, 9, 30), 2) == date(2021, 10, 9)


# 国办发明电〔2020〕27号 and 〔2021〕11号: first and last day off, and the weekend days worked.
NOTICES = {
    2021: (
        [("01-01", "01-03"), ("02-11", "02-17"), ("04-03", "04-05"), ("05-01", "05-05"),
         ("06-12", "06-14"), ("09-19", "09-21"), ("10-01", "10-07")],
        ["02-07", "02-20", "04-25", "05-08", "09-18", "09-26", "10-09"],
    ),
    2022: (
        [("01-01", "01-03"), ("01-31", "02-06"), ("04-03", "04-05"), ("04-30", "05-04"),
         ("06-03", "06-05"), ("09-10", "09-12"), ("10-01", "10-07")],
        ["01-29", "01-30", "04-02", "04-24", "05-07", "10-08", "10-09"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("year", NOTICES)
def test_packaged_days_are_those_of_the_state_councils_notices(state_calendar, year):
    spans, worked = NOTICES[year]
    off = set()
    for first, last in spans:
        day = date.fromisoformat(f"{year}-{first}")
        while day <= date.fromisoformat(f"{year}-{last}"):
            off.add(day)
            day += timedelta(days=1)
    rows = dict(Holiday.objects.filter(day__year=year).values_list("day", "is_working"))
    assert {day for day, is_working in rows.items() if not is_working} == off
    assert sorted(f"{day:%m-%d}" for day, is_working in rows.items() if is_working) == worked


def test_new_day_off_makes_a_running_notice_longer(start, add):
    notice = start()
    _holiday, moved = add()
    notice.refresh_from_db()
    assert (notice.ends_on, moved.longer, moved.kept) == (date(2022, 4, 11), [notice], [])
    evidence = AuditEvent.objects.get(event="NOTICE_EXTENDED")
    assert (evidence.before, evidence.after) == ({"ends_on": "2022-04-08"}, {"ends_on": "2022-04-11"})


def test_running_notice_never_gets_shorter(start, officer_gansu):
    notice = start()
    moved = holidays.remove_holiday(holiday=Holiday.objects.get(day=date(2022, 4, 5)), by=officer_gansu)
    notice.refresh_from_db()
    assert (notice.ends_on, moved.longer, moved.kept) == (LAST_DAY, [], [notice])


def test_removed_make_up_day_makes_a_running_notice_longer(start, officer_gansu):
    notice = start()
    moved = holidays.remove_holiday(holiday=Holiday.objects.get(day=date(2022, 4, 2)), by=officer_gansu)
    notice.refresh_from_db()
    assert (notice.ends_on, moved.longer) == (date(2022, 4, 11), [notice])


def test_day_outside_the_notice_moves_nothing(start, add):
    notice = start()
    _holiday, moved = add(day=date(2022, 4, 11))
    notice.refresh_from_db()
    assert (notice.ends_on, moved.longer, moved.kept) == (LAST_DAY, [], [])


def test_taken_down_notice_stays_as_it_was(start, add, clerk_chengguan):
    notice = notices.take_down(notice=start(), by=clerk_chengguan, reason="地点写错")
    _holiday, moved = add()
    notice.refresh_from_db()
    assert (notice.ends_on, moved.longer) == (LAST_DAY, [])


def test_day_is_refused_with_its_reason(add, clerk_chengguan, reviewer_gansu):
    for changes, refusal in (
        ({"day": date(2022, 4, 5)}, DayKnown),
        ({"is_working": True}, DayIsOrdinary),
        ({"by": clerk_chengguan}, NotAllowed),
        ({"by": reviewer_gansu}, NotAllowed),
    ):
        with pytest.raises(refusal):
            add(**changes)
    assert not Holiday.objects.filter(day=date(2022, 4, 7)).exists()


def test_picture_of_a_year_has_every_day_once(state_calendar):
    months = year_picture(2022)
    days = [cell for month in months for week in month["weeks"] for cell in week if cell]
    assert [cell.day for cell in days] == sorted({cell.day for cell in days})
    assert len(days) == 365
    marks = {cell.day: cell.mark for cell in days}
    assert [marks[date(2022, 4, day)] for day in (1, 2, 3, 9)] == ["", "worked", "off", "rest"]
