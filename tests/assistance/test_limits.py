"""The caps of issue and domain paper, their borders, and properties of every cap."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistance.kinds import COUNTED, AidStatus, AidType, CapForm, CapSubject, Stage
from assistance.limits import (
    ZERO,
    Cap,
    Line,
    approving_level,
    cap_for,
    check,
    is_capped,
    limit_of,
    needs_own_cost,
    rule_words,
    uncapped,
)
from unionaid.money import plain
from unionaid.organizations.reference import code_list

LANZHOU, COUNTIES = Decimal("846.00"), Decimal("636.00")
DEEP_LIVING = Cap("A1", CapForm.LINE_MONTHS, tier="DEEP", factor=Decimal(12), basis="〔2015〕1号")
RELATIVE_LIVING = Cap("A1", CapForm.LINE_MONTHS, tier="RELATIVE", factor=Decimal(8))
ACCIDENTAL_LIVING = Cap("A1", CapForm.FIXED, tier="ACCIDENTAL", maximum=Decimal(10000))
MEDICAL = [
    Cap("A2", CapForm.COST_SHARE, tier=tier, factor=Decimal(share), maximum=Decimal(20000))
    for tier, share in (("DEEP", 100), ("RELATIVE", 80), ("ACCIDENTAL", 80))
]
SCHOOLING = [
    Cap("A3", CapForm.FIXED, CapSubject.STUDENT, stage=stage, maximum=Decimal(most))
    for stage, most in (
        (Stage.KINDERGARTEN, 3000), (Stage.COMPULSORY, 3000), (Stage.SENIOR, 10000),
        (Stage.HIGHER, 10000), (Stage.SPECIAL, 10000),
    )
]
CAPS = [DEEP_LIVING, RELATIVE_LIVING, ACCIDENTAL_LIVING, *MEDICAL, *SCHOOLING]
LEVELS = [("", "COUNTY", Decimal(5000)), ("", "CITY", Decimal(20000))]

amounts = st.decimals(0, 200_000, places=2)


@pytest.mark.parametrize(
    ("cap", "line", "limit"),
    [
        (DEEP_LIVING, LANZHOU, "10152.00"),
        (RELATIVE_LIVING, LANZHOU, "6768.00"),
        (DEEP_LIVING, COUNTIES, "7632.00"),
        (ACCIDENTAL_LIVING, LANZHOU, "10000.00"),
    ],
)
def test_living_caps_are_months_of_the_line_or_a_sum(cap, line, limit):
    assert limit_of(cap, line=line) == Decimal(limit)


@pytest.mark.parametrize(
    ("tier", "own_cost", "limit"),
    [
        ("DEEP", "7692.00", "7692.00"),
        ("RELATIVE", "7692.00", "6153.60"),
        ("ACCIDENTAL", "24999.99", "19999.99"),
        ("RELATIVE", "25000.00", "20000.00"),
        ("DEEP", "90000.00", "20000.00"),
        ("DEEP", "0.00", "0.00"),
    ],
)
def test_medical_cap_is_a_share_of_own_cost_with_a_maximum(tier, own_cost, limit):
    cap = cap_for(CAPS, aid_type="A2", tier=tier)
    assert limit_of(cap, own_cost=Decimal(own_cost)) == Decimal(limit)


@pytest.mark.parametrize(
    ("stage", "limit"),
    [
        ("compulsory_before", 3000), ("compulsory", 3000),
        ("senior", 10000), ("higher", 10000), ("special", 10000),
    ],
)
def test_schooling_cap_depends_on_the_stage(stage, limit):
    cap = cap_for(CAPS, aid_type="A3", tier="DEEP", stage=stage)
    assert (limit_of(cap), cap.subject) == (Decimal(limit), "STUDENT")


def test_share_without_a_maximum_follows_the_own_cost():
    cap = Cap("A2", CapForm.COST_SHARE, factor=Decimal(100))
    assert limit_of(cap, own_cost=Decimal("150000.00")) == Decimal("150000.00")


def test_months_of_line_with_a_maximum_stop_at_it():
    cap = Cap("A3", CapForm.LINE_MONTHS, CapSubject.STUDENT, factor=Decimal(10), maximum=Decimal(8000))
    assert limit_of(cap, line=LANZHOU) == Decimal("8000.00")


def test_result_tells_limit_used_left_rule_basis_and_steps():
    result = check(DEEP_LIVING, amount=Decimal(3000), used=Decimal("8000.00"), line=LANZHOU)
    assert (result.limit, result.used, result.left, result.left_after, result.over_by) == (
        Decimal("10152.00"), Decimal("8000.00"), Decimal("2152.00"), ZERO, Decimal("848.00"),
    )
    assert result.is_over
    assert result.rule == "每户每年不超过 12 个月当地低保标准"
    assert result.legal_basis == "〔2015〕1号"
    assert result.steps == (
        Line("当地低保标准（元/人·月）", LANZHOU),
        Line("× 12 个月", Decimal("10152.00")),
        Line("本年上限", Decimal("10152.00")),
        Line("本年已用", Decimal("8000.00")),
    )


def test_the_last_fen_fits_and_the_next_does_not():
    used = Decimal("7152.00")
    assert not check(DEEP_LIVING, amount=Decimal("3000.00"), used=used, line=LANZHOU).is_over
    over = check(DEEP_LIVING, amount=Decimal("3000.01"), used=used, line=LANZHOU)
    assert over.over_by == Decimal("0.01")


def test_words_of_the_three_forms():
    assert [rule_words(cap) for cap in (DEEP_LIVING, MEDICAL[1], SCHOOLING[0])] == [
        "每户每年不超过 12 个月当地低保标准",
        "每户每年不超过全年自付费用的 80%，最高 20,000 元",
        "每名学生每年不超过 3000 元",
    ]


def test_nearest_cap_wins_and_a_foreign_scheme_is_no_match():
    wide = Cap("A1", CapForm.FIXED, maximum=Decimal(1000))
    central = Cap("A1", CapForm.FIXED, tier="DEEP", scheme="CENTRAL_2022", maximum=Decimal(9000))
    caps = [wide, DEEP_LIVING, central]
    assert cap_for(caps, aid_type="A1", tier="DEEP", scheme="CENTRAL_2022") == central
    assert cap_for(caps, aid_type="A1", tier="DEEP", scheme="OWN") == DEEP_LIVING
    assert cap_for(caps, aid_type="A1", tier="RELATIVE", scheme="OWN") == wide
    assert cap_for(caps, aid_type="C4", tier="DEEP") is None


def test_unrated_households_have_no_living_cap_and_start_up_has_none_at_all():
    assert cap_for(CAPS, aid_type="A1", tier="UNRATED") is None
    assert (is_capped(CAPS, "A1"), is_capped(CAPS, "C4")) == (True, False)
    free = uncapped(aid_type="C4", amount=Decimal(9000), used=Decimal(100))
    assert (free.limit, free.left, free.over_by, free.is_over) == (None, None, ZERO, False)
    assert free.rule == "创业扶持没有规定上限"


def test_own_cost_is_asked_where_a_cap_is_a_share_of_it():
    assert [needs_own_cost(CAPS, kind) for kind in ("A1", "A2", "A3")] == [False, True, False]


@pytest.mark.parametrize(
    ("amount", "level"),
    [
        ("0.01", "COUNTY"), ("5000.00", "COUNTY"), ("5000.01", "CITY"),
        ("20000.00", "CITY"), ("20000.01", "PROVINCE"),
    ],
)
def test_amount_decides_who_approves(amount, level):
    assert approving_level(LEVELS, aid_type="A2", amount=Decimal(amount)) == level


def test_limits_of_one_aid_type_replace_the_general_ones():
    own = [*LEVELS, ("A5", "COUNTY", Decimal(1000))]
    assert approving_level(own, aid_type="A5", amount=Decimal(1000)) == "COUNTY"
    assert approving_level(own, aid_type="A5", amount=Decimal(1001)) == "PROVINCE"
    assert approving_level(own, aid_type="A1", amount=Decimal(1001)) == "COUNTY"
    assert approving_level([], aid_type="A1", amount=Decimal(1)) == "PROVINCE"


def test_pending_and_paid_count_and_the_rest_frees_the_room():
    assert set(AidStatus) - set(COUNTED) == {
        AidStatus.DRAFT, AidStatus.RETURNED, AidStatus.WITHDRAWN, AidStatus.BOUNCED, AidStatus.REFUNDED,
    }


def test_every_aid_type_stands_in_the_code_list():
    names = {row["code"]: row["zh"] for row in code_list("aid_type")}
    assert {kind.value: kind.label for kind in AidType} == {
        kind.value: names[kind.value] for kind in AidType
    }


any_cap = st.one_of(
    st.builds(
        Cap, st.just("A1"), st.just(CapForm.LINE_MONTHS),
        factor=st.decimals("0.5", 24, places=1), maximum=st.none() | amounts,
    ),
    st.builds(
        Cap, st.just("A2"), st.just(CapForm.COST_SHARE),
        factor=st.decimals(1, 100, places=0), maximum=st.none() | amounts,
    ),
    st.builds(Cap, st.just("A3"), st.just(CapForm.FIXED), maximum=amounts),
)


@given(any_cap, amounts, amounts, st.lists(amounts, max_size=12))
def test_amounts_taken_within_the_cap_never_pass_the_limit(cap, line, own_cost, asked):
    used = ZERO
    for amount in asked:
        result = check(cap, amount=amount, used=used, line=line, own_cost=own_cost)
        assert result.left >= 0
        assert result.used + result.left == result.limit
        if not result.is_over:
            assert result.left_after == result.left - amount
            used += amount
    assert used <= limit_of(cap, line=line, own_cost=own_cost)


@given(any_cap, amounts, amounts, amounts, amounts)
def test_more_used_never_leaves_more(cap, line, own_cost, used, more):
    before = check(cap, amount=ZERO, used=used, line=line, own_cost=own_cost)
    after = check(cap, amount=ZERO, used=used + more, line=line, own_cost=own_cost)
    assert after.left <= before.left


@given(any_cap, amounts, amounts)
def test_limit_is_whole_fen_and_at_most_every_bound(cap, line, own_cost):
    limit = limit_of(cap, line=line, own_cost=own_cost)
    assert limit == limit.quantize(Decimal("0.01")) and limit >= 0
    if cap.maximum is not None:
        assert limit <= cap.maximum
    if cap.form == CapForm.COST_SHARE:
        assert limit <= own_cost


@given(amounts, amounts)
def test_larger_amounts_never_need_a_lower_level(first, second):
    order = ["COUNTY", "CITY", "PROVINCE"]
    low, high = sorted((first, second))
    levels = [approving_level(LEVELS, aid_type="A1", amount=amount) for amount in (low, high)]
    assert order.index(levels[0]) <= order.index(levels[1])


@given(st.decimals(0, 1_000_000, places=2))
def test_figures_in_sentences_keep_their_value(number):
    assert Decimal(plain(number).replace(",", "")) == number
