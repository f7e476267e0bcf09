"""The API does what the screens do: same scope, same masks, same actions, same refusals."""

import json

import pytest

from households.api.contents import plain
from households.models import HardshipArchive
from tests import factories
from unionaid.accounts.models import User
from unionaid.audit.models import AuditEvent

FILES = "/api/v1/files/"


def post(client, path, data, **headers):
    return client.post(path, json.dumps(data), content_type="application/json", headers=headers)


def test_list_is_scoped_and_masked(active_file, clerk_chengguan, clerk_yongdeng, client_of):
    archive = active_file()
    number = archive.members.get(relation="01").id_number
    answer = client_of(clerk_chengguan).get(FILES)
    assert [row["file_no"] for row in answer.json()["results"]] == [archive.file_no]
    assert number not in answer.content.decode()
    assert client_of(clerk_yongdeng).get(FILES).json()["results"] == []


def test_list_takes_the_filters_of_the_screen(active_file, clerk_chengguan, client_of):
    active_file()
    client = client_of(clerk_chengguan)
    assert len(client.get(FILES, {"tier": "DEEP"}).json()["results"]) == 1
    assert len(client.get(FILES, {"tier": "RELATIVE"}).json()["results"]) == 0
    assert client.get(FILES, {"tier": "NONE"}).status_code == 400


def test_detail_is_masked_and_leaves_evidence(active_file, reviewer_lanzhou, clerk_yongdeng, client_of):
    archive = active_file()
    number = archive.members.get(relation="01").id_number
    answer = client_of(reviewer_lanzhou).get(f"{FILES}{archive.file_no}/")
    body = answer.json()
    assert body["members"][0]["id_number"] == f"{number[:6]}********{number[-4:]}"
    assert body["assessment"]["outcome"] == "DEEP"
    assert number not in answer.content.decode()
    assert AuditEvent.objects.filter(event="FILE_VIEWED", subject_id=str(archive.pk)).count() == 1
    assert client_of(clerk_yongdeng).get(f"{FILES}{archive.file_no}/").status_code == 404


def test_new_file_is_submitted_once(standards, clerk_chengguan, client_of):
    client, document = client_of(clerk_chengguan), plain(factories.content())
    first = post(client, FILES, document, **{"Idempotency-Key": "k1"})
    again = post(client, FILES, document, **{"Idempotency-Key": "k1"})
    assert first.status_code == 201, first.content.decode()
    assert first.json() == again.json() == {"file_no": "GS-620102-2022-00001", "status": "COUNTY_REVIEW"}
    assert HardshipArchive.objects.count() == 1


def test_wrong_content_names_step_and_field(standards, clerk_chengguan, client_of):
    document = plain(factories.content())
    document["worker"]["id_number"] = document["worker"]["id_number"][:17] + "?"
    document["incomes"][0]["monthly_amount"] = "much"
    answer = post(client_of(clerk_chengguan), FILES, document)
    assert answer.status_code == 400
    assert answer.json()["code"] == "incomplete"
    assert {
        "step": "incomes",
        "field": "incomes-0-monthly_amount",
        "message": "不是有效的日期或数字",
    } in answer.json()["errors"]
    document["incomes"][0]["monthly_amount"] = "100.00"
    answer = post(client_of(clerk_chengguan), FILES, document)
    assert [error["step"] for error in answer.json()["errors"]] == ["worker"]
    assert HardshipArchive.objects.count() == 0


def test_person_on_file_elsewhere_is_a_conflict_that_leaks_nothing(active_file, clerk_yongdeng, client_of):
    archive = active_file()
    worker = factories.worker(id_number=archive.members.get(relation="01").id_number)
    answer = post(client_of(clerk_yongdeng), FILES, plain(factories.content(worker=worker)))
    assert answer.status_code == 409
    assert answer.json()["code"] == "person_already_on_file"
    assert archive.file_no not in answer.content.decode()


def test_decisions_go_through_the_same_actions(
    submitted_file, reviewer_chengguan, reviewer_lanzhou, client_of
):
    archive = submitted_file()
    path = f"{FILES}{archive.file_no}/"
    assert post(client_of(reviewer_lanzhou), path + "pass/", {}).status_code == 409
    assert post(client_of(reviewer_chengguan), path + "pass/", {}).json()["status"] == "CITY_APPROVAL"
    refused = post(client_of(reviewer_lanzhou), path + "return/", {"note": ""})
    assert (refused.status_code, refused.json()["code"]) == (400, "note_missing")
    assert post(client_of(reviewer_lanzhou), path + "pass/", {}).json()["status"] == "ACTIVE"


def test_reveal_needs_a_purpose_and_leaves_evidence(active_file, clerk_chengguan, auditor_gansu, client_of):
    archive = active_file()
    path = f"{FILES}{archive.file_no}/reveal/"
    assert post(client_of(clerk_chengguan), path, {"field": "id_number:0"}).status_code == 400
    answer = post(client_of(clerk_chengguan), path, {"field": "id_number:0", "purpose": "核对证件"})
    assert answer.json()["value"] == archive.members.get(relation="01").id_number
    assert post(client_of(auditor_gansu), path, {"field": "id_number:0", "purpose": "x"}).status_code == 403


def test_census_in_the_scope_of_the_person(active_file, clerk_yongdeng, officer_gansu, client_of):
    active_file()
    assert client_of(officer_gansu).get("/api/v1/census/").json()["total"] == 1
    assert client_of(clerk_yongdeng).get("/api/v1/census/").json()["total"] == 0
    assert client_of(clerk_yongdeng).get("/api/v1/census/", {"unit": "620102"}).status_code == 400


def test_token_signs_in_until_it_is_revoked(active_file, clerk_chengguan, client):
    archive = active_file()
    user = User.objects.get(pk=clerk_chengguan.user_id)
    user.set_password("a long enough passphrase")
    user.save()
    wrong = post(client, "/api/v1/token/", {"username": user.username, "password": "wrong"})
    assert wrong.status_code in (401, 403)
    made = post(client, "/api/v1/token/", {"username": user.username, "password": "a long enough passphrase"})
    headers = {"Authorization": f"Token {made.json()['token']}"}
    listed = client.get(FILES, headers=headers)
    assert [row["file_no"] for row in listed.json()["results"]] == [archive.file_no]
    assert client.delete("/api/v1/token/", headers=headers).status_code == 204
    assert client.get(FILES, headers=headers).status_code == 401


def test_schema_describes_every_endpoint_without_warnings(clerk_chengguan, client_of, client):
    from drf_spectacular.drainage import GENERATOR_STATS

    GENERATOR_STATS.reset()
    answer = client_of(clerk_chengguan).get("/api/v1/schema/")
    assert answer.status_code == 200
    assert not GENERATOR_STATS, str(dict(GENERATOR_STATS._warn_cache))
    assert client.get("/api/v1/schema/").status_code in (401, 403)


@pytest.mark.parametrize("path", [FILES, "/api/v1/census/", "/api/v1/drafts/"])
def test_administrator_and_strangers_get_nothing(admin, client_of, client, path):
    assert client_of(admin).get(path).status_code == 403
    assert client.get(path).status_code == 401
