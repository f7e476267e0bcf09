"""The pages of 结对与走访: lists, filters, exports, forms; three people each."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from households.actions import pairing
from households.models import Demand, HomeVisit, Pairing
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
LISTS = ("visits", "visit_records", "pairings", "demands", "work_ledger", "task_list", "pairing_coverage")
OUTSIDE = {"office": "", "name": "赵卫东", "post": "陇昌机械 工会主席", "phone": "15412345678"}


@pytest.fixture
def archive(active_file):
    return active_file()


@pytest.fixture
def paired(archive, clerk_chengguan):
    return pairing.pair(archive=archive, by=clerk_chengguan, user=clerk_chengguan.user)


@pytest.fixture
def clerk(client_of, clerk_chengguan):
    return client_of(clerk_chengguan)


def at(name, archive):
    return f"{reverse(name)}?household={archive.file_no}"


def visit_form(**changes):
    return {
        "purpose": "PAIRING", "visited_on": "2022-03-30", "visitors": "王晓琴、李建平", "met": "本人",
        "findings": "家中平安", "next_on": "", "demand_kind": "A3", "demand": "女儿学费",
        "request_key": "k-1",
    } | changes


def test_neighbours_find_empty_lists(paired, clerk, client_of, clerk_yongdeng, archive):
    seen = 0
    Pairing.objects.update(next_visit_on=date(2022, 4, 1))
    clerk.post(at("visit_new", archive), visit_form())
    for name in LISTS:
        seen += archive.file_no in clerk.get(reverse(name) + "?due=all").content.decode()
        answer = client_of(clerk_yongdeng).get(reverse(name))
        assert answer.status_code == 200 and archive.file_no not in answer.content.decode()
    assert seen >= 4
    for name in ("visit_new", "pairing_new", "demand_new"):
        assert client_of(clerk_yongdeng).get(at(name, archive)).status_code == 404
    demand = Demand.objects.first()
    assert client_of(clerk_yongdeng).get(reverse("demand", args=[demand.pk])).status_code == 404


def test_a_clerk_pairs_a_household_and_hands_it_over(archive, clerk):
    assert "结对责任联系人" in clerk.get(at("pairing_new", archive)).content.decode()
    empty = {"office": "", "name": "", "post": "", "phone": "", "standing": ""}
    refused = clerk.post(at("pairing_new", archive), empty)
    assert refused.status_code == 422 and "请选择本单位人员" in refused.content.decode()
    assert clerk.post(at("pairing_new", archive), OUTSIDE | {"standing": ""}).status_code == 302
    page = clerk.get(reverse("household", args=[archive.file_no])).content.decode()
    assert "赵卫东" in page and "154****5678" in page and "15412345678" not in page
    again = clerk.post(at("pairing_new", archive), OUTSIDE | {"standing": "", "name": "钱进"})
    assert again.status_code == 422 and "一户只有一位" in again.content.decode()
    first = Pairing.objects.get()
    given = OUTSIDE | {"standing": first.pk, "name": "钱进", "note": "换届"}
    assert clerk.post(at("pairing_new", archive), given).status_code == 302
    assert Pairing.objects.current().get().contact_name == "钱进"
    stale = clerk.post(at("pairing_new", archive), given | {"name": "孙立"})
    assert stale.status_code == 422 and "没有责任联系人" in stale.content.decode()


def test_the_telephone_of_a_contact_is_shown_with_a_reason(archive, clerk):
    clerk.post(at("pairing_new", archive), OUTSIDE | {"standing": ""})
    given = {"field": "contact_phone", "reason": "CONTACT", "purpose": ""}
    answer = clerk.post(reverse("reveal", args=[archive.file_no]), given, headers={"HX-Request": "true"})
    assert answer.content.decode() == "15412345678"
    assert AuditEvent.objects.filter(event=Event.FIELD_REVEALED).count() == 1


def test_many_households_get_one_contact(active_file, clerk, clerk_chengguan, reviewer_chengguan):
    files = [active_file() for _ in range(3)]
    pairing.pair(archive=files[0], by=clerk_chengguan, user=clerk_chengguan.user)
    numbers = [archive.file_no for archive in files]
    asked = clerk.post(reverse("pairing_many"), {"selected": numbers})
    assert asked.status_code == 200 and "结对或移交 3 户" in asked.content.decode()
    given = {"selected": numbers, "confirm": "1", "office": str(reviewer_chengguan.pk), "note": ""}
    assert clerk.post(reverse("pairing_many"), given).status_code == 302
    assert Pairing.objects.current().filter(contact=reviewer_chengguan.user).count() == 3
    nothing = clerk.post(reverse("pairing_many"), {"selected": ["GS-620121-2022-00001"]}, follow=True)
    assert "请先选择家庭" in nothing.content.decode()


def test_a_visit_is_written_down_with_a_demand_once(paired, archive, clerk):
    page = clerk.get(at("visit_new", archive)).content.decode()
    assert 'value="clerk_chengguan"' in page and 'value="2022-03-31"' in page
    for _click in range(2):
        assert clerk.post(at("visit_new", archive), visit_form()).status_code == 302
    visit = HomeVisit.objects.get()
    assert (visit.visitor_count, visit.demands.get().content) == (2, "女儿学费")
    shown = clerk.get(reverse("household", args=[archive.file_no])).content.decode()
    assert "家中平安" in shown and "女儿学费" in shown


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"visited_on": "2022-04-01"}, "走访日期不能晚于今天（2022-03-31），请改为实际走访的日期"),
        ({"visitors": ""}, "请填写走访人的姓名"),
        ({"findings": ""}, "请写明走访了解到的情况"),
        ({"demand": ""}, "新的诉求须有类别和内容"),
        ({"next_on": "2022-03-01"}, "下次走访应晚于今天（2022-03-31）"),
    ],
)
def test_a_wrong_visit_keeps_what_was_typed(paired, archive, clerk, changes, words):
    answer = clerk.post(at("visit_new", archive), visit_form(met="配偶") | changes)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and 'value="配偶"' in page
    assert not HomeVisit.objects.exists()


def test_finance_visits_only_the_household_it_answers_for(archive, clerk, client_of, finance_chengguan):
    finance = client_of(finance_chengguan)
    assert "您没有" in finance.get(at("visit_new", archive)).content.decode() or (
        finance.post(at("visit_new", archive), visit_form()).status_code == 422
    )
    given = {"office": str(finance_chengguan.pk), "name": "", "post": "", "phone": "", "standing": ""}
    assert clerk.post(at("pairing_new", archive), given).status_code == 302
    assert finance.post(at("visit_new", archive), visit_form()).status_code == 302


def test_a_demand_goes_its_way_on_the_page(archive, clerk):
    given = {"kind": "A1", "source": "CALL", "content": "冬季取暖困难", "due_on": ""}
    assert clerk.post(at("demand_new", archive), given | {"content": ""}).status_code == 422
    assert clerk.post(at("demand_new", archive), given).status_code == 302
    demand = Demand.objects.get(kind="A1")
    address = reverse("demand", args=[demand.pk])
    step = {"step": "CLOSE", "note": "已发放取暖补助", "outcome": "", "referred_to": ""}
    assert "请选择办理结果" in clerk.post(address, step).content.decode()
    assert clerk.post(address, step | {"outcome": "SOLVED"}).status_code == 302
    assert "已解决" in clerk.get(address).content.decode()
    again = clerk.post(address, step | {"outcome": "SOLVED"})
    assert again.status_code == 422 and "已办结" in again.content.decode()


def test_coverage_is_paired_of_active(paired, active_file, clerk, client_of, reviewer_lanzhou):
    active_file()
    Pairing.objects.update(next_visit_on=date(2022, 3, 1))
    page = client_of(reviewer_lanzhou).get(reverse("pairing_coverage"))
    row, whole = page.context["rows"][0], page.context["whole"]
    for found in (row, whole):
        assert (found.active, found.paired, found.unpaired, found.overdue) == (2, 1, 1, 1)
    assert "50.0%" in page.content.decode()
    listed = client_of(reviewer_lanzhou).get(reverse("pairings") + "?unit=GS620102&state=UNPAIRED")
    assert listed.context["page"].paginator.count == 1
    late = client_of(reviewer_lanzhou).get(reverse("visits") + "?unit=GS620102&due=late")
    assert late.context["page"].paginator.count == 1


@pytest.mark.parametrize("name", ["due", "pairings", "records", "demands", "ledger", "tasks"])
def test_every_list_is_exported_with_its_rows(paired, archive, clerk, name):
    Pairing.objects.update(next_visit_on=date(2022, 4, 1))
    clerk.post(at("visit_new", archive), visit_form(next_on="2022-04-05"))
    address = reverse("contact_export", args=[name])
    book = openpyxl.load_workbook(io.BytesIO(clerk.post(address).getvalue()))
    sheet = book.worksheets[0]
    assert any(archive.file_no in [cell.value for cell in row] for row in sheet.iter_rows(min_row=2)) or (
        name == "tasks" and sheet.max_row == 1
    )
    text = clerk.post(address + "?format=csv").content.decode("utf-8-sig")
    assert text.splitlines()[0].split(",")[:2] == [sheet.cell(1, 1).value, sheet.cell(1, 2).value]
    assert AuditEvent.objects.filter(event=Event.REGISTER_EXPORTED).count() == 2


def test_the_ledger_has_the_columns_of_table_14(paired, archive, clerk):
    address = reverse("contact_export", args=["ledger"])
    sheet = openpyxl.load_workbook(io.BytesIO(clerk.post(address).getvalue())).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [
        "档案编号", "职工姓名", "困难类别", "联系责任人", "单位职务", "联系电话", "结对日期", "走访日期",
        "职工诉求", "办理情况", "办结日期",
    ]
    assert [cell.value for cell in sheet[2]][:6] == [
        archive.file_no, "王桂英", "深度困难", "clerk_chengguan", "城关区总工会 经办", None,
    ]
    assert sheet.cell(2, 9).value == "医疗救助：透析自费药"


def test_the_sheet_is_masked_until_there_is_a_reason(paired, archive, clerk, client_of, auditor_gansu):
    Pairing.objects.update(next_visit_on=date(2022, 4, 1))
    mobile = archive.mobile
    assert mobile not in clerk.get(reverse("visit_sheet")).content.decode()
    refused = clerk.post(reverse("visit_sheet"), {"purpose": ""})
    assert refused.status_code == 422 and mobile not in refused.content.decode()
    plain = clerk.post(reverse("visit_sheet"), {"purpose": "四月走访"}).content.decode()
    assert mobile in plain and "解放路 18 号" in plain
    event = AuditEvent.objects.filter(event=Event.VISITS_PRINTED).latest("pk")
    assert (event.purpose, event.subject_label) == ("四月走访", str(archive))
    auditor = client_of(auditor_gansu).post(reverse("visit_sheet"), {"purpose": "看看"})
    assert mobile not in auditor.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_as_often_for_one_row_as_for_six(active_file, clerk, clerk_chengguan, name):
    asked = []
    for more in (1, 5):
        for _ in range(more):
            archive = active_file()
            made = pairing.pair(archive=archive, by=clerk_chengguan, user=clerk_chengguan.user)
            Pairing.objects.filter(pk=made.pk).update(next_visit_on=date(2022, 3, 31) + timedelta(days=5))
            given = visit_form(request_key=archive.file_no, next_on="2022-04-02")
            clerk.post(at("visit_new", archive), given)
        clerk.get(reverse(name))
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(reverse(name)).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_choosing_a_household_for_a_visit(paired, archive, clerk):
    assert archive.file_no in clerk.get(reverse("visit_new")).content.decode()
    assert archive.file_no in clerk.get(reverse("visit_new") + "?q=王桂").content.decode()
    assert "没有找到家庭" in clerk.get(reverse("visit_new") + "?q=没有").content.decode()


def test_a_photo_is_kept_with_the_visit_and_seen_in_scope(paired, archive, clerk, client_of, clerk_yongdeng):
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "JPEG")
    photo = SimpleUploadedFile("现场.jpg", picture.getvalue(), "image/jpeg")
    assert clerk.post(at("visit_new", archive), visit_form() | {"photos": photo}).status_code == 302
    kept = HomeVisit.objects.get().attachments.get()
    assert (kept.kind, kept.archive) == ("VISIT_PHOTO", archive)
    address = reverse("attachment", args=[kept.pk])
    assert address in clerk.get(reverse("household", args=[archive.file_no])).content.decode()
    assert client_of(clerk_yongdeng).get(address).status_code == 404


def test_what_is_no_photo_keeps_the_visit_from_being_saved(paired, archive, clerk):
    wrong = SimpleUploadedFile("现场.jpg", b"MZ not a picture", "image/jpeg")
    answer = clerk.post(at("visit_new", archive), visit_form(request_key="p") | {"photos": wrong})
    assert answer.status_code == 422 and not HomeVisit.objects.exists()
