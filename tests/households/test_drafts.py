"""Drafts: shared within the unit, saved by several hands, mended after a return, never half-submitted."""

from datetime import date
from functools import partial

import pytest
from django.urls import reverse

from households.actions import drafts, files, review
from households.enums import Status
from households.errors import EditConflict, StepNotOpen, UnitClosed
from households.models import Draft, HardshipArchive
from households.payloads import payload_of_content
from households.queries.drafts import drafts_for
from households.rows import content_of
from tests import factories
from tests.households.entering import colleague, fill, hidden, open_step, post_step, start, submit
from tests.racing import at_once
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def keep(draft, by, step="worker", *, version, page, **fields):
    typed = {name: [text] for name, text in fields.items()}
    return drafts.save(draft=draft, step=step, fields=typed, version=version, by=by, page=page)


@pytest.fixture
def draft(standards, clerk_chengguan):
    return drafts.start(by=clerk_chengguan)


@pytest.fixture
def other(clerk_chengguan):
    return colleague(clerk_chengguan, "马永红")


def test_a_closed_unit_starts_no_draft(clerk_chengguan, today):
    unit = clerk_chengguan.unit
    unit.closed_on = today
    unit.save()
    with pytest.raises(UnitClosed):
        drafts.start(by=clerk_chengguan)
    assert not Draft.objects.exists()


def test_two_pages_that_save_one_step_collide_and_the_second_learns_who_was_first(
    draft, clerk_chengguan, other
):
    keep(draft, other, version=1, page="b", name="王桂英")
    with pytest.raises(EditConflict) as conflict:
        keep(draft, clerk_chengguan, version=1, page="a", name="王桂芳")
    assert conflict.value.by == "马永红"
    assert str(conflict.value).startswith("马永红 在 ")
    draft.refresh_from_db()
    assert draft.payload["worker"] == {"name": ["王桂英"]}


def test_two_pages_that_save_different_steps_do_not_collide(draft, clerk_chengguan, other):
    keep(draft, other, "hardship", version=1, page="b", hardship_note="透析")
    keep(draft, clerk_chengguan, "worker", version=1, page="a", name="王桂英")
    draft.refresh_from_db()
    assert draft.payload["hardship"] == {"hardship_note": ["透析"]}
    assert draft.payload["worker"] == {"name": ["王桂英"]}
    assert draft.editors == sorted([clerk_chengguan.user_id, other.user_id])


def test_one_page_saves_as_often_as_it_likes(draft, clerk_chengguan):
    for name in ("王", "王桂", "王桂英"):
        keep(draft, clerk_chengguan, version=1, page="a", name=name)
    draft.refresh_from_db()
    assert (draft.worker_name, draft.version) == ("王桂英", 4)


def test_both_values_are_shown_and_each_can_be_chosen(draft, client_of, clerk_chengguan, other):
    clerk, second = client_of(clerk_chengguan), client_of(other)
    mine, theirs = open_step(clerk, draft, "hardship"), open_step(second, draft, "hardship")
    post_step(
        second, draft, "hardship",
        {
            "hardship_note": "配偶失业", "main_cause": "03", "floor_area": "60",
            "needs-rows": ["b"], "needs-b-aid_type": "A3", "needs-b-note": "学费",
        },
        page=theirs, go="draft",
    )
    answer = post_step(
        clerk, draft, "hardship",
        {
            "hardship_note": "本人透析", "main_cause": "06",
            "needs-rows": ["a"], "needs-a-aid_type": "A2", "needs-a-note": "自费药",
        },
        page=mine, go="draft",
    )
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "<title>错误：" in text and "马永红" in text
    for said in ("本人透析", "配偶失业", "患重特大疾病", "下岗失业", "60", "自费药", "学费"):
        assert said in text
    assert Draft.objects.get().payload["hardship"]["hardship_note"] == ["配偶失业"]

    units = {row["unit"]: (row["mine"], row["theirs"]) for row in answer.context["rows"]}
    assert units["floor_area"] == ("", "60")
    chosen = ["main_cause", "floor_area", "needs-b"]
    fields = {}
    for name, value in answer.context["fields"]:
        fields.setdefault(name, []).append(value)
    fields |= {"version": answer.context["draft"].version, "page": answer.context["page"]}
    merged = clerk.post(
        reverse("draft_step", args=[draft.pk, "hardship"]),
        fields | {"merge": "1", "theirs": chosen, "go": "draft"},
    )
    assert merged.status_code == 302
    kept = Draft.objects.get().payload["hardship"]
    assert kept["hardship_note"] == ["本人透析"]
    assert kept["main_cause"] == ["03"]
    assert kept["floor_area"] == ["60"]
    assert kept["needs-rows"] == ["a", "b"]
    assert (kept["needs-a-note"], kept["needs-b-note"]) == (["自费药"], ["学费"])


