"""Recognition of a household's tier as one pure function (DOMAIN 3.7; call it in a shell, no database).

The order of decision: an exclusion that is not waived, then the monthly income per head
after rigid expenses against the local line, then an accident or disaster whose net cost
eats the year's income, then the border watch list. The result is a recommendation.

Source: 困难职工家庭认定标准 as published by unions of the three-tier regime; the numbers
are parameters of a dated rule set, never constants of this file.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from enum import StrEnum

from households import recognition_steps
from households.recognition_steps import MONTHS, Step, money

CENT, RATIO = Decimal("0.01"), Decimal("0.0001")
EXACT = Context(prec=100)  # products of amounts and multipliers stay unrounded
ILLNESS = "severe_illness"


class Outcome(StrEnum):
    DEEP = "DEEP"
    RELATIVE = "RELATIVE"
    ACCIDENTAL = "ACCIDENTAL"
    EDGE = "EDGE"
    NOT_ELIGIBLE = "NOT_ELIGIBLE"


@dataclass(frozen=True)
class RuleParameters:
    """The parameters of a rule set. Multipliers and ratios are plain numbers, 2.0 or 0.80."""

    relative_multiplier: Decimal = Decimal("2.0")
    deep_inclusive: bool = False
    relative_inclusive: bool = False
    event_cost_ratio: Decimal = Decimal("0.80")
    event_lookback_months: int = 12
    edge_margin: Decimal = Decimal("0.10")
    severe_illness_as_rigid: bool = True


@dataclass(frozen=True)
class Event:
    """The event that brought hardship; amounts in 元."""

    occurred_on: date
    kind: str
    gross_cost: Decimal
    insurance: Decimal = Decimal(0)
    compensation: Decimal = Decimal(0)
    social_assistance: Decimal = Decimal(0)

    @property
    def net_cost(self):
        """What the household bore itself, never below 0."""
        paid = self.insurance + self.compensation + self.social_assistance
        return max(self.gross_cost - paid, Decimal(0))

    @classmethod
    def from_json(cls, given):
        names = ("gross_cost", "insurance", "compensation", "social_assistance")
        return cls(
            date.fromisoformat(given["occurred_on"]), given["kind"], *(Decimal(given[name]) for name in names)
        )

    def to_json(self):
        return {
            "occurred_on": self.occurred_on.isoformat(),
            "kind": self.kind,
            "gross_cost": money(self.gross_cost),
            "insurance": money(self.insurance),
            "compensation": money(self.compensation),
            "social_assistance": money(self.social_assistance),
        }


@dataclass(frozen=True)
class Exclusion:
    code: str
    waived: bool = False


@dataclass(frozen=True)
class Facts:
    """One case: amounts in 元 a year, the line in 元 a month and person."""

    applied_on: date
    dibao_line: Decimal
    counted_members: int
    annual_income: Decimal
    rigid_expenses: Mapping[str, Decimal]
    event: Event | None = None
    exclusions: tuple[Exclusion, ...] = ()

    @classmethod
    def from_json(cls, given):
        """Return the facts that `to_json` wrote."""
        return cls(
            applied_on=date.fromisoformat(given["applied_on"]),
            dibao_line=Decimal(given["dibao_line"]),
            counted_members=given["counted_members"],
            annual_income=Decimal(given["annual_income"]),
            rigid_expenses={kind: Decimal(amount) for kind, amount in given["rigid_expenses"].items()},
            event=Event.from_json(given["event"]) if given["event"] else None,
            exclusions=tuple(Exclusion(flag["code"], flag["waived"]) for flag in given["exclusions"]),
        )

    def to_json(self):
        """Return the facts in the shape the `assess` command takes."""
        return {
            "applied_on": self.applied_on.isoformat(),
            "dibao_line": money(self.dibao_line),
            "counted_members": self.counted_members,
            "annual_income": money(self.annual_income),
            "rigid_expenses": {kind: money(amount) for kind, amount in self.rigid_expenses.items()},
            "event": self.event and self.event.to_json(),
            "exclusions": [{"code": e.code, "waived": e.waived} for e in self.exclusions],
        }


@dataclass(frozen=True)
class Result:
    """What the rule recommends and why. Quotients are rounded half up to 0.01, the ratio to four places.

    After an exclusion both quotients and the ratio are None.
    """

    outcome: Outcome
    exclusion: str | None = None
    chronic_per_capita: Decimal | None = None
    with_event_per_capita: Decimal | None = None
    event_ratio: Decimal | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Figures:
    """What the decision compares: quotients already rounded, limits not.

    `event_cost` is the net cost of an event inside the look-back, 0 otherwise. It either
    joined the rigid expenses (`as_rigid`) or is tested by itself (`tested`).
    """

    earliest: date
    event_cost: Decimal
    as_rigid: bool
    tested: bool
    rigid: Decimal
    chronic: Decimal
    with_event: Decimal
    ratio: Decimal | None
    limit: Decimal
    edge: Decimal
    event_limit: Decimal
    event_exceeds: bool


def assess(facts: Facts, rules: RuleParameters) -> Result:
    """Recommend a tier. The first exclusion not waived decides alone."""
    excluded = next((flag.code for flag in facts.exclusions if not flag.waived), None)
    if excluded is not None:
        return Result(Outcome.NOT_ELIGIBLE, exclusion=excluded, steps=recognition_steps.excluded(excluded))
    with localcontext(EXACT):
        figures = _figures(facts, rules)
        outcome = _decide(facts.dibao_line, rules, figures)
        steps = recognition_steps.explained(facts, rules, figures, outcome)
    return Result(outcome, None, figures.chronic, figures.with_event, figures.ratio, steps)


def _figures(facts, rules):
    earliest = months_before(facts.applied_on, rules.event_lookback_months)
    counts = facts.event is not None and facts.event.occurred_on >= earliest
    as_rigid = counts and facts.event.kind == ILLNESS and rules.severe_illness_as_rigid
    tested = counts and not as_rigid
    cost = facts.event.net_cost if counts else Decimal(0)
    rigid = sum(facts.rigid_expenses.values(), cost if as_rigid else Decimal(0))
    income, limit = facts.annual_income, rules.relative_multiplier * facts.dibao_line
    event_limit = rules.event_cost_ratio * income
    return Figures(
        earliest=earliest,
        event_cost=cost,
        as_rigid=as_rigid,
        tested=tested,
        rigid=rigid,
        chronic=_per_head(income - rigid, facts),
        with_event=_per_head(income - rigid - (cost if tested else 0), facts),
        ratio=(cost / income).quantize(RATIO, ROUND_HALF_UP) if tested and income > 0 else None,
        limit=limit,
        edge=limit * (1 + rules.edge_margin),
        event_limit=event_limit,
        event_exceeds=tested and (income == 0 or cost > event_limit),
    )


def _decide(line, rules, figures):
    chronic = figures.chronic
    if chronic < line or (rules.deep_inclusive and chronic == line):
        return Outcome.DEEP
    if chronic < figures.limit or (rules.relative_inclusive and chronic == figures.limit):
        return Outcome.RELATIVE
    if figures.event_exceeds:
        return Outcome.ACCIDENTAL
    return Outcome.EDGE if chronic < figures.edge else Outcome.NOT_ELIGIBLE


def _per_head(amount, facts):
    """Yearly amount to month and head. Adding 0 turns −0.00 into 0.00."""
    return (amount / (facts.counted_members * MONTHS)).quantize(CENT, ROUND_HALF_UP) + 0


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, the month's last day where it has no such day."""
    year, month = divmod(day.year * MONTHS + day.month - 1 - months, MONTHS)
    if year < date.min.year:
        return date.min
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
