"""CHANGE: another content asked for, compared, passed by other people, written with its own assessment."""

from copy import deepcopy
from decimal import Decimal

import pytest

from households import direct_parts, rows
from households.actions import change_drafts, changes, content_requests, requests
from households.change_errors import (
    ChangedOnFile,
    DraftStands,
    FieldUnderRequest,
    LevelStays,
    NothingChanged,
)
from households.content import FileContent
from households.enums import ChangeKind, RequestKind, RequestStatus, RequestStep, Step, TaskKind
from households.errors import PersonAlreadyOnFile, SamePersonTwice, TierMissing
from households.models import Assessment, Draft, FileRequest, HardshipArchive
from households.queries.review import attention
from households.request_errors import RequestAlreadyOpen, RequestNotOpenFor
from tests import factories
from tests.households.entering import colleague, hidden
from unionaid.audit.events import Event
from unionaid.audit.models import AuditEvent

CONTACT = direct_parts.PARTS["contact"]
PASS = RequestStep.PASS


def richer(content, monthly="3000.00"):
    """The household with a better wage: 4000 a month is no hardship at all, 3000 is relative."""
    content.incomes = [factories.income(monthly_amount=Decimal(monthly))]


@pytest.fixture
def ask(clerk_chengguan):
    """Return a function that asks for another content of a file: what `alter` makes of the present one."""

    def open_request(archive, alter, by=clerk_chengguan, **given):
        content = rows.content_of(archive)
        alter(content)
        return content_requests.ask(
            kind=RequestKind.CHANGE, archive=archive, content=content, by=by, reason="家庭情况有变", **given
        )

    return open_request


def a_better_home(content):
    content.home["housing_type"] = "7"


def test_change_waits_and_alters_nothing_before_it_is_passed(active_file, ask, units):
    archive = active_file()
    asked = ask(archive, a_better_home)
    archive.refresh_from_db()
    assert (asked.status, asked.acting_unit) == (RequestStatus.COUNTY_REVIEW, units["GS620102"])
    assert archive.housing_type == "1"
    assert archive.changes.count() == 0


def test_passed_change_is_written_with_both_versions_and_its_own_assessment(
    active_file, ask, reviewer_chengguan, today
):
    archive = active_file()
    asked = requests.decide(request=ask(archive, a_better_home), step=PASS, by=reviewer_chengguan)
    archive.refresh_from_db()
    row = archive.changes.get()
    assert (asked.status, archive.housing_type) == (RequestStatus.DONE, "7")
    assert (row.kind, row.request, row.by, row.on) == (
        ChangeKind.REQUEST, asked, reviewer_chengguan.user, today,
    )
    assert FileContent.from_json(row.before).home["housing_type"] == "1"
    assert archive.assessments.count() == 2
    assert archive.steps.last().step == Step.CHANGE
    assert AuditEvent.objects.get(event=Event.FILE_CHANGED).after == {"住房类型": "租房"}


def test_counted_change_begins_an_episode_on_the_day_it_is_decided(
    active_file, ask, reviewer_chengguan, today
):
    archive = active_file()

    def retired(content):
        content.work["work_status"] = "4"
        content.worker["education"] = "60"

    requests.decide(request=ask(archive, retired), step=PASS, by=reviewer_chengguan)
    episode = archive.episodes.get(valid_to__isnull=True)
    assert (episode.valid_from, episode.work_status, episode.education) == (today, "4", "60")
    assert episode.decision == archive.steps.last()


def test_people_keep_their_rows_and_newcomers_join(active_file, ask, reviewer_chengguan):
    archive = active_file()
    before = list(archive.members.order_by("position"))
    child = factories.member(name="陈小明", relation="20", member_status="12", work_status="")

    def born(content):
        content.members.append(child)

    asked = requests.decide(request=ask(archive, born), step=PASS, by=reviewer_chengguan)
    archive.refresh_from_db()
    assert asked.status == RequestStatus.DONE
    assert [member.pk for member in archive.members.order_by("position")[:2]] == [m.pk for m in before]
    assert (archive.members.count(), archive.household_size) == (3, 3)


