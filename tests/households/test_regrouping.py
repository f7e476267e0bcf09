"""HEAD, SPLIT and MERGE: who is where afterwards, what follows them, and that table 4 still balances."""

from datetime import date
from decimal import Decimal

import pytest

from households import kinship, regrouping, rows
from households.actions import change_drafts, content_requests, drafts, merging, requests, splitting
from households.change_errors import NobodyLeaves, OtherFileUnfit
from households.content import FileContent
from households.enums import LinkKind, RequestKind, RequestStatus, RequestStep, Status, Step
from households.leaving import MERGED_CODE
from households.models import Draft, FileLink, FileRequest, HardshipArchive
from households.queries.dynamics import dynamics
from households.request_errors import RequestAlreadyOpen
from tests import factories
from tests.households.entering import hidden
from unionaid.audit.events import Event
from unionaid.audit.models import AuditEvent

PASS = RequestStep.PASS
DAY = date(2022, 3, 31)


def daughter(**changes):
    return factories.member(
        name="陈晓燕", relation="30", sex="2", id_number=factories.identity_number(sex="2"),
        work_status="1", member_status="01", workplace="兰州陇昌商贸有限公司（演示）", workplace_nature="4",
        workplace_condition="1", industry="F", has_labour_capacity=True, mobile="15499990077",
    ) | changes


@pytest.fixture
def family(active_file):
    """Return a function that brings a household of worker, husband and grown daughter on record."""

    def bring(**changes):
        return active_file(
            members=[factories.member(), daughter()],
            incomes=[
                factories.income(monthly_amount=Decimal("1200.00")),
                factories.income(member=2, source="商贸公司工资", monthly_amount=Decimal("700.00")),
            ],
            **changes,
        )

    return bring


@pytest.fixture
def pass_both(reviewer_chengguan, reviewer_lanzhou):
    """Return a function that takes a request past county and prefecture."""

    def decide(asked):
        asked = requests.decide(request=asked, step=PASS, by=reviewer_chengguan)
        return requests.decide(request=asked, step=PASS, by=reviewer_lanzhou) if asked.is_open else asked

    return decide


def completed(content, **home):
    """Give a content begun from another household what its clerk has to add."""
    full = factories.content()
    content.work = full.work | {"union_name": content.work["union_name"]}
    content.home = full.home | home
    content.causes = content.causes | full.causes if not content.causes.get("main_cause") else content.causes
    content.support, content.bank, content.documents = full.support, full.bank, full.documents
    for member in content.members:
        member["relation"] = member["relation"] or "97"
        member["member_status"] = member["member_status"] or "03"
        member["not_counted_reason"] = member.get("not_counted_reason") or ""
    return content


def names(archive):
    return list(archive.members.order_by("position").values_list("name", "relation"))


# another worker


@pytest.fixture
def ask_head(clerk_chengguan):
    def ask(archive, former_stays=True, place=1):
        content = completed(
            regrouping.headed(rows.content_of(archive), place, former_stays=former_stays)
        )
        return content_requests.ask(
            kind=RequestKind.HEAD, archive=archive, content=content, by=clerk_chengguan, reason="职工病故"
        )

    return ask


def test_husband_becomes_the_worker_and_the_file_keeps_its_number(
    family, ask_head, reviewer_chengguan
):
    archive = family()
    people = {member.name: member.pk for member in archive.members.all()}
    asked = requests.decide(request=ask_head(archive), step=PASS, by=reviewer_chengguan)
    number, status = archive.file_no, archive.status
    archive.refresh_from_db()
    assert (asked.status, archive.file_no, archive.status) == (RequestStatus.DONE, number, status)
    assert names(archive) == [("陈国庆", "01"), ("陈晓燕", "30"), ("王桂英", "10")]
    assert {member.name: member.pk for member in archive.members.all()} == people
    assert (archive.worker_name, archive.sex) == ("陈国庆", "1")
    assert archive.steps.last().step == Step.HEAD
    episode = archive.episodes.get(valid_to__isnull=True)
    assert (episode.sex, episode.birth_date) == ("1", archive.birth_date)


