"""The nine worked examples of the domain paper, the borders of every rule, and properties."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.recognition import (
    KINDS,
    Event,
    Exclusion,
    Facts,
    Outcome,
    RuleParameters,
    assess,
    months_before,
)

RULES = RuleParameters()
ACCIDENT = Event(date(2021, 11, 2), "accident", Decimal(210000), Decimal(90000), Decimal(40000))


def facts(*, n=3, income=0, rigid=0, line=846, event=None, exclusions=(), applied_on=date(2022, 3, 31)):
    return Facts(
        applied_on=applied_on,
        dibao_line=Decimal(line),
        counted_members=n,
        annual_income=Decimal(income),
        rigid_expenses=dict.fromkeys(KINDS, Decimal(0)) | {"medical": Decimal(rigid)},
        event=event,
        exclusions=exclusions,
    )


@pytest.mark.parametrize(
    ("case", "rules", "outcome", "per_head"),
    [
        (facts(n=3, income=42000, rigid=24000), RULES, Outcome.DEEP, "500.00"),
        (facts(n=4, income=60000, rigid=12000), RULES, Outcome.RELATIVE, "1000.00"),
        (facts(n=4, income=60000, rigid=12000), RuleParameters(Decimal("1.5")), Outcome.RELATIVE, "1000.00"),
        (facts(n=4, income=67200), RULES, Outcome.RELATIVE, "1400.00"),
        (facts(n=4, income=67200), RuleParameters(Decimal("1.5")), Outcome.NOT_ELIGIBLE, "1400.00"),
        (facts(income=30456), RULES, Outcome.RELATIVE, "846.00"),
        (facts(income=30456), RuleParameters(deep_inclusive=True), Outcome.DEEP, "846.00"),
        (facts(income=30456, line=636), RULES, Outcome.RELATIVE, "846.00"),
        (facts(income=30456, line=636), RuleParameters(deep_inclusive=True), Outcome.RELATIVE, "846.00"),
        (facts(income=96000, event=ACCIDENT), RULES, Outcome.ACCIDENTAL, "2666.67"),
        (facts(income=43440, rigid=12000), RULES, Outcome.RELATIVE, "873.33"),
        (facts(income=21600, rigid=12000), RULES, Outcome.DEEP, "266.67"),
        (facts(n=4, income=66000, rigid=12000), RULES, Outcome.RELATIVE, "1125.00"),
    ],
    ids=["E1", "E2", "E2b", "E3", "E3b", "E4", "E4b", "E5", "E5b", "E6", "E7", "E7b", "E9"],
)
def test_worked_example(case, rules, outcome, per_head):
    result = assess(case, rules)
    assert (result.outcome, result.chronic_per_capita) == (outcome, Decimal(per_head))


def test_e8_car_without_waiver_decides_alone():
    result = assess(facts(n=3, income=42000, rigid=24000, exclusions=(Exclusion("X4"),)), RULES)
    assert (result.outcome, result.exclusion) == (Outcome.NOT_ELIGIBLE, "X4")
    assert (result.chronic_per_capita, result.with_event_per_capita, result.event_ratio) == (None,) * 3


def test_e6_shows_both_quotients_and_the_ratio():
    result = assess(facts(income=96000, event=ACCIDENT), RULES)
    assert (result.with_event_per_capita, result.event_ratio) == (Decimal("444.44"), Decimal("0.8333"))


def test_waived_exclusion_is_named_and_passed():
    result = assess(facts(income=42000, rigid=24000, exclusions=(Exclusion("X4", True),)), RULES)
    assert (result.outcome, result.exclusion) == (Outcome.DEEP, None)


def test_first_exclusion_not_waived_is_named():
    flags = (Exclusion("X4", True), Exclusion("X3"), Exclusion("X1"))
    assert assess(facts(exclusions=flags), RULES).exclusion == "X3"


@pytest.mark.parametrize(
    ("occurred_on", "counts"),
    [(date(2021, 3, 31), True), (date(2021, 3, 30), False), (date(2022, 3, 31), True)],
)
def test_look_back_includes_its_first_day(occurred_on, counts):
    event = Event(occurred_on, "accident", Decimal(90000))
    result = assess(facts(income=96000, event=event), RULES)
    assert (result.outcome == Outcome.ACCIDENTAL) == counts
    assert (result.event_ratio is not None) == counts


def test_month_arithmetic_stops_at_the_last_day():
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert months_before(date(2022, 3, 31), 1) == date(2022, 2, 28)
    assert months_before(date(2022, 1, 15), 1) == date(2021, 12, 15)


def test_severe_illness_joins_the_rigid_expenses():
    illness = Event(date(2021, 11, 2), "severe_illness", Decimal(80000))
    result = assess(facts(income=96000, event=illness), RULES)
    assert (result.outcome, result.event_ratio) == (Outcome.DEEP, None)
    assert result.chronic_per_capita == result.with_event_per_capita == Decimal("444.44")
    separate = assess(facts(income=96000, event=illness), RuleParameters(severe_illness_as_rigid=False))
    assert (separate.outcome, separate.event_ratio) == (Outcome.ACCIDENTAL, Decimal("0.8333"))


def test_event_at_exactly_the_ratio_does_not_count():
    event = Event(date(2021, 11, 2), "accident", Decimal(76800))
    assert assess(facts(income=96000, event=event), RULES).outcome == Outcome.NOT_ELIGIBLE


def test_border_is_watched():
    assert assess(facts(n=1, income="20400"), RULES).outcome == Outcome.EDGE  # 1700.00 of 1692–1861.20
    assert assess(facts(n=1, income="22334.40"), RULES).outcome == Outcome.NOT_ELIGIBLE  # 1861.20


def test_quotient_is_rounded_before_it_is_compared():
    # 845.995 rounds to 846.00, which is not below the line
    assert assess(facts(n=1, income="10151.94"), RULES).outcome == Outcome.RELATIVE


def test_last_step_is_the_verdict():
    for case in (facts(), facts(income=67200), facts(income=960000), facts(income=96000, event=ACCIDENT)):
        assert assess(case, RULES).steps[-1].key == "verdict"


ORDER = [Outcome.DEEP, Outcome.RELATIVE, Outcome.EDGE, Outcome.NOT_ELIGIBLE]


@given(st.integers(1, 8), st.integers(0, 200000), st.integers(0, 100000), st.integers(0, 50000))
def test_more_income_never_makes_a_household_needier(n, income, rigid, more):
    poorer = assess(facts(n=n, income=income, rigid=rigid), RULES)
    richer = assess(facts(n=n, income=income + more, rigid=rigid), RULES)
    assert ORDER.index(poorer.outcome) <= ORDER.index(richer.outcome)
    assert poorer.chronic_per_capita <= richer.chronic_per_capita
