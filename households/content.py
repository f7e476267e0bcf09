"""What a household file says, apart from how it is stored: the one shape that the entry form,
the API, the import, the demo and the frozen submissions share.

A section is a dict of field name → value with the names of the models' fields.
People are numbered: 0 is the worker, 1… the members in their order; income and
expense items name their person by that number.
"""

import hashlib
import json
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

# employment_status: at post, flexible, public-welfare, temporary, migrant
EMPLOYED = {"1", "91", "92", "93", "94"}
WORKING_AGE = range(16, 60)


@dataclass
class FileContent:
    """The content of one household file.

    worker, members: personal fields of `FamilyMember`. work, home, causes, support, bank:
    fields of `HardshipArchive`; causes also has `secondary`, a list of at most three codes.
    event: fields of `HardshipEvent` or None. The lists hold dicts of their models' fields.
    decision: `tier` and `tier_reason`, what the clerk proposes; empty means as recommended.
    """

    applied_on: date
    worker: dict
    work: dict
    home: dict
    causes: dict
    members: list = field(default_factory=list)
    incomes: list = field(default_factory=list)
    expenses: list = field(default_factory=list)
    event: dict | None = None
    exclusions: list = field(default_factory=list)
    needs: list = field(default_factory=list)
    support: dict = field(default_factory=dict)
    documents: list = field(default_factory=list)
    bank: dict = field(default_factory=dict)
    decision: dict = field(default_factory=dict)

    @property
    def people(self):
        return [self.worker, *self.members]

    @property
    def household_size(self):
        """家庭人口: the worker and the members who count."""
        return 1 + sum(1 for member in self.members if member.get("is_counted", True))

    @property
    def annual_income(self):
        """Counted income of the twelve months in 元."""
        return sum(
            (annual(item) for item in self.incomes if item.get("is_counted", True)), Decimal("0.00")
        )

    def rigid_expenses(self):
        """Net rigid expenses by kind in 元: spent less reimbursed, item by item."""
        kinds = dict.fromkeys(
            ("medical", "disability", "education", "housing", "employment", "care", "other"),
            Decimal("0.00"),
        )
        for item in self.expenses:
            kinds[item["kind"]] += item["gross_amount"] - item["reimbursed_amount"]
        return kinds

    def is_zero_employment(self, on):
        """零就业家庭: somebody of working age could work and nobody does."""
        able = [person for person in self.people if _able(person, on)]
        return bool(able) and not any(_employed(person, self) for person in able)

    def to_json(self):
        """Return plain JSON values; `from_json` gives an equal content back."""
        return {name.name: _plain(getattr(self, name.name)) for name in fields(self)}

    @classmethod
    def from_json(cls, plain):
        return cls(**{name: _rich(value) for name, value in plain.items()})

    def digest(self):
        return digest(self.to_json())


def digest(plain):
    """SHA-256 of the canonical JSON of a content: equal contents have equal digests."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def annual(item):
    """Yearly amount of an income item in 元."""
    return item["monthly_amount"] * item["months"]


def age_on(birth_date, day):
    """Whole years of age at the end of a day, None without a birth date."""
    if birth_date is None:
        return None
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def _able(person, on):
    age = age_on(person.get("birth_date"), on)
    return bool(person.get("has_labour_capacity")) and age is not None and age in WORKING_AGE


def _employed(person, content):
    status = content.work.get("work_status") if person is content.worker else person.get("work_status")
    return status in EMPLOYED


def _plain(value):
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()}
        case _:
            return value


def _rich(value):
    match value:
        case {"decimal": text} if len(value) == 1:
            return Decimal(text)
        case {"date": text} if len(value) == 1:
            return date.fromisoformat(text)
        case dict():
            return {key: _rich(inner) for key, inner in value.items()}
        case list():
            return [_rich(inner) for inner in value]
        case _:
            return value