def test_worker_who_is_gone_leaves_with_the_income(family, ask_head, reviewer_chengguan):
    archive = family()
    requests.decide(request=ask_head(archive, former_stays=False), step=PASS, by=reviewer_chengguan)
    archive.refresh_from_db()
    assert names(archive) == [("陈国庆", "01"), ("陈晓燕", "30")]
    assert [item.source for item in archive.incomeitems.all()] == ["商贸公司工资"]
    assert archive.household_size == 2


@pytest.mark.parametrize(
    ("head", "relation", "sex", "head_sex", "told"),
    [
        ("10", "30", "2", "1", "30"), ("10", "51", "1", "1", "55"), ("10", "52", "2", "2", "54"),
        ("10", "53", "1", "1", "51"), ("10", "71", "1", "1", ""), ("30", "10", "1", "2", "51"),
        ("20", "30", "2", "1", ""), ("97", "10", "2", "1", ""),
    ],
)
def test_relations_that_follow_are_filled_in(head, relation, sex, head_sex, told):
    assert kinship.of_member(head, relation, sex, head_sex) == told


def test_clerk_begins_another_worker_on_the_page_of_the_file(family, client_of, clerk_chengguan):
    archive, client = family(), client_of(clerk_chengguan)
    address = f"/households/{archive.file_no}/change/head/"
    assert "请选择新的职工本人" in client.post(address, {"former": "STAYS"}).content.decode()
    answer = client.post(address, {"place": "1", "former": "STAYS"})
    draft = Draft.objects.get(archive=archive)
    assert answer.url == f"/drafts/{draft.pk}/worker/"
    assert draft.request_kind == RequestKind.HEAD
    page = client.get(answer.url).content.decode()
    assert ("更换职工本人" in page, "陈国庆" in page) == (True, True)
    check = client.get(f"/drafts/{draft.pk}/check/")
    unfinished = client.post(
        f"/drafts/{draft.pk}/submit/",
        {"tier": "DEEP", "declared": "yes", "reason": "病故"} | hidden(check),
    )
    assert unfinished.status_code == 422
    assert FileRequest.objects.count() == 0


# 分户


@pytest.fixture
def ask_split(clerk_chengguan):
    def ask(archive, leaving=(2,), head=2, **decision):
        content = completed(regrouping.branched(rows.content_of(archive), list(leaving), head, DAY))
        content.decision = decision
        return splitting.ask(
            archive=archive, content=content, leaving=leaving, by=clerk_chengguan, reason="女儿成家另立门户"
        )

    return ask


def test_split_makes_a_linked_file_and_leaves_the_rest(family, ask_split, pass_both, units, today):
    archive = family()
    person = archive.members.get(name="陈晓燕")
    asked = pass_both(ask_split(archive))
    link = FileLink.objects.get()
    new = link.target
    archive.refresh_from_db()
    assert (asked.status, link.kind, link.source) == (RequestStatus.DONE, LinkKind.SPLIT, archive)
    assert (new.status, new.first_approved_on, new.unit, new.file_no) == (
        Status.ACTIVE, today, units["GS620102"], "GS-620102-2022-00002",
    )
    assert (names(archive), names(new)) == ([("王桂英", "01"), ("陈国庆", "10")], [("陈晓燕", "01")])
    assert new.members.get() == person
    assert [item.source for item in new.incomeitems.all()] == ["商贸公司工资"]
    assert [item.source for item in archive.incomeitems.all()] == ["工资"]
    assert (archive.household_size, new.household_size) == (2, 1)
    assert [a.assessments.filter(is_current=True).count() for a in (archive, new)] == [1, 1]
    assert [step.step for step in new.steps.all()] == [Step.SPLIT]
    assert AuditEvent.objects.get(event=Event.FILE_SPLIT).before == {"file_no": archive.file_no}


