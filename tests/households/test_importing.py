"""Workbooks become drafts, change files, or are refused; the four counts always add up."""

import io
from datetime import date

import openpyxl
import pytest

from households.actions import importing
from households.drafting import content_of_payload
from households.enums import ImportStatus
from households.import_errors import HeaderNotFound, NothingToImport, RowsRefused, Touched
from households.imports import export
from households.models import Draft, HardshipArchive, ImportRun
from households.payloads import payload_of_content
from tests import factories
from tests.households.import_files import full_workbook, row, title_of, workbook
from tests.web.workbook_files import saved, xlsx
from unionaid.audit.models import AuditEvent

NONE = {"created": 0, "changed": 0, "same": 0, "refused": 0}


def bring(content, by, **options):
    """Import and return (counts, errors as (row, column, code))."""
    report = importing.bring_in(by=by, file_name="台账.xlsx", content=content, **options).report
    counts = report.counts
    assert counts["read"] == sum(counts[name] for name in NONE)
    return counts, [(problem.row, problem.column, problem.code) for problem in report.errors]


def counts(**found):
    values = NONE | found
    return {"read": sum(values.values())} | values


def exported(by, tmp_path):
    path = tmp_path / "register.xlsx"
    export.export(path, by=by)
    return path.read_bytes()


