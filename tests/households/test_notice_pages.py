"""The pages of notices as staff use them, and what the internet is shown."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from households.models import Holiday, Objection, PublicNotice
from tests import factories
from unionaid import clock
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
FORM = {
    "kind": "ENTRY", "title": "", "place_kind": "BOARD", "place": "厂区公示栏", "telephone": "0931-0000001",
    "starts_on": "2022-03-31",
}


def test_clerk_previews_and_publishes(waiting_file, clerk_chengguan, client_of):
    archive, client = waiting_file(), client_of(clerk_chengguan)
    assert archive.file_no in client.get("/notices/new/").content.decode()
    shown = client.post("/notices/new/", FORM | {"selected": archive.file_no, "preview": "1"})
    assert "截止 2022-04-08" in shown.content.decode()
    assert not PublicNotice.objects.exists()
    answer = client.post("/notices/new/", FORM | {"selected": archive.file_no, "start": "1"})
    notice = PublicNotice.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/notices/{notice.pk}/")
    assert "公示到 2022-04-08 为止" in client.get(f"/notices/{notice.pk}/").content.decode()


def test_form_without_files_or_place_says_so(waiting_file, clerk_chengguan, client_of):
    waiting_file()
    client = client_of(clerk_chengguan)
    for changes, words in (({}, "请至少选择一户"), ({"place": ""}, "请写明公示张贴的地点")):
        answer = client.post("/notices/new/", FORM | {"start": "1"} | changes)
        assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_lists_show_what_waits_and_what_runs(start, waiting_file, clerk_chengguan, client_of, after_the_end):
    client = client_of(clerk_chengguan)
    assert "没有进行中的公示" in client.get("/notices/").content.decode()
    start()
    waiting_file()
    page = client.get("/notices/").content.decode()
    assert "1 户等待建档公示" in page
    assert "还有 5 个工作日" in page
    clock.set_business_date(date(2022, 4, 8))
    assert "今天期满" in client.get("/notices/").content.decode()
    after_the_end()
    assert "公示期满，可进入下一步" in client.get("/notices/?state=expired").content.decode()


def test_list_asks_as_often_for_one_notice_as_for_many(
    start, clerk_chengguan, client_of, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(clerk_chengguan)
    start()
    client.get("/notices/")
    with django_assert_max_num_queries(60) as asked:
        client.get("/notices/")
    for _place in range(4):
        start()
    with django_assert_num_queries(len(asked)):
        client.get("/notices/")


def test_ending_too_early_names_the_last_day(start, clerk_chengguan, client_of, after_the_end):
    notice, client = start(), client_of(clerk_chengguan)
    answer = client.post(f"/notices/{notice.pk}/end/")
    assert (answer.status_code, "公示到 2022-04-08 为止" in answer.content.decode()) == (422, True)
    after_the_end()
    assert client.post(f"/notices/{notice.pk}/end/").status_code == 302
    notice.refresh_from_db()
    assert notice.status == "ENDED"


def test_taking_down_needs_a_reason(start, clerk_chengguan, client_of):
    notice, client = start(), client_of(clerk_chengguan)
    assert client.post(f"/notices/{notice.pk}/take-down/", {"reason": ""}).status_code == 422
    assert client.post(f"/notices/{notice.pk}/take-down/", {"reason": "地点写错"}).status_code == 302


def test_print_is_evidence_and_carries_nothing_else(start, waiting_file, clerk_chengguan, client_of):
    worker = factories.worker()
    archive = waiting_file(worker=worker)
    notice = start(archives=[archive])
    page = client_of(clerk_chengguan).get(f"/notices/{notice.pk}/print/").content.decode()
    evidence = AuditEvent.objects.get(event="NOTICE_PRINTED")
    assert evidence.detail["print_no"] in page
    assert "王桂英" in page
    assert not [secret for secret in secrets_of(archive, worker) if secret in page]


def secrets_of(archive, worker):
    return [worker["id_number"], archive.id_last4, archive.mobile, "解放路", "陈国庆", archive.file_no]


def test_internet_sees_masked_names_while_the_notice_runs(start, waiting_file, clerk_chengguan, client_of):
    worker = factories.worker()
    archive = waiting_file(worker=worker)
    notice, client, stranger = start(archives=[archive]), client_of(clerk_chengguan), Client()
    assert stranger.get("/public/notices/nobody/").status_code == 404
    client.post(f"/notices/{notice.pk}/web/", {"web": "on"})
    notice.refresh_from_db()
    answer = stranger.get(f"/public/notices/{notice.web_token}/")
    page = answer.content.decode()
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex, nofollow, noarchive")
    assert "no-store" in answer["Cache-Control"]
    assert "王*英" in page
    assert not [secret for secret in [*secrets_of(archive, worker), "王桂英"] if secret in page]
    client.post(f"/notices/{notice.pk}/web/", {"web": "off"})
    assert stranger.get(f"/public/notices/{notice.web_token}/").status_code == 410


def test_internet_page_is_gone_the_day_after(start, clerk_chengguan, client_of, after_the_end):
    from households.actions import notices

    notice = notices.put_on_web(notice=start(), by=clerk_chengguan)
    address = f"/public/notices/{notice.web_token}/"
    clock.set_business_date(date(2022, 4, 8))
    notices.close_pages(clock.today())
    assert Client().get(address).status_code == 200
    after_the_end()
    assert Client().get(address).status_code == 410
    notices.close_pages(clock.today())
    notices.close_pages(clock.today())
    notice.refresh_from_db()
    assert notice.is_on_web is False
    assert AuditEvent.objects.filter(event="NOTICE_TAKEN_OFF_WEB").count() == 1


def test_objection_is_written_down_and_answered(start, clerk_chengguan, reviewer_chengguan, client_of):
    notice = start()
    entry, clerk, reviewer = notice.entries.get(), client_of(clerk_chengguan), client_of(reviewer_chengguan)
    given = {
        "entry": entry.pk, "received_on": "2022-03-31", "channel": "VISIT", "objector": "李大山",
        "contact": "13900000046", "content": "家中有两套住房",
    }
    assert clerk.post(f"/notices/{notice.pk}/objections/new/", given).status_code == 302
    page = clerk.get(f"/notices/{notice.pk}/").content.decode()
    assert ("李*山" in page, "李大山" in page, "13900000046" in page) == (True, False, False)
    objection = Objection.objects.get()
    whole = reviewer.get(f"/objections/{objection.pk}/").content.decode()
    assert ("李大山" in whole, AuditEvent.objects.filter(event="FIELD_REVEALED").count()) == (True, 1)
    assert reviewer.post(f"/objections/{objection.pk}/", {"result": "upheld"}).status_code == 422
    reviewer.post(f"/objections/{objection.pk}/", {"result": "upheld", "answer": "查实"})
    entry.archive.refresh_from_db()
    assert entry.archive.status == "VERIFYING"


@pytest.mark.parametrize("what", ["notices", "objections"])
def test_registers_leave_as_workbooks(start, clerk_chengguan, client_of, what):
    from households.actions import objections

    notice = start()
    objections.record_objection(
        entry=notice.entries.get(), received_on=date(2022, 3, 31), channel="LETTER", objector="李大山",
        content="手机 13900000046 的人说有车", by=clerk_chengguan,
    )
    answer = client_of(clerk_chengguan).post("/notices/export/?state=running", {"what": what})
    rows = list(load_workbook(BytesIO(b"".join(answer))).worksheets[0].values)
    assert len(rows) == 2
    said = " ".join(map(str, rows[1]))
    assert "13900000046" not in said
    assert "李大山" not in said


def test_neighbour_finds_no_notice(start, clerk_chengguan, clerk_yongdeng, client_of):
    notice = start()
    mine, neighbour = client_of(clerk_chengguan), client_of(clerk_yongdeng)
    for path in ("", "print/", "objections/new/"):
        address = f"/notices/{notice.pk}/{path}"
        assert (mine.get(address).status_code, neighbour.get(address).status_code) == (200, 404)
    for path in ("end/", "take-down/", "web/"):
        assert neighbour.post(f"/notices/{notice.pk}/{path}", {"reason": "x"}).status_code == 404


def test_auditor_reads_and_changes_nothing(start, auditor_gansu, client_of):
    notice, client = start(), client_of(auditor_gansu)
    assert client.get(f"/notices/{notice.pk}/").status_code == 200
    assert client.post(f"/notices/{notice.pk}/end/").status_code == 403


def test_province_keeps_the_calendar(start, officer_gansu, clerk_chengguan, client_of):
    start()
    province, clerk = client_of(officer_gansu), client_of(clerk_chengguan)
    given = {"day": "2022-04-07", "name": "开斋节", "source": "演示"}
    assert clerk.post("/standards/holidays/add/", given).status_code == 403
    page = province.post("/standards/holidays/add/", given, follow=True).content.decode()
    assert "1 个进行中的公示已顺延" in page
    first = Holiday.objects.get(day=date(2022, 4, 5))
    page = province.post(f"/standards/holidays/{first.pk}/remove/", follow=True).content.decode()
    assert "公示期因节假日缩短" in page
    assert province.post("/standards/holidays/add/", given).status_code == 422
    assert "还没有登记" in clerk.get("/standards/holidays/?year=2031").content.decode()
