"""Entering a file in six steps, as a browser without script does it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from households.enums import Status
from households.models import Draft, HardshipArchive
from households.payloads import STEPS, payload_of_content
from tests import factories
from tests.households.entering import colleague, fill, open_step, post_step, start, submit
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client_of, clerk_chengguan, standards):
    return client_of(clerk_chengguan)


def test_a_clerk_enters_a_file_step_by_step_and_submits_it(clerk, clerk_chengguan):
    draft = start(clerk)
    last = fill(clerk, draft, factories.content())
    assert last.url == reverse("draft_check", args=[draft.pk])

    answer = submit(clerk, draft)

    archive = HardshipArchive.objects.get()
    assert answer.url == reverse("household", args=[archive.file_no])
    assert (archive.status, archive.tier, archive.unit) == (
        Status.COUNTY_REVIEW,
        "DEEP",
        clerk_chengguan.unit,
    )
    assert archive.net_per_capita_income == Decimal("504.50")
    assert archive.entered_by == clerk_chengguan.user
    assert not Draft.objects.exists()
    assert list(AuditEvent.objects.order_by("id").values_list("event", flat=True)) == [
        "DRAFT_STARTED",
        "FILE_SUBMITTED",
    ]


def test_the_start_page_writes_nothing_and_a_double_click_starts_one_draft(clerk):
    page = clerk.get(reverse("draft_new"))
    assert not Draft.objects.exists()
    key = {"request_key": page.context["request_key"]}
    first, second = clerk.post(reverse("draft_new"), key), clerk.post(reverse("draft_new"), key)
    assert first.url == second.url == reverse("draft_step", args=[Draft.objects.get().pk, "worker"])


@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_first_and_an_empty_one_asks_for_what_it_needs(clerk, step):
    draft = start(clerk)
    page = open_step(clerk, draft, step)
    assert (page.status_code, page.context["problems"]) == (200, [])
    assert [link.note for link in page.context["steps"][:5]] == ["未填"] * 5
    assert page.headers["Cache-Control"] == "no-store"
    answer = post_step(clerk, draft, step, {})
    assert answer.status_code == (302 if step == "members" else 422)


def test_a_step_with_errors_comes_back_with_all_that_was_typed(clerk):
    draft = start(clerk)
    typed = payload_of_content(factories.content())["worker"] | {"mobile": ["1380943204"], "employer": [""]}
    answer = post_step(clerk, draft, "worker", typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>错误：" in text
    assert answer.context["problems"] == [
        ("id_mobile", "手机号码应为 11 位数字"),
        ("id_employer", "请填写工作单位（失业或灵活就业除外）"),
    ]
    assert '<a href="#id_mobile">手机号码应为 11 位数字</a>' in text
    assert 'value="1380943204"' in text and 'value="解放路 18 号 2 单元 301"' in text
    assert 'aria-invalid="true"' in text
    assert answer.context["steps"][0].note == "2 处错误"
    draft.refresh_from_db()
    assert draft.payload["worker"]["mobile"] == ["1380943204"]
    again = open_step(clerk, draft, "worker")
    assert [field for field, _text in again.context["problems"]] == ["id_mobile", "id_employer"]


def test_saving_as_a_draft_keeps_half_a_step_and_reproaches_nobody(clerk):
    draft = start(clerk)
    answer = post_step(clerk, draft, "worker", {"name": "王桂英", "mobile": "138"}, go="draft")
    assert answer.url == reverse("draft_step", args=[draft.pk, "worker"])
    page = open_step(clerk, draft, "worker")
    text = page.content.decode()
    assert page.context["problems"] == []
    assert 'value="王桂英"' in text and 'value="138"' in text
    assert "错误：" not in text and "还缺" in page.context["steps"][0].note
    assert Draft.objects.get().worker_name == "王桂英"


def test_going_to_another_step_saves_the_one_that_is_left(clerk):
    draft = start(clerk)
    answer = post_step(clerk, draft, "worker", {"name": "王桂英"}, go="papers")
    assert answer.url == reverse("draft_step", args=[draft.pk, "papers"])
    assert Draft.objects.get().payload["worker"]["name"] == ["王桂英"]


def test_rows_are_added_and_removed_by_plain_buttons(clerk):
    draft = start(clerk)
    first = post_step(clerk, draft, "members", {}, add="members")
    key = Draft.objects.get().payload["members"]["members-rows"][0]
    assert first.url == reverse("draft_step", args=[draft.pk, "members"]) + f"#members-{key}"
    typed = {"members-rows": [key], f"members-{key}-name": "陈国庆"}
    post_step(clerk, draft, "members", typed, add="members")
    both = Draft.objects.get().payload["members"]["members-rows"]
    assert both[0] == key and len(both) == 2
    page = open_step(clerk, draft, "members")
    assert 'value="陈国庆"' in page.content.decode()
    post_step(
        clerk, draft, "members", Draft.objects.get().payload["members"], page=page, remove=f"members-{key}"
    )
    left = Draft.objects.get().payload["members"]
    assert left["members-rows"] == both[1:]
    assert not any(name.startswith(f"members-{key}-") for name in left)


def test_a_self_paid_drug_is_an_expense_of_its_own(clerk):
    draft = start(clerk)
    post_step(clerk, draft, "economy", {}, add="drugs")
    typed = Draft.objects.get().payload["economy"]
    key = typed["expenses-rows"][0]
    assert typed[f"expenses-{key}-kind"] == ["medical"]
    assert typed[f"expenses-{key}-outside_insurance"] == ["yes"]


def test_the_check_page_shows_every_answer_with_the_way_to_change_it(clerk):
    draft = start(clerk)
    content = factories.content()
    fill(clerk, draft, content)
    text = clerk.get(reverse("draft_check", args=[draft.pk])).content.decode()
    number = content.worker["id_number"]
    for said in (
        "王桂英", f"{number[:6]} {number[6:14]} {number[14:]}", content.home["mobile"],
        "解放路 18 号 2 单元 301", "甘肃省兰州市城关区", "陈国庆", "配偶", "1650.00 元", "29,000.00 元",
        "患重特大疾病", "下岗失业", "医疗救助", "商品房(自购房)", "申请书（签字）", "2022-03-20 收到，1 页",
    ):
        assert said in text, said
    change = reverse("draft_step", args=[draft.pk, "worker"])
    assert f'href="{change}#id_mobile"' in text
    assert "19800.00 − 7692.00" in text and "504.50" in text


def test_nothing_is_submitted_without_the_declaration(clerk):
    draft = start(clerk)
    fill(clerk, draft, factories.content())
    answer = submit(clerk, draft, declared="")
    assert answer.status_code == 422
    assert answer.context["problems"] == [("#id_declared", "请勾选核对声明后再提交")]
    assert not HardshipArchive.objects.exists()


def test_another_tier_needs_a_reason_and_keeps_it(clerk, clerk_chengguan):
    draft = start(clerk)
    fill(clerk, draft, factories.content())
    refused = submit(clerk, draft, tier="RELATIVE")
    assert refused.context["problems"] == [
        ("#id_tier_reason", "所选困难类别与核算建议不同，请写明理由")
    ]
    submit(clerk, draft, tier="RELATIVE", tier_reason="亲属长期接济")
    archive = HardshipArchive.objects.get()
    assessment = archive.assessments.get()
    assert (archive.tier, assessment.outcome, assessment.tier_reason) == (
        "RELATIVE",
        "DEEP",
        "亲属长期接济",
    )
    assert assessment.chosen_by == clerk_chengguan.user


def test_an_unfinished_draft_is_refused_with_every_gap_named(clerk):
    draft = start(clerk)
    post_step(clerk, draft, "worker", payload_of_content(factories.content())["worker"])
    answer = submit(clerk, draft)
    assert answer.status_code == 422
    assert [message for _target, message in answer.context["problems"]] == [
        "还没有填写“家庭成员”（没有其他成员的，打开后直接保存）",
        "还没有填写“收入与支出”",
        "还没有填写“困难与诉求”",
        "还没有填写“材料与承诺”",
    ]
    assert not HardshipArchive.objects.exists()


def test_a_second_click_on_submit_leads_to_the_file(clerk):
    draft = start(clerk)
    fill(clerk, draft, factories.content())
    page = clerk.get(reverse("draft_check", args=[draft.pk]))
    first, second = submit(clerk, draft, page), submit(clerk, draft, page)
    archive = HardshipArchive.objects.get()
    assert first.url == second.url == reverse("household", args=[archive.file_no])
    late = clerk.post(reverse("draft_step", args=[draft.pk, "worker"]), {"name": "另一人"})
    assert late.url == reverse("household", args=[archive.file_no])
    saving = clerk.post(
        reverse("draft_autosave", args=[draft.pk, "worker"]), {}, headers={"X-Requested-With": "fetch"}
    )
    assert (saving.status_code, saving.json()["code"]) == (409, "submitted")


def test_a_check_page_that_is_out_of_date_submits_nothing(clerk, client_of, people):
    draft = start(clerk)
    fill(clerk, draft, factories.content())
    page = clerk.get(reverse("draft_check", args=[draft.pk]))
    changed = payload_of_content(factories.content())["hardship"] | {"hardship_note": ["又添新情况"]}
    post_step(clerk, draft, "hardship", changed)
    answer = submit(clerk, draft, page)
    assert answer.status_code == 409
    assert "也修改了这份档案" in answer.content.decode()
    assert "又添新情况" in answer.content.decode()
    assert not HardshipArchive.objects.exists()


def test_what_was_typed_survives_a_session_that_ended(clerk, clerk_chengguan):
    draft = start(clerk)
    page = open_step(clerk, draft, "worker")
    clerk_chengguan.user.set_password("unionaid-demo-2022")
    clerk_chengguan.user.save()
    clerk.logout()
    asked = post_step(clerk, draft, "worker", {"name": "王桂英"}, page=page, go="draft")
    assert asked.status_code == 401
    resumed = clerk.post(
        reverse("login"),
        {
            "username": clerk_chengguan.user.username,
            "password": "unionaid-demo-2022",
            "kept": asked.context["kept"],
        },
    )
    kept = resumed.context["kept"]
    clerk.post(kept.path, dict(kept.fields))
    assert Draft.objects.get().payload["worker"]["name"] == ["王桂英"]


def test_other_people_stay_outside(clerk, client_of, people):
    draft = start(clerk)
    post_step(clerk, draft, "worker", {"name": "王桂英"}, go="draft")
    assert "王桂英" in open_step(clerk, draft, "worker").content.decode()
    addresses = [
        reverse(name, args=[draft.pk, *more])
        for name, more in (
            ("draft_step", ["worker"]), ("draft_check", []), ("draft_discard", []),
            ("draft_autosave", ["worker"]), ("draft_calculation", ["worker"]),
            ("draft_duplicates", ["worker"]), ("draft_check_id", []), ("draft_submit", []),
        )
    ]
    for name, status in (("clerk_yongdeng", 404), ("reviewer_chengguan", 403), ("admin", 403)):
        other = client_of(people[name])
        answers = [other.post(address, {"name": "改"}) for address in addresses]
        answers += [other.get(address) for address in addresses[:3]]
        assert {answer.status_code for answer in answers} <= {status, 405}, name
        assert not any("王桂英" in answer.content.decode() for answer in answers)
    neighbour = client_of(people["clerk_yongdeng"])
    assert "王桂英" not in neighbour.get(reverse("drafts")).content.decode()
    assert "王桂英" in clerk.get(reverse("drafts")).content.decode()
    assert Draft.objects.get().payload["worker"]["name"] == ["王桂英"]


def test_reading_a_colleagues_draft_leaves_evidence_once(clerk, client_of, clerk_chengguan):
    draft = start(clerk)
    post_step(clerk, draft, "worker", payload_of_content(factories.content())["worker"])
    open_step(clerk, draft, "worker")
    seen = AuditEvent.objects.filter(event="FIELD_REVEALED", purpose="draft")
    assert not seen.exists()
    other = colleague(clerk_chengguan)
    reader = client_of(other)
    open_step(reader, draft, "worker")
    open_step(reader, draft, "members")
    event = seen.get()
    assert (event.actor, event.subject_id) == (other.user, str(draft.pk))
