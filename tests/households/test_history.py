"""The history of a file in plain words, masked, and the file as it stood on a past day."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from households import direct_parts, file_history, rows
from households.actions import changes, content_requests, requests
from households.enums import RequestKind, RequestStep
from households.queries.past import content_on, past_file
from tests import factories
from unionaid import clock
from unionaid.audit.events import Event
from unionaid.audit.models import AuditEvent

LATER = date(2022, 5, 10)


@pytest.fixture
def changed(active_file, clerk_chengguan, reviewer_chengguan, reviewer_lanzhou, transfer):
    """A file on record since March whose telephone, wage, tier and union changed in May."""
    archive = active_file()
    archive.old_mobile = archive.mobile
    clock.set_business_date(LATER)
    content = rows.content_of(archive)
    part = direct_parts.PARTS["contact"]
    changes.change(
        archive=archive, part=part, by=clerk_chengguan, reason="本人来电",
        mark=direct_parts.mark_of(content, part),
        values=direct_parts.values_of(content, part) | {"mobile": "15499990001", "township": "白银路街道"},
    )
    content = rows.content_of(archive.__class__.objects.get(pk=archive.pk))
    content.incomes = [factories.income(monthly_amount=Decimal("3000.00"))]
    asked = content_requests.ask(
        kind=RequestKind.CHANGE, archive=archive, content=content, by=clerk_chengguan, reason="涨工资"
    )
    for by in (reviewer_chengguan, reviewer_lanzhou):
        asked = requests.decide(request=asked, step=RequestStep.PASS, by=by)
    moved = transfer(archive)
    moved.old_mobile = archive.old_mobile
    return moved


def test_past_day_tells_status_tier_union_and_content_of_then(changed, units):
    then = past_file(changed, date(2022, 4, 30))
    assert (then.episode.tier, then.episode.unit, then.episode.status) == (
        "DEEP", units["GS620102"], "ACTIVE",
    )
    assert then.content.home["mobile"] == changed.old_mobile
    assert then.content.incomes[0]["monthly_amount"] == Decimal("1650.00")
    assert then.assessment.tier == "DEEP"
    now = past_file(changed, LATER)
    assert (now.episode.tier, now.episode.unit) == ("RELATIVE", units["GS620121"])
    assert now.content == rows.content_of(changed)


def test_day_before_the_file_has_nothing(changed):
    assert past_file(changed, date(2022, 1, 1)).episode is None


def test_round_in_review_is_told_from_its_submission(submitted_file, reviewer_chengguan, clerk_chengguan):
    from households.actions import drafts, review

    archive = submitted_file()
    review.return_file(archive=archive, by=reviewer_chengguan, note="请核对")
    clock.set_business_date(date(2022, 4, 6))
    archive.refresh_from_db()
    draft = drafts.reopen(archive=archive, by=clerk_chengguan)
    content = rows.content_of(archive)
    content.home["township"] = "白银路街道"
    drafts.submit(draft=draft, content=content, version=draft.version, by=clerk_chengguan)
    archive.refresh_from_db()
    assert content_on(archive, date(2022, 4, 1)).home["township"] == "东关街道"
    assert content_on(archive, date(2022, 4, 6)).home["township"] == "白银路街道"


def test_past_page_is_marked_masked_and_leaves_evidence(changed, client_of, clerk_yongdeng):
    page = client_of(clerk_yongdeng).get(f"/households/{changed.file_no}/?as_of=2022-04-30")
    said = page.content.decode()
    assert "这是 2022-04-30 日终的档案，不是现在的" in said
    assert ("东关街道" in said, "城关区总工会" in said, "1650.00" in said) == (True, True, True)
    assert changed.old_mobile not in said
    assert AuditEvent.objects.filter(event=Event.FILE_VIEWED).last().detail == {"day": "2022-04-30"}
    early = client_of(clerk_yongdeng).get(f"/households/{changed.file_no}/?as_of=2021-01-01")
    assert "那一天还没有这份档案" in early.content.decode()


@pytest.mark.parametrize(("day", "words"), [("2022-13-01", "没有这一天"), ("2099-01-01", "还没有到")])
def test_wrong_and_coming_days_are_refused(changed, client_of, clerk_yongdeng, day, words):
    answer = client_of(clerk_yongdeng).get(f"/households/{changed.file_no}/?as_of={day}", follow=True)
    assert words in answer.content.decode()


def test_timeline_tells_everything_newest_first_and_masks(changed, client_of, clerk_yongdeng):
    client = client_of(clerk_yongdeng)
    page = client.get(f"/households/{changed.file_no}/history/").content.decode()
    for words in ("直接变更", "提出“信息变更”申请", "通过“信息变更”申请", "提交审核", "变更前", "本人来电"):
        assert words in page, words
    assert "15499990001" not in page
    assert changed.old_mobile not in page
    assert "154****0001" in page


def test_kinds_filter_the_timeline(changed, clerk_yongdeng):
    kinds = {entry.kind for entry in file_history.history(changed, clerk_yongdeng, file_history.CHANGE)}
    assert kinds == {file_history.CHANGE}
    everything = file_history.history(changed, clerk_yongdeng)
    assert [entry.on for entry in everything] == sorted((entry.on for entry in everything), reverse=True)


def test_illness_is_hidden_from_those_who_may_not_see_it(
    active_file, clerk_chengguan, reviewer_chengguan, auditor_gansu
):
    archive = active_file()
    content = rows.content_of(archive)
    content.members[0] |= {"health_status": "30", "disease": "05"}
    asked = content_requests.ask(
        kind=RequestKind.CHANGE, archive=archive, content=content, by=clerk_chengguan, reason="患病"
    )
    requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_chengguan)
    for posting, hidden in ((clerk_chengguan, False), (auditor_gansu, True)):
        (entry,) = file_history.history(archive, posting, file_history.CHANGE)
        assert all(row.after == "＊＊＊" for row in entry.rows) is hidden


def test_timeline_as_a_workbook(changed, client_of, clerk_yongdeng):
    answer = client_of(clerk_yongdeng).post(f"/households/{changed.file_no}/history/export/?kind=change")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    lines = list(sheet.values)
    assert lines[0][-3:] == ("项目", "变更前", "变更后")
    assert "154****0001" in {line[-1] for line in lines}
    event = AuditEvent.objects.filter(event=Event.REGISTER_EXPORTED).last()
    assert event.detail["list"] == "history"


def test_neighbour_reads_no_history(changed, client_of, clerk_chengguan):
    client = client_of(clerk_chengguan)
    for address in ("history/", "?as_of=2022-04-30"):
        assert client.get(f"/households/{changed.file_no}/{address}").status_code == 404
