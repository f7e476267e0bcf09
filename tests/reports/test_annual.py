"""The annual tables of the demo: one value on screen, in the workbook and over the API, and it adds up."""

import json
import re
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.queries.article import campaign_totals
from households.models import ArchiveEpisode, HardshipArchive
from reports import annual, base_checks, control
from reports.annual import people
from reports.annual.period import Period, period_of
from reports.statistics import digest, to_json
from reports.workbooks import FIRST_COLUMN, FIRST_ROW
from tests.province import province  # noqa: F401
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent
from unionaid.organizations.models import UnionUnit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
SPRING = Period(date(2022, 1, 1), date(2022, 3, 31))
PLAIN = {"from": "2022-01-01", "to": "2022-03-31"}


@pytest.fixture
def gansu():
    return UnionUnit.objects.get(code="GS")


@pytest.fixture
def officer(client):
    from unionaid.accounts.models import User

    client.force_login(User.objects.get(username="officer.gansu"))
    return client


def test_the_first_table_is_the_census(gansu):
    table = annual.table(gansu, SPRING, "people")
    assert [table.total.values[key] for key in ("total", "DEEP", "RELATIVE", "ACCIDENTAL", "UNRATED")] == [
        6824, 940, 5035, 827, 22,
    ]
    assert [line.code for line in table.lines][:3] == ["620100", "620200", "620300"]


@pytest.mark.parametrize("period", [SPRING, period_of(2021), period_of(2021, 3)])
@pytest.mark.parametrize("code", ["GS", "GS620100", "GS620102", "GS620200"])
def test_every_equation_holds(code, period):
    tables = annual.tables(UnionUnit.objects.get(code=code), period)
    found = control.all_findings(tables, annual.BETWEEN)
    assert len(found) >= 11
    assert [str(finding) for finding in found if not finding.holds] == []


def test_a_wrong_total_is_found_and_named(gansu):
    table = annual.table(gansu, SPRING, "people")
    table.lines[0].values["DEEP"] += 1
    assert [finding.difference for finding in control.sums(table)] == [1]
    assert [finding.line for finding in control.findings([table]) if not finding.holds] == ["兰州市"]


def test_lower_totals_are_the_lines_of_the_upper_table(gansu):
    upper = {line.code: line.values for line in annual.table(gansu, SPRING, "people").lines}
    for unit in UnionUnit.objects.filter(depth=2, code__in=["GS620100", "GS620200", "GS622900"]):
        lower = annual.table(unit, SPRING, "people").total.values
        assert lower | {"share": None} == upper[unit.public_code] | {"share": None}


def test_the_workbook_holds_the_values_of_the_api(officer, gansu):
    answer = officer.get(reverse("api_annual"), PLAIN).json()
    assert answer["failed"] == []
    assert answer["digest"] == digest(annual.tables(gansu, SPRING))
    book = load_workbook(BytesIO(officer.get(reverse("annual_workbook"), PLAIN).content))
    assert len(book.sheetnames) == len(answer["tables"]) + 2
    for table in answer["tables"]:
        sheet = book[f"{table['number']} {table['title']}"[:31]]
        keys = [column["key"] for column in table["columns"] if column["kind"] == "COUNT"]
        columns = {column["key"]: place for place, column in enumerate(table["columns"], FIRST_COLUMN)}
        for row, line in enumerate(table["rows"], FIRST_ROW):
            if not line.get("heading"):
                assert {key: sheet.cell(row, columns[key]).value for key in keys} == {
                    key: line["values"][key] for key in keys
                }
    assert AuditEvent.objects.filter(event=Event.STATISTICS_EXPORTED).count() == 1


def test_the_screen_shows_the_values_and_opens_their_files(officer, gansu):
    page = officer.get(reverse("annual_tables"), PLAIN).content.decode()
    table = annual.table(gansu, SPRING, "people")
    for key in ("DEEP", *people.MARKS):
        address = table.total.urls[key]
        assert f'<a href="{address.replace("&", "&amp;")}">{table.total.values[key]}</a>' in page
        listed = officer.get(address)
        assert re.search(rf"筛选出 <b[^>]*>{table.total.values[key]}</b> 户", listed.content.decode()), key


def test_every_figure_of_the_structure_opens_as_many_files(officer):
    county = UnionUnit.objects.get(code="GS620103")
    tables = annual.tables(county, SPRING, {"structure", "causes"})
    opened = 0
    for table in tables:
        for line in table.all_lines:
            for key, address in line.urls.items():
                total = officer.get(address).context["total"]
                assert (total.files, line.name, key) == (line.values[key], line.name, key)
                opened += 1
    assert opened > 150


