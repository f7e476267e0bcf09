"""The aid page of one household, the form of a new aid and the cap meter, as their users send them."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assistance.actions import aid as actions
from assistance.models import AidRecord
from tests.assistance.aids import changed, proposal

LIVING = {
    "aid_type": "A1", "form": "MONEY", "amount": "3000", "fund": "UNION/PROVINCE/OWN", "period": "2022",
    "event_tag": "EPIDEMIC", "reason": "疫情停工",
}


@pytest.fixture
def proposed(aided_file, clerk_chengguan):
    """A file with one proposed living aid of 3000 元."""
    return actions.propose(archive=aided_file(), proposal=proposal(), by=clerk_chengguan)


def test_clerk_proposes_and_reviewer_approves_on_the_pages(
    aided_file, clerk_chengguan, reviewer_chengguan, client_of
):
    archive = aided_file()
    page = f"/households/{archive.file_no}/aid/"
    answer = client_of(clerk_chengguan).post(f"{page}new/", LIVING)
    assert (answer.status_code, answer["Location"]) == (302, page)
    aid = AidRecord.objects.get()
    assert (aid.amount, aid.source, aid.union_level, aid.scheme, aid.event_tag, aid.reason) == (
        Decimal("3000.00"), "UNION", "PROVINCE", "OWN", "EPIDEMIC", "疫情停工",
    )
    reviewer = client_of(reviewer_chengguan)
    assert archive.file_no in reviewer.get("/aid-waiting/").content.decode()
    shown = reviewer.get(page)
    assert [move.step for move in shown.context["open"][0].moves] == ["APPROVE", "RETURN"]
    assert reviewer.post(f"{page}{aid.pk}/decide/", {"step": "APPROVE", "note": "同意"}).status_code == 302
    aid.refresh_from_db()
    assert aid.status == "APPROVED"
    assert archive.file_no not in reviewer.get("/aid-waiting/").content.decode()


def test_neighbours_and_readers_are_kept_out(proposed, clerk_yongdeng, finance_chengguan, client_of):
    page = f"/households/{proposed.archive.file_no}/aid/"
    neighbour, reader = client_of(clerk_yongdeng), client_of(finance_chengguan)
    for path in ("", "new/", f"{proposed.pk}/amend/"):
        assert neighbour.get(page + path).status_code == 404
    assert neighbour.post(f"{page}cap/", LIVING).status_code == 404
    assert neighbour.post(f"{page}{proposed.pk}/decide/", {"step": "APPROVE"}).status_code in (403, 404)
    assert "生活救助" in reader.get(page).content.decode()
    assert reader.get(f"{page}new/").status_code == 403


def test_over_cap_comes_back_at_the_amount(aided_file, clerk_chengguan, client_of):
    archive = aided_file()
    path = f"/households/{archive.file_no}/aid/new/"
    client = client_of(clerk_chengguan)
    answer = client.post(path, LIVING | {"amount": "12000"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["amount"]
    assert "超过本年上限 1848 元" in answer.content.decode()
    assert answer.context["checked"].result.over_by == Decimal("1848.00")
    excepted = {"over_cap_document": "甘工发〔2022〕9号", "over_cap_reason": "病情特殊"}
    assert client.post(path, LIVING | {"amount": "12000"} | excepted).status_code == 302


def test_each_kind_asks_for_its_own(aided_file, clerk_chengguan, client_of):
    client = client_of(clerk_chengguan)
    path = f"/households/{aided_file().file_no}/aid/new/"
    common = {
        "aid_type", "form", "fund", "period", "event_tag", "campaign", "reason",
        "over_cap_document", "over_cap_reason",
    }
    for query, asked in (
        ("aid_type=A1", {"amount"}),
        ("aid_type=A2", {"amount", "gross_cost", "reimbursed"}),
        ("aid_type=A3", {"amount", "member", "stage", "school_year"}),
        ("aid_type=A5", {"amount", "member"}),
        ("aid_type=C1", {"amount", "member"}),
        ("aid_type=D1&form=GOODS", {"goods", "quantity", "unit_price"}),
    ):
        assert set(client.get(f"{path}?{query}").context["form"].fields) == common | asked
    assert client.get(f"{path}?aid_type=B1").status_code == 404


def test_medical_bills_are_taken_from_the_form(aided_file, clerk_chengguan, client_of):
    archive = changed(aided_file(), tier="RELATIVE")
    client = client_of(clerk_chengguan)
    bills = LIVING | {"aid_type": "A2", "gross_cost": "29,000", "reimbursed": "21308"}
    path = f"/households/{archive.file_no}/aid/new/"
    wrong = client.post(path, bills | {"reimbursed": "30000"})
    assert "已报销不能多于费用总额" in wrong.content.decode()
    assert client.post(path, bills).status_code == 302
    assert AidRecord.objects.get().cap_limit == Decimal("6153.60")


def test_goods_and_schooling_are_taken_from_the_form(aided_file, clerk_chengguan, client_of):
    archive = aided_file()
    client = client_of(clerk_chengguan)
    path = f"/households/{archive.file_no}/aid/new/"
    goods = LIVING | {
        "aid_type": "D1", "form": "GOODS", "goods": "面粉", "quantity": "3", "unit_price": "95.5",
    }
    assert client.post(path, goods).status_code == 302
    member = archive.members.last()
    school = LIVING | {
        "aid_type": "A3", "member": member.pk, "stage": "07", "school_year": "2021-2022", "campaign": "B3",
    }
    assert client.post(path, school).status_code == 302
    schooling, gift = AidRecord.objects.order_by("-id")
    assert (gift.amount, gift.goods, gift.quantity) == (Decimal("286.50"), "面粉", 3)
    assert (schooling.member, schooling.stage, schooling.school_year, schooling.campaign) == (
        member, "07", "2021-2022", "B3",
    )


def test_meter_answers_live_and_counts_what_is_used(proposed, clerk_chengguan, client_of):
    client = client_of(clerk_chengguan)
    answer = client.post(f"/households/{proposed.archive.file_no}/aid/cap/", LIVING | {"amount": "8000"})
    words = answer.content.decode()
    result = answer.context["checked"].result
    assert (result.limit, result.used, result.left, result.over_by) == (
        Decimal("10152.00"), Decimal("3000.00"), Decimal("7152.00"), Decimal("848.00"),
    )
    assert "每户每年不超过 12 个月当地低保标准" in words
    assert "《中央财政专项帮扶资金使用管理办法》（2015）" in words
    assert "由兰州市总工会审批" in words
    assert "style=" not in words
    path = f"/households/{proposed.archive.file_no}/aid/cap/"
    half = client.post(path, {"aid_type": "A1", "amount": "abc"})
    assert (half.status_code, half.context["checked"].result.amount) == (200, 0)


def test_meter_leaves_out_the_aid_that_is_being_amended(proposed, clerk_chengguan, client_of):
    answer = client_of(clerk_chengguan).post(
        f"/households/{proposed.archive.file_no}/aid/cap/", LIVING | {"besides": proposed.pk}
    )
    assert answer.context["checked"].result.used == 0


def test_returned_aid_is_amended_on_its_page(proposed, clerk_chengguan, reviewer_chengguan, client_of):
    page = f"/households/{proposed.archive.file_no}/aid/"
    reviewer, clerk = client_of(reviewer_chengguan), client_of(clerk_chengguan)
    refused = reviewer.post(f"{page}{proposed.pk}/decide/", {"step": "RETURN", "note": ""})
    assert refused.status_code == 422
    assert "“退回”须写明原因" in refused.content.decode()
    reviewer.post(f"{page}{proposed.pk}/decide/", {"step": "RETURN", "note": "金额偏高"})
    form = clerk.get(f"{page}{proposed.pk}/amend/")
    assert "金额偏高" in form.content.decode()
    assert form.context["form"].initial["fund"] == "UNION/PROVINCE/OWN"
    assert clerk.post(f"{page}{proposed.pk}/amend/", LIVING | {"amount": "2000"}).status_code == 302
    proposed.refresh_from_db()
    assert (proposed.status, proposed.amount) == ("PROPOSED", Decimal("2000.00"))
    assert clerk.get(f"{page}{proposed.pk}/amend/").status_code == 404


def test_page_shows_years_sums_and_meters(proposed, clerk_chengguan, client_of):
    archive = proposed.archive
    actions.propose(
        archive=archive, by=clerk_chengguan,
        proposal=proposal(aid_type="A5", member=archive.members.first().pk, amount=Decimal(1000)),
    )
    page = client_of(clerk_chengguan).get(f"/households/{archive.file_no}/aid/")
    assert [(year.year, len(year.rows), year.total) for year in page.context["years"]] == [
        (2022, 2, Decimal("4000.00"))
    ]
    assert [(m.label, m.person, m.result.used, m.result.limit) for m in page.context["meters"]] == [
        ("生活救助", "", Decimal("3000.00"), Decimal("10152.00")),
        ("医疗救助", "", Decimal("0.00"), Decimal("20000.00")),
        ("临时救助", "王桂英", Decimal("1000.00"), Decimal("3000.00")),
    ]


def test_file_page_shows_the_aid(proposed, clerk_chengguan, client_of):
    page = client_of(clerk_chengguan).get(f"/households/{proposed.archive.file_no}/").content.decode()
    assert f'href="/households/{proposed.archive.file_no}/aid/"' in page
    assert "本年 3000.00 元" in page


def test_page_costs_the_same_for_many_aids(aided_file, clerk_chengguan, client_of, django_assert_num_queries):
    archive = aided_file()
    client = client_of(clerk_chengguan)
    path = f"/households/{archive.file_no}/aid/"

    def propose(month):
        one = proposal(period=f"2022-{month:02d}", amount=Decimal(100))
        actions.propose(archive=archive, by=clerk_chengguan, proposal=one)

    propose(1)
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    for month in range(2, 9):
        propose(month)
    with django_assert_num_queries(len(one)):
        assert len(client.get(path).context["years"][0].rows) == 8
