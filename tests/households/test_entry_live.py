"""Answers while typing: saved drafts, numbers explained, the running calculation."""

import pytest
from django.urls import reverse

from households.models import Draft
from households.payloads import payload_of_content
from tests import factories
from tests.households.entering import fill, hidden, open_step, post_step, start

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def clerk(client_of, clerk_chengguan, standards):
    return client_of(clerk_chengguan)


def autosave(client, draft, step, fields, page):
    address = reverse("draft_autosave", args=[draft.pk, step])
    return client.post(address, fields | hidden(page), headers={"X-Requested-With": "fetch"})


def explain(client, draft, number, row="id_number"):
    address = reverse("draft_check_id", args=[draft.pk])
    return client.post(address, {"number": number, "row": row}, headers=HTMX).content.decode()


def calculate(client, draft, step, fields):
    address = reverse("draft_calculation", args=[draft.pk, step])
    return client.post(address, fields, headers=HTMX)


def test_a_draft_is_saved_while_typing_in_every_state(clerk):
    draft = start(clerk)
    page = open_step(clerk, draft, "worker")
    answer = autosave(clerk, draft, "worker", {"name": "王桂英", "id_number": "6201"}, page)
    draft.refresh_from_db()
    assert answer.status_code == 200
    assert answer.json() == {
        "version": draft.version,
        "saved_at": answer.json()["saved_at"],
    }
    assert draft.payload["worker"] == {"name": ["王桂英"], "id_number": ["6201"]}
    again = autosave(clerk, draft, "worker", {"name": "王桂英", "id_number": "6201"}, page)
    assert again.json()["version"] == draft.version


def test_the_pages_own_autosave_never_collides_with_its_buttons(clerk):
    draft = start(clerk)
    page = open_step(clerk, draft, "worker")
    autosave(clerk, draft, "worker", {"name": "王"}, page)
    answer = post_step(clerk, draft, "worker", {"name": "王桂英"}, page=page, go="draft")
    assert answer.status_code == 302
    assert Draft.objects.get().payload["worker"]["name"] == ["王桂英"]


def test_a_valid_number_fills_in_what_follows_from_it(clerk):
    draft = start(clerk)
    text = explain(clerk, draft, " 620102 19700102 998 7")
    assert "校验码正确" in text
    assert 'readonly value="1970-01-02（52 岁）"' in text
    assert 'readonly value="女性"' in text
    assert 'data-fill="id_hukou_region" data-value="甘肃省兰州市城关区"' in text
    assert "data-fill" not in explain(clerk, draft, "620102197001029987", row="members-1-id_number")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("620102197001029986", "按前 17 位应为 7，现在是 6"),
        ("62010219700102998", "应为 18 位，少 1 位"),
        ("620102197013029987", "第 11、12 位是月份，应为 01 至 12，现在是 13"),
        ("620102700102998", "按规则换算的 18 位号码是"),
        ("990102197001029987", "前两位 99 不是省级代码"),
        ("6201021970O1029987", "第 11 位“O”应为数字"),
    ],
)
def test_a_wrong_number_is_explained_part_by_part(clerk, number, said):
    text = explain(clerk, start(clerk), number)
    assert "号码逐段核对" in text and said in text
    assert "校验码正确" not in text


def test_the_calculation_follows_what_stands_in_the_page_unsaved(clerk):
    draft = start(clerk)
    fill(clerk, draft, factories.content())
    economy = payload_of_content(factories.content())["economy"]
    page = calculate(clerk, draft, "economy", economy | {"incomes-1-monthly_amount": ["5000"]})
    text = page.content.decode()
    assert "2179.50" in text and "（60000.00 − 7692.00）÷ 12 个月 ÷ 2 人 = 2179.50 元" in text
    assert "2021-甘肃-01" in text and "846" in text and "1692" in text
    assert "<html" not in text
    draft.refresh_from_db()
    assert draft.payload["economy"]["incomes-1-monthly_amount"] == ["1650.00"]


def test_the_calculation_names_what_is_missing_instead_of_a_number(clerk):
    draft = start(clerk)
    page = calculate(clerk, draft, "worker", {"name": "王桂英"})
    assert [gap.text for gap in page.context["estimate"].gaps] == ["家庭人口", "收入与支出"]
    post_step(clerk, draft, "members", {})
    economy = payload_of_content(factories.content())["economy"]
    page = calculate(clerk, draft, "economy", economy | {"incomes-1-monthly_amount": ["很多"]})
    assert [gap.text for gap in page.context["estimate"].gaps] == ["收入第 1 项的每月金额"]
    assert "还缺：" in page.content.decode()


def test_the_calculation_suggests_each_outcome(clerk):
    draft = start(clerk)
    fill(clerk, draft, factories.content())
    economy = payload_of_content(factories.content(expenses=[]))["economy"]

    def outcome(**changes):
        page = calculate(clerk, draft, "economy", economy | changes)
        return page.context["estimate"].result.outcome.value, page.content.decode()

    assert outcome(**{"incomes-1-monthly_amount": ["1600"]})[0] == "DEEP"
    assert outcome(**{"incomes-1-monthly_amount": ["2000"]})[0] == "RELATIVE"
    edge, text = outcome(**{"incomes-1-monthly_amount": ["3500"]})
    assert edge == "EDGE" and "边缘困难" in text
    event = {
        "has_event": ["yes"], "event-kind": ["accident"], "event-occurred_on": ["2021-11-02"],
        "event-gross_cost": ["210000"], "event-insurance": ["90000"], "event-compensation": ["40000"],
        "event-social_assistance": ["0"],
    }
    assert outcome(**{"incomes-1-monthly_amount": ["8000"]} | event)[0] == "ACCIDENTAL"
    excluded = {
        "exclusions-rows": ["1"], "exclusions-1-code": ["X4"], "exclusions-1-source": ["SELF"],
        "exclusions-1-evidence": ["车辆登记"],
    }
    refused, text = outcome(**excluded)
    assert refused == "NOT_ELIGIBLE" and "X4" in text


def test_what_is_missing_is_listed_with_the_place_to_give_it(clerk):
    draft = start(clerk)
    post_step(clerk, draft, "worker", payload_of_content(factories.content())["worker"])
    page = open_step(clerk, draft, "economy")
    items = {item.text: (item.done, item.step) for item in page.context["checklist"]}
    assert items["证件校验"] == (True, "worker")
    assert items["家庭成员"] == (False, "members")
    assert items["主要致困原因"] == (False, "hardship")
    assert items["申请书（签字）"] == (False, "papers")
    place = reverse("draft_step", args=[draft.pk, "hardship"]) + "#id_main_cause"
    assert f'href="{place}"' in page.content.decode()


def test_without_script_the_calculation_leads_back_to_its_step(clerk):
    draft = start(clerk)
    answer = clerk.post(reverse("draft_calculation", args=[draft.pk, "economy"]), {})
    assert answer.url == reverse("draft_step", args=[draft.pk, "economy"])
