"""The pages of requests: who sees which, what may be decided, in one and in bulk, and the workbook."""

import io

import pytest
from openpyxl import load_workbook

from households.actions import requests
from households.enums import RequestKind, RequestStatus, RequestStep, Tier
from households.models import FileRequest
from unionaid.audit.events import Event
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(active_file, clerk_chengguan):
    """Return a function that opens a re-rating of a new file on record."""

    def open_request(**changes):
        given = {
            "kind": RequestKind.RERATE, "archive": active_file(), "by": clerk_chengguan,
            "reason": "家庭收入有变化",
            "detail": {
                "tier_before": "DEEP", "tier": "RELATIVE", "recommended": "DEEP", "tier_reason": "子女已就业",
            },
        } | changes
        return requests.open_request(**given)

    return open_request


def page_of(asked):
    return f"/requests/{asked.pk}/"


def decide(client, asked, step, note=""):
    return client.post(f"/requests/{asked.pk}/decide/", {"step": step, "note": note}, follow=True)


def test_reviewer_finds_what_waits_and_passes_it_on(ask, client_of, reviewer_chengguan, units):
    asked, client = ask(), client_of(reviewer_chengguan)
    assert asked.archive.file_no in client.get("/requests/").content.decode()
    page = client.get(page_of(asked)).content.decode()
    assert "家庭收入有变化" in page
    assert 'value="PASS"' in page
    decide(client, asked, "PASS", "同意")
    asked.refresh_from_db()
    assert (asked.status, asked.acting_unit) == (RequestStatus.CITY_APPROVAL, units["GS620100"])


def test_clerk_may_only_withdraw_the_own_request(ask, client_of, clerk_chengguan):
    asked, client = ask(), client_of(clerk_chengguan)
    page = client.get(page_of(asked)).content.decode()
    assert 'value="WITHDRAW"' in page
    assert 'value="PASS"' not in page
    decide(client, asked, "WITHDRAW")
    asked.refresh_from_db()
    assert asked.status == RequestStatus.WITHDRAWN


def test_refusal_without_a_note_comes_back_with_what_to_do(ask, client_of, reviewer_chengguan):
    asked = ask()
    answer = decide(client_of(reviewer_chengguan), asked, "REFUSE")
    assert answer.status_code == 422
    assert "“不同意”须写明意见" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.status == RequestStatus.COUNTY_REVIEW


def test_unknown_step_and_unknown_tab_are_not_found(ask, client_of, reviewer_chengguan):
    asked, client = ask(), client_of(reviewer_chengguan)
    assert decide(client, asked, "OPEN").status_code == 404
    assert client.get("/requests/?state=x").status_code == 404


def test_neighbour_meets_nothing(ask, client_of, clerk_yongdeng, reviewer_yongdeng):
    asked = ask()
    for neighbour in (clerk_yongdeng, reviewer_yongdeng):
        client = client_of(neighbour)
        assert asked.archive.file_no not in client.get("/requests/?state=open").content.decode()
        assert client.get(page_of(asked)).status_code == 404
        assert decide(client, asked, "PASS").status_code == 404
        assert client.get(f"/households/{asked.archive.file_no}/requests/new/rerate/").status_code == 404
    asked.refresh_from_db()
    assert asked.status == RequestStatus.COUNTY_REVIEW


def test_finance_reads_and_decides_nothing(ask, client_of, finance_chengguan):
    asked, client = ask(), client_of(finance_chengguan)
    assert client.get(page_of(asked)).status_code == 200
    assert decide(client, asked, "PASS").status_code == 403


