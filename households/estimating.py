"""The live calculation: what the rule would recommend with the answers given so far."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from households import assessing
from households.content import FileContent
from households.errors import LineMissing
from households.recognition import Outcome


@dataclass(frozen=True)
class Gap:
    """An answer the calculation waits for, and where to give it."""

    text: str
    step: str
    field: str = ""


@dataclass(frozen=True)
class Estimate:
    """The result with its standard, or the gaps that stand in its way; never a guess."""

    gaps: tuple = ()
    trouble: str = ""
    rule_set: object = None
    line: object = None
    facts: object = None
    result: object = None

    @property
    def limit(self):
        """The upper line: the multiple of the local line below which a household is in relative hardship."""
        return self.rule_set.relative_multiplier * self.line.urban_monthly

    @property
    def recommended(self):
        """The tier the rule recommends, "" where it recommends none."""
        outcome = self.result.outcome if self.result else None
        return outcome.value if outcome in (Outcome.DEEP, Outcome.RELATIVE, Outcome.ACCIDENTAL) else ""

    @property
    def formula(self):
        """The sum in one line, empty after an exclusion."""
        return next((step.text.lstrip("③") for step in self.result.steps if step.key == "per_capita"), "")

    @property
    def verdict(self):
        """The last sentence of the explanation."""
        return self.result.steps[-1].text


def estimate(entry, unit, day):
    """Return the Estimate of an entry filed by a unit on a day."""
    gaps = tuple(_gaps(entry))
    if gaps:
        return Estimate(gaps=gaps)
    try:
        rule_set, line, facts, result = assessing.recommend(_countable(entry), unit, day)
    except LineMissing as error:
        return Estimate(trouble=str(error))
    return Estimate(rule_set=rule_set, line=line, facts=facts, result=result)


def _gaps(entry):
    """Yield what is missing or wrong among the answers the sum is made of."""
    if not entry.visited("members"):
        yield Gap(_("家庭人口"), "members")
    if not entry.visited("economy"):
        yield Gap(_("收入与支出"), "economy")
        return
    if not entry.incomes.filled and not entry.no_income.cleaned_data.get("no_income"):
        yield Gap(_("收入"), "economy", entry.no_income["no_income"].auto_id)
    for rows, names in (
        (entry.incomes, ("member", "monthly_amount", "months", "is_counted")),
        (entry.expenses, ("member", "kind", "gross_amount", "reimbursed_amount")),
        (entry.exclusions, ("code",)),
    ):
        for place, form in enumerate(rows.filled, 1):
            for name in names:
                if form.cleaned_data.get(name) in (None, ""):
                    text = _("%(row)s的%(field)s") % {"row": form.title(place), "field": form[name].label}
                    yield Gap(text, "economy", form[name].auto_id)
    yield from _event_gaps(entry.event)


def _event_gaps(event):
    happened = event.cleaned_data.get("has_event")
    if happened is None:
        yield Gap(_("有没有致困事件"), "economy", event["has_event"].auto_id)
    for name in ("kind", "occurred_on", *event.amounts) if happened else ():
        if event.cleaned_data.get(name) in (None, ""):
            text = _("致困事件的%(field)s") % {"field": event[name].label}
            yield Gap(text, "economy", event[name].auto_id)


def _countable(entry):
    """Return a content of nothing but what the rule asks for."""
    return FileContent(
        applied_on=entry.work.cleaned_data.get("applied_on") or entry.today,
        worker={},
        work={},
        home={},
        causes={},
        members=[
            {"is_counted": form.cleaned_data.get("is_counted") is not False} for form in entry.members.filled
        ],
        incomes=entry.with_places(entry.incomes),
        expenses=entry.with_places(entry.expenses),
        event=entry.event.event(),
        exclusions=entry.exclusions.values(),
    )
