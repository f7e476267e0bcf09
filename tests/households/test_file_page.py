import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from households.actions import files, review
from households.models import Draft
from tests import factories
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent


@pytest.fixture
def page_of(client_of, clerk_chengguan):
    """Return a function: file → its page as text."""

    def get(archive, by=clerk_chengguan, status=200):
        answer = client_of(by).get(f"/households/{archive.file_no}/")
        assert answer.status_code == status
        return answer.content.decode()

    return get


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_page_tells_who_where_and_how_it_stands(page_of, active_file):
    archive = active_file(worker=factories.worker(name="王桂英"))

    page = words(page_of(archive))

    for expected in (
        "王桂英家庭",
        "深度困难",
        "在档",
        archive.file_no,
        "东关街道",
        "兰州陇昌机械有限公司（演示）",
        "陈国庆",
        "配偶",
        "家庭人口 2 人",
        "城关区总工会",
        "申请书（签字）",
        "透析自费药",
    ):
        assert expected in page, expected


def test_the_sum_stands_line_by_line_and_names_line_standard_and_next_tier(page_of, active_file):
    page = words(page_of(active_file(worker=factories.worker(name="王桂英"))))

    for expected in (
        "王桂英 工资 1650.00 × 12",
        "银行流水",
        "19,800.00",
        "透析自付，已减报销 21,308.00",
        "票据 14 张",
        "− 7692.00",
        "支出合计 − 7692.00",
        "504.50",
        "标准版本 2021-甘肃-01",
        "504.50 元低于当地低保标准 846.00 元，符合深度困难",
        "为相对困难",
    ):
        assert expected in page, expected


def test_the_sum_is_the_stored_one_whatever_the_standard_says_later(page_of, active_file, standards):
    archive = active_file()
    standards.relative_multiplier = 9
    standards.save()

    assert "846.00" in words(page_of(archive)) and "1692.00" in words(page_of(archive))


def test_another_tier_shows_its_reason_and_both_people(page_of, active_file):
    archive = active_file(decision={"tier": "RELATIVE", "tier_reason": "刚退还大额预缴"})

    page = words(page_of(archive))

    assert "认定为相对困难，核算建议为深度困难" in page
    assert "刚退还大额预缴（clerk_chengguan）" in page
    assert "由 reviewer_lanzhou 于" in page


def test_an_accident_shows_its_event(page_of, active_file):
    archive = active_file(
        event=factories.event(),
        incomes=[factories.income(monthly_amount=Decimal("8000.00"))],
        expenses=[],
        members=[factories.member(), factories.member(name="陈晓", relation="30", sex="2")],
    )

    page = words(page_of(archive))

    assert "意外致困" in page and "交通事故" in page and "210,000.00" in page


def test_everything_sensitive_is_masked_in_the_page(page_of, active_file):
    content = factories.content()
    account = "6299991234567890128"
    worker = content.worker | {"diagnosis": "慢性肾衰竭五期", "disease": "05", "health_status": "30"}
    archive = active_file(worker=worker, home=content.home, bank=content.bank | {"bank_account": account})

    page = page_of(archive)

    number, mobile = worker["id_number"], content.home["mobile"]
    assert f"{number[:6]}********{number[-4:]}" in page
    assert f"{mobile[:3]}****{mobile[-4:]}" in page
    assert "**** 0128" in page
    for hidden in (number, mobile, account, content.home["address_detail"], "慢性肾衰竭五期"):
        assert hidden not in page, hidden
    for key in ("id_number:0", "mobile", "bank_account", "address_detail", "diagnosis:0"):
        assert f'data-reveal="{key}"' in page, key


def test_the_auditor_and_the_treasurer_see_masks_and_no_writing(
    page_of, active_file, auditor_gansu, finance_chengguan, submitted_file
):
    content = factories.content()
    worker = content.worker | {"disease": "05", "health_status": "30"}
    archive = active_file(worker=worker, bank=content.bank | {"bank_account": "6299991234567890128"})
    assert "有健康困难" not in page_of(archive)

    audited, paid = page_of(archive, by=auditor_gansu), page_of(archive, by=finance_chengguan)

    assert 'data-reveal="' not in audited
    assert re.findall(r'data-reveal="([^"]+)"', paid) == ["bank_account"]
    for page in (audited, paid):
        assert "有健康困难" in page
        assert "/withdraw/" not in page and "/review/" not in page and "draft" not in page


