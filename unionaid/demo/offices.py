"""Who works where in the demo: accounts with their postings, and who decides in which state of a file."""

from collections import defaultdict
from datetime import date

from django.contrib.auth.hashers import make_password

from households import chains, standards
from households.enums import Step
from unionaid.accounts.models import Posting, User
from unionaid.accounts.permissions import Role
from unionaid.demo.accounts import DEMO_ACCOUNTS, demo_password, staff
from unionaid.demo.chain_days import CHAIN_FROM

SINCE = date(2015, 12, 1)
ENTERING = (Step.SUBMIT, Step.ACCEPT, Step.VERIFY, Step.MATCH, Step.END_NOTICE)


def open_accounts(units):
    """Create the demo's users and postings in bulk and return the postings by unit code."""
    people = [*DEMO_ACCOUNTS, *staff(units)]
    secret = make_password(demo_password())
    users = User.objects.bulk_create(
        User(username=p.username, display_name=p.display_name, password=secret) for p in people
    )
    by_code = {unit.code: unit for unit in units}
    postings = Posting.objects.bulk_create(
        Posting(user=user, unit=by_code[p.unit], role=p.role, valid_from=SINCE)
        for p, user in zip(people, users, strict=True)
    )
    found = defaultdict(list)
    for posting in postings:
        found[posting.unit.code].append(posting)
    return found


class Offices:
    """Answers, each asked of the database once: who acts, which chain, which line and rule set."""

    def __init__(self, units, postings):
        self.units = {unit.code: unit for unit in units}
        self._by_id = {unit.pk: unit for unit in units}
        self.postings = postings
        self.top = units[0]
        self._chains, self._acting, self._standards, self._tops = {}, {}, {}, {}

    def of(self, pk):
        """The unit of an id."""
        return self._by_id[pk]

    def clerk(self, unit):
        return self._with_role(unit, Role.CLERK)[0]

    def reviewer(self, unit):
        return self._with_role(unit, Role.REVIEWER)[0]

    def finance(self, unit):
        return self._with_role(unit, Role.FINANCE)[0]

    def officer(self):
        return self._with_role(self.top, Role.OFFICER)[0]

    def administrator(self):
        return self._with_role(self.top, Role.ADMIN)[0]

    def chain(self, unit, level, day):
        """The review chain of a unit and level; the demo's chains changed once."""
        key = (unit.pk, level, day >= CHAIN_FROM)
        if key not in self._chains:
            self._chains[key] = chains.chain_for(unit, level, day)
        return self._chains[key]

    def acting(self, unit, chain, status):
        """The unit that decides in a state, None outside review."""
        key = (unit.pk, chain.pk, status)
        if key not in self._acting:
            self._acting[key] = chains.acting_unit(unit, chain, status)
        return self._acting[key]

    def standards(self, code, day):
        """(line row, rule set row, parameters) of a unit; the demo's lines change with the year."""
        key = (code, day.year)
        if key not in self._standards:
            unit = self.units[code]
            rule_set = standards.rule_set_for(unit, day)
            self._standards[key] = (
                standards.line_for(unit, day), rule_set, standards.parameters(rule_set)
            )
        return self._standards[key]

    def who(self, unit, chain, turn, busy):
        """Return the posting that takes a turn: nobody who has already acted in the round decides again."""
        if turn.step in ENTERING:
            return self.clerk(self.acting(unit, chain, turn.source) or unit)
        if turn.step == Step.MIGRATE:
            return self.officer()
        at = self.acting(unit, chain, turn.source) if chain else None
        if at is None:
            return self.reviewer(self.above(unit))
        return next(p for p in self._with_role(at, Role.REVIEWER) if p.user_id not in busy)

    def _with_role(self, unit, role):
        return [posting for posting in self.postings[unit.code] if posting.role == role]

    def above(self, unit):
        """The unit that decides about leaving: the prefecture, else the province."""
        if unit.pk not in self._tops:
            self._tops[unit.pk] = chains.second_level(unit) or self.top
        return self._tops[unit.pk]
