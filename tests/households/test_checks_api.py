"""核查与预警 over the API: the same actions, scopes and refusals as its pages."""

from datetime import date

import pytest
from django.urls import reverse

from households.check_enums import PairStatus
from households.enums import TaskKind, TaskStatus
from households.models import DuplicatePair, FileTask
from households.queries import surveys as survey_queries
from tests import factories
from tests.households.test_surveys import start  # noqa: F401  (a fixture)
from unionaid import clock

JSON = "application/json"
pytestmark = pytest.mark.django_db


def send(client, name, given, *args):
    return client.post(reverse(name, args=args), given, content_type=JSON)


def test_rechecks_from_order_to_result(
    active_file, client_of, reviewer_lanzhou, clerk_chengguan, clerk_yongdeng
):
    archive = active_file()
    order = {"unit": "GS620102", "due_on": "2022-11-30"}
    lanzhou, clerk = client_of(reviewer_lanzhou), client_of(clerk_chengguan)
    assert send(clerk, "api_rechecks", order).status_code == 403
    assert send(lanzhou, "api_rechecks", order | {"unit": "GS620200"}).status_code == 404
    assert send(lanzhou, "api_rechecks", order).json()["files"] == 1
    assert send(lanzhou, "api_rechecks", order).json()["code"] == "recheck_already_ordered"
    (row,) = clerk.get(reverse("api_check_tasks"), {"kind": "RECHECK"}).json()["results"]
    assert (row["file_no"], row["status"]) == (archive.file_no, "OPEN")
    assert client_of(clerk_yongdeng).get(reverse("api_check_task", args=[row["id"]])).status_code == 404
    refused = send(clerk, "api_check_task", {"result": "EXIT"}, row["id"])
    assert (refused.status_code, refused.json()["code"]) == (400, "check_note_missing")
    assert send(clerk, "api_check_task", {"result": "QUALIFIES"}, row["id"]).json()["status"] == "DONE"
    assert lanzhou.get(reverse("api_rechecks")).json()["total"]["done"] == 1
    assert clerk.get(reverse("api_check_tasks"), {"kind": "VISIT"}).status_code == 400


def test_spot_check_is_drawn_and_drawn_again(active_file, client_of, reviewer_lanzhou, clerk_jiayuguan):
    day = clock.today()
    clock.set_business_date(date(2022, 3, 30))
    archive = active_file()
    clock.set_business_date(day)
    lanzhou, given = client_of(reviewer_lanzhou), {"target": "GS620100", "due_on": "2022-11-30"}
    refused = send(lanzhou, "api_spot_checks", given | {"percent": 10})
    assert refused.json()["code"] == "share_too_small"
    check = send(lanzhou, "api_spot_checks", given | {"percent": 30}).json()
    again = lanzhou.get(reverse("api_spot_check", args=[check["id"]])).json()
    assert (again["same"], again["drawn_files"], again["seed"]) == (True, [archive.file_no], check["seed"])
    stranger = client_of(clerk_jiayuguan)
    assert stranger.get(reverse("api_spot_check", args=[check["id"]])).status_code == 404


def test_survey_report(start, client_of, clerk_chengguan):  # noqa: F811
    batch, clerk = start(), client_of(clerk_chengguan)
    given = {"planned": 10, "surveyed": 4, "found": 1, "filed": 0, "version": 1}
    assert send(clerk, "api_survey", given, batch.pk).json()["surveyed"] == 4
    assert send(clerk, "api_survey", given, batch.pk).status_code == 409
    assert clerk.get(reverse("api_survey", args=[batch.pk])).json()["total"]["surveyed"] == 4
    assert survey_queries.own_report(batch, clerk_chengguan).version == 2


def test_warning_and_duplicates(leave, submitted_file, client_of, clerk_chengguan, clerk_yongdeng):
    archive, clerk = leave(), client_of(clerk_chengguan)
    given = {"cause": "EVENT", "note": "失火"}
    assert send(client_of(clerk_yongdeng), "api_warn", given, archive.file_no).status_code == 404
    assert send(clerk, "api_warn", given, archive.file_no).status_code == 201
    assert FileTask.objects.get(kind=TaskKind.RELAPSE).status == TaskStatus.OPEN
    home = factories.content().home | {"mobile": archive.mobile}
    submitted_file(worker=factories.worker(name="孙国平"), home=home)
    (pair,) = clerk.get(reverse("api_duplicates")).json()
    assert pair["keys"] == ["MOBILE"]
    assert send(clerk, "api_duplicates", {"pairs": [pair["id"]], "verdict": "DIFFERENT"}).status_code == 200
    assert DuplicatePair.objects.get().status == PairStatus.DIFFERENT
    assert clerk.get(reverse("api_watchlist")).json() == []