def test_list_asks_the_same_queries_for_one_and_for_many(
    ask, client_of, reviewer_chengguan, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(reviewer_chengguan)
    ask()
    client.get("/requests/")
    with CaptureQueriesContext(connection) as few:
        client.get("/requests/")
    for _place in range(5):
        ask()
    with django_assert_num_queries(len(few)):
        client.get("/requests/")


def test_filters_narrow_the_list(ask, client_of, reviewer_chengguan):
    first, second = ask(), ask()
    client = client_of(reviewer_chengguan)
    by_number = client.get(f"/requests/?q={first.archive.file_no}").content.decode()
    assert first.archive.file_no in by_number
    assert second.archive.file_no not in by_number
    assert first.archive.file_no not in client.get("/requests/?kind=CANCEL").content.decode()


def test_what_needs_a_closer_look_is_not_passed_in_bulk(ask, client_of, reviewer_chengguan):
    asked = ask()
    answer = client_of(reviewer_chengguan).post("/requests/bulk/", {"selected": [asked.pk]}, follow=True)
    assert "请打开后单独办理" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.status == RequestStatus.COUNTY_REVIEW


def test_bulk_without_anything_ticked_says_so(client_of, reviewer_chengguan):
    answer = client_of(reviewer_chengguan).post("/requests/bulk/", {"selected": ["x"]}, follow=True)
    assert "没有选中等待办理的申请" in answer.content.decode()


def test_workbook_holds_the_list_and_leaves_evidence(ask, client_of, clerk_chengguan):
    asked = ask()
    answer = client_of(clerk_chengguan).post("/requests/export/?state=open")
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
    assert [row[2] for row in rows] == ["档案号", asked.archive.file_no]
    event = AuditEvent.objects.filter(event=Event.REGISTER_EXPORTED).last()
    assert event.detail == {"list": "requests", "rows": 1}


def test_badge_leaves_out_what_one_asked_for_oneself(ask, reviewer_chengguan, clerk_chengguan):
    from households.queries.requests import waiting_count

    ask()
    ask(by=reviewer_chengguan)
    assert waiting_count(reviewer_chengguan) == 2 - 1
    assert FileRequest.objects.count() == 2


def test_file_shows_its_requests_and_the_doors_to_new_ones(ask, active_file, client_of, clerk_chengguan):
    asked, quiet, client = ask(), active_file(), client_of(clerk_chengguan)
    page = client.get(f"/households/{asked.archive.file_no}/").content.decode()
    assert page_of(asked) in page
    assert "/requests/new/" not in page
    assert f"/households/{quiet.file_no}/requests/new/rerate/" in client.get(
        f"/households/{quiet.file_no}/"
    ).content.decode()


def test_second_request_is_refused_before_its_form_is_filled(ask, client_of, clerk_chengguan):
    asked = ask()
    answer = client_of(clerk_chengguan).get(
        f"/households/{asked.archive.file_no}/requests/new/rerate/", follow=True
    )
    assert "请先办结或撤回" in answer.content.decode()


def test_clerk_asks_for_another_tier_and_two_unions_decide(
    active_file, client_of, clerk_chengguan, reviewer_chengguan, reviewer_lanzhou
):
    archive, client = active_file(), client_of(clerk_chengguan)
    address = f"/households/{archive.file_no}/requests/new/rerate/"
    refused = client.post(address, {"tier": "RELATIVE", "reason": "子女就业"})
    assert refused.status_code == 422
    assert "须写明理由" in refused.content.decode()
    client.post(address, {"tier": "RELATIVE", "reason": "子女就业", "tier_reason": "子女已就业，收入稳定"})
    asked = FileRequest.objects.get()
    for decider in (reviewer_chengguan, reviewer_lanzhou):
        decide(client_of(decider), asked, RequestStep.PASS)
    archive.refresh_from_db()
    now, before = archive.assessments.order_by("-id")
    assert (archive.tier, now.tier, now.tier_reason) == (Tier.RELATIVE, "RELATIVE", "子女已就业，收入稳定")
    assert (now.is_current, now.chosen_by, now.confirmed_by) == (
        True, clerk_chengguan.user, reviewer_lanzhou.user,
    )
    assert (before.is_current, before.tier) == (False, "DEEP")
    episode = archive.episodes.get(valid_to__isnull=True)
    assert (episode.tier, episode.status) == ("RELATIVE", "ACTIVE")


def test_after_a_transfer_only_the_new_union_reads_the_name_in_the_list(
    active_file, client_of, units, clerk_chengguan, reviewer_chengguan, reviewer_yongdeng
):
    asked = requests.open_request(
        kind=RequestKind.TRANSFER, archive=active_file(), by=clerk_chengguan, reason="迁往永登",
        other_unit=units["GS620121"],
    )
    for decider in (reviewer_chengguan, reviewer_yongdeng):
        requests.decide(request=asked, step=RequestStep.PASS, by=decider)
    for posting, name in ((reviewer_yongdeng, "王桂英"), (reviewer_chengguan, "王*英")):
        rows = client_of(posting).get("/requests/?state=ended").content.decode()
        assert f"<td>{name}</td>" in rows
