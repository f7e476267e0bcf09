"""What `assess` reads: well-formed cases are taken; all else is refused by case and key."""

import copy

import pytest
from django.utils import translation

from households import enums, recognition_steps
from households.recognition_json import MalformedCase, assess_document

DOCUMENT = {
    "parameters": {
        "relative_multiplier": "2.0",
        "deep_inclusive": False,
        "relative_inclusive": False,
        "event_cost_ratio": "0.80",
        "event_lookback_months": 12,
        "edge_margin": "0.10",
        "severe_illness_as_rigid": True,
    },
    "cases": [
        {
            "id": "E1",
            "applied_on": "2022-03-31",
            "dibao_line": "846.00",
            "counted_members": 3,
            "annual_income": "42000.00",
            "rigid_expenses": dict.fromkeys(recognition_steps.KINDS, "0.00") | {"medical": "24000.00"},
            "event": {
                "occurred_on": "2022-01-05",
                "kind": "disaster",
                "gross_cost": "100.00",
                "insurance": "0.00",
                "compensation": "0.00",
                "social_assistance": "0.00",
            },
            "exclusions": [{"code": "X4", "waived": True}],
        }
    ],
}
GONE = object()


def changed(path, value):
    """Return the document with the value at a path replaced, or taken away."""
    document = copy.deepcopy(DOCUMENT)
    *parents, last = path
    place = document
    for key in parents:
        place = place[key]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return document


def paths(value, path=()):
    """Yield the path of every key of the document."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        if isinstance(value, dict):
            yield (*path, key)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*path, key))


def test_the_document_itself_is_well_formed():
    [result] = assess_document(DOCUMENT)
    assert {key: value for key, value in result.items() if key != "steps"} == {
        "id": "E1",
        "outcome": "DEEP",
        "exclusion": None,
        "chronic_per_capita": "500.00",
        "with_event_per_capita": "497.22",
        "event_ratio": "0.0024",
    }


WRONG = (GONE, None, [[]], {}, "", "no", -1, 0.5, "-1.00")
FINE = [("event", None), ("id", "no"), ("id", "-1.00"), ("code", "no"), ("code", "-1.00")]


def wrong_values():
    for path in paths(DOCUMENT):
        for value in WRONG:
            if len(path) > 1 and (path[-1], value) not in FINE:
                yield pytest.param(path, value, id=f"{'.'.join(map(str, path))}={value!r:.9}")


@pytest.mark.parametrize(("path", "value"), list(wrong_values()))
def test_every_missing_or_wrong_value_is_named_by_case_and_key(path, value):
    where = "parameters" if path[0] == "parameters" else "case 1" if path[-1] == "id" else "case E1"
    with pytest.raises(MalformedCase) as refused:
        assess_document(changed(path, value))
    assert str(refused.value).startswith(f"{where}: ")
    assert path[-1] in str(refused.value)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ([], "document: this must be an object, not []"),
        (changed(("parameters",), GONE), "document: parameters is missing"),
        (changed(("parameters",), "2.0"), "parameters: this must be an object, not '2.0'"),
        (changed(("cases",), GONE), "document: cases is missing"),
        (changed(("cases",), {}), "document: cases must be a list"),
        (changed(("cases",), ["E1"]), "case 1: this must be an object, not 'E1'"),
    ],
)
def test_a_document_of_another_shape_is_refused(document, message):
    with pytest.raises(MalformedCase) as refused:
        assess_document(document)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("counted_members",), 0, "case E1: counted_members must be a whole number from 1 to 9999"),
        (("counted_members",), True, "case E1: counted_members must be a whole number from 1 to 9999"),
        (("annual_income",), "-0.01", "case E1: annual_income must not be negative: -0.01"),
        (
            ("annual_income",), "1e5",
            """case E1: annual_income is not a decimal number such as "846.00": '1e5'""",
        ),
        (
            ("annual_income",), "1" * 16,
            """case E1: annual_income is not a decimal number such as "846.00": '1111111111111111'""",
        ),
        (("dibao_line",), "NaN", """case E1: dibao_line is not a decimal number such as "846.00": 'NaN'"""),
        (("applied_on",), "2022-02-30", "case E1: applied_on is not a date such as 2022-03-31: '2022-02-30'"),
        (("applied_on",), "20220331", "case E1: applied_on is not a date such as 2022-03-31: '20220331'"),
        (("event", "kind"), "fire", "case E1: event.kind must be one of accident, disaster, severe_illness"),
        (
            ("rigid_expenses", "drugs"), "1.00",
            "case E1: rigid_expenses.drugs is none of medical, disability, education, housing, "
            "employment, care, other",
        ),
        (("exclusions", 0, "waived"), "yes", "case E1: exclusions[0].waived must be true or false"),
    ],
)  # fmt: skip
def test_the_sentence_says_what_is_wrong(path, value, message):
    with pytest.raises(MalformedCase) as refused:
        assess_document(changed(("cases", 0, *path), value))
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("edge_margin", GONE, "parameters: edge_margin is missing"),
        ("relative_multiplier", "-2", "parameters: relative_multiplier must not be negative: -2"),
        (
            "event_lookback_months", -1,
            "parameters: event_lookback_months must be a whole number from 0 to 9999",
        ),
    ],
)  # fmt: skip
def test_parameters_are_named_too(key, value, message):
    with pytest.raises(MalformedCase) as refused:
        assess_document(changed(("parameters", key), value))
    assert str(refused.value) == message


def test_numbers_without_quotes_are_read_exactly():
    [result] = assess_document(changed(("cases", 0, "annual_income"), 42000))
    assert result["chronic_per_capita"] == "500.00"


def test_a_look_back_longer_than_the_calendar_takes_every_event():
    [result] = assess_document(changed(("parameters", "event_lookback_months"), 9999) | {
        "cases": [changed(("cases", 0, "applied_on"), "0005-01-01")["cases"][0]]
    })  # fmt: skip
    assert result["event_ratio"] == "0.0024"


def test_the_words_of_the_steps_are_the_words_of_the_screens():
    with translation.override("zh-hans"):
        assert dict(enums.ExpenseKind.choices) == recognition_steps.KINDS
        assert dict(enums.EventKind.choices) == recognition_steps.EVENTS
        assert dict(enums.ExclusionCode.choices) == recognition_steps.EXCLUSIONS
