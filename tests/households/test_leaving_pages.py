"""Pages of leaving and returning: forms of requests, restoring, letters, referrals."""

from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.actions import grace, referrals, requests
from households.enums import RequestStatus, RequestStep, Status
from households.models import FileRequest, HardshipArchive, Referral
from households.queries import leaving as queries
from unionaid import clock

pytestmark = pytest.mark.django_db
MONTHS = {f"income_{place}": "2100" for place in range(1, 7)}
EXIT = {"exit_reason": "14", "proposed_by": "WORKER", "reason": "本人申请"} | MONTHS


def new(archive, kind):
    return reverse("request_new", args=[archive.file_no, kind])


@pytest.fixture
def clerk(client_of, clerk_chengguan):
    return client_of(clerk_chengguan)


@pytest.fixture
def reviewer(client_of, reviewer_chengguan):
    return client_of(reviewer_chengguan)


def test_exit_is_asked_for_month_by_month(clerk, active_file):
    archive = active_file()
    text = clerk.get(new(archive, "exit")).content.decode()
    assert "2021-09 家庭人均月收入" in text and "2022-02 家庭人均月收入" in text and "846.00" in text
    answer = clerk.post(new(archive, "exit"), EXIT)
    asked = FileRequest.objects.get()
    assert answer.url == reverse("file_request", args=[asked.pk])
    assert (asked.detail["outcome"], asked.detail["incomes"]) == ("INCOME", ["2100.00"] * 6)
    shown = clerk.get(answer.url).content.decode()
    assert "收入提高自行脱困" in shown and "2100.00" in shown


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"income_3": ""}, "脱困须填写这个月的收入"),
        ({"income_6": "846"}, "连续 6 个月家庭人均月收入高于"),
        ({"exit_reason": ""}, "请选择退档原因"),
        ({"exit_reason": "21"}, "请选择纳入哪一种保障"),
        ({"exit_reason": "21", "safety_net": "DIBAO", "since": "2022-04-01"}, "日期不能晚于今天"),
    ],
)
def test_exit_form_says_what_is_wrong(clerk, active_file, changes, words):
    answer = clerk.post(new(active_file(), "exit"), EXIT | changes)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not FileRequest.objects.exists()


def test_cancellation_form(clerk, active_file):
    archive = active_file()
    died = {"cancel_reason": "DIED", "evidence": "死亡证明", "reason": "职工去世"}
    assert "更换职工本人" in clerk.post(new(archive, "cancel"), died).content.decode()
    clerk.post(new(archive, "cancel"), died | {"nobody_goes_on": "on"})
    assert FileRequest.objects.get().detail["reason"] == "DIED"


def test_receiver_sees_little_before_and_all_after(
    ask_transfer, client_of, reviewer_chengguan, reviewer_yongdeng
):
    asked = ask_transfer()
    page = reverse("file_request", args=[asked.pk])
    receiver = client_of(reviewer_yongdeng)
    assert receiver.get(page).status_code == 404
    requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_chengguan)
    text = receiver.get(page).content.decode()
    assert asked.archive.file_no in text and "王*英" in text and "王桂英" not in text
    assert list(queries.transfers_to_accept(reviewer_yongdeng)) == [asked]
    household = reverse("household", args=[asked.archive.file_no])
    assert receiver.get(household).status_code == 404
    receiver.post(reverse("request_decide", args=[asked.pk]), {"step": "PASS"})
    asked.refresh_from_db()
    assert asked.status == RequestStatus.DONE
    assert "王桂英" in receiver.get(household).content.decode()


def test_transfer_form_offers_open_unions_only(clerk, active_file, units, today):
    archive = active_file()
    type(units["GS620121"]).objects.filter(pk=units["GS620121"].pk).update(closed_on=today)
    text = clerk.get(new(archive, "transfer")).content.decode()
    assert "嘉峪关市总工会" in text and "永登县总工会" not in text
    answer = clerk.post(new(archive, "transfer"), {"unit": "永登县总工会", "reason": "迁居"})
    assert answer.status_code == 422 and "请选择现有的工会" in answer.content.decode()


def test_restoring_from_the_page(leave, reviewer, clerk):
    archive = leave()
    page = reverse("file_restore", args=[archive.file_no])
    assert page in reviewer.get(reverse("household", args=[archive.file_no])).content.decode()
    assert page not in clerk.get(reverse("household", args=[archive.file_no])).content.decode()
    said = {"per_capita_income": "5000", "note": "再次失业"}
    assert "请写明特殊情况" not in reviewer.get(page).content.decode()
    refused = reviewer.post(page, said)
    assert refused.status_code == 422 and "特殊情况" in refused.content.decode()
    assert reviewer.post(page, said | {"per_capita_income": "600"}).status_code == 302
    archive.refresh_from_db()
    assert archive.status == Status.ACTIVE


def test_neighbour_restores_nothing(leave, client_of, reviewer_yongdeng):
    page = reverse("file_restore", args=[leave().file_no])
    assert client_of(reviewer_yongdeng).get(page).status_code == 404


def test_letters_follow_the_state(active_file, leave, cancel, clerk, client_of, clerk_yongdeng):
    cases = [
        (active_file(), "decision", ["困难职工认定决定书", "846.00"]),
        (leave(), "exit", ["困难职工退档通知书", "脱困", "2022-09-30"]),
        (cancel(), "cancellation", ["困难职工档案注销通知书", "本人申请退出"]),
    ]
    for archive, letter, words in cases:
        page = reverse("file_letter", args=[archive.file_no, letter])
        text = clerk.get(page).content.decode()
        assert all(word in text for word in words), letter
        assert client_of(clerk_yongdeng).get(page).status_code == 404
        wrong = reverse("file_letter", args=[archive.file_no, "exit" if letter != "exit" else "decision"])
        assert clerk.get(wrong).status_code == 404


