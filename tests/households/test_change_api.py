"""Requests, changes and the history over the API: the actions, scope and refusals of the screens."""

import json
from decimal import Decimal

from households.models import FileRequest, HardshipArchive

API = "/api/v1"


def post(client, path, data=None):
    return client.post(API + path, json.dumps(data or {}), content_type="application/json")


def opened(client, archive, **data):
    return post(client, f"/files/{archive.file_no}/requests/", {"reason": "家庭有变"} | data)


def test_change_with_a_part_of_the_content_is_passed(
    active_file, client_of, clerk_chengguan, reviewer_chengguan
):
    archive, clerk = active_file(), client_of(clerk_chengguan)
    answer = opened(clerk, archive, kind="CHANGE", content={"home": {"housing_type": "7"}})
    assert answer.status_code == 201, answer.content.decode()
    asked = FileRequest.objects.get()
    read = clerk.get(f"{API}/requests/{asked.pk}/").json()
    assert [(row["label"], row["after"]) for row in read["changed"]] == [("住房类型", "租房")]
    assert clerk.get(f"{API}/requests/?kind=CHANGE").json()["results"][0]["id"] == asked.pk
    assert post(clerk, f"/requests/{asked.pk}/decide/", {"step": "PASS"}).status_code in (403, 409)
    passed = post(client_of(reviewer_chengguan), f"/requests/{asked.pk}/decide/", {"step": "PASS"})
    assert passed.json()["status"] == "DONE"
    assert HardshipArchive.objects.get().housing_type == "7"


def test_kinds_with_a_form_are_checked_by_it(active_file, client_of, clerk_chengguan):
    archive, clerk = active_file(), client_of(clerk_chengguan)
    wrong = opened(clerk, archive, kind="CANCEL", cancel_reason="GAVE_UP")
    assert (wrong.status_code, list(wrong.json())) == (400, ["evidence"])
    right = opened(clerk, archive, kind="CANCEL", cancel_reason="GAVE_UP", evidence="本人声明")
    assert (right.status_code, right.json()["status"]) == (201, "COUNTY_REVIEW")
    again = opened(clerk, archive, kind="CHANGE", content={"home": {"housing_type": "7"}})
    assert (again.status_code, again.json()["code"]) == (409, "request_already_open")


def test_head_split_and_merge_name_what_is_missing(active_file, client_of, clerk_chengguan):
    archive, clerk = active_file(), client_of(clerk_chengguan)
    assert list(opened(clerk, archive, kind="HEAD", place=9).json()) == ["place"]
    assert list(opened(clerk, archive, kind="SPLIT", leaving=[0], head=0).json()) == ["head"]
    assert list(opened(clerk, archive, kind="MERGE", other="GS-1").json()) == ["other"]
    incomplete = opened(clerk, archive, kind="HEAD", place=1).json()
    assert (incomplete["code"], FileRequest.objects.count()) == ("incomplete", 0)


def test_another_worker_with_his_work(active_file, client_of, clerk_chengguan):
    archive, clerk = active_file(), client_of(clerk_chengguan)
    content = {
        "work": {"worker_kind": "URBAN", "work_status": "3", "work_start_date": "1995-07-01", "employer": ""},
        "home": {"mobile": "15499990002"},
        "members": [],
    }
    answer = opened(clerk, archive, kind="HEAD", place=1, former_stays=False, content=content)
    assert answer.status_code == 201, answer.content.decode()
    assert FileRequest.objects.get().detail["after"]["worker"]["name"] == "陈国庆"


def test_direct_change_history_and_undo(active_file, client_of, clerk_chengguan, clerk_yongdeng):
    archive, clerk = active_file(), client_of(clerk_chengguan)
    path = f"/files/{archive.file_no}/changes/"
    wrong = post(clerk, path, {"part": "contact", "values": {"mobile": "12"}, "reason": "来电"})
    assert (wrong.status_code, wrong.json()["code"]) == (400, "incomplete")
    made = post(clerk, path, {"part": "contact", "values": {"mobile": "15499990001"}, "reason": "来电"})
    assert made.status_code == 201
    listed = clerk.get(API + path).json()["results"]
    assert listed[0]["changed"][0]["after"] == "154****0001"
    history = clerk.get(f"{API}/files/{archive.file_no}/history/")
    assert "15499990001" not in history.content.decode()
    assert {entry["kind"] for entry in history.json()["results"]} >= {"step", "change"}
    past = clerk.get(f"{API}/files/{archive.file_no}/history/?as_of=2022-03-31").json()
    assert (past["status"], past["tier"], past["unit"]) == ("ACTIVE", "DEEP", "GS620102")
    assert post(clerk, f"{path}{made.json()['id']}/undo/").status_code == 200
    assert post(clerk, f"{path}{made.json()['id']}/undo/").json()["code"] == "not_undoable"
    for address in (path, f"/files/{archive.file_no}/history/", f"/files/{archive.file_no}/requests/"):
        assert client_of(clerk_yongdeng).get(API + address).status_code == 404


def test_sums_travel_as_texts(active_file, client_of, clerk_chengguan):
    archive, clerk = active_file(), client_of(clerk_chengguan)
    income = {
        "member": 0, "kind": "WAGE", "source": "工资", "monthly_amount": "1700.00", "months": 12,
        "is_counted": True,
    }
    answer = opened(clerk, archive, kind="CHANGE", content={"incomes": [income]})
    assert answer.status_code == 201, answer.content.decode()
    assert Decimal(FileRequest.objects.get().detail["sum"]) == Decimal("529.50")
