"""The JSON of the `assess` command: cases in, recommendations out (CONTRACTS)."""

from datetime import date
from decimal import Decimal, InvalidOperation

from households.recognition import (
    EVENTS,
    KINDS,
    Event,
    Exclusion,
    Facts,
    RuleParameters,
    assess,
    money,
)

EVENT_AMOUNTS = ("gross_cost", "insurance", "compensation", "social_assistance")


class MalformedCase(ValueError):
    """A case that cannot be read; the text names the case and the key."""


def assess_document(document):
    """Return one result per case of a document, in order. Raises MalformedCase; nothing is half done."""
    if not isinstance(document, dict):
        raise MalformedCase("the document must be an object with parameters and cases")
    where = "parameters"
    given = _object(document, "parameters", "document")
    rules = RuleParameters(
        relative_multiplier=_amount(given, "relative_multiplier", where),
        deep_inclusive=_flag(given, "deep_inclusive", where),
        relative_inclusive=_flag(given, "relative_inclusive", where),
        event_cost_ratio=_amount(given, "event_cost_ratio", where),
        event_lookback_months=_count(given, "event_lookback_months", where, 0),
        edge_margin=_amount(given, "edge_margin", where),
        severe_illness_as_rigid=_flag(given, "severe_illness_as_rigid", where),
    )
    cases = _key(document, "cases", "document")
    if not isinstance(cases, list):
        raise MalformedCase("document: cases must be a list")
    read = [_case(case, place) for place, case in enumerate(cases, 1)]
    return [_result(name, assess(facts, rules)) for name, facts in read]


def _case(case, place):
    if not isinstance(case, dict):
        raise MalformedCase(f"case {place}: not an object")
    name = case.get("id")
    if not isinstance(name, str) or not name:
        raise MalformedCase(f"case {place}: id is missing")
    where = f"case {name}"
    expenses = _object(case, "rigid_expenses", where)
    return name, Facts(
        applied_on=_day(case, "applied_on", where),
        dibao_line=_amount(case, "dibao_line", where),
        counted_members=_count(case, "counted_members", where, 1),
        annual_income=_amount(case, "annual_income", where),
        rigid_expenses={kind: _amount(expenses, kind, where, "rigid_expenses.") for kind in KINDS},
        event=_event(_key(case, "event", where), where),
        exclusions=tuple(_exclusions(case, where)),
    )


def _event(event, where):
    if event is None:
        return None
    if not isinstance(event, dict):
        raise MalformedCase(f"{where}: event must be an object or null")
    kind = _key(event, "kind", where, "event.")
    if kind not in EVENTS:
        raise MalformedCase(f"{where}: event.kind must be one of {', '.join(EVENTS)}")
    return Event(
        occurred_on=_day(event, "occurred_on", where, "event."),
        kind=kind,
        **{name: _amount(event, name, where, "event.") for name in EVENT_AMOUNTS},
    )


def _exclusions(case, where):
    flags = _key(case, "exclusions", where)
    if not isinstance(flags, list):
        raise MalformedCase(f"{where}: exclusions must be a list")
    for flag in flags:
        if not isinstance(flag, dict) or not isinstance(flag.get("code"), str):
            raise MalformedCase(f"{where}: exclusions.code is missing")
        yield Exclusion(flag["code"], _flag(flag, "waived", where, "exclusions."))


def _result(name, result):
    return {
        "id": name,
        "outcome": result.outcome.value,
        "exclusion": result.exclusion,
        "chronic_per_capita": _text(result.chronic_per_capita),
        "with_event_per_capita": _text(result.with_event_per_capita),
        "event_ratio": None if result.event_ratio is None else f"{result.event_ratio:f}",
        "steps": [step.text for step in result.steps],
    }


def _text(amount):
    return None if amount is None else money(amount)


def _key(values, key, where, prefix=""):
    if key not in values:
        raise MalformedCase(f"{where}: {prefix}{key} is missing")
    return values[key]


def _object(values, key, where):
    value = _key(values, key, where)
    if not isinstance(value, dict):
        raise MalformedCase(f"{where}: {key} must be an object")
    return value


def _amount(values, key, where, prefix=""):
    value = _key(values, key, where, prefix)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise MalformedCase(f"{where}: {prefix}{key} must be a decimal number written as text")
    try:
        amount = Decimal(value)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise MalformedCase(f"{where}: {prefix}{key} is not a number: {value!r}")
    if amount < 0:
        raise MalformedCase(f"{where}: {prefix}{key} must not be negative: {value}")
    return amount


def _count(values, key, where, least):
    value = _key(values, key, where)
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise MalformedCase(f"{where}: {key} must be a whole number of at least {least}")
    return value


def _flag(values, key, where, prefix=""):
    value = _key(values, key, where, prefix)
    if not isinstance(value, bool):
        raise MalformedCase(f"{where}: {prefix}{key} must be true or false")
    return value


def _day(values, key, where, prefix=""):
    value = _key(values, key, where, prefix)
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise MalformedCase(f"{where}: {prefix}{key} is not a date: {value!r}") from None
