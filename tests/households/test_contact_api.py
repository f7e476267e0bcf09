"""Contacts, visits, demands and tasks for programs: the same actions, scopes and refusals as the pages."""

import pytest

from households.models import Demand, HomeVisit, Pairing

pytestmark = pytest.mark.django_db
JSON = "application/json"
LISTS = ("pairings", "visits", "demands", "tasks")


@pytest.fixture
def archive(active_file):
    return active_file()


@pytest.fixture
def clerk(client_of, clerk_chengguan):
    return client_of(clerk_chengguan)


def visit(archive, **changes):
    return {
        "file_no": archive.file_no, "purpose": "PAIRING", "visited_on": "2022-03-31",
        "visitors": ["王晓琴"], "findings": "家中平安",
    } | changes


def contact(archive, **changes):
    person = {"name": "赵卫东", "post": "工会主席", "phone": "15412345678"}
    return {"file_no": archive.file_no} | person | changes


def test_a_household_is_paired_visited_and_listed(archive, clerk, client_of, clerk_yongdeng):
    made = clerk.post("/api/v1/pairings/", contact(archive), JSON)
    assert made.status_code == 201 and made.json()[0]["contact_phone"] == "154****5678"
    for _sent in range(2):
        answer = clerk.post("/api/v1/visits/", visit(archive), JSON, headers={"Idempotency-Key": "k"})
        assert answer.status_code == 201
    assert HomeVisit.objects.count() == Pairing.objects.current().count() == 1
    demand = {"file_no": archive.file_no, "kind": "A3", "content": "学费", "source": "CALL"}
    number = clerk.post("/api/v1/demands/", demand, JSON).json()["id"]
    closed = {"step": "CLOSE", "note": "已助学", "outcome": "SOLVED"}
    assert clerk.post(f"/api/v1/demands/{number}/", closed, JSON).json()["status"] == "CLOSED"
    for name in LISTS:
        mine = clerk.get(f"/api/v1/{name}/?status=ALL").json()["results"]
        assert {row["file_no"] for row in mine} == {archive.file_no}, name
        assert client_of(clerk_yongdeng).get(f"/api/v1/{name}/").json()["results"] == []


def test_refusals_are_sentences_with_codes(archive, clerk, client_of, clerk_yongdeng, auditor_gansu):
    ahead = clerk.post("/api/v1/visits/", visit(archive, visited_on="2022-05-01"), JSON)
    assert (ahead.status_code, ahead.json()["code"]) == (400, "visit_ahead")
    wrong = clerk.post("/api/v1/pairings/", contact(archive, phone="12"), JSON)
    assert (wrong.status_code, wrong.json()["code"]) == (400, "contact_phone_wrong")
    number = Demand.objects.get().pk
    bare = clerk.post(f"/api/v1/demands/{number}/", {"step": "CLOSE", "note": "办结"}, JSON)
    assert (bare.status_code, bare.json()["code"]) == (400, "demand_facts_missing")
    stranger = client_of(clerk_yongdeng)
    assert stranger.post("/api/v1/visits/", visit(archive), JSON).status_code == 404
    answered = stranger.post(f"/api/v1/demands/{number}/", {"step": "ANSWER", "note": "答"}, JSON)
    assert answered.status_code == 404
    auditor = client_of(auditor_gansu)
    assert auditor.post("/api/v1/pairings/", contact(archive), JSON).status_code == 403
    assert auditor.post("/api/v1/visits/", visit(archive), JSON).json()["code"] == "not_allowed"
    assert clerk.get("/api/v1/demands/?status=NO").status_code == 400
