"""The pages of an import, without script: upload, lay columns, check, import, mend, undo."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from households.enums import ImportStatus
from households.models import Draft, ImportRun
from households.payloads import payload_of_content
from tests import factories
from tests.households.import_files import full_workbook, row, workbook
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent
from unionaid.jobs.models import Job
from unionaid.jobs.worker import Worker

WRONG = "620102199001011234"


@pytest.fixture
def clerk(standards, clerk_chengguan, client_of):
    return client_of(clerk_chengguan)


def upload(client, content, name="一季度台账.xlsx"):
    answer = client.post(reverse("import_new"), {"workbook": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.context["form"].errors
    return ImportRun.objects.latest("pk")


def lay(client, run, **decided):
    page = client.get(reverse("import_map", args=[run.pk]))
    keys = {f"column-{m.column.place}": m.column.key for m in page.context["columns"]}
    return client.post(reverse("import_map", args=[run.pk]), keys | decided)


def test_a_messy_workbook_is_checked_imported_mended_and_imported_again(clerk):
    number = factories.identity_number()
    run = upload(
        clerk, workbook([row(), row(name="李明", number=number, income="三万"), row(income="3.2万")])
    )
    assert lay(clerk, run).url == reverse("import_check", args=[run.pk])
    page = clerk.get(reverse("import_check", args=[run.pk]))
    assert (page.context["clean"], page.context["run"].warned, page.context["run"].refused) == (1, 1, 1)
    text = page.content.decode()
    assert "导入 2 行，跳过 1 行错误" in text
    assert number not in text
    answer = clerk.post(reverse("import_run", args=[run.pk]), {"keep_good": "1"})
    assert answer.url == reverse("import_result", args=[run.pk])
    assert Draft.objects.count() == 2
    marked = clerk.get(reverse("import_errors", args=[run.pk]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(marked.streaming_content)))
    book["在档"]["E4"] = 30000
    out = io.BytesIO()
    book.save(out)
    again = upload(clerk, out.getvalue())
    lay(clerk, again)
    clerk.post(reverse("import_run", args=[again.pk]))
    again.refresh_from_db()
    assert (again.read, again.created, again.same, again.refused) == (3, 1, 2, 0)
    assert Draft.objects.count() == 3
    taken = AuditEvent.objects.filter(event=Event.IMPORT_FILE_TAKEN)
    assert [event.subject_id for event in taken] == [str(run.pk)]


def test_a_word_nobody_knows_gets_its_meaning_and_is_remembered(clerk, clerk_chengguan):
    run = upload(clerk, workbook([row(cause="收入低"), row(name="李明", cause="收入低")]))
    page = clerk.get(reverse("import_map", args=[run.pk]))
    [mapped] = [m for m in page.context["columns"] if m.column.key == "causes.main_cause"]
    assert mapped.words == [("收入低", 2)]
    lay(clerk, run, **{f"word-{mapped.column.place}-0": "10", "remember": "1"})
    clerk.post(reverse("import_run", args=[run.pk]))
    assert {draft.payload["hardship"]["main_cause"][0] for draft in Draft.objects.all()} == {"10"}
    later = upload(clerk, workbook([row(name="赵强", cause="收入低")]))
    page = clerk.get(reverse("import_map", args=[later.pk]))
    assert all(not mapped.words for mapped in page.context["columns"])


def test_a_column_may_be_left_out(clerk):
    run = upload(clerk, workbook([row()]))
    page = clerk.get(reverse("import_map", args=[run.pk]))
    [place] = [m.column.place for m in page.context["columns"] if m.column.key == "decision.tier"]
    lay(clerk, run, **{f"column-{place}": ""})
    clerk.post(reverse("import_run", args=[run.pk]))
    assert "check" not in Draft.objects.get().payload


def test_one_field_twice_is_refused(clerk):
    run = upload(clerk, workbook([row()]))
    answer = lay(clerk, run, **{"column-2": "worker.name"})
    assert answer.url == reverse("import_map", args=[run.pk])
    assert "对应了两列" in clerk.get(answer.url).content.decode()


def test_complete_households_can_be_submitted_at_once(clerk):
    run = upload(clerk, full_workbook(factories.content(needs=[{"aid_type": "A2", "note": ""}])))
    lay(clerk, run)
    answer = clerk.post(reverse("import_run", args=[run.pk]), {"submit": "1"})
    assert answer.url == reverse("import_progress", args=[run.pk])
    assert clerk.get(answer.url).status_code == 200
    Worker().run_all()
    run.refresh_from_db()
    assert (run.status, Job.objects.get().state) == (ImportStatus.DONE, Job.State.DONE)
    assert clerk.get(answer.url).url == reverse("import_check", args=[run.pk])


def test_undo_and_discard(clerk):
    run = upload(clerk, workbook([row()]))
    lay(clerk, run)
    clerk.post(reverse("import_run", args=[run.pk]))
    assert Draft.objects.count() == 1
    clerk.post(reverse("import_undo", args=[run.pk]))
    assert Draft.objects.count() == 0
    assert "撤销" in clerk.get(reverse("import_result", args=[run.pk])).content.decode()
    other = upload(clerk, workbook([row()]))
    clerk.post(reverse("import_discard", args=[other.pk]))
    assert clerk.get(reverse("import_check", args=[other.pk])).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"a,b\n1,2\n", "CSV"), (b"\x89PNG\r\n\x1a\n" + bytes(90), "图片"), (b"", "文件是空的")],
)
def test_what_is_no_workbook_is_said_on_the_form(clerk, content, said):
    answer = clerk.post(reverse("import_new"), {"workbook": SimpleUploadedFile("x.xlsx", content)})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_the_neighbour_finds_nothing(clerk, clerk_yongdeng, reviewer_chengguan, client_of):
    run = upload(clerk, workbook([row()]))
    lay(clerk, run)
    neighbour, reviewer = client_of(clerk_yongdeng), client_of(reviewer_chengguan)
    for name in ("import_map", "import_check", "import_errors", "import_progress"):
        assert neighbour.get(reverse(name, args=[run.pk])).status_code == 404
        assert reviewer.get(reverse(name, args=[run.pk])).status_code == 403
    assert "一季度" not in neighbour.get(reverse("imports")).content.decode()
    assert "一季度" in clerk.get(reverse("imports")).content.decode()


def test_the_list_asks_the_same_for_one_and_many(clerk, django_assert_max_num_queries):
    assert "还没有导入过" in clerk.get(reverse("imports")).content.decode()
    for _ in range(3):
        upload(clerk, workbook([row()]))
    with django_assert_max_num_queries(25):
        clerk.get(reverse("imports"))


def test_template_and_register_are_downloads(clerk, active_file):
    active_file()
    for answer in (clerk.get(reverse("import_template")), clerk.post(reverse("import_export"))):
        assert "困难职工" in openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).sheetnames


def test_the_workbook_is_sealed(clerk):
    number = factories.identity_number()
    run = upload(clerk, workbook([row(number=number)]))
    lay(clerk, run)
    from django.db import connection

    with connection.cursor() as cursor:
        for table, column in (("importpart", "content"), ("importrow", "detail"), ("importrun", "plan")):
            cursor.execute(f"SELECT {column} FROM households_{table}")
            assert all(number.encode() not in bytes(found) for (found,) in cursor.fetchall())


def test_payloads_and_forms_have_the_same_fields():
    """Every field of the entry form has its column."""
    from households.drafting import ROWS, SECTIONS
    from households.imports.fields import fields

    prefixes = {
        "identity": "worker",
        "contact": "home",
        "work": "work",
        "causes": "causes",
        "housing": "home",
        "support": "support",
        "bank": "bank",
        "event": "event",
    }
    own = {
        f"{prefixes[name]}.{field}"
        for sections in SECTIONS.values()
        for name, form in sections.items()
        if name in prefixes
        for field, _columns in form.layout
    } - {"event.has_event"}
    singular = {"members": "member", "incomes": "income", "expenses": "expense"}
    own |= {
        f"{singular[name]}.{field}"
        for kinds in ROWS.values()
        for name, form in kinds.items()
        if name in singular
        for field, _columns in form.layout
    }
    assert own <= set(fields())
    assert payload_of_content(factories.content())["worker"].keys() <= {
        key.partition(".")[2] for key in fields()
    } | {"id_document", "is_counted"}