def test_split_shows_who_goes_where_before_it_is_passed(family, ask_split, client_of, reviewer_chengguan):
    archive = family()
    asked = ask_split(archive)
    page = client_of(reviewer_chengguan).get(f"/requests/{asked.pk}/").content.decode()
    assert ("谁去哪里" in page, "留在原档案" in page, "分出的新档案" in page) == (True, True, True)
    assert archive.members.count() == 3


@pytest.mark.parametrize("leaving", [(), (0, 1), (5,)])
def test_nobody_the_worker_or_a_stranger_does_not_split_off(family, ask_split, leaving, clerk_chengguan):
    archive = family()
    with pytest.raises(NobodyLeaves):
        splitting.ask(
            archive=archive, content=rows.content_of(archive), leaving=leaving, by=clerk_chengguan,
            reason="分户",
        )
    assert FileRequest.objects.count() == 0


def test_split_with_the_head_outside_is_said_on_the_page(family, client_of, clerk_chengguan):
    archive = family()
    answer = client_of(clerk_chengguan).post(
        f"/households/{archive.file_no}/change/split/", {"leaving": ["2"], "head": "1"}
    )
    assert answer.status_code == 422
    assert "新档案的职工本人须在分出去的成员中" in answer.content.decode()


# 并户


@pytest.fixture
def ask_merge(clerk_chengguan):
    def ask(archive, other, by=clerk_chengguan):
        content = regrouping.joined(rows.content_of(archive), rows.content_of(other))
        for member in content.members:
            member["relation"] = member["relation"] or "97"
            member["member_status"] = member["member_status"] or "03"
        return merging.ask(archive=archive, other=other, content=content, by=by, reason="两户合住")

    return ask


def test_merge_takes_people_over_and_closes_the_other_file(active_file, ask_merge, pass_both, today):
    archive, other = active_file(), active_file(worker=factories.worker(name="李玉兰"))
    people = {member.pk for file in (archive, other) for member in file.members.all()}
    asked = pass_both(ask_merge(archive, other))
    archive.refresh_from_db()
    other.refresh_from_db()
    link = FileLink.objects.get()
    assert (asked.status, link.kind, link.source, link.target) == (
        RequestStatus.DONE, LinkKind.MERGE, other, archive,
    )
    assert (other.status, other.exit_reason, other.closed_on) == (Status.CANCELLED, MERGED_CODE, today)
    assert [name for name, _relation in names(archive)] == ["王桂英", "陈国庆", "李玉兰", "陈国庆"]
    assert set(archive.members.values_list("pk", flat=True)) == people
    assert archive.incomeitems.count() == 2
    assert [step.step for step in (archive.steps.last(), other.steps.last())] == [Step.MERGE, Step.MERGE]


def test_closed_file_still_shows_its_household(active_file, ask_merge, pass_both, client_of, clerk_chengguan):
    archive, other = active_file(), active_file(worker=factories.worker(name="李玉兰"))
    pass_both(ask_merge(archive, other))
    client = client_of(clerk_chengguan)
    page = client.get(f"/households/{other.file_no}/").content.decode()
    assert ("李玉兰" in page, archive.file_no in page, "已注销" in page) == (True, True, True)
    assert rows.content_of(other).incomes[0]["member"] == 0
    assert not other.members.filter(is_living_file=True).exists()
    assert other.file_no in client.get(f"/households/{archive.file_no}/").content.decode()


def test_merge_across_unions_asks_for_a_transfer_first(active_file, ask_merge, transfer, reviewer_lanzhou):
    archive, other = active_file(), transfer()
    with pytest.raises(OtherFileUnfit, match=r"请先把 .* 转入城关区总工会再并户"):
        ask_merge(archive, other, by=reviewer_lanzhou)


def test_file_in_grace_and_the_file_itself_are_not_merged(active_file, leave, ask_merge):
    archive, left = active_file(), leave()
    with pytest.raises(OtherFileUnfit, match="渐退期"):
        ask_merge(archive, left)
    with pytest.raises(OtherFileUnfit, match="另一份档案"):
        ask_merge(archive, archive)


