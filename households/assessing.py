"""From a file's content to a stored assessment: facts, the pure rule, the row that keeps both."""

from households import standards
from households.models import Assessment
from households.recognition import Event, Exclusion, Facts, assess


def facts_of(content, line) -> Facts:
    """Return the facts of a content against a line, as the pure rule takes them."""
    event = content.event
    return Facts(
        applied_on=content.applied_on,
        dibao_line=line.urban_monthly,
        counted_members=content.household_size,
        annual_income=content.annual_income,
        rigid_expenses=content.rigid_expenses(),
        event=event
        and Event(
            occurred_on=event["occurred_on"],
            kind=event["kind"],
            gross_cost=event["gross_cost"],
            insurance=event["insurance"],
            compensation=event["compensation"],
            social_assistance=event["social_assistance"],
        ),
        exclusions=tuple(
            Exclusion(code=flag["code"], waived=flag["waived"]) for flag in content.exclusions
        ),
    )


def recommend(content, unit, day):
    """Return (rule set, line, facts, result) for a content filed by a unit, as of a day."""
    line = standards.line_for(unit, day)
    rule_set = standards.rule_set_for(unit, day)
    facts = facts_of(content, line)
    return rule_set, line, facts, assess(facts, standards.parameters(rule_set))


def assessment_row(archive, *, rule_set, line, facts, result, day, tier, reason, chosen_by):
    """Return the unsaved assessment that keeps rule set, line, all inputs and every step."""
    return Assessment(
        archive=archive,
        rule_set=rule_set,
        dibao_line=line,
        assessed_on=day,
        facts=facts.to_json(),
        steps=[step.to_json() for step in result.steps],
        outcome=result.outcome.value,
        exclusion=result.exclusion or "",
        chronic_per_capita=result.chronic_per_capita,
        with_event_per_capita=result.with_event_per_capita,
        event_ratio=result.event_ratio,
        tier=tier,
        tier_reason=reason,
        chosen_by=chosen_by,
    )
