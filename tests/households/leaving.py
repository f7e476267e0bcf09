"""Files on their way out, for tests: an exit, a cancellation, a transfer taken through its route."""

from datetime import timedelta

import pytest

from households.actions import notices, requests
from households.enums import NoticeKind, RequestKind, RequestStep
from unionaid import clock

INCOME = {
    "outcome": "INCOME", "reason": "14", "line": "846.00", "proposed_by": "WORKER",
    "months": ["2021-09", "2021-10", "2021-11", "2021-12", "2022-01", "2022-02"],
    "incomes": ["2100.00", "2100.00", "2250.00", "2250.00", "2300.00", "2300.00"],
}
SAFETY_NET = {
    "outcome": "SAFETY_NET", "reason": "21", "safety_net": "DIBAO", "since": "2022-02-01",
    "proposed_by": "CONTACT",
}
GAVE_UP = {"reason": "GAVE_UP", "evidence": "本人签字的声明"}


@pytest.fixture
def ask_exit(active_file, clerk_chengguan):
    """Return a function that asks for the exit of a file of Chengguan, its notice run out today."""

    def ask(archive=None, detail=INCOME, by=clerk_chengguan):
        archive, day = archive or active_file(), clock.today()
        clock.set_business_date(day - timedelta(days=15))
        try:
            asked = requests.open_request(
                kind=RequestKind.EXIT, archive=archive, by=by, reason="本人申请退档", detail=detail
            )
            notices.start_notice(
                archives=[archive], kind=NoticeKind.EXIT, by=clerk_chengguan, starts_on=clock.today(),
                place="东关街道公告栏",
            )
        finally:
            clock.set_business_date(day)
        return requests.decide(request=asked, step=RequestStep.END_NOTICE, by=clerk_chengguan)

    return ask


@pytest.fixture
def leave(ask_exit, reviewer_chengguan):
    """Return a function that takes a file of Chengguan through an approved exit."""

    def exit_file(archive=None, detail=INCOME):
        asked = ask_exit(archive, detail)
        asked = requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_chengguan)
        asked.archive.refresh_from_db()
        return asked.archive

    return exit_file


@pytest.fixture
def cancel(active_file, clerk_chengguan, reviewer_chengguan, reviewer_lanzhou):
    """Return a function that takes a file of Chengguan through an approved cancellation."""

    def cancel_file(archive=None, detail=GAVE_UP):
        asked = requests.open_request(
            kind=RequestKind.CANCEL, archive=archive or active_file(), by=clerk_chengguan,
            reason="本人书面放弃", detail=detail,
        )
        requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_chengguan)
        asked = requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_lanzhou)
        asked.archive.refresh_from_db()
        return asked.archive

    return cancel_file


@pytest.fixture
def ask_transfer(active_file, clerk_chengguan, units):
    """Return a function that asks for a file of Chengguan to go to Yongdeng."""

    def ask(archive=None, to="GS620121"):
        return requests.open_request(
            kind=RequestKind.TRANSFER, archive=archive or active_file(), by=clerk_chengguan,
            reason="到永登县就业", other_unit=units[to],
        )

    return ask


@pytest.fixture
def transfer(ask_transfer, reviewer_chengguan, reviewer_yongdeng):
    """Return a function that takes a file of Chengguan over to Yongdeng."""

    def move(archive=None):
        asked = ask_transfer(archive)
        requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_chengguan)
        asked = requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_yongdeng)
        asked.archive.refresh_from_db()
        return asked.archive

    return move
