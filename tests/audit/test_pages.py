"""操作记录 as its readers meet it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from unionaid.audit import Event, record
from unionaid.audit.models import AuditEvent


@pytest.fixture
def renamed(clerk, units):
    return record(
        Event.UNIT_RENAMED,
        subject=units["GS620102"],
        by=clerk,
        before={"name": "城关区总工会", "telephone": ""},
        after={"name": "城关总工会", "telephone": ""},
        purpose="更名文件第 3 号",
        detail={"region": "620102", "unknown key": True},
    )


def page(client, address="/audit/"):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_the_county_reviewer_reads_the_log_in_plain_words(client_of, renamed, reviewer):
    status, text = page(client_of(reviewer))

    assert status == 200
    for words in (
        "机构更名",
        "clerk.chengguan · 城关区总工会 · 经办",
        "更名文件第 3 号",
        f"/audit/{renamed.pk}/",
    ):
        assert words in text


def test_the_neighbour_finds_neither_the_line_nor_the_page(client_of, renamed, neighbour):
    client = client_of(neighbour)

    assert "更名文件第 3 号" not in page(client)[1]
    assert page(client, f"/audit/{renamed.pk}/")[0] == 404


def test_the_clerk_is_refused(client_of, renamed, clerk):
    assert page(client_of(clerk))[0] == 403
    assert page(client_of(clerk), f"/audit/{renamed.pk}/")[0] == 403


def test_anonymous_people_are_sent_to_the_door(client, renamed):
    assert client.get("/audit/").status_code == 302


def test_one_event_shows_what_was_changed_and_leaves_the_rest_in_grey(client_of, renamed, reviewer):
    status, text = page(client_of(reviewer), f"/audit/{renamed.pk}/")

    assert status == 200
    assert "<del>城关区总工会</del>" in text
    assert "<ins>城关总工会</ins>" in text
    assert "联系电话" in text
    assert "行政区划" in text
    assert "unknown key" in text


def test_reading_is_an_event_of_its_own_once_a_page(client_of, renamed, reviewer):
    client = client_of(reviewer)
    page(client, "/audit/?event=UNIT_RENAMED&actor=chengguan")
    page(client, f"/audit/{renamed.pk}/")

    read = AuditEvent.objects.filter(event=Event.AUDIT_READ).order_by("id")
    assert [(event.actor, event.ip, event.detail) for event in read] == [
        (
            reviewer.user,
            "127.0.0.1",
            {"actor": "chengguan", "event": "UNIT_RENAMED", "shown": f"{renamed.pk}–{renamed.pk}"},
        ),
        (reviewer.user, "127.0.0.1", {"shown": str(renamed.pk)}),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("actor=chengguan", True),
        ("actor=lanzhou", False),
        ("object=城关", True),
        ("object=永登", False),
        ("event=UNIT_RENAMED", True),
        ("event=UNIT_CLOSED", False),
        ("day=2020-01-01", False),
    ],
)
def test_filters(client_of, renamed, reviewer, query, found):
    status, text = page(client_of(reviewer), f"/audit/?{query}")

    assert status == 200
    assert ("更名文件第 3 号" in text) is found
    assert ("没有符合条件的记录" in text) is not found


def test_the_day_is_the_real_day_of_the_installation(client_of, renamed, reviewer):
    day = timezone.localdate(renamed.at)

    assert "更名文件第 3 号" in page(client_of(reviewer), f"/audit/?day={day}")[1]


def test_everything_about_one_object_is_a_link(client_of, renamed, reviewer):
    client = client_of(reviewer)
    link = f"/audit/?object=organizations.UnionUnit:{renamed.subject_id}"

    assert link in page(client, f"/audit/{renamed.pk}/")[1]
    assert "更名文件第 3 号" in page(client, link)[1]
    assert "更名文件第 3 号" not in page(client, "/audit/?object=organizations.UnionUnit:0")[1]


@pytest.mark.parametrize(
    ("query", "message"),
    [("day=昨天", "日期应为 2022-03-31 这样的格式"), ("event=NOTHING", "没有这种操作")],
)
def test_a_wrong_filter_says_so_and_shows_nothing(client_of, renamed, reviewer, query, message):
    status, text = page(client_of(reviewer), f"/audit/?{query}")

    assert status == 200
    assert message in text
    assert "更名文件第 3 号" not in text


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "²"])
def test_a_wrong_page_is_the_first(client_of, renamed, reviewer, before):
    assert "更名文件第 3 号" in page(client_of(reviewer), f"/audit/?before={before}")[1]


def test_pages_follow_each_other_without_gap_or_repetition(client_of, clerk, reviewer, units):
    made = [
        record(Event.UNIT_RENAMED, subject=units["GS620102"], by=clerk, purpose=f"第{n}件")
        for n in range(120)
    ]
    client, seen, address = client_of(reviewer), [], "/audit/?event=UNIT_RENAMED"
    while address:
        context = client.get(address).context
        seen += [event.pk for event in context["events"]]
        address = f"/audit/?event=UNIT_RENAMED&before={context['next']}" if context["next"] else ""

    assert seen == [event.pk for event in reversed(made)]


def test_the_administrator_sees_no_event_about_files_and_cannot_ask_for_them(client_of, clerk, admin, units):
    record(Event.FILE_VIEWED, subject=units["GS620102"], by=clerk, purpose="看了档案")
    client = client_of(admin)

    assert "看了档案" not in page(client)[1]
    assert "没有这种操作" in page(client, "/audit/?event=FILE_VIEWED")[1]


def test_one_row_and_fifty_cost_the_same_queries(client_of, clerk, reviewer, units):
    record(Event.UNIT_RENAMED, subject=units["GS620102"], by=clerk)
    client = client_of(reviewer)
    client.get("/audit/")
    counts = []
    for more in (0, 60):
        for _time in range(more):
            record(Event.UNIT_RENAMED, subject=units["GS620102"], by=clerk)
        with CaptureQueriesContext(connection) as queries:
            client.get("/audit/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_writing_to_the_log_by_request_is_impossible(client_of, renamed, reviewer):
    client = client_of(reviewer)

    assert [client.post(address).status_code for address in ("/audit/", f"/audit/{renamed.pk}/")] == [
        405,
        405,
    ]
