"""The province adopts versions of the approval chain; what cannot be walked is refused; files keep theirs."""

from datetime import date

import pytest

from households import chain_rules, chains
from households.actions.standards import load_default_chains
from households.errors import ChainWrong
from households.models import ApprovalChain
from unionaid.audit.models import AuditEvent

GIVEN = {
    "branch": "COUNTY", "archive_level": "CITY", "version": "2022-04", "valid_from": "2022-04-01",
    "document_no": "甘工办〔2022〕12号", "needs_minutes": "on", "acting_SUBMITTED": "OWN",
    "acting_VERIFYING": "OWN", "acting_MATCHING": "COUNTY", "acting_PUBLICISED": "OWN",
    "acting_COUNTY_REVIEW": "COUNTY", "acting_CITY_APPROVAL": "CITY",
}  # fmt: skip


def steps(*states):
    return [{"status": state, "acting": "COUNTY"} for state in states]


@pytest.mark.parametrize(
    ("given", "minutes", "said"),
    [
        (steps("SUBMITTED", "VERIFYING"), False, "由他人审核"),
        (steps("CITY_APPROVAL", "COUNTY_REVIEW"), False, "顺序"),
        (steps("COUNTY_REVIEW", "COUNTY_REVIEW"), False, "顺序"),
        (steps("PUBLICISED", "COUNTY_REVIEW"), False, "须有核实"),
        (steps("CITY_APPROVAL"), True, "会议纪要"),
        ([{"status": "COUNTY_REVIEW", "acting": "NOBODY"}], False, "顺序"),
        ([], False, "由他人审核"),
    ],
)
def test_chain_nobody_can_walk_is_refused(given, minutes, said):
    with pytest.raises(ChainWrong, match=said):
        chain_rules.check(given, needs_minutes=minutes)


def test_full_chain_can_be_walked():
    chain_rules.check(
        steps(
            "SUBMITTED", "VERIFYING", "MATCHING", "PUBLICISED", "COUNTY_REVIEW", "CITY_APPROVAL",
            "PROVINCE_FILING",
        ),
        needs_minutes=True,
    )


@pytest.mark.django_db
def test_province_looks_at_a_chain_and_adopts_it(standards, officer_gansu, client_of, submitted_file):
    archive, client = submitted_file(), client_of(officer_gansu)
    page = client.post("/standards/chains/new/", GIVEN)
    assert page.status_code == 200 and "入户核实（建档工会）" in page.content.decode()
    assert not ApprovalChain.objects.filter(version="2022-04").exists()
    assert client.post("/standards/chains/new/", GIVEN | {"adopt": "1"}).status_code == 302
    chain = ApprovalChain.objects.get(version="2022-04")
    assert (chain.needs_minutes, chain.adopted_by, chain.steps[2]) == (
        True, officer_gansu.user, {"status": "MATCHING", "acting": "COUNTY"}
    )
    assert AuditEvent.objects.filter(event="CHAIN_ADOPTED").count() == 1
    archive.refresh_from_db()
    assert (archive.chain.version, archive.status) == ("2022-01", "COUNTY_REVIEW")
    assert "2022-04" in client.get("/standards/chains/").content.decode()
    assert client.get("/standards/").status_code == 200
    again = client.post("/standards/chains/new/", GIVEN | {"adopt": "1", "version": "2022-05"})
    assert again.status_code == 422


@pytest.mark.django_db
def test_new_version_ends_the_one_before(standards, officer_gansu, client_of):
    client = client_of(officer_gansu)
    client.post("/standards/chains/new/", GIVEN | {"adopt": "1", "archive_level": ""})
    old = ApprovalChain.objects.get(version="2022-01", branch="COUNTY")
    assert old.valid_to == date(2022, 3, 31)


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["clerk_chengguan", "reviewer_lanzhou", "auditor_gansu"])
def test_others_read_the_chains_and_change_nothing(standards, people, client_of, person):
    client = client_of(people[person])
    assert client.get("/standards/chains/").status_code == 200
    assert client.post("/standards/chains/new/", GIVEN | {"adopt": "1"}).status_code == 403
    assert not ApprovalChain.objects.filter(version="2022-04").exists()


PREPARING = ["SUBMITTED", "VERIFYING", "MATCHING", "PUBLICISED", "COUNTY_REVIEW"]
LENGTHS = [
    # filing union, archive level, what follows the county's review, the union that decides last
    ("GS620102", "NATIONAL", ["CITY_APPROVAL", "PROVINCE_FILING"], "GS"),
    ("GS620102", "PROVINCE", ["CITY_APPROVAL", "PROVINCE_FILING"], "GS"),
    ("GS620102", "CITY", ["CITY_APPROVAL"], "GS620100"),
    ("GS620102", "COUNTY", [], "GS620102"),
    ("GS620102", "GRASSROOTS", [], "GS620102"),
    ("GS620200", "NATIONAL", ["CITY_APPROVAL", "PROVINCE_FILING"], "GS"),
    ("GS620200", "CITY", ["CITY_APPROVAL"], "GS620200"),
    ("GS620200", "COUNTY", [], "GS620200"),
    ("GS620171", "NATIONAL", ["PROVINCE_FILING"], "GS"),
    ("GS620171", "CITY", ["CITY_APPROVAL"], "GS"),
    ("GS620171", "COUNTY", [], "GS620171"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "level", "after", "last"), LENGTHS)
def test_packaged_chain_of_a_branch_and_level(units, today, code, level, after, last):
    load_default_chains(valid_from=today, version="2022-03")
    chain = chains.chain_for(units[code], level, today)
    assert list(chain.statuses) == PREPARING + after
    assert chain.needs_minutes
    chain_rules.check(chain.steps, needs_minutes=True)
    assert chains.acting_unit(units[code], chain, chain.statuses[-1]).code == last


@pytest.mark.django_db
def test_province_without_a_chain_adopts_the_packaged_ones(units, officer_gansu, client_of, today):
    client = client_of(officer_gansu)
    assert "通用流程" in client.get("/standards/chains/").content.decode()
    assert client.post("/standards/chains/adopt/").status_code == 302
    found = ApprovalChain.objects.filter(valid_from=today, adopted_by=officer_gansu.user)
    assert found.count() == ApprovalChain.objects.count() == 15
    assert AuditEvent.objects.filter(event="CHAIN_ADOPTED").count() == 15
    client.post("/standards/chains/adopt/")
    assert ApprovalChain.objects.count() == 15


@pytest.mark.django_db
def test_clerk_does_not_adopt_chains(units, clerk_chengguan, client_of):
    assert client_of(clerk_chengguan).post("/standards/chains/adopt/").status_code == 403
    assert not ApprovalChain.objects.exists()