def test_file_to_be_merged_takes_no_other_request(active_file, ask_merge, clerk_chengguan):
    archive, other = active_file(), active_file()
    ask_merge(archive, other)
    with pytest.raises(RequestAlreadyOpen, match="并户"):
        requests.open_request(
            kind=RequestKind.CANCEL, archive=other, by=clerk_chengguan, reason="放弃",
            detail={"reason": "GAVE_UP", "evidence": "声明"},
        )
    with pytest.raises(RequestAlreadyOpen):
        ask_merge(other, archive)


def test_hold_on_either_file_stands_against_a_merge(active_file, ask_merge, monkeypatch):
    from households import holds
    from households.request_errors import FileHeld

    archive, other = active_file(), active_file()
    monkeypatch.setattr(
        holds, "_holds", [lambda file, step: "批次 2203-02 正在发放" if file.pk == other.pk else ""]
    )
    for pair in ((archive, other), (other, archive)):
        with pytest.raises(FileHeld, match="2203-02"):
            ask_merge(*pair)


def test_clerk_merges_through_the_steps(active_file, client_of, clerk_chengguan):
    archive, client = active_file(), client_of(clerk_chengguan)
    other = active_file(worker=factories.worker(name="李玉兰"))
    address = f"/households/{archive.file_no}/change/merge/"
    assert "没有找到这个档案号" in client.post(address, {"file_no": "GS-1"}).content.decode()
    answer = client.post(address, {"file_no": other.file_no})
    draft = Draft.objects.get()
    assert answer.url == f"/drafts/{draft.pk}/worker/"
    fields = draft.payload["members"]
    for key in fields["members-rows"][1:]:
        fields |= {f"members-{key}-relation": ["97"], f"members-{key}-member_status": ["03"]}
    page = client.get(f"/drafts/{draft.pk}/members/")
    left = client.post(f"/drafts/{draft.pk}/members/", fields | hidden(page) | {"go": "next"})
    assert left.status_code == 302, left.context["problems"]
    check = client.get(f"/drafts/{draft.pk}/check/")
    said = check.content.decode()
    assert ("谁去哪里" in said, "并入的成员" in said) == (True, True)
    sent = client.post(
        f"/drafts/{draft.pk}/submit/",
        {"tier": "DEEP", "declared": "yes", "reason": "两户合住"} | hidden(check),
    )
    assert sent.status_code == 302, sent.context["problems"]
    assert FileRequest.objects.get().other_archive == other


# one active file per person, and table 4


def test_person_stays_in_one_living_file_through_split_and_merge(family, ask_split, ask_merge, pass_both):
    archive = family()
    pass_both(ask_split(archive))
    new = FileLink.objects.get().target
    archive.refresh_from_db()
    pass_both(ask_merge(archive, new))
    archive.refresh_from_db()
    assert [name for name, _r in names(archive)] == ["王桂英", "陈国庆", "陈晓燕"]
    assert archive.members.filter(is_living_file=True).count() == 3


def test_table_4_counts_a_split_as_new_and_a_merge_as_cancelled(
    family, ask_split, ask_merge, pass_both, units
):
    archive = family()
    pass_both(ask_split(archive))
    new = FileLink.objects.get().target
    archive.refresh_from_db()
    for code in ("GS", "GS620100", "GS620102"):
        total = dynamics(units[code], DAY, DAY).total
        assert (total["new"], total["cancelled"], total.end, total.balance) == (2, 0, 2, 2)
    pass_both(ask_merge(archive, new))
    for code in ("GS", "GS620100", "GS620102"):
        total = dynamics(units[code], DAY, DAY).total
        assert (total["new"], total["cancelled"], total.end, total.balance) == (2, 1, 1, 1)


def test_deleted_draft_leaves_everything_as_it_was(family, clerk_chengguan):
    archive = family()
    draft = change_drafts.begin_split(archive=archive, leaving=[2], head=2, by=clerk_chengguan)
    drafts.discard(draft=draft, by=clerk_chengguan)
    assert HardshipArchive.objects.count() == 1
    assert FileContent.from_json(rows.content_of(archive).to_json()) == rows.content_of(archive)