def test_looking_at_a_file_is_evidence_and_the_page_names_who_looked(
    page_of, active_file, clerk_chengguan, reviewer_lanzhou
):
    archive = active_file()
    page_of(archive, by=reviewer_lanzhou)

    page = words(page_of(archive))

    looks = AuditEvent.objects.filter(event=Event.FILE_VIEWED, subject_id=str(archive.pk)).order_by("id")
    assert [event.actor_id for event in looks] == [reviewer_lanzhou.user_id, clerk_chengguan.user_id]
    assert "reviewer_lanzhou · 兰州市总工会 · 审核" in page.split("谁看过这份档案")[1]


def test_the_neighbour_and_the_administrator_do_not_get_the_file(page_of, active_file, clerk_yongdeng, admin):
    archive = active_file(worker=factories.worker(name="王桂英"))
    assert "王桂英" in page_of(archive)

    assert "王桂英" not in page_of(archive, by=clerk_yongdeng, status=404)
    assert "王桂英" not in page_of(archive, by=admin, status=403)
    assert not AuditEvent.objects.filter(event=Event.FILE_VIEWED, actor=clerk_yongdeng.user).exists()


@pytest.mark.parametrize("rest", ["", "print/", "reveal/?field=mobile", "rounds/"])
def test_every_page_of_a_foreign_file_is_not_found(rest, client_of, active_file, clerk_yongdeng):
    archive = active_file()

    assert client_of(clerk_yongdeng).get(f"/households/{archive.file_no}/{rest}").status_code == 404
    assert client_of(clerk_yongdeng).get(f"/households/GS-620102-2022-99999/{rest}").status_code == 404


def test_a_file_in_review_says_who_it_waits_for_and_lets_that_office_decide(
    page_of, submitted_file, reviewer_chengguan, reviewer_lanzhou
):
    archive = submitted_file()

    assert "正等待城关区总工会办理" in words(page_of(archive))
    assert f"/households/{archive.file_no}/withdraw/" in page_of(archive)
    assert f"/review/{archive.file_no}/" in page_of(archive, by=reviewer_chengguan)
    assert f"/review/{archive.file_no}/" not in page_of(archive, by=reviewer_lanzhou)


def test_a_submitted_file_is_taken_back(client_of, submitted_file, clerk_chengguan, clerk_yongdeng):
    archive = submitted_file()
    address = f"/households/{archive.file_no}/withdraw/"
    assert client_of(clerk_yongdeng).post(address).status_code == 404

    assert client_of(clerk_chengguan).post(address).status_code == 302

    archive.refresh_from_db()
    assert archive.status == "RETURNED"


def test_taking_back_too_late_says_so(client_of, submitted_file, clerk_chengguan, reviewer_chengguan):
    archive = submitted_file()
    review.check(archive=archive, by=reviewer_chengguan)

    page = client_of(clerk_chengguan).post(f"/households/{archive.file_no}/withdraw/", follow=True)

    assert "档案现在是“待市州审批”，不能办理“撤回”" in page.content.decode()


def test_the_flow_shows_the_steps_of_the_files_own_chain(page_of, submitted_file, reviewer_chengguan):
    archive = submitted_file()
    review.check(archive=archive, by=reviewer_chengguan)

    page = page_of(archive)

    flow = re.search(r'<ol class="flow.*?</ol>', page, re.S)[0]
    stages = re.findall(r'<li(?: class="(\w+)")?[^>]*><b>([^<]+)</b>([^<]*)</li>', flow)
    assert stages == [
        ("d", "录入", "2022-03-31 clerk_chengguan"),
        ("d", "县级审核", "2022-03-31 reviewer_chengguan"),
        ("on", "市州审批", "自 2022-03-31"),
        ("", "在档", ""),
        ("", "渐退期", "最长 6 个月"),
        ("", "退档", "—"),
    ]


