"""The nine worked examples of the domain paper, the borders of every rule, and properties."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.recognition import (
    Event,
    Exclusion,
    Facts,
    Outcome,
    Result,
    RuleParameters,
    Step,
    assess,
    months_before,
)
from households.recognition_steps import KINDS

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


def event(cost, *, kind="accident", on=date(2021, 11, 2)):
    return Event(on, kind, Decimal(cost))


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
    assert assess(facts(n=3, income=42000, rigid=24000, exclusions=(Exclusion("X4"),)), RULES) == Result(
        Outcome.NOT_ELIGIBLE,
        exclusion="X4",
        steps=(Step("exclusion", "有排除情形 X4（拥有或经常使用机动车），未豁免，不符合建档条件"),),
    )


def test_e6_shows_both_quotients_and_the_ratio():
    result = assess(facts(income=96000, event=ACCIDENT), RULES)
    assert (result.with_event_per_capita, result.event_ratio) == (Decimal("444.44"), Decimal("0.8333"))


def test_waived_exclusion_is_named_and_passed():
    result = assess(facts(income=42000, rigid=24000, exclusions=(Exclusion("X4", True),)), RULES)
    assert (result.outcome, result.exclusion) == (Outcome.DEEP, None)
    assert result.steps[0] == Step("waiver", "排除情形 X4（拥有或经常使用机动车）已豁免，继续核算")


def test_first_exclusion_not_waived_is_named():
    flags = (Exclusion("X4", True), Exclusion("X3"), Exclusion("X1"))
    assert assess(facts(exclusions=flags), RULES).exclusion == "X3"


@pytest.mark.parametrize(
    ("occurred_on", "counts"),
    [(date(2021, 3, 31), True), (date(2021, 3, 30), False), (date(2022, 3, 31), True)],
)
def test_look_back_includes_its_first_day(occurred_on, counts):
    result = assess(facts(income=96000, event=event(90000, on=occurred_on)), RULES)
    assert (result.outcome == Outcome.ACCIDENTAL) == counts
    assert (result.event_ratio is not None) == counts


def test_event_before_the_look_back_is_nothing_everywhere():
    old = event(90000, on=date(2021, 3, 30))
    illness = replace(old, kind="severe_illness")
    without = assess(facts(income=96000), RULES)
    for case in (old, illness):
        result = assess(facts(income=96000, event=case), RULES)
        assert replace(result, steps=()) == replace(without, steps=())
        assert result.steps[0].key == "event_too_old"


def test_month_arithmetic_stops_at_the_last_day():
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert months_before(date(2022, 3, 31), 1) == date(2022, 2, 28)
    assert months_before(date(2022, 1, 15), 1) == date(2021, 12, 15)
    assert months_before(date(2022, 1, 15), 0) == date(2022, 1, 15)
    assert months_before(date(5, 1, 1), 60) == date.min


def test_severe_illness_joins_the_rigid_expenses():
    illness = event(80000, kind="severe_illness")
    result = assess(facts(income=96000, event=illness), RULES)
    assert (result.outcome, result.event_ratio) == (Outcome.DEEP, None)
    assert result.chronic_per_capita == result.with_event_per_capita == Decimal("444.44")
    separate = assess(facts(income=96000, event=illness), RuleParameters(severe_illness_as_rigid=False))
    assert (separate.outcome, separate.event_ratio) == (Outcome.ACCIDENTAL, Decimal("0.8333"))


def test_event_at_exactly_the_ratio_does_not_count():
    assert assess(facts(income=96000, event=event(76800)), RULES).outcome == Outcome.NOT_ELIGIBLE
    assert assess(facts(income=96000, event=event("76800.01")), RULES).outcome == Outcome.ACCIDENTAL


def test_ratio_is_given_whatever_the_outcome():
    deep = assess(facts(income=30000, event=event(10000)), RULES)
    assert (deep.outcome, deep.event_ratio) == (Outcome.DEEP, Decimal("0.3333"))
    covered = replace(ACCIDENT, insurance=Decimal(500000))
    result = assess(facts(income=96000, event=covered), RULES)
    assert (result.outcome, result.event_ratio) == (Outcome.NOT_ELIGIBLE, Decimal("0.0000"))


def test_household_without_income_has_no_ratio_and_its_event_counts():
    without_income = facts(income=0, event=event(5000))
    assert assess(without_income, RULES).event_ratio is None
    assert assess(without_income, RULES).outcome == Outcome.DEEP
    free = RuleParameters(relative_multiplier=Decimal(0))
    nothing = assess(replace(without_income, dibao_line=Decimal(0)), free)
    assert (nothing.outcome, nothing.event_ratio) == (Outcome.ACCIDENTAL, None)
    assert nothing.steps[-1].text.startswith("家庭没有收入，事件自付 5000.00 元，按超过 80% 计，符合意外致困")


def test_border_is_watched():
    assert assess(facts(n=1, income="20304"), RULES).outcome == Outcome.EDGE  # 1692.00, the limit itself
    assert assess(facts(n=1, income="20400"), RULES).outcome == Outcome.EDGE  # 1700.00 of 1692–1861.20
    assert assess(facts(n=1, income="22334.40"), RULES).outcome == Outcome.NOT_ELIGIBLE  # 1861.20


def test_relative_limit_may_belong_to_the_tier():
    inclusive = RuleParameters(relative_inclusive=True)
    assert assess(facts(n=1, income="20304"), inclusive).outcome == Outcome.RELATIVE
    assert assess(facts(n=1, income="20304.12"), inclusive).outcome == Outcome.EDGE


def test_quotient_is_rounded_before_it_is_compared():
    # 845.995 rounds to 846.00, which is not below the line
    assert assess(facts(n=1, income="10151.94"), RULES).outcome == Outcome.RELATIVE
    assert assess(facts(n=1, income="10151.93"), RULES).outcome == Outcome.DEEP


def test_limits_are_compared_unrounded():
    # 1.5 × 846.33 = 1269.495: 1269.49 is below it, 1269.50 is not
    rules = RuleParameters(Decimal("1.5"))
    below = assess(facts(n=1, income="15233.88", line="846.33"), rules)
    above = assess(facts(n=1, income="15234.00", line="846.33"), rules)
    assert (below.outcome, above.outcome) == (Outcome.RELATIVE, Outcome.EDGE)
    assert above.steps[-2].text == "1269.50 元不低于低保标准的 1.5 倍 1269.495 元，不是深度困难或相对困难"


def test_more_spent_than_earned_is_a_negative_quotient_and_never_minus_zero():
    assert assess(facts(n=1, income=0, rigid=1200), RULES).chronic_per_capita == Decimal("-100.00")
    assert str(assess(facts(n=1, income=0, rigid="0.01"), RULES).chronic_per_capita) == "0.00"


@pytest.mark.parametrize(
    ("case", "rules", "verdict"),
    [
        (
            facts(income=42000, rigid=24000), RULES,
            "500.00 元低于当地低保标准 846.00 元，符合深度困难。"
            "不低于 846.00 元、低于 1692.00 元（低保标准的 2 倍）为相对困难",
        ),
        (
            facts(income=30456), RuleParameters(deep_inclusive=True, relative_inclusive=True),
            "846.00 元等于当地低保标准 846.00 元，符合深度困难。"
            "高于 846.00 元、不高于 1692.00 元（低保标准的 2 倍）为相对困难",
        ),
        (
            facts(income=30456), RULES,
            "846.00 元不低于当地低保标准 846.00 元、低于其 2 倍 1692.00 元，符合相对困难。"
            "低于 846.00 元为深度困难",
        ),
        (
            facts(n=1, income="20400"), RULES,
            "1700.00 元低于 1861.20 元（1692.00 元再加 10%），列入边缘困难关注。低于 1692.00 元为相对困难",
        ),
        (
            facts(n=1, income="22334.40"), RULES,
            "1861.20 元不低于 1861.20 元（1692.00 元再加 10%），不符合建档条件。低于 1692.00 元为相对困难",
        ),
        (
            facts(income=96000, event=ACCIDENT), RULES,
            "事件自付 80000.00 元，占家庭年收入 96000.00 元的 83.33%，超过 80%（76800.00 元），"
            "符合意外致困。低于 1692.00 元为相对困难",
        ),
    ],
)  # fmt: skip
def test_verdict_names_the_line_and_what_gives_the_next_tier(case, rules, verdict):
    assert assess(case, rules).steps[-1] == Step("verdict", verdict)


def test_steps_show_the_sum_line_by_line():
    case = facts(income=96000, rigid=6000, event=event(30000, kind="severe_illness"))
    assert assess(case, RULES).steps == (
        Step(
            "event",
            "重大疾病（2021-11-02）支出 30000.00 − 保险 0.00 − 赔偿 0.00 − 社会救助 0.00，自付 30000.00 元",
            "30000.00",
        ),
        Step("income", "① 家庭年收入合计 96000.00 元", "96000.00"),
        Step("rigid_medical", "② 刚性支出：医疗自付 6000.00 元", "6000.00"),
        Step("rigid_illness", "② 刚性支出：重大疾病自付 30000.00 元", "30000.00"),
        Step("rigid", "② 刚性支出合计 36000.00 元", "36000.00"),
        Step("per_capita", "③（96000.00 − 36000.00）÷ 12 个月 ÷ 3 人 = 1666.67 元", "1666.67"),
        Step("line", "当地低保标准每人每月 846.00 元", "846.00"),
        Step(
            "verdict",
            "1666.67 元不低于当地低保标准 846.00 元、低于其 2 倍 1692.00 元，符合相对困难。"
            "低于 846.00 元为深度困难",
        ),
    )


ORDER = [Outcome.DEEP, Outcome.RELATIVE, Outcome.EDGE, Outcome.NOT_ELIGIBLE]
MULTIPLIERS = [Decimal(number) for number in ("1.33", "1.5", "2.0")]
RATIOS = [Decimal(number) for number in ("0.80", "0.333")]
MARGINS = [Decimal(number) for number in ("0.10", "0.075")]
CENTS = st.integers(0, 5_000_000).map(lambda cents: Decimal(cents).scaleb(-2))
A_FEW_CENTS = st.integers(-3, 3).map(lambda cents: Decimal(cents).scaleb(-2))
PARAMETERS = st.builds(
    RuleParameters,
    relative_multiplier=st.sampled_from(MULTIPLIERS),
    deep_inclusive=st.booleans(),
    relative_inclusive=st.booleans(),
    event_cost_ratio=st.sampled_from(RATIOS),
    event_lookback_months=st.sampled_from([0, 6, 12]),
    edge_margin=st.sampled_from(MARGINS),
    severe_illness_as_rigid=st.booleans(),
)


@st.composite
def cases(draw):
    """Draw a case whose quotient lies close to one of the limits or anywhere, its event likewise."""
    n, line = draw(st.integers(1, 9)), Decimal(draw(st.sampled_from(["846.00", "702.33"])))
    limits = [1, *MULTIPLIERS, *(m * (1 + margin) for m in MULTIPLIERS for margin in MARGINS)]
    quotient = draw(st.sampled_from(limits)) * line + draw(A_FEW_CENTS)
    quotient = draw(st.sampled_from([quotient, draw(CENTS) / 10]))
    rigid = draw(CENTS)
    income = (quotient * 12 * n + rigid + draw(A_FEW_CENTS)).quantize(Decimal("0.01"))
    happened = None
    if draw(st.booleans()):
        net = (draw(st.sampled_from([*RATIOS, Decimal(1)])) * income + draw(A_FEW_CENTS)).quantize(
            Decimal("0.01")
        )
        insurance, compensation, assistance = draw(CENTS), draw(CENTS), draw(CENTS)
        happened = Event(
            draw(st.dates(date(2021, 3, 25), date(2022, 3, 31))),
            draw(st.sampled_from(["accident", "disaster", "severe_illness"])),
            max(net + insurance + compensation + assistance, Decimal(0)),
            insurance,
            compensation,
            assistance,
        )
    flags = draw(st.sampled_from([(), (Exclusion("X4", True),)]))
    return facts(n=n, income=max(income, 0), rigid=rigid, line=line, event=happened, exclusions=flags)


CASES = cases()


@given(CASES, PARAMETERS)
def test_rule_agrees_with_the_paper_in_exact_fractions(case, rules):
    """The decision of DOMAIN 3.7 written a second time, with fractions that never round by themselves."""

    def cents(value):
        scaled = abs(value) * 100
        nearest = int(scaled + Fraction(1, 2))
        return Fraction(nearest if value >= 0 else -nearest, 100)

    net, counts = Fraction(0), False
    if case.event and case.event.occurred_on >= months_before(case.applied_on, rules.event_lookback_months):
        paid = case.event.insurance + case.event.compensation + case.event.social_assistance
        net, counts = Fraction(max(case.event.gross_cost - paid, 0)), True
    ill = counts and case.event.kind == "severe_illness" and rules.severe_illness_as_rigid
    income, line = Fraction(case.annual_income), Fraction(case.dibao_line)
    left = income - Fraction(sum(case.rigid_expenses.values())) - (net if ill else 0)
    chronic = cents(left / case.counted_members / 12)
    limit = Fraction(rules.relative_multiplier) * line
    tested = counts and not ill
    if chronic < line or (rules.deep_inclusive and chronic == line):
        expected = Outcome.DEEP
    elif chronic < limit or (rules.relative_inclusive and chronic == limit):
        expected = Outcome.RELATIVE
    elif tested and (income == 0 or net / income > Fraction(rules.event_cost_ratio)):
        expected = Outcome.ACCIDENTAL
    elif chronic < limit * (1 + Fraction(rules.edge_margin)):
        expected = Outcome.EDGE
    else:
        expected = Outcome.NOT_ELIGIBLE

    result = assess(case, rules)
    assert result.outcome == expected
    assert Fraction(result.chronic_per_capita) == chronic
    assert Fraction(result.with_event_per_capita) == cents(
        (left - (net if tested else 0)) / case.counted_members / 12
    )
    assert (result.event_ratio is not None) == (tested and income > 0)
    assert result.steps[-1].key == "verdict"


@given(CASES, PARAMETERS, CENTS)
def test_more_income_never_makes_a_household_needier(case, rules, more):
    case = replace(case, event=None)
    poorer = assess(case, rules)
    richer = assess(replace(case, annual_income=case.annual_income + more), rules)
    assert ORDER.index(poorer.outcome) <= ORDER.index(richer.outcome)
    assert poorer.chronic_per_capita <= richer.chronic_per_capita


@given(CASES, PARAMETERS, CENTS)
def test_more_rigid_expenses_never_raise_the_quotient(case, rules, more):
    heavier = replace(case, rigid_expenses=case.rigid_expenses | {"care": more})
    assert assess(heavier, rules).chronic_per_capita <= assess(case, rules).chronic_per_capita


@given(CASES, PARAMETERS, st.integers(2, 5))
def test_a_household_so_many_times_larger_with_all_sums_so_many_times_larger_is_judged_alike(
    case, rules, times
):
    larger = replace(
        case,
        counted_members=case.counted_members * times,
        annual_income=case.annual_income * times,
        rigid_expenses={kind: amount * times for kind, amount in case.rigid_expenses.items()},
        event=case.event
        and Event(
            case.event.occurred_on,
            case.event.kind,
            case.event.gross_cost * times,
            case.event.insurance * times,
            case.event.compensation * times,
            case.event.social_assistance * times,
        ),
    )
    assert replace(assess(larger, rules), steps=()) == replace(assess(case, rules), steps=())


@given(CASES, PARAMETERS, st.sampled_from(["X1", "X5"]))
def test_any_exclusion_without_waiver_decides_alone(case, rules, code):
    excluded = replace(case, exclusions=(*case.exclusions, Exclusion(code)))
    assert replace(assess(excluded, rules), steps=()) == Result(Outcome.NOT_ELIGIBLE, exclusion=code)