def test_letter_of_an_ended_grace_tells_of_the_exit(leave, clerk):
    archive = leave()
    grace.end_due(date(2022, 10, 1))
    clock.set_business_date(date(2022, 10, 1))
    text = clerk.get(reverse("file_letter", args=[archive.file_no, "exit"])).content.decode()
    assert "<p>2022-03-31</p>" in text and "<p>2022-10-01</p>" not in text


def test_referral_from_the_page_to_its_result(active_file, clerk, client_of, clerk_yongdeng):
    archive = active_file()
    clerk.post(
        reverse("referral_new", args=[archive.file_no]), {"to": "DIBAO", "referred_on": "2022-03-01"}
    )
    referral = Referral.objects.get()
    page = reverse("referral", args=[referral.pk])
    assert page in clerk.get(reverse("household", args=[archive.file_no])).content.decode()
    assert client_of(clerk_yongdeng).get(page).status_code == 404
    assert archive.file_no not in client_of(clerk_yongdeng).get(reverse("referrals")).content.decode()
    early = clerk.post(page, {"result": "ACCEPTED", "result_on": "2022-02-01"})
    assert early.status_code == 422 and "不能早于转介日期" in early.content.decode()
    clerk.post(page, {"result": "ACCEPTED", "result_on": "2022-03-20", "amount": "900"})
    referral.refresh_from_db()
    assert (referral.result, referral.amount) == ("ACCEPTED", Decimal("900.00"))
    assert "900.00" in clerk.get(reverse("referrals"), {"result": "ACCEPTED"}).content.decode()
    with closing(clerk.post(reverse("referrals_export"))) as workbook:
        assert workbook.status_code == 200


def test_list_of_referrals_asks_the_same_for_one_and_for_many(
    active_file, clerk, clerk_chengguan, django_assert_num_queries
):
    archives = [active_file() for _number in range(3)]
    referrals.refer(archive=archives[0], to="DIBAO", by=clerk_chengguan)
    clerk.get(reverse("referrals"))
    with CaptureQueriesContext(connection) as one:
        clerk.get(reverse("referrals"))
    for archive in archives[1:]:
        referrals.refer(archive=archive, to="DIBAO", by=clerk_chengguan)
    with django_assert_num_queries(len(one)):
        clerk.get(reverse("referrals"))


def test_what_waits_is_told_to_the_union_alone(leave, clerk_chengguan, clerk_yongdeng):
    archive = leave()
    assert list(queries.grace_ending(clerk_chengguan)) == []
    clock.set_business_date(archive.grace_until)
    assert list(queries.grace_ending(clerk_chengguan)) == [archive]
    assert queries.follow_ups_due(clerk_chengguan).count() == 2
    assert list(queries.grace_ending(clerk_yongdeng)) == []
    assert queries.follow_ups_due(clerk_yongdeng).count() == 0


def test_closed_files_are_found_by_their_status(cancel, clerk):
    archive = cancel()
    assert HardshipArchive.objects.get().pk == archive.pk
    text = clerk.get(reverse("households"), {"status": "CANCELLED"}).content.decode()
    assert archive.file_no in text


def test_the_receiving_union_reads_no_reason_before_it_accepts(
    ask_transfer, client_of, reviewer_chengguan, reviewer_yongdeng, clerk_chengguan
):
    asked = ask_transfer()
    requests.decide(request=asked, step="PASS", by=reviewer_chengguan, note="同意，患病需照料")
    address = f"/requests/{asked.pk}/"
    receiving = client_of(reviewer_yongdeng).get(address).content.decode()
    sending = client_of(clerk_chengguan).get(address).content.decode()
    for words in ("到永登县就业", "患病需照料", asked.archive.worker_name):
        assert words in sending
        assert words not in receiving
    assert "接收以后才能查看理由和意见" in receiving


def test_the_receiving_union_finds_no_household_by_its_name(
    ask_transfer, client_of, reviewer_chengguan, reviewer_yongdeng
):
    asked = ask_transfer()
    requests.decide(request=asked, step="PASS", by=reviewer_chengguan)
    receiving = client_of(reviewer_yongdeng)

    def found(words):
        page = receiving.get("/requests/", {"state": "open", "q": words})
        return [row.pk for row in page.context["page"]]

    assert found(asked.archive.file_no) == [asked.pk]
    assert found(asked.archive.worker_name) == []


def test_the_receiving_union_cannot_withdraw_what_it_did_not_ask(
    ask_transfer, client_of, reviewer_chengguan, clerk_yongdeng
):
    asked = ask_transfer()
    requests.decide(request=asked, step="PASS", by=reviewer_chengguan)
    clerk = client_of(clerk_yongdeng)
    assert [step.value for step in clerk.get(f"/requests/{asked.pk}/").context["open_steps"]] == []
    assert clerk.post(f"/requests/{asked.pk}/decide/", {"step": "WITHDRAW"}).status_code == 422
    asked.refresh_from_db()
    assert asked.status == "ACCEPTANCE"


def test_refusing_a_transfer_leads_back_to_the_list_and_names_nobody(
    ask_transfer, client_of, reviewer_chengguan, reviewer_yongdeng
):
    asked = ask_transfer()
    requests.decide(request=asked, step="PASS", by=reviewer_chengguan)
    answer = client_of(reviewer_yongdeng).post(
        f"/requests/{asked.pk}/decide/", {"step": "REFUSE", "note": "户籍不在本县"}, follow=True
    )
    assert answer.redirect_chain == [("/requests/", 302)]
    said = [str(message) for message in answer.context["messages"]]
    assert len(said) == 1
    assert asked.archive.worker_name not in said[0]
