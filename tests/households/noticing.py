"""Files that wait for a notice, and a notice of two of them."""

from datetime import date

import pytest

from households.actions import holidays, notices
from households.enums import NoticeKind
from households.models import ApprovalChain
from unionaid import clock

LAST_DAY = date(2022, 4, 8)
STEPS = [("PUBLICISED", "OWN"), ("COUNTY_REVIEW", "COUNTY"), ("CITY_APPROVAL", "CITY")]


@pytest.fixture
def state_calendar(db):
    holidays.load_packaged_holidays()


@pytest.fixture
def waiting_file(standards, submitted_file, state_calendar):
    """Return a function: a new file of Chengguan in 公示中 that hangs on no notice."""

    def submit(**changes):
        ApprovalChain.objects.get_or_create(
            version="公示", archive_level="", branch="COUNTY", valid_from=date(2022, 3, 1),
            defaults={"steps": [{"status": status, "acting": acting} for status, acting in STEPS]},
        )
        return submitted_file(**changes)

    return submit


@pytest.fixture
def start(waiting_file, clerk_chengguan, today):
    """Return a function that starts a notice of a new file."""

    def start_notice(**changes):
        given = {
            "kind": NoticeKind.ENTRY, "by": clerk_chengguan, "starts_on": today, "place": "厂区公示栏",
        } | changes
        if "archives" not in given:
            given["archives"] = [waiting_file()]
        return notices.start_notice(**given)

    return start_notice


@pytest.fixture
def after_the_end():
    """Return a function that moves the business date to the day after the last one."""

    def move():
        clock.set_business_date(date(2022, 4, 9))

    return move
