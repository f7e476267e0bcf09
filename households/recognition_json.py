"""The JSON of the `assess` command: cases in, recommendations out (CONTRACTS)."""

import re
from datetime import date
from decimal import Decimal

from households.recognition import Event, Exclusion, Facts, RuleParameters, assess
from households.recognition_steps import EVENTS, KINDS, money

EVENT_AMOUNTS = ("gross_cost", "insurance", "compensation", "social_assistance")
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST = 9999


class MalformedCase(ValueError):
    """A document that cannot be read; the text names the case and the key."""


def assess_document(document):
    """Return one result per case of a document, in order. Raises MalformedCase before any is assessed."""
    document = Reader(document, "document")
    rules = _parameters(Reader(document.get("parameters"), "parameters"))
    cases = [_case(case, place) for place, case in enumerate(document.list("cases"), 1)]
    return [_result(name, assess(facts, rules)) for name, facts in cases]


def _parameters(given):
    return RuleParameters(
        relative_multiplier=given.amount("relative_multiplier"),
        deep_inclusive=given.flag("deep_inclusive"),
        relative_inclusive=given.flag("relative_inclusive"),
        event_cost_ratio=given.amount("event_cost_ratio"),
        event_lookback_months=given.count("event_lookback_months", least=0),
        edge_margin=given.amount("edge_margin"),
        severe_illness_as_rigid=given.flag("severe_illness_as_rigid"),
    )


def _case(value, place):
    name = Reader(value, f"case {place}").text("id")
    case = Reader(value, f"case {name}")
    return name, Facts(
        applied_on=case.day("applied_on"),
        dibao_line=case.amount("dibao_line"),
        counted_members=case.count("counted_members", least=1),
        annual_income=case.amount("annual_income"),
        rigid_expenses=_expenses(case.part("rigid_expenses")),
        event=None if case.get("event") is None else _event(case.part("event")),
        exclusions=tuple(_exclusion(flag) for flag in case.parts("exclusions")),
    )


def _expenses(given):
    for kind in given.value:
        if kind not in KINDS:
            given.refuse(kind, f"is none of {', '.join(KINDS)}")
    return {kind: given.amount(kind) for kind in KINDS}


def _event(given):
    kind = given.text("kind")
    if kind not in EVENTS:
        given.refuse("kind", f"must be one of {', '.join(EVENTS)}")
    return Event(given.day("occurred_on"), kind, *(given.amount(name) for name in EVENT_AMOUNTS))


def _exclusion(given):
    return Exclusion(given.text("code"), given.flag("waived"))


def _result(name, result):
    ratio = result.event_ratio
    return {
        "id": name,
        "outcome": result.outcome.value,
        "exclusion": result.exclusion,
        "chronic_per_capita": _text(result.chronic_per_capita),
        "with_event_per_capita": _text(result.with_event_per_capita),
        "event_ratio": None if ratio is None else f"{ratio:f}",
        "steps": [step.text for step in result.steps],
    }


def _text(amount):
    return None if amount is None else money(amount)


class Reader:
    """The values of one JSON object; what is missing or malformed is refused by case and key."""

    def __init__(self, value, where, path=""):
        self.value, self.where, self.path = value, where, path
        if not isinstance(value, dict):
            raise MalformedCase(f"{where}: {path.rstrip('.') or 'this'} must be an object, not {value!r:.60}")

    def refuse(self, key, why):
        raise MalformedCase(f"{self.where}: {self.path}{key} {why}")

    def get(self, key):
        if key not in self.value:
            self.refuse(key, "is missing")
        return self.value[key]

    def part(self, key):
        return Reader(self.get(key), self.where, f"{self.path}{key}.")

    def parts(self, key):
        return [
            Reader(value, self.where, f"{self.path}{key}[{place}].")
            for place, value in enumerate(self.list(key))
        ]

    def list(self, key):
        value = self.get(key)
        if not isinstance(value, list):
            self.refuse(key, "must be a list")
        return value

    def text(self, key):
        value = self.get(key)
        if not isinstance(value, str) or not value.strip():
            self.refuse(key, "must be a text that is not empty")
        return value

    def flag(self, key):
        value = self.get(key)
        if not isinstance(value, bool):
            self.refuse(key, "must be true or false")
        return value

    def count(self, key, *, least):
        value = self.get(key)
        if type(value) is not int or not least <= value <= MOST:
            self.refuse(key, f"must be a whole number from {least} to {MOST}")
        return value

    def amount(self, key):
        value = self.get(key)
        text = str(value) if type(value) is int else value
        if not isinstance(text, str) or not NUMBER.fullmatch(text):
            self.refuse(key, f'is not a decimal number such as "846.00": {value!r:.60}')
        if text.startswith("-"):
            self.refuse(key, f"must not be negative: {text}")
        return Decimal(text)

    def day(self, key):
        value = self.get(key)
        try:
            if isinstance(value, str) and DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        return self.refuse(key, f"is not a date such as 2022-03-31: {value!r:.60}")
