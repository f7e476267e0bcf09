"""The API of the registers: the same rules, scope and action as the screens."""

import pytest

from campaigns.models import JobFair

pytestmark = pytest.mark.django_db
PATH, JSON = "/api/v1/campaigns/job-fairs/", "application/json"


def test_line_is_entered_once_and_listed_in_scope(
    editions, sent, client_of, clerk_chengguan, clerk_yongdeng, reviewer_lanzhou
):
    client, given = client_of(clerk_chengguan), sent("job-fairs") | {"status": "已举办"}
    first = client.post(PATH, given, JSON, headers={"Idempotency-Key": "fair-1"})
    again = client.post(PATH, given, JSON, headers={"Idempotency-Key": "fair-1"})
    assert (first.status_code, again.json()["id"]) == (201, first.json()["id"])
    assert JobFair.objects.count() == 1
    found = client_of(reviewer_lanzhou).get(PATH).json()["results"]
    assert [(row["unit"], row["title"], row["posts"], row["status"]) for row in found] == [
        ("GS620102", "春风行动招聘会", 300, "已举办"),
    ]
    assert client_of(clerk_yongdeng).get(PATH).json()["results"] == []
    assert client_of(clerk_yongdeng).get(PATH, {"unit": "GS620102"}).status_code == 404


def test_wrong_and_doubtful_lines_say_why(editions, sent, client_of, clerk_chengguan, finance_chengguan):
    client = client_of(clerk_chengguan)
    wrong = client.post(PATH, sent("job-fairs", signed="900"), JSON)
    assert (wrong.status_code, wrong.json()["code"]) == (400, "record_wrong")
    assert wrong.json()["errors"] == [
        {
            "step": "record", "field": "signed",
            "message": "“签约（人）”不能多于“进场求职（人次）”，请核对两个数",
        }
    ]
    visit = sent("cooling-visits", held_on="2021-10-08")
    cooling = "/api/v1/campaigns/cooling-visits/"
    assert client.post(cooling, visit, JSON).json()["code"] == "record_doubtful"
    answer = client.post(cooling, visit | {"confirmed": True}, JSON)
    assert (answer.status_code, answer.json()["cash"]) == (201, "2000.00")
    assert client_of(finance_chengguan).post(PATH, sent("job-fairs"), JSON).status_code == 403
    assert client.get("/api/v1/campaigns/nothing/").status_code == 404