def changed(content, sheet, place, key, value):
    """The same workbook with another value in a cell of a data row (0 is the first)."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book[sheet]
    titles = [cell.value for cell in page[1]]
    page.cell(place + 2, titles.index(title_of(key)) + 1).value = value
    return saved(book)


def test_new_households_become_drafts_that_say_everything(standards, clerk_chengguan, tmp_path):
    wanted = factories.content(
        event=factories.event(), expenses=[factories.expense(), factories.expense(item="药")]
    )
    found, errors = bring(full_workbook(wanted), clerk_chengguan)
    assert (found, errors) == (counts(created=1), [])
    draft = Draft.objects.get()
    assert (draft.unit, draft.worker_name, draft.created_by) == (
        clerk_chengguan.unit,
        "王桂英",
        clerk_chengguan.user,
    )
    today = date(2022, 3, 31)
    wanted.needs[0]["note"] = ""
    for document in wanted.documents:
        document["received_on"] = today
    typed = content_of_payload(payload_of_content(wanted), draft.unit, today)
    assert content_of_payload(draft.payload, draft.unit, today) == typed


def test_the_same_workbook_again_changes_nothing(standards, clerk_chengguan):
    content = full_workbook(factories.content(), factories.content(worker=factories.worker(name="李明")))
    assert bring(content, clerk_chengguan)[0] == counts(created=2)
    before = list(Draft.objects.values_list("pk", "version", "saved_at"))
    assert bring(content, clerk_chengguan)[0] == counts(same=2)
    assert list(Draft.objects.values_list("pk", "version", "saved_at")) == before


def test_a_plain_ledger_becomes_drafts_to_be_completed(standards, clerk_chengguan):
    found, errors = bring(workbook([row(), row(name="李明", cause="子女上学", tier="相对")]), clerk_chengguan)
    assert (found, errors) == (counts(created=2), [])
    draft = Draft.objects.get(worker_name="李明")
    assert draft.payload["hardship"]["main_cause"] == ["09"]
    assert draft.payload["worker"]["applied_on"] == ["2022-01-26"]
    assert draft.payload["check"] == {"tier": ["RELATIVE"]}
    assert "members" not in draft.payload


def test_the_register_comes_back_and_nothing_changes(active_file, clerk_chengguan, submitted_file, tmp_path):
    active_file(
        members=[
            factories.member(),
            factories.member(
                name="王小明",
                relation="20",
                id_document="NONE",
                id_number="",
                id_missing_reason="新生儿",
                birth_date=factories.date(2022, 1, 1),
            ),
        ],
        bank={
            "bank": "农业银行",
            "branch": "",
            "bank_account": "6222021234567894",
            "account_holder": "王桂英",
        },
        event=factories.event(),
    )
    submitted_file()
    content = exported(clerk_chengguan, tmp_path)
    people = HardshipArchive.objects.values_list("version", flat=True)
    before = list(people)
    assert bring(content, clerk_chengguan) == (counts(same=2), [])
    assert list(people) == before
    assert Draft.objects.count() == 0
    assert not ImportRun.objects.exists()


def test_no_number_leaves_whole(active_file, clerk_chengguan, tmp_path):
    archive = active_file()
    content = exported(clerk_chengguan, tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(content))
    texts = {str(cell.value) for page in book for line in page.iter_rows() for cell in line}
    for person in archive.members.all():
        assert person.id_number not in texts
    assert archive.mobile not in texts
    assert archive.address_detail not in texts
    assert archive.file_no in texts


def test_a_changed_cell_is_a_change_shown_old_and_new(active_file, clerk_chengguan, tmp_path):
    active_file()
    content = changed(exported(clerk_chengguan, tmp_path), "困难职工", 0, "work.employer", "兰州新厂（演示）")
    outcome = importing.bring_in(by=clerk_chengguan, file_name="x.xlsx", content=content, dry_run=True)
    assert outcome.report.counts == counts(changed=1)
    assert outcome.report.rows[0].differences == [
        ("工作单位", "兰州陇昌机械有限公司（演示）", "兰州新厂（演示）")
    ]


def test_a_telephone_changes_at_once_with_its_evidence(active_file, clerk_chengguan, tmp_path):
    archive = active_file()
    content = changed(exported(clerk_chengguan, tmp_path), "困难职工", 0, "home.mobile", "15400009999")
    assert bring(content, clerk_chengguan) == (counts(changed=1), [])
    archive.refresh_from_db()
    assert archive.mobile == "15400009999"
    run = ImportRun.objects.get()
    importing.undo(run=run, by=clerk_chengguan)
    archive.refresh_from_db()
    assert archive.mobile != "15400009999"


@pytest.mark.parametrize(
    ("sheet", "key", "value", "code"),
    [
        ("困难职工", "worker.id_number", "620102********0000", "mask_differs"),
        ("困难职工", "decision.tier", "意外致困", "tier_change"),
        ("困难职工", "work.applied_on", "2022-13-02", "no_such_day"),
        ("困难职工", "worker.ethnicity", "火星", "code"),
        ("困难职工", "home.mobile", "138", "mobile"),
        ("困难职工", "meta.file_no", "GS-620102-2022-99999", "file_unknown"),
        ("困难职工", "meta.unit", "永登县总工会", "unit"),
        ("家庭成员", "member.id_number", "620102********9999", "masked_member_unknown"),
        ("收入", "income.monthly_amount", "一千", "amount"),
        ("刚性支出", "expense.reimbursed_amount", "99999999", "reimbursed_too_much"),
    ],
)
def test_a_damaged_cell_is_the_one_reported(active_file, clerk_chengguan, tmp_path, sheet, key, value, code):
    active_file()
    content = changed(exported(clerk_chengguan, tmp_path), sheet, 0, key, value)
    found, errors = bring(content, clerk_chengguan)
    column = title_of(key) if sheet == "困难职工" else f"{sheet}!{title_of(key)}"
    assert (2, column, code) in errors
    assert len(errors) == (1 if key != "meta.file_no" else 4)
    assert found["refused"] == found["read"] - found["same"]


def test_all_or_nothing_is_the_default(standards, clerk_chengguan):
    content = workbook([row(), row(number="620102199001011234"), row(name="李明")])
    assert bring(content, clerk_chengguan) == (counts(refused=3), [(4, "身份证号", "identity_checksum")])
    assert not Draft.objects.exists()
    assert not ImportRun.objects.exists()


def test_the_good_rows_are_kept_when_asked(standards, clerk_chengguan):
    content = workbook([row(), row(number="620102199001011234"), row(name="李明")])
    found, errors = bring(content, clerk_chengguan, keep_good=True)
    assert (found, errors) == (counts(created=2, refused=1), [(4, "身份证号", "identity_checksum")])
    assert sorted(Draft.objects.values_list("worker_name", flat=True)) == ["李明", "王桂英"]


def test_a_dry_run_writes_nothing(standards, clerk_chengguan):
    content = workbook([row(), row(number="620102199001011234")])
    evidence = AuditEvent.objects.count()
    assert bring(content, clerk_chengguan, dry_run=True)[0] == counts(created=1, refused=1)
    assert not Draft.objects.exists()
    assert not ImportRun.objects.exists()
    assert AuditEvent.objects.count() == evidence


def test_one_person_twice_in_a_workbook_is_refused(standards, clerk_chengguan):
    number = factories.identity_number()
    _found, errors = bring(workbook([row(number=number), row(name="李明", number=number)]), clerk_chengguan)
    assert errors == [(4, "身份证号", "twice")]


def test_a_person_on_file_elsewhere_is_named_by_office_alone(active_file, clerk_yongdeng):
    archive = active_file()
    number = archive.members.get(relation="01").id_number
    outcome = importing.bring_in(
        by=clerk_yongdeng, file_name="x", content=workbook([row(number=number)]), dry_run=True
    )
    [problem] = outcome.report.errors
    assert problem.code == "person_already_on_file"
    assert problem.message == "已在城关区总工会的档案中（电话 0931-0000001），请联系该工会核对"
    assert archive.file_no not in str(outcome.report.rows)


def test_the_neighbour_finds_no_file_by_its_number(active_file, clerk_yongdeng):
    archive = active_file()
    content = xlsx(("在档", [["档案号", "姓名", "民族"], [archive.file_no, "王桂英", "汉族"]]))
    assert bring(content, clerk_yongdeng) == (counts(refused=1), [(2, "档案号", "file_unknown")])


def test_a_file_in_review_is_not_changed(submitted_file, clerk_chengguan, tmp_path):
    submitted_file()
    content = changed(exported(clerk_chengguan, tmp_path), "困难职工", 0, "work.employer", "别厂")
    assert bring(content, clerk_chengguan) == (counts(refused=1), [(2, "档案号", "in_review")])


def test_a_row_of_no_household_is_read_and_refused(standards, clerk_chengguan):
    wanted = factories.content()
    content = full_workbook(wanted)
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book["收入"]
    page.append(["GS-0"])
    found, errors = bring(saved(book), clerk_chengguan, keep_good=True)
    assert found == counts(created=1, refused=1)
    assert (3, "收入!档案号", "household_unknown") in errors


def test_members_listed_with_the_worker_first(standards, clerk_chengguan):
    wanted = factories.content()
    book = openpyxl.load_workbook(io.BytesIO(full_workbook(wanted)))
    page = book["家庭成员"]
    titles = [cell.value for cell in page[1]]
    line = [None] * len(titles)
    for title, value in {
        "职工身份证号码": wanted.worker["id_number"],
        "与职工的关系": "本人",
        "成员姓名": wanted.worker["name"],
        "成员证件号码": wanted.worker["id_number"],
    }.items():
        line[titles.index(title)] = value
    page.append(line)
    assert bring(saved(book), clerk_chengguan) == (counts(created=1), [])


def test_undone_while_nobody_has_touched_it(standards, clerk_chengguan):
    bring(workbook([row(), row(name="李明")]), clerk_chengguan)
    run = importing.undo(run=ImportRun.objects.get(), by=clerk_chengguan)
    assert run.status == ImportStatus.UNDONE
    assert not Draft.objects.exists()


def test_what_was_worked_on_since_cannot_be_taken_back(standards, clerk_chengguan):
    bring(workbook([row(), row(name="李明")]), clerk_chengguan)
    Draft.objects.filter(worker_name="李明").update(version=2)
    with pytest.raises(Touched) as touched:
        importing.undo(run=ImportRun.objects.get(), by=clerk_chengguan)
    assert touched.value.names == ["李明"]
    assert Draft.objects.count() == 2


def test_a_draft_that_was_changed_says_again_what_it_said(standards, clerk_chengguan):
    number = factories.identity_number()
    bring(workbook([row(number=number)]), clerk_chengguan)
    before = Draft.objects.get().payload
    assert bring(workbook([row(number=number, cause="子女上学")]), clerk_chengguan)[0] == counts(changed=1)
    assert Draft.objects.get().payload["hardship"]["main_cause"] == ["09"]
    importing.undo(run=ImportRun.objects.latest("pk"), by=clerk_chengguan)
    assert Draft.objects.get().payload == before


def test_the_steps_of_a_workbook(standards, clerk_chengguan):
    run = importing.upload(
        by=clerk_chengguan,
        file_name="C:\\台账\\一季度.xlsx",
        content=workbook([row(), row(number="620102199001011234")]),
    )
    assert (run.file_name, run.status) == ("一季度.xlsx", ImportStatus.UPLOADED)
    run = importing.check(run=run, by=clerk_chengguan)
    assert (run.read, run.created, run.refused, run.status) == (2, 1, 1, ImportStatus.CHECKED)
    with pytest.raises(RowsRefused):
        importing.carry_out(run=run, by=clerk_chengguan, keep_good=False)
    run = importing.carry_out(run=run, by=clerk_chengguan, keep_good=True)
    assert (run.status, run.done_by) == (ImportStatus.DONE, clerk_chengguan.user)
    assert importing.carry_out(run=run, by=clerk_chengguan, keep_good=True).pk == run.pk
    assert Draft.objects.count() == 1


def test_nothing_to_import_says_so(standards, clerk_chengguan):
    content = workbook([row(number="620102199001011234")])
    run = importing.check(
        run=importing.upload(by=clerk_chengguan, file_name="x.xlsx", content=content), by=clerk_chengguan
    )
    with pytest.raises(NothingToImport):
        importing.carry_out(run=run, by=clerk_chengguan, keep_good=True)


def test_a_table_without_a_header_is_refused(standards, clerk_chengguan):
    with pytest.raises(HeaderNotFound):
        importing.upload(by=clerk_chengguan, file_name="x.xlsx", content=xlsx(("Sheet1", [["天气", "好"]])))


def test_a_discarded_workbook_is_gone(standards, clerk_chengguan):
    run = importing.upload(by=clerk_chengguan, file_name="x.xlsx", content=workbook([row()]))
    run = importing.discard(run=run, by=clerk_chengguan)
    assert (run.status, run.parts.count()) == (ImportStatus.DISCARDED, 0)
