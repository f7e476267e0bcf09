"""Freeze periods: who sets them, what they stop and what they leave alone, who goes on by name."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assistance.actions import aid
from households.actions import files, freezes, requests, review
from households.enums import FrozenWork, RequestKind
from households.errors import NotAllowed, ReasonMissing
from households.freeze_errors import (
    AlreadyExcepted,
    ExceptedElsewhere,
    FreezeDaysWrong,
    FreezeOfAnother,
    FreezeOver,
    FreezeStopsNothing,
    WorkFrozen,
)
from households.models import FreezePeriod
from households.queries.freezes import known_to
from tests import factories
from unionaid import clock
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
LAST = date(2022, 4, 10)


@pytest.fixture
def freeze(units, reviewer_lanzhou, today):
    """Return a function that freezes Lanzhou, or another union."""

    def set_freeze(**changes):
        given = {
            "unit": units["GS620100"], "first_day": today, "last_day": LAST, "reason": "季度数据核对",
            "works": [FrozenWork.FILES, FrozenWork.REQUESTS], "by": reviewer_lanzhou,
        } | changes
        return freezes.set_freeze(**given)

    return set_freeze


def submit(by):
    return files.submit(content=factories.content(), by=by, unit=by.unit)


def test_new_files_wait_for_the_end_and_are_told_whom_to_ask(standards, freeze, clerk_chengguan):
    freeze()
    with pytest.raises(WorkFrozen) as refused:
        submit(clerk_chengguan)
    said = str(refused.value)
    assert "2022-03-31 至 2022-04-10" in said and "季度数据核对" in said
    assert "2022-04-11 起" in said and "兰州市总工会（0931-0000001）" in said
    clock.set_business_date(LAST + timedelta(days=1))
    assert submit(clerk_chengguan).status == "COUNTY_REVIEW"


def test_only_unions_below_it_are_frozen(standards, freeze, clerk_chengguan, clerk_jiayuguan):
    freeze()
    factories_of_jiayuguan = submit(clerk_jiayuguan)
    assert factories_of_jiayuguan.status == "COUNTY_REVIEW"
    with pytest.raises(WorkFrozen):
        submit(clerk_chengguan)


def test_requests_wait_and_what_is_under_way_goes_on(
    submitted_file, active_file, freeze, clerk_chengguan, reviewer_chengguan, reviewer_lanzhou
):
    on_file, waiting = active_file(), submitted_file()
    freeze()
    with pytest.raises(WorkFrozen, match="提出变更与退档申请"):
        requests.open_request(
            kind=RequestKind.CANCEL, archive=on_file, by=clerk_chengguan, reason="迁出本省",
            detail={"reason": "LEFT_PROVINCE"},
        )
    review.check(archive=waiting, by=reviewer_chengguan)
    review.approve(archive=waiting, by=reviewer_lanzhou)
    waiting.refresh_from_db()
    assert waiting.status == "ACTIVE"


def test_aid_waits_only_where_the_freeze_says_so(active_file, freeze, clerk_chengguan):
    archive = active_file()
    freeze(works=[FrozenWork.AID])
    with pytest.raises(WorkFrozen, match="提出帮扶"):
        aid.propose(archive=archive, proposal=None, by=clerk_chengguan)
    assert submit(clerk_chengguan).status == "COUNTY_REVIEW"


def test_named_person_goes_on(standards, freeze, clerk_chengguan, reviewer_lanzhou):
    found = freeze()
    freezes.except_person(
        freeze=found, user=clerk_chengguan.user, reason="重大事故，急需建档", by=reviewer_lanzhou
    )
    assert submit(clerk_chengguan).status == "COUNTY_REVIEW"
    with pytest.raises(AlreadyExcepted):
        freezes.except_person(
            freeze=found, user=clerk_chengguan.user, reason="再次", by=reviewer_lanzhou
        )
    assert AuditEvent.objects.filter(event="FREEZE_EXCEPTION_GRANTED").count() == 1


def test_somebody_of_another_union_is_no_exception(standards, freeze, clerk_jiayuguan, reviewer_lanzhou):
    with pytest.raises(ExceptedElsewhere):
        freezes.except_person(
            freeze=freeze(), user=clerk_jiayuguan.user, reason="急需", by=reviewer_lanzhou
        )


def test_lifted_freeze_stops_nothing_any_more(standards, freeze, clerk_chengguan, reviewer_lanzhou):
    found = freezes.lift_freeze(freeze=freeze(), by=reviewer_lanzhou)
    assert (found.lifted_on, found.lifted_by) == (date(2022, 3, 31), reviewer_lanzhou.user)
    assert submit(clerk_chengguan).status == "COUNTY_REVIEW"
    with pytest.raises(FreezeOver):
        freezes.lift_freeze(freeze=found, by=reviewer_lanzhou)


def test_prefecture_does_not_lift_what_the_province_set(freeze, officer_gansu, reviewer_lanzhou):
    found = freeze(by=officer_gansu)
    with pytest.raises(FreezeOfAnother, match="甘肃省总工会"):
        freezes.lift_freeze(freeze=found, by=reviewer_lanzhou)
    freezes.lift_freeze(freeze=found, by=officer_gansu)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"works": []}, FreezeStopsNothing),
        ({"reason": " "}, ReasonMissing),
        ({"first_day": date(2022, 3, 30)}, FreezeDaysWrong),
        ({"last_day": date(2022, 3, 30)}, FreezeDaysWrong),
    ],
)
def test_freeze_that_cannot_be_is_refused(freeze, changes, error):
    with pytest.raises(error):
        freeze(**changes)
    assert not FreezePeriod.objects.exists()


def test_counties_and_other_prefectures_set_none(freeze, units, reviewer_chengguan, reviewer_lanzhou):
    with pytest.raises(NotAllowed):
        freeze(unit=units["GS620102"], by=reviewer_chengguan)
    with pytest.raises(NotAllowed):
        freeze(unit=units["GS620200"])
    with pytest.raises(NotAllowed):
        freeze(unit=units["GS"])


def test_everybody_it_holds_for_knows_of_it(freeze, units, officer_gansu, clerk_chengguan, clerk_jiayuguan):
    of_lanzhou, of_all = freeze(), freeze(unit=units["GS"], by=officer_gansu)
    assert set(known_to(clerk_chengguan, 2022)) == {of_lanzhou, of_all}
    assert set(known_to(clerk_jiayuguan, 2022)) == {of_all}
    assert not known_to(clerk_chengguan, 2021).exists()


def test_prefecture_sets_lifts_and_names_on_the_pages(
    standards, freeze, reviewer_lanzhou, clerk_chengguan, clerk_jiayuguan, client_of
):
    client = client_of(reviewer_lanzhou)
    assert "这一年没有冻结期" in client.get("/standards/freezes/").content.decode()
    given = {
        "unit": "GS620102", "first_day": "2022-04-01", "last_day": "2022-04-10", "works": ["FILES"],
        "reason": "换届交接", "document_no": "兰工发〔2022〕9号",
    }
    assert client.post("/standards/freezes/new/", given | {"works": []}).status_code == 422
    answer = client.post("/standards/freezes/new/", given)
    found = FreezePeriod.objects.get()
    assert answer["Location"] == f"/standards/freezes/{found.pk}/"
    assert "换届交接" in client.get("/standards/freezes/").content.decode()
    person = {"person": clerk_chengguan.pk, "reason": "留守经办"}
    assert client.post(f"/standards/freezes/{found.pk}/except/", {"reason": "x"}).status_code == 422
    assert client.post(f"/standards/freezes/{found.pk}/except/", person).status_code == 302
    assert "留守经办" in client_of(clerk_chengguan).get(f"/standards/freezes/{found.pk}/").content.decode()
    assert client_of(clerk_chengguan).post(f"/standards/freezes/{found.pk}/lift/").status_code == 403
    assert client_of(clerk_jiayuguan).get(f"/standards/freezes/{found.pk}/").status_code == 404
    client.post(f"/standards/freezes/{found.pk}/lift/")
    found.refresh_from_db()
    assert found.lifted_by == reviewer_lanzhou.user
    for year in ("x", "99999"):
        assert client.get("/standards/freezes/", {"year": year}).status_code == 404


def test_pages_say_so_before_the_work_is_done(active_file, freeze, clerk_chengguan, client_of):
    archive, client = active_file(), client_of(clerk_chengguan)
    freeze()
    page = client.get("/households/new/").content.decode()
    assert "季度数据核对" in page and "可以先填草稿" in page and "开始填写" in page
    answer = client.get(f"/households/{archive.file_no}/requests/new/exit/", follow=True)
    assert answer.redirect_chain and "季度数据核对" in answer.content.decode()


def test_list_costs_the_same_with_one_freeze_and_with_many(freeze, reviewer_lanzhou, client_of):
    freeze()
    client = client_of(reviewer_lanzhou)
    client.get("/standards/freezes/")
    with CaptureQueriesContext(connection) as one:
        client.get("/standards/freezes/")
    for n in range(9):
        freeze(last_day=LAST + timedelta(days=n))
    with CaptureQueriesContext(connection) as many:
        client.get("/standards/freezes/")
    assert len(many) == len(one)
