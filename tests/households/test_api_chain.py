"""The whole way of a file through the API: accept, visit, match, notice, objection, minutes, decisions."""

from datetime import date

import pytest

from households.actions.holidays import load_packaged_holidays
from households.actions.standards import load_default_chains
from households.models import ApprovalChain, HardshipArchive, IntakeRecord, Objection, PublicNotice
from tests.households.test_api import post
from unionaid import clock

pytestmark = pytest.mark.django_db
FILES, NOTICES = "/api/v1/files/", "/api/v1/notices/"
VISIT = {
    "visited_on": "2022-03-31", "visitors": ["王晓琴", "张立"], "findings": "与申报一致", "finish": True,
}
MATCH = {"agency": "城关区民政局", "replied_on": "2022-03-31", "result": "AGREES", "finish": True}
HUNG = {"place": "厂区大门公示栏", "starts_on": "2022-03-31"}
OBJECTION = {
    "received_on": "2022-04-01", "channel": "TELEPHONE", "objector": "刘建国", "content": "有一辆小轿车",
}
MEETING = {
    "number": "城工纪〔2022〕1号", "held_on": "2022-04-09", "place": "三楼会议室",
    "attendees": ["李建平", "张立"], "resolution": "同意上报",
}


@pytest.fixture
def new_file(standards, submitted_file):
    """Return a function: a new file on the packaged chain."""
    load_packaged_holidays()
    ApprovalChain.objects.all().delete()
    load_default_chains(valid_from=date(2022, 3, 1), version="2022-01")
    return submitted_file


def test_a_file_goes_its_whole_way(
    new_file, clerk_chengguan, reviewer_chengguan, reviewer_lanzhou, client_of
):
    archive = new_file()
    clerk, reviewer = client_of(clerk_chengguan), client_of(reviewer_chengguan)
    path = f"{FILES}{archive.file_no}/"
    assert post(clerk, path + "visits/", VISIT).json()["code"] == "step_not_open"
    assert post(clerk, path + "accept/", {}).json()["status"] == "VERIFYING"
    refused = post(clerk, path + "visits/", VISIT | {"visitors": ["王晓琴"]})
    assert (refused.status_code, archive.visits.count()) == (400, 0)
    assert post(clerk, path + "visits/", VISIT).json()["status"] == "MATCHING"
    assert post(clerk, path + "matches/", MATCH).json()["status"] == "PUBLICISED"
    assert post(clerk, NOTICES, HUNG | {"files": []}).json()["code"] == "nothing_to_publish"
    made = post(clerk, NOTICES, HUNG | {"files": [archive.file_no]})
    assert (made.status_code, made.json()["ends_on"]) == (201, "2022-04-08")
    notice = f"{NOTICES}{made.json()['id']}/"
    assert post(clerk, notice + "end/", {}).json()["code"] == "notice_running"

    clock.set_business_date(date(2022, 4, 1))
    line = clerk.get(notice).json()["lines"][0]["id"]
    said = post(clerk, notice + "objections/", OBJECTION | {"entry": line})
    assert (said.status_code, said.json()["objector"]) == (201, "刘*国")
    answer = f"/api/v1/objections/{said.json()['id']}/answer/"
    assert post(clerk, answer, {"upheld": False, "answer": "不属实"}).status_code == 403
    assert post(reviewer, answer, {"upheld": False, "answer": "不属实"}).json()["status"] == "DISMISSED"

    clock.set_business_date(date(2022, 4, 9))
    assert post(clerk, notice + "end/", {}).json()["status"] == "ENDED"
    assert post(reviewer, path + "pass/", {}).json()["code"] == "minutes_missing"
    held = post(reviewer, "/api/v1/minutes/", MEETING)
    assert [row["number"] for row in reviewer.get("/api/v1/minutes/").json()] == [MEETING["number"]]
    passed = post(reviewer, path + "pass/", {"minutes": held.json()["id"]})
    assert passed.json()["status"] == "CITY_APPROVAL"
    assert post(client_of(reviewer_lanzhou), path + "pass/", {}).json()["status"] == "ACTIVE"


def test_notices_are_scoped_and_taken_down_with_a_reason(
    new_file, clerk_chengguan, clerk_yongdeng, auditor_gansu, client_of
):
    archive = new_file()
    clerk = client_of(clerk_chengguan)
    path = f"{FILES}{archive.file_no}/"
    for step, given in (("accept/", {}), ("visits/", VISIT), ("matches/", MATCH)):
        post(clerk, path + step, given)
    notice = post(clerk, NOTICES, HUNG | {"files": [archive.file_no]}).json()["id"]
    stranger = client_of(clerk_yongdeng)
    assert stranger.get(NOTICES).json()["results"] == []
    assert stranger.get(f"{NOTICES}{notice}/").status_code == 404
    assert post(stranger, f"{NOTICES}{notice}/take-down/", {"reason": "x"}).status_code == 404
    assert post(stranger, NOTICES, HUNG | {"files": [archive.file_no]}).status_code == 404
    assert post(client_of(auditor_gansu), NOTICES, HUNG | {"files": []}).status_code == 403
    assert post(clerk, f"{NOTICES}{notice}/take-down/", {}).json()["code"] == "reason_missing"
    down = post(clerk, f"{NOTICES}{notice}/take-down/", {"reason": "地点写错"})
    assert down.json()["status"] == "TAKEN_DOWN"
    assert [row["id"] for row in clerk.get(NOTICES, {"state": "ended"}).json()["results"]] == [notice]
    assert clerk.get(NOTICES, {"state": "x"}).status_code == 400
    assert (PublicNotice.objects.count(), Objection.objects.count()) == (1, 0)
    assert HardshipArchive.objects.get().status == "PUBLICISED"


def test_applications_are_registered_with_the_rules_of_the_screen(
    standards, clerk_chengguan, clerk_yongdeng, client_of
):
    given = {"received_on": "2022-03-30", "channel": "COUNTER", "applicant": "刘建国", "result": "OPEN"}
    clerk = client_of(clerk_chengguan)
    assert post(clerk, "/api/v1/intakes/", given).json()["applicant"] == "刘建国"
    late = post(clerk, "/api/v1/intakes/", given | {"received_on": "2022-04-01"})
    assert (late.status_code, late.json()["code"]) == (400, "incomplete")
    refused = post(clerk, "/api/v1/intakes/", given | {"result": "REFUSED"})
    assert refused.json()["code"] == "refusal_reason_missing"
    assert len(clerk.get("/api/v1/intakes/").json()["results"]) == IntakeRecord.objects.count() == 1
    assert client_of(clerk_yongdeng).get("/api/v1/intakes/").json()["results"] == []
