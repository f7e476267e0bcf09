"""The people and sums of the demo: believable, right in every digit, and nobody real."""

from collections import Counter
from decimal import Decimal

import pytest

from households.content import age_on
from households.recognition import Event, Exclusion, Facts, RuleParameters, assess
from tests.demo.pure_units import gansu_units
from unionaid.demo import material, standing
from unionaid.demo.identities import places
from unionaid.demo.plans import CENSUS_DAY, Fate, plans_for
from unionaid.demo.writing import UnitWriter
from unionaid.organizations.reference import region_name
from unionaid.privacy import contact_numbers, identity_number

CHILDREN, PARENTS = {"20", "30"}, {"51", "52"}
SPOUSES, PARENTS_IN_LAW = {"11", "12"}, {"53", "54", "55", "56"}


@pytest.fixture(scope="module")
def written():
    """(plan, content, line) of a province of 1,200 households, closed and waiting files included."""
    units = gansu_units()
    by_code = places(units)
    writers = {code: UnitWriter(place, standing.line_of(place)) for code, place in by_code.items()}
    found = []
    for plan in plans_for(units, 1200):
        writer = writers[plan.unit]
        content, _rng = writer.write(plan)
        found.append((plan, content, writer.line_on(plan.assessed_on) if plan.outcome else None))
        if plan.earlier:
            found.append((plan.earlier, writer.write_earlier(plan.earlier, content)[0], None))
    return found


@pytest.fixture(scope="module")
def contents(written):
    return [content for _plan, content, _line in written]


def test_the_rule_answers_with_the_wanted_tier(written):
    for plan, content, line in written:
        if not plan.outcome:
            continue
        event = content.event and Event(
            **{name: value for name, value in content.event.items() if name != "description"}
        )
        facts = Facts(
            content.applied_on, Decimal(line), content.household_size, content.annual_income,
            content.rigid_expenses(), event,
            tuple(Exclusion(flag["code"], flag["waived"]) for flag in content.exclusions),
        )
        assert assess(facts, RuleParameters()).outcome == plan.outcome, plan


def test_same_seed_gives_the_same_people():
    units = gansu_units()
    unit = next(unit for unit in units if unit.code == "GS620922")
    place = places(units)[unit.code]

    def people():
        writer = UnitWriter(place, standing.line_of(place))
        return [writer.write(plan)[0].to_json() for plan in plans_for(units, 400) if plan.unit == unit.code]

    assert people() == people() != []


def test_identity_numbers_are_right_and_belong_to_nobody(contents):
    everybody = [person for content in contents for person in content.people if person["id_number"]]
    for person in everybody:
        number = person["id_number"]
        verdict = identity_number.check(number, CENSUS_DAY)
        assert verdict.valid and not verdict.warnings, number
        assert number[14:17] in {"996", "997", "998", "999"}
        assert region_name(number[:6]).startswith("甘肃省")
        assert (verdict.birth_date, verdict.sex) == (person["birth_date"], person["sex"])


def test_nobody_is_in_two_living_files(written):
    living = [content for plan, content, _line in written if plan.fate not in (
        Fate.OLD, Fate.EXITED, Fate.CANCELLED, Fate.REJECTED
    )]
    numbers = Counter(p["id_number"] for content in living for p in content.people if p["id_number"])
    assert numbers.most_common(1)[0][1] == 1


def test_parents_are_sixteen_years_older_than_children(contents):
    pairs = 0
    for content in contents:
        worker = content.worker
        couple = [worker, *(m for m in content.members if m["relation"] in SPOUSES)]
        for member in content.members:
            if member["relation"] in CHILDREN:
                related = [(parent, member) for parent in couple]
            elif member["relation"] in PARENTS:
                related = [(member, worker)]
            elif member["relation"] in PARENTS_IN_LAW:
                related = [(member, couple[1])]
            else:
                continue
            for parent, child in related:
                if parent["birth_date"]:
                    assert age_on(parent["birth_date"], child["birth_date"]) >= 16
                    pairs += 1
    assert pairs > 1500


def test_nobody_is_named_like_a_public_figure(contents):
    avoided = set(material.names()["avoid_full_names"])
    assert not {person["name"] for content in contents for person in content.people} & avoided


def test_numbers_reach_nobody(contents):
    for content in contents:
        phones = [content.home["mobile"], *(member["mobile"] for member in content.members)]
        for phone in filter(None, phones):
            assert contact_numbers.mobile(phone) == phone
            assert phone[:3] in {"154", "160", "161", "163", "164", "168", "169"}
        account = content.bank["bank_account"]
        if account:
            assert account.startswith("629999") and contact_numbers.passes_luhn(account)
        assert not content.work["employer"] or content.work["employer"].endswith("（演示）")


def test_public_welfare_posts_pay_one_to_two_thousand(contents):
    paid = [
        item["monthly_amount"]
        for content in contents
        for item in content.incomes
        if item["source"] == "公益性岗位补贴"
    ]
    assert len(paid) > 50
    assert {amount for amount in paid if not 1000 <= amount <= 2000} == set()


def test_accidental_hardship_has_its_event(written):
    found = [content for plan, content, _line in written if plan.tier == "ACCIDENTAL"]
    assert len(found) > 100
    for content in found:
        assert content.causes["main_cause"] in {"07", "08"}
        assert content.event["kind"] == ("disaster" if content.causes["main_cause"] == "07" else "accident")
        assert 0 < (content.applied_on - content.event["occurred_on"]).days <= 365