def test_an_autosave_that_collides_says_so_and_writes_nothing(draft, client_of, clerk_chengguan, other):
    clerk, second = client_of(clerk_chengguan), client_of(other)
    mine, theirs = open_step(clerk, draft, "worker"), open_step(second, draft, "worker")
    address = reverse("draft_autosave", args=[draft.pk, "worker"])
    assert second.post(address, {"name": "王桂英"} | hidden(theirs)).status_code == 200
    answer = clerk.post(address, {"name": "王桂芳"} | hidden(mine))
    assert (answer.status_code, answer.json()["code"]) == (409, "edit_conflict")
    assert "马永红" in answer.json()["message"]
    assert Draft.objects.get().payload["worker"] == {"name": ["王桂英"]}


def test_drafts_are_shared_within_the_unit_and_seen_from_above_alone(draft, people, other):
    assert list(drafts_for(other)) == [draft]
    assert list(drafts_for(people["clerk_yongdeng"])) == []
    assert list(drafts_for(people["reviewer_lanzhou"])) == []


def test_a_draft_is_deleted_after_asking_and_with_evidence(draft, client_of, clerk_chengguan):
    clerk = client_of(clerk_chengguan)
    address = reverse("draft_discard", args=[draft.pk])
    assert "删除后不能恢复" in clerk.get(address).content.decode()
    assert Draft.objects.exists()
    assert clerk.post(address).url == reverse("drafts")
    assert not Draft.objects.exists()
    event = AuditEvent.objects.latest("id")
    assert (event.event, event.subject_id) == ("DRAFT_DISCARDED", str(draft.pk))


@pytest.fixture
def returned(submitted_file, reviewer_chengguan):
    archive = submitted_file(decision={"tier": "RELATIVE", "tier_reason": "亲属接济"})
    review.return_file(
        archive=archive, by=reviewer_chengguan, note="请补充诊断证明",
        field_notes=[("hardship", "写明透析次数")],
    )
    archive.refresh_from_db()
    return archive


def test_a_returned_file_is_mended_and_submitted_again(returned, client_of, clerk_chengguan):
    clerk = client_of(clerk_chengguan)
    before = content_of(returned)
    opened = clerk.post(reverse("draft_reopen", args=[returned.file_no]))
    draft = Draft.objects.get(archive=returned)
    assert opened.url == reverse("draft_step", args=[draft.pk, "worker"])
    assert clerk.post(reverse("draft_reopen", args=[returned.file_no])).url == opened.url

    page = open_step(clerk, draft, "hardship")
    text = page.content.decode()
    assert "请补充诊断证明" in text and "写明透析次数" in text and "配偶失业，本人透析" in text
    changed = draft.payload["hardship"] | {"hardship_note": ["每周透析三次"]}
    assert post_step(clerk, draft, "hardship", changed).status_code == 302
    check = clerk.get(reverse("draft_check", args=[draft.pk]))
    assert check.context["open_problems"] == []
    assert check.context["form"].data["tier_reason"] == "亲属接济"
    answer = submit(clerk, draft, page=check, tier="RELATIVE", tier_reason="亲属接济")
    assert answer.url == reverse("household", args=[returned.file_no])

    archive = HardshipArchive.objects.get()
    assert (archive.status, archive.review_round) == (Status.COUNTY_REVIEW, 2)
    after = content_of(archive)
    assert after.causes["hardship_note"] == "每周透析三次"
    assert [person["id_number"] for person in after.people] == [
        person["id_number"] for person in before.people
    ]
    assert after.annual_income == before.annual_income