def test_another_tier_goes_on_to_the_prefecture(active_file, ask, reviewer_chengguan, reviewer_lanzhou):
    archive = active_file()
    asked = requests.decide(request=ask(archive, richer), step=PASS, by=reviewer_chengguan)
    archive.refresh_from_db()
    assert (asked.status, archive.tier) == (RequestStatus.CITY_APPROVAL, "DEEP")
    requests.decide(request=asked, step=PASS, by=reviewer_lanzhou)
    archive.refresh_from_db()
    now = Assessment.objects.get(archive=archive, is_current=True)
    assert (archive.tier, now.tier, now.outcome) == ("RELATIVE", "RELATIVE", "RELATIVE")
    assert archive.episodes.get(valid_to__isnull=True).tier == "RELATIVE"
    assert archive.annual_income == Decimal("36000.00")


def test_household_no_longer_in_hardship_stays_until_somebody_looks(
    active_file, ask, reviewer_chengguan
):
    archive = active_file()
    with pytest.raises(TierMissing):
        ask(archive, lambda content: richer(content, "9000.00"))

    def kept(content):
        richer(content, "9000.00")
        content.decision = {"tier": "DEEP", "tier_reason": "收入刚恢复，观察一个月"}

    requests.decide(request=ask(archive, kept), step=PASS, by=reviewer_chengguan)
    archive.refresh_from_db()
    now = archive.assessments.get(is_current=True)
    assert (archive.tier, archive.status, now.outcome) == ("DEEP", "ACTIVE", "NOT_ELIGIBLE")
    assert now.confirmed_by == reviewer_chengguan.user
    assert "研究退档" in archive.tasks.open().get(kind=TaskKind.REASSESS).reason


def test_level_and_day_of_application_stay(active_file, ask):
    archive = active_file()

    def promoted(content):
        content.work["archive_level"] = "NATIONAL"

    with pytest.raises(LevelStays):
        ask(archive, promoted)

    def antedated(content):
        a_better_home(content)
        content.applied_on = content.applied_on.replace(day=1)

    detail = ask(archive, antedated).detail
    assert FileContent.from_json(detail["after"]).applied_on == archive.applied_on


def test_nothing_changed_is_no_request(active_file, ask):
    with pytest.raises(NothingChanged):
        ask(active_file(), lambda content: None)


def test_person_of_another_file_does_not_join(active_file, ask):
    other, archive = active_file(), active_file()
    known = other.members.get(relation="10")

    def taken(content):
        content.members.append(factories.member(name=known.name, id_number=known.id_number))

    with pytest.raises(PersonAlreadyOnFile):
        ask(archive, taken)


def test_who_typed_in_the_draft_does_not_pass_it(active_file, ask, reviewer_chengguan, clerk_chengguan):
    asked = ask(active_file(), a_better_home, editors=[reviewer_chengguan.user_id])
    with pytest.raises(SamePersonTwice):
        requests.decide(request=asked, step=PASS, by=reviewer_chengguan)


def test_second_person_is_not_the_first_under_another_posting(active_file, ask, reviewer_chengguan):
    from unionaid.accounts.models import Posting
    from unionaid.accounts.permissions import Role

    elsewhere = Posting.objects.create(
        user=reviewer_chengguan.user, unit=reviewer_chengguan.unit, role=Role.CLERK,
        valid_from=reviewer_chengguan.valid_from,
    )
    asked = ask(active_file(), a_better_home, by=elsewhere)
    with pytest.raises(SamePersonTwice):
        requests.decide(request=asked, step=PASS, by=reviewer_chengguan)


def test_direct_change_meanwhile_is_not_undone_by_the_request(
    active_file, ask, clerk_chengguan, reviewer_chengguan
):
    archive = active_file()
    asked = ask(archive, a_better_home)
    content = rows.content_of(archive)
    changes.change(
        archive=archive, part=CONTACT, by=clerk_chengguan, reason="来电",
        values=direct_parts.values_of(content, CONTACT) | {"mobile": "15499990001"},
        mark=direct_parts.mark_of(content, CONTACT),
    )
    requests.decide(request=asked, step=PASS, by=reviewer_chengguan)
    archive.refresh_from_db()
    assert (archive.mobile, archive.housing_type) == ("15499990001", "7")