def test_a_second_round_can_be_laid_beside_the_first(
    client_of, page_of, submitted_file, reviewer_chengguan, clerk_chengguan
):
    first = factories.content(worker=factories.worker(name="王桂英"))
    archive = files.submit(content=first, by=clerk_chengguan, unit=clerk_chengguan.unit)
    address = f"/households/{archive.file_no}/rounds/"
    assert client_of(clerk_chengguan).get(address).status_code == 404
    review.return_file(
        archive=archive, by=reviewer_chengguan, note="收入不实", field_notes=[("incomes", "请附流水")]
    )
    draft = Draft.objects.create(
        archive=archive,
        unit=archive.unit,
        unit_path=archive.unit_path,
        created_by=clerk_chengguan.user,
        saved_by=clerk_chengguan.user,
    )
    first.home = first.home | {"township": "渭源路街道"}
    files.submit(content=first, by=clerk_chengguan, unit=clerk_chengguan.unit, draft=draft)

    page = words(client_of(clerk_chengguan).get(address).content.decode())

    assert "东关街道 渭源路街道" in page
    shown = words(page_of(archive))
    assert "收入不实" in shown and "请附流水" in shown and "对照两次提交" in shown


def test_a_file_costs_the_same_with_two_people_and_with_eight(client_of, active_file, clerk_chengguan):
    small = active_file()
    large = active_file(
        members=[factories.member(name=f"成员{n}", relation="97") for n in range(7)],
        incomes=[factories.income(member=n) for n in range(8)],
        expenses=[factories.expense(member=n, reimbursed_amount=Decimal(0)) for n in range(8)],
    )
    client = client_of(clerk_chengguan)
    client.get(f"/households/{small.file_no}/")
    with CaptureQueriesContext(connection) as two:
        client.get(f"/households/{small.file_no}/")
    with CaptureQueriesContext(connection) as eight:
        client.get(f"/households/{large.file_no}/")

    assert len(eight) == len(two)
    assert len(two) <= 55


def test_a_returned_file_is_mended_by_its_clerk(page_of, submitted_file, reviewer_chengguan):
    archive = submitted_file()
    review.return_file(archive=archive, by=reviewer_chengguan, note="补材料")

    assert "已退回，请修改后重新提交" in words(page_of(archive))
    assert "已退回，请修改后重新提交" not in words(page_of(archive, by=reviewer_chengguan))


def test_the_print_is_masked_numbered_and_recorded(client_of, active_file, clerk_chengguan):
    content = factories.content()
    archive = active_file(worker=content.worker, home=content.home)

    page = client_of(clerk_chengguan).get(f"/households/{archive.file_no}/print/").content.decode()

    event = AuditEvent.objects.get(event=Event.FILE_PRINTED)
    assert re.fullmatch(r"P-220331-[0-9A-F]{6}", event.detail["print_no"])
    assert event.detail["print_no"] in page
    assert "演示数据" in page and "504.50" in page and "符合深度困难" in page
    assert content.worker["id_number"] not in page and content.home["mobile"] not in page


def test_several_files_are_printed_in_the_order_of_the_list(
    client_of, active_file, clerk_chengguan, clerk_yongdeng
):
    first, second = active_file(), active_file()
    ticked = {"selected": [second.file_no, first.file_no, "GS-620121-2022-00001"]}

    page = client_of(clerk_chengguan).post("/households/print/", ticked).content.decode()

    assert re.findall(r'<section class="pg" tabindex="0" aria-label="([^"]+)"', page) == [
        second.file_no,
        first.file_no,
    ]
    assert AuditEvent.objects.filter(event=Event.FILE_PRINTED).count() == 2
    stranger = client_of(clerk_yongdeng).post("/households/print/", ticked)
    assert (stranger.status_code, stranger["Location"]) == (302, "/households/")
