"""One unit's files put into words: contents from plans, each from its own seed. Pure."""

from random import Random

from unionaid.demo import contents, people
from unionaid.demo.identities import IdentityNumbers
from unionaid.demo.plans import CENSUS_DAY, SEED


class UnitWriter:
    """Writes the contents of one unit. `line_on` tells its whole line on a day.

    Numbers of people are given out in the order of writing, so the same plans in the same
    order give the same people.
    """

    def __init__(self, place, line_on):
        self.place, self.line_on = place, line_on
        self.numbers = IdentityNumbers(place)

    def write(self, plan):
        """Return (content, generator) of a plan; the generator goes on for what follows from it."""
        source = self._source(plan)
        if plan.outcome:
            return contents.content_of(source, plan, self.line_on(plan.assessed_on)), source.rng
        return contents.old_content_of(source, plan), source.rng

    def write_earlier(self, plan, content):
        """Return (content, generator) of the file that the household of `content` had before."""
        source = self._source(plan)
        return contents.earlier_content_of(source, plan, content), source.rng

    def _source(self, plan):
        return people.Source(
            rng=Random(f"{SEED} {plan.filed_at} {plan.serial}"),
            numbers=self.numbers,
            serial=plan.serial,
            census_day=CENSUS_DAY,
        )