def test_field_asked_for_in_a_request_does_not_change_at_once(active_file, ask, clerk_chengguan):
    archive = active_file()

    def moved(content):
        content.home["township"] = "白银路街道"

    ask(archive, moved)
    content = rows.content_of(archive)
    with pytest.raises(FieldUnderRequest, match="街道（乡镇）"):
        changes.change(
            archive=archive, part=CONTACT, by=clerk_chengguan, reason="来电",
            values=direct_parts.values_of(content, CONTACT) | {"township": "张掖路街道"},
            mark=direct_parts.mark_of(content, CONTACT),
        )


def test_proposal_from_an_older_version_keeps_what_others_changed_and_names_clashes(
    active_file, ask, clerk_chengguan
):
    archive = active_file()
    base = rows.content_of(archive)
    changes.change(
        archive=archive, part=CONTACT, by=clerk_chengguan, reason="搬家",
        values=direct_parts.values_of(base, CONTACT) | {"township": "白银路街道", "postcode": "730000"},
        mark=direct_parts.mark_of(base, CONTACT),
    )
    mine = deepcopy(base)
    a_better_home(mine)
    mine.home["township"] = "张掖路街道"

    def ask_from(content):
        return content_requests.ask(
            kind=RequestKind.CHANGE, archive=archive, content=content, base=base, by=clerk_chengguan,
            reason="搬家",
        )

    with pytest.raises(ChangedOnFile) as refused:
        ask_from(mine)
    assert [(c.name, c.proposed, c.current) for c in refused.value.clashes] == [
        ("township", "张掖路街道", "白银路街道")
    ]
    mine.home["township"] = base.home["township"]
    after = FileContent.from_json(ask_from(mine).detail["after"])
    assert (after.home["township"], after.home["postcode"], after.home["housing_type"]) == (
        "白银路街道", "730000", "7",
    )


# Pages


def begin(client, archive, step="worker"):
    client.post(f"/households/{archive.file_no}/change/{step}/")
    return Draft.objects.get(archive=archive)


def check(client, draft, **fields):
    page = client.get(f"/drafts/{draft.pk}/check/")
    data = {"tier": "DEEP", "declared": "yes", "reason": "换租"} | hidden(page) | fields
    return client.post(f"/drafts/{draft.pk}/submit/", data)


def fields_of(draft, step):
    return draft.payload[step]


def test_clerk_changes_housing_through_the_steps_and_the_county_passes_it_in_bulk(
    active_file, client_of, clerk_chengguan, reviewer_chengguan
):
    archive, client = active_file(), client_of(clerk_chengguan)
    shown = client.get(f"/households/{archive.file_no}/change/hardship/")
    assert shown.status_code == 200
    assert Draft.objects.count() == 0
    draft = begin(client, archive, "hardship")
    page = client.get(f"/drafts/{draft.pk}/hardship/")
    fields = fields_of(draft, "hardship") | {"housing_type": ["7"]} | hidden(page) | {"go": "next"}
    assert client.post(f"/drafts/{draft.pk}/hardship/", fields).status_code == 302
    preview = client.get(f"/drafts/{draft.pk}/check/").content.decode()
    assert "前后对照" in preview
    assert "租房" in preview
    answer = check(client, draft)
    asked = FileRequest.objects.get()
    assert answer.url == f"/requests/{asked.pk}/"
    assert Draft.objects.count() == 0
    page = client_of(reviewer_chengguan).get(answer.url).content.decode()
    assert ("商品房" in page, "租房" in page) == (True, True)
    client_of(reviewer_chengguan).post("/requests/bulk/", {"selected": [asked.pk]})
    archive.refresh_from_db()
    assert archive.housing_type == "7"


def test_change_of_money_is_not_passed_in_bulk(active_file, ask, client_of, reviewer_chengguan):
    asked = ask(active_file(), lambda content: richer(content, "1700.00"))
    answer = client_of(reviewer_chengguan).post("/requests/bulk/", {"selected": [asked.pk]}, follow=True)
    asked.refresh_from_db()
    assert asked.status == RequestStatus.COUNTY_REVIEW
    page = client_of(reviewer_chengguan).get("/requests/").content.decode()
    assert "收入、支出或事件有变化" in page
    assert answer.status_code == 200


