"""Sentences agree with their numbers: rise, fall, unchanged, from nothing; places, ties, nobody."""

from decimal import Decimal

import pytest

from reports.narrative.phrases import change, leaders, listed, money, number, share


def said(pieces):
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (6824, 6599, "较期初增加 225 户，增长 3.4%"),
        (90, 120, "较期初减少 30 户，下降 25.0%"),
        (12, 12, "与期初持平"),
        (0, 0, "与期初持平"),
        (7, 0, "较期初增加 7 户（期初为 0）"),
        (0, 7, "较期初减少 7 户，下降 100.0%"),
    ],
)
def test_a_change_says_which_way(now, before, words):
    assert said(change(now, before, "户", "期初")) == words


@pytest.mark.parametrize(
    ("counted", "names", "together"),
    [
        ([("甲", 5), ("乙", 9), ("丙", 1), ("丁", 3)], ["乙", "甲", "丁"], 17),
        ([("甲", 5), ("乙", 3), ("丙", 3), ("丁", 3), ("戊", 2)], ["甲", "乙", "丙", "丁"], 14),
        ([("甲", 5), ("乙", 0)], ["甲"], 5),
        ([("甲", 0), ("乙", 0)], [], 0),
        ([], [], 0),
    ],
)
def test_the_first_three_places_share_ties_and_leave_nothing_out(counted, names, together):
    assert leaders(counted) == (names, together)


def test_names_are_listed_as_in_a_sentence():
    assert [listed(names) for names in ([], ["甲"], ["甲", "乙"], ["甲", "乙", "丙"])] == [
        "", "甲", "甲和乙", "甲、乙和丙",
    ]


def test_numbers_are_grouped_from_five_digits_on_and_money_is_rounded_once():
    assert number(6824, "户").text == "6824 户"
    assert number(19452, "人", "/list").text == "19,452 人"
    assert money(Decimal("23186049.99")).text == "2,318.60 万元"
    assert (share(1, 3).text, share(0, 0).text) == ("33.3%", "0.0%")
