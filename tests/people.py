"""The Gansu tree, one line and the people of the demo accounts, each with one posting."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from households.actions import files, review
from households.models import ApprovalChain, DibaoLine, RuleSet
from tests import factories
from unionaid import clock
from unionaid.accounts.models import Posting, User
from unionaid.accounts.permissions import Role
from unionaid.organizations.models import UnionUnit

TODAY = date(2022, 3, 31)
PEOPLE = {
    "clerk_chengguan": ("GS620102", Role.CLERK),
    "reviewer_chengguan": ("GS620102", Role.REVIEWER),
    "clerk_yongdeng": ("GS620121", Role.CLERK),
    "reviewer_yongdeng": ("GS620121", Role.REVIEWER),
    "reviewer_lanzhou": ("GS620100", Role.REVIEWER),
    "officer_gansu": ("GS", Role.OFFICER),
    "reviewer_gansu": ("GS", Role.REVIEWER),
    "finance_chengguan": ("GS620102", Role.FINANCE),
    "finance_lanzhou": ("GS620100", Role.FINANCE),
    "clerk_jiayuguan": ("GS620200", Role.CLERK),
    "reviewer_jiayuguan": ("GS620200", Role.REVIEWER),
    "approver_jiayuguan": ("GS620200", Role.REVIEWER),
    "clerk_xinqu": ("GS620171", Role.CLERK),
    "reviewer_xinqu": ("GS620171", Role.REVIEWER),
    "auditor_gansu": ("GS", Role.AUDITOR),
    "admin": ("GS", Role.ADMIN),
}
CHAINS = {
    "COUNTY": [("COUNTY_REVIEW", "COUNTY"), ("CITY_APPROVAL", "CITY")],
    "PREFECTURE_ONLY": [("COUNTY_REVIEW", "CITY"), ("CITY_APPROVAL", "CITY")],
    "UNDER_PROVINCE": [("COUNTY_REVIEW", "CITY"), ("CITY_APPROVAL", "PROVINCE")],
}


@pytest.fixture
def today(db):
    clock.set_business_date(TODAY)
    return TODAY


@pytest.fixture
def units(db):
    """Three branches of the tree: Lanzhou with two counties, Jiayuguan without, 兰州新区."""
    rows = [
        ("GS", "甘肃省总工会", "甘肃省", "PROVINCE", "TERRITORIAL", "620000", None),
        ("GS620100", "兰州市总工会", "兰州市", "CITY", "TERRITORIAL", "620100", "GS"),
        ("GS620200", "嘉峪关市总工会", "嘉峪关市", "CITY", "TERRITORIAL", "620200", "GS"),
        ("GS620171", "兰州新区总工会", "兰州新区", "CITY", "FUNCTIONAL_AREA", "620171", "GS"),
        ("GS620102", "城关区总工会", "城关区", "COUNTY", "TERRITORIAL", "620102", "GS620100"),
        ("GS620121", "永登县总工会", "永登县", "COUNTY", "TERRITORIAL", "620121", "GS620100"),
    ]
    made = {}
    for code, name, short, level, kind, region, parent in rows:
        values = {
            "code": code,
            "name": name,
            "short_name": short,
            "level": level,
            "kind": kind,
            "region_code": region,
            "telephone": "0931-0000001",
        }
        if parent is None:
            made[code] = UnionUnit.objects.add_root(values)
        else:
            made[code] = UnionUnit.objects.add_child(UnionUnit.objects.get(code=parent), values)
    return {code: UnionUnit.objects.get(code=code) for code in made}


@pytest.fixture
def standards(units, today):
    """Lanzhou's line of 846 for districts, 636 for counties; the parameters of DOMAIN 3.2; three chains."""
    for region, amount in (("620100", 846), ("620121", 636), ("620200", 800), ("620171", 846)):
        DibaoLine.objects.create(
            region_code=region,
            urban_monthly=Decimal(amount),
            valid_from=date(2021, 1, 1),
            document_no="演示",
        )
    for branch, steps in CHAINS.items():
        ApprovalChain.objects.create(
            version="2022-01",
            archive_level="",
            branch=branch,
            valid_from=date(2021, 1, 1),
            steps=[{"status": status, "acting": acting} for status, acting in steps],
        )
    return RuleSet.objects.create(
        version="2021-甘肃-01", region_code="620000", valid_from=date(2021, 1, 1)
    )


@pytest.fixture
def people(units, today):
    """One posting for each of the people, by name."""
    made = {}
    for name, (code, role) in PEOPLE.items():
        user = User.objects.create(username=name.replace("_", "."), display_name=name)
        user.set_unusable_password()
        user.save()
        made[name] = Posting.objects.create(
            user=user, unit=units[code], role=role, valid_from=date(2020, 1, 1)
        )
    return made


def _posting_fixture(name):
    @pytest.fixture(name=name)
    def posting(people):
        return people[name]

    return posting


for _name in PEOPLE:
    globals()[_name] = _posting_fixture(_name)


@pytest.fixture
def client_of():
    """Return a function: posting → a test client signed in as that person."""

    def sign_in(posting):
        client = Client()
        client.force_login(posting.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def submitted_file(standards, clerk_chengguan):
    """Return a function that submits a new file of Chengguan."""

    def submit(by=clerk_chengguan, **changes):
        return files.submit(content=factories.content(**changes), by=by, unit=by.unit)

    return submit


@pytest.fixture
def active_file(submitted_file, reviewer_chengguan, reviewer_lanzhou):
    """Return a function that brings a new file of Chengguan on file."""

    def bring(**changes):
        archive = submitted_file(**changes)
        review.check(archive=archive, by=reviewer_chengguan)
        review.approve(archive=archive, by=reviewer_lanzhou, confirm_tier=True)
        archive.refresh_from_db()
        return archive

    return bring