def test_bank_account_is_changed_by_two_people_and_never_in_bulk(active_file, ask, reviewer_chengguan):
    archive = active_file()

    def paid_elsewhere(content):
        content.bank = {
            "bank": "甘肃银行", "branch": "", "bank_account": "6217000000000000017",
            "account_holder": "王桂英",
        }

    asked = ask(archive, paid_elsewhere)
    assert asked.detail["look"] == ["BANK"]
    requests.decide(request=asked, step=PASS, by=reviewer_chengguan)
    archive.refresh_from_db()
    assert archive.bank_last4 == "0017"


def test_submitting_needs_reason_and_declaration(active_file, client_of, clerk_chengguan):
    archive, client = active_file(), client_of(clerk_chengguan)
    draft = begin(client, archive)
    answer = check(client, draft, reason="", declared="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("请写明申请理由" in page, "请勾选核对声明后再提交" in page) == (True, True)
    assert FileRequest.objects.count() == 0


def test_two_people_share_one_draft_and_see_both_values(active_file, client_of, clerk_chengguan):
    archive, first = active_file(), client_of(clerk_chengguan)
    second = client_of(colleague(clerk_chengguan))
    draft = begin(first, archive, "hardship")
    assert begin(second, archive, "hardship") == draft
    pages = [client.get(f"/drafts/{draft.pk}/hardship/") for client in (first, second)]
    for client, page, area in zip((first, second), pages, ("71", "72"), strict=True):
        fields = fields_of(draft, "hardship") | {"floor_area": [area]} | hidden(page) | {"go": "draft"}
        answer = client.post(f"/drafts/{draft.pk}/hardship/", fields)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert (">71<" in said, ">72<" in said) == (True, True)


def test_clash_with_the_file_is_laid_side_by_side_and_settled(active_file, client_of, clerk_chengguan):
    archive, client = active_file(), client_of(clerk_chengguan)
    draft = begin(client, archive)
    fields = fields_of(draft, "worker") | {"township": ["张掖路街道"]}
    page = client.get(f"/drafts/{draft.pk}/worker/")
    client.post(f"/drafts/{draft.pk}/worker/", fields | hidden(page) | {"go": "next"})
    content = rows.content_of(archive)
    changes.change(
        archive=archive, part=CONTACT, by=clerk_chengguan, reason="搬家",
        values=direct_parts.values_of(content, CONTACT) | {"township": "白银路街道"},
        mark=direct_parts.mark_of(content, CONTACT),
    )
    answer = check(client, draft)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert ("张掖路街道" in said, "白银路街道" in said) == (True, True)
    check(client, draft, merge="1")
    assert check(client, draft).status_code == 302
    asked = FileRequest.objects.get()
    assert FileContent.from_json(asked.detail["after"]).home["township"] == "张掖路街道"


def test_open_request_and_other_draft_stand_against_a_new_one(active_file, ask, clerk_chengguan):
    archive = active_file()
    change_drafts.begin_change(archive=archive, by=clerk_chengguan)
    with pytest.raises(DraftStands, match="信息变更"):
        change_drafts.begin_head(archive=archive, place=1, former_stays=True, by=clerk_chengguan)
    other = active_file()
    ask(other, a_better_home)
    with pytest.raises(RequestAlreadyOpen):
        change_drafts.begin_change(archive=other, by=clerk_chengguan)


def test_file_in_review_begins_no_change(submitted_file, clerk_chengguan):
    with pytest.raises(RequestNotOpenFor):
        change_drafts.begin_change(archive=submitted_file(), by=clerk_chengguan)


def test_beginning_leaves_evidence_that_numbers_were_seen(active_file, client_of, clerk_chengguan):
    archive = active_file()
    begin(client_of(clerk_chengguan), archive)
    event = AuditEvent.objects.get(event=Event.FIELD_REVEALED)
    assert (event.subject_id, event.purpose) == (str(archive.pk), "办理变更")


def test_neighbour_finds_nothing_to_change(active_file, client_of, clerk_yongdeng):
    archive = active_file()
    for step in ("worker", "head", "split", "merge"):
        answer = client_of(clerk_yongdeng).post(f"/households/{archive.file_no}/change/{step}/")
        assert answer.status_code == 404


def test_change_leaves_the_review_queue_alone(active_file, ask):
    archive = active_file()
    ask(archive, a_better_home)
    assert attention(HardshipArchive.objects.get(pk=archive.pk)) == []