PROGRAMMES = {
    "job_fairs": ("spring", "fairs"),
    "employment_service_person_times": ("spring", "services"),
    "labour_export_persons": ("spring", "exported"),
    "cooling_amount": ("cooling", "amount"),
    "cooling_employer_times": ("cooling", "visits"),
    "cooling_worker_times": ("cooling", "workers"),
    "schooling_amount": ("schooling", "amount"),
    "schooling_person_times": ("schooling", "times"),
    "warmth_amount": ("warmth", "amount"),
    "warmth_employer_times": ("warmth", "employers"),
    "special_visit_persons": ("warmth", "special"),
    "special_visit_amount": ("warmth", "special_amount"),
    "training_participants": ("training", "participants"),
    "training_certificates": ("training", "certificates"),
    "training_amount": ("training", "amount"),
}


@pytest.mark.parametrize("period", [period_of(2021), period_of(2016), SPRING])
@pytest.mark.parametrize("code", ["GS", "GS620100"])
def test_the_programmes_are_counted_as_campaign_totals_counts_them(code, period):
    unit = UnionUnit.objects.get(code=code)
    found = {table.key: table.total.values for table in annual.tables(unit, period)}
    told = campaign_totals(unit, period.first, period.last)
    plain = {name: found[table][column] for name, (table, column) in PROGRAMMES.items()}
    assert {name: f"{value:.2f}" if "amount" in name else value for name, value in plain.items()} == {
        name: told[name] for name in PROGRAMMES
    }


def test_a_year_before_the_files_is_told_by_its_summary(gansu):
    tables = annual.tables(gansu, period_of(2019))
    assert [table.key for table in tables] == [
        "people", "funds", "aid", "spring", "cooling", "schooling", "warmth", "training", "centres",
    ]
    assert tables[0].total.values["total"] > 0
    assert tables[0].total.urls == {}


def test_past_tables_repeat_after_a_change(gansu):
    before = [to_json(table) for table in annual.tables(gansu, period_of(2021))]
    archive = HardshipArchive.objects.filter(status="ACTIVE", unit__code="GS620102").first()
    changed = {"on_dibao": not archive.on_dibao, "sex": "2", "ethnicity": "03"}
    HardshipArchive.objects.filter(pk=archive.pk).update(**changed)
    assert [to_json(table) for table in annual.tables(gansu, period_of(2021))] == before


def test_figures_agree_with_their_rows_until_one_is_tampered_with():
    assert base_checks.differences() == []
    episode = ArchiveEpisode.objects.filter(valid_to=None, status="ACTIVE", tier="RELATIVE").first()
    ArchiveEpisode.objects.filter(pk=episode.pk).update(tier="DEEP")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_figures", format="json", stdout=out)
    assert ended.value.code == 1
    found = json.loads(out.getvalue())["differences"]
    assert found[0] == {
        "check": "files_and_episodes", "where": f"{episode.archive.file_no} tier",
        "left": "RELATIVE", "right": "DEEP",
    }
    assert {each["check"] for each in found} == {"files_and_episodes", "tallies_and_episodes"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "Give either --year"),
        ({"first": "2022-01-01"}, "Give both"),
        ({"first": "2022-02-01", "last": "2022-01-01"}, "before"),
        ({"year": 2021, "username": "nobody"}, "nobody with a posting"),
        ({"year": 2021, "username": "admin"}, "may not"),
        ({"year": 2021, "username": "clerk.chengguan", "unit": "620100"}, "scope"),
        ({"year": 2021, "unit": "999999"}, "names no union"),
    ],
)
def test_the_command_refuses_what_it_cannot_do(options, words, tmp_path):
    out = tmp_path / "annual.xlsx"
    with pytest.raises(CommandError, match=words) as refused:
        call_command("annual_workbook", **{"username": "officer.gansu", "out": str(out)} | options)
    assert refused.value.returncode == 2
    assert not out.exists()


def test_the_command_writes_the_workbook(tmp_path):
    out = tmp_path / "annual.xlsx"
    call_command("annual_workbook", year=2021, username="reviewer.lanzhou", out=str(out), stderr=StringIO())
    assert load_workbook(out).worksheets[0]["A3"].value == "填报单位（盖章）：兰州市总工会"


def test_the_tables_take_the_same_queries_for_one_union_and_for_all(django_assert_max_num_queries, gansu):
    with django_assert_max_num_queries(100):
        annual.tables(gansu, SPRING)
    with django_assert_max_num_queries(100):
        annual.tables(UnionUnit.objects.get(code="GS620102"), SPRING)