def test_only_a_returned_file_is_opened_for_mending(submitted_file, client_of, clerk_chengguan):
    archive = submitted_file()
    with pytest.raises(StepNotOpen):
        drafts.reopen(archive=archive, by=clerk_chengguan)
    answer = client_of(clerk_chengguan).post(reverse("draft_reopen", args=[archive.file_no]))
    assert answer.url == reverse("household", args=[archive.file_no])
    assert not Draft.objects.exists()


def test_the_neighbour_cannot_open_a_returned_file(returned, client_of, people):
    address = reverse("draft_reopen", args=[returned.file_no])
    assert client_of(people["clerk_yongdeng"]).post(address).status_code == 404
    assert client_of(people["reviewer_chengguan"]).post(address).status_code == 403
    assert not Draft.objects.exists()


def test_discarding_a_mending_leaves_the_file_returned(returned, clerk_chengguan):
    draft = drafts.reopen(archive=returned, by=clerk_chengguan)
    drafts.discard(draft=draft, by=clerk_chengguan)
    returned.refresh_from_db()
    assert returned.status == Status.RETURNED


def test_a_correction_of_the_number_is_enough(returned, clerk_chengguan):
    """Birth date and sex follow the number; no stale value stands in the way."""
    draft = drafts.reopen(archive=returned, by=clerk_chengguan)
    assert not {"birth_date", "sex"} & draft.payload["worker"].keys()
    assert not {"members-1-birth_date", "members-1-sex"} & draft.payload["members"].keys()


@pytest.mark.django_db(transaction=True)
def test_eight_submissions_at_once_make_one_file(client_of, clerk_chengguan, standards):
    clerk = client_of(clerk_chengguan)
    draft = start(clerk)
    fill(clerk, draft, factories.content())
    page = clerk.get(reverse("draft_check", args=[draft.pk]))
    answers = at_once([lambda: submit(client_of(clerk_chengguan), draft, page)] * 8)
    archive = HardshipArchive.objects.get()
    address = reverse("household", args=[archive.file_no])
    assert {getattr(answer, "url", answer.status_code) for answer in answers} <= {address, 409}
    assert any(getattr(answer, "url", "") == address for answer in answers)
    assert payload_of_content(content_of(archive))["worker"]["name"] == ["王桂英"]


def test_a_unit_closed_meanwhile_takes_no_submission_and_keeps_the_draft(draft, clerk_chengguan, today):
    draft = keep(draft, clerk_chengguan, version=draft.version, page="a", name="王桂英")
    unit = clerk_chengguan.unit
    unit.closed_on = today
    unit.save()
    with pytest.raises(UnitClosed, match="已撤销，不能新建档案"):
        drafts.submit(
            draft=draft, content=factories.content(), version=draft.version, by=clerk_chengguan
        )
    assert Draft.objects.get().payload["worker"] == {"name": ["王桂英"]}
    assert HardshipArchive.objects.count() == 0


def submitted_at_once(draft, content, by, action):
    """Submit one draft twice at the same moment; return how many were let through."""
    click = partial(action, draft=draft, content=content, version=draft.version, by=by)
    return len(at_once([click] * 2, refused=Draft.DoesNotExist))


def nobody_known():
    """A household without a number: nothing but the draft itself can tell two submissions apart."""
    worker = factories.worker(id_number="", id_document="NONE", birth_date=date(1975, 5, 1))
    return factories.content(worker=worker, members=[])


@pytest.mark.django_db(transaction=True)
def test_a_draft_submitted_twice_at_once_is_one_file(draft, clerk_chengguan):
    assert submitted_at_once(draft, nobody_known(), clerk_chengguan, drafts.submit) == 1
    assert HardshipArchive.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_asking_for_the_draft_a_double_submission_is_two_files(draft, clerk_chengguan):
    """The negative control: whoever takes the content and not the draft lets both through."""

    def trusting(*, draft, content, version, by):
        return files.submit(content=content, by=by, unit=draft.unit)

    assert submitted_at_once(draft, nobody_known(), clerk_chengguan, trusting) == 2
    assert HardshipArchive.objects.count() == 2
