"""我的工作: what waits for a person, and what each draft still needs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.actions import drafts
from households.missing import outlook
from households.payloads import payload_of_content
from tests import factories
from tests.households.entering import fill, start, submit
from unionaid import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client_of, clerk_chengguan, standards):
    return client_of(clerk_chengguan)


def draft_of(posting, *steps):
    """A draft of which some steps are filled in."""
    draft = drafts.start(by=posting)
    payload = payload_of_content(factories.content())
    for step in steps:
        draft = drafts.save(
            draft=draft, step=step, fields=payload[step], version=draft.version, by=posting
        )
    return draft


def test_a_draft_says_where_it_stopped_and_what_it_still_needs(clerk, clerk_chengguan):
    draft = draft_of(clerk_chengguan, "worker", "members", "economy")
    found = outlook(draft, clock.today())
    assert (found.step, found.steps) == (3, 6)
    assert found.needed == [
        "主要致困原因",
        "申请书（签字）",
        "家庭经济状况核对授权委托书",
        "承诺书",
        "身份证（全家）",
        "户口簿",
        "收入证明",
    ]
    text = clerk.get(reverse("work")).content.decode()
    assert "还缺：主要致困原因、申请书（签字）、家庭经济状况核对授权委托书，另有 4 项" in text
    assert "第 3 步，共 6 步" in text


def test_a_whole_draft_says_that_it_can_be_submitted(clerk, clerk_chengguan):
    draft = draft_of(clerk_chengguan, "worker", "members", "economy", "hardship", "papers")
    assert outlook(draft, clock.today()).needed == []
    text = clerk.get(reverse("work")).content.decode()
    assert "可以提交" in text and "还缺" not in text


def test_a_draft_refused_at_the_last_step_opens_there_again(clerk):
    draft = start(clerk)
    fill(clerk, draft, factories.content())
    assert submit(clerk, draft, declared="").status_code == 422
    draft.refresh_from_db()
    assert draft.last_step == "check"
    page = clerk.get(reverse("work")).content.decode()
    assert "第 6 步，共 6 步" in page and f'href="{reverse("draft_check", args=[draft.pk])}"' in page


def test_the_page_asks_as_often_for_one_draft_as_for_twenty(clerk, clerk_chengguan):
    asked = []
    for more in (1, 19):
        for _ in range(more):
            draft_of(clerk_chengguan, "worker")
        clerk.get(reverse("work"))
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(reverse("work")).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_drafts_are_shown_to_the_county_alone(
    client_of, clerk_chengguan, clerk_yongdeng, reviewer_lanzhou, standards
):
    draft_of(clerk_chengguan, "worker")
    assert "还缺" in client_of(clerk_chengguan).get(reverse("work")).content.decode()
    for stranger in (clerk_yongdeng, reviewer_lanzhou):
        assert "还缺" not in client_of(stranger).get(reverse("work")).content.decode()
