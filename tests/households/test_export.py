import io

import openpyxl
import pytest

from households import jobs
from households.views import export as views
from tests import factories
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent
from unionaid.jobs import running
from unionaid.jobs.models import Job
from unionaid.jobs.results import parts

ACCOUNT = "6299991234567890128"


def book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(content, sheet="花名册"):
    return [[cell.value for cell in row] for row in book(content)[sheet].iter_rows()]


@pytest.fixture
def exported(client_of, clerk_chengguan):
    """Return a function: query → the bytes of the workbook that is sent."""

    def post(query="", by=clerk_chengguan):
        answer = client_of(by).post(f"/households/export/?{query}")
        assert "attachment" in answer["Content-Disposition"]
        return b"".join(answer.streaming_content)

    return post


def test_the_register_holds_the_rows_and_columns_of_the_list(exported, active_file, submitted_file):
    first = active_file(worker=factories.worker(name="王桂英"))
    submitted_file(worker=factories.worker(name="待审人"))

    table = rows(exported("cols=name,file_no,tier,size,net_income,changed"))

    assert table[0] == ["职工姓名", "档案号", "困难类别", "家庭人口", "家庭月人均纯收入", "更新"]
    assert [row[:5] for row in table[1:]] == [["王桂英", first.file_no, "深度困难", 2, 504.5]]


def test_the_notes_say_whose_list_it_is_and_what_the_words_mean(exported, active_file):
    active_file()

    notes = dict(rows(exported("tier=DEEP&unit=620102"), "说明")[1:])

    assert notes["筛选条件"] == "单位：城关区总工会；困难类别：深度困难"
    assert notes["数据截至"] == "2022-03-31"
    assert notes["导出人"] == "clerk_chengguan（城关区总工会，经办）"
    assert {"导出时间", "范围", "在档", "人均月纯收入", "隐藏", "演示数据"} <= set(notes)


def test_numbers_of_people_leave_masked(exported, active_file):
    content = factories.content()
    active_file(worker=content.worker, home=content.home, bank=content.bank | {"bank_account": ACCOUNT})

    row = rows(exported("cols=identity,mobile,bank_account"))[1]

    mobile = content.home["mobile"]
    assert row[1:] == [
        f"**************{content.worker['id_number'][-4:]}",
        f"{mobile[:3]}****{mobile[-4:]}",
        "**** 0128",
    ]


def test_a_name_that_looks_like_a_formula_stays_a_text(exported, active_file):
    active_file(worker=factories.worker(name="=HYPERLINK(1)"))

    cell = book(exported("status=ALL"))["花名册"]["A2"]

    assert (cell.data_type, cell.value) == ("s", "=HYPERLINK(1)")


def test_an_export_is_evidence_of_who_took_which_list(exported, active_file, clerk_chengguan):
    active_file()

    exported("tier=DEEP&cols=name,tier")

    event = AuditEvent.objects.get(event=Event.REGISTER_EXPORTED)
    assert event.actor == clerk_chengguan.user
    assert event.detail == {"filters": "困难类别：深度困难", "columns": ["name", "tier"], "rows": 1}


def test_the_neighbour_exports_none_of_it(exported, active_file, clerk_yongdeng):
    active_file(worker=factories.worker(name="王桂英"))
    assert len(rows(exported("status=ALL"))) == 2

    table = rows(exported("status=ALL", by=clerk_yongdeng))

    assert [row for row in table[1:] if any(row)] == []
    assert table[0][0] == "职工姓名"


def test_without_the_right_nothing_is_exported(
    client_of, active_file, auditor_gansu, finance_chengguan, admin
):
    active_file()

    for posting in (auditor_gansu, finance_chengguan, admin):
        assert client_of(posting).post("/households/export/").status_code == 403
    assert not AuditEvent.objects.filter(event=Event.REGISTER_EXPORTED).exists()


def test_a_wrong_filter_exports_nothing_and_says_so(client_of, clerk_chengguan, active_file):
    active_file()

    answer = client_of(clerk_chengguan).post("/households/export/?tier=RICH", follow=True)

    assert "筛选条件有误，没有导出" in answer.content.decode()
    assert not AuditEvent.objects.filter(event=Event.REGISTER_EXPORTED).exists()


def test_a_long_register_is_a_job_and_a_double_click_is_one(
    client_of, active_file, clerk_chengguan, clerk_yongdeng, monkeypatch
):
    monkeypatch.setattr(views, "AT_ONCE", 1)
    active_file(worker=factories.worker(name="甲"))
    active_file(worker=factories.worker(name="乙"))
    client = client_of(clerk_chengguan)

    answers = [
        client.post("/households/export/?cols=name,tier", {"request_key": "k1"}) for _click in range(2)
    ]

    job = Job.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/jobs/{job.pk}/"] * 2
    assert (job.kind, job.owner, job.title) == (jobs.REGISTER, clerk_chengguan, "导出花名册 2 户")
    running.run_job.func(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert [row[0] for row in rows(b"".join(parts(job)))] == ["职工姓名", "甲", "乙"]
    assert client_of(clerk_yongdeng).get(f"/jobs/{job.pk}/result/").status_code == 404


def test_ticked_files_are_exported_alone_and_the_paper_says_so(
    client_of, active_file, clerk_chengguan, clerk_yongdeng
):
    first, _second = active_file(worker=factories.worker(name="甲")), active_file()
    sent = {"picked": "1", "selected": [first.file_no]}
    query = "/households/export/?tier=DEEP&cols=name,tier"

    content = b"".join(client_of(clerk_chengguan).post(query, sent).streaming_content)

    assert [row[0] for row in rows(content)] == ["职工姓名", "甲"]
    assert dict(rows(content, "说明")[1:])["筛选条件"] == "困难类别：深度困难（仅勾选的档案）"
    detail = AuditEvent.objects.get(event=Event.REGISTER_EXPORTED).detail
    assert detail == {
        "filters": "困难类别：深度困难（仅勾选的档案）",
        "columns": ["name", "tier"],
        "rows": 1,
    }
    hers = b"".join(client_of(clerk_yongdeng).post(query, sent).streaming_content)
    assert [row for row in rows(hers)[1:] if any(row)] == []


def test_the_whole_list_goes_by_its_filters_and_not_by_the_ticks(client_of, active_file, clerk_chengguan):
    active_file(worker=factories.worker(name="甲"))
    active_file(worker=factories.worker(name="乙"))
    sent = {"picked": "1", "whole": "1", "selected": ["GS-620102-2022-00001"]}

    answer = client_of(clerk_chengguan).post("/households/export/?cols=name,tier", sent)

    assert [row[0] for row in rows(b"".join(answer.streaming_content))] == ["职工姓名", "甲", "乙"]


def test_without_a_tick_nothing_is_exported(client_of, active_file, clerk_chengguan):
    active_file()

    answer = client_of(clerk_chengguan).post("/households/export/", {"picked": "1"}, follow=True)

    assert "没有勾选档案，没有导出" in answer.content.decode()
    assert not AuditEvent.objects.filter(event=Event.REGISTER_EXPORTED).exists()
