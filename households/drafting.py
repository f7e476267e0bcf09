"""From what was typed to a checked content: the forms of a draft, its errors and doubts.

`Entry` binds all five steps of a payload; screens, the API and submissions ask it alone.
"""

from django.utils.translation import gettext as _

from households import papers
from households.consent_rules import Person
from households.content import FileContent
from households.enums import DocumentKind
from households.errors import Incomplete
from households.forms import household
from households.forms.decision import DecisionForm
from households.forms.economy import (
    EventForm,
    ExclusionForm,
    ExpenseForm,
    IncomeForm,
    NoIncomeForm,
)
from households.forms.hardship import CauseForm, HousingForm, NeedForm, SupportForm
from households.forms.members import MemberForm
from households.forms.papers import BankForm, PaperForm
from households.forms.sections import Rows
from households.forms.worker import ContactForm, IdentityForm, WorkForm
from households.payloads import (
    CHECK,
    LABELS,
    STEPS,
    WORKER_KEY,
    payload_of_content,
    text_of,
)
from households.queries import checklists
from households.rows import person_key

__all__ = ["Entry", "content_of_payload", "payload_of_content"]

SECTIONS = {
    "worker": {"identity": IdentityForm, "contact": ContactForm, "work": WorkForm},
    "members": {},
    "economy": {"no_income": NoIncomeForm, "event": EventForm},
    "hardship": {"causes": CauseForm, "housing": HousingForm, "support": SupportForm},
    "papers": {"bank": BankForm},
}
ROWS = {
    "worker": {},
    "members": {"members": MemberForm},
    "economy": {"incomes": IncomeForm, "expenses": ExpenseForm, "exclusions": ExclusionForm},
    "hardship": {"needs": NeedForm},
    "papers": {},
}
PREFIXES = {"event": "event"}


class Step:
    """The forms of one step, bound to what was typed there."""

    def __init__(self, name, fields, *, today, people):
        context = {"today": today, "people": people}
        self.name, self.typed = name, fields
        data = fields if fields is not None else opening(name, today)
        self.sections = {
            section: form(data, prefix=PREFIXES.get(section), **context)
            for section, form in SECTIONS[name].items()
        }
        self.rows = {
            rows: Rows(form, rows, data, **context) for rows, form in ROWS[name].items()
        }
        self.papers = (
            [PaperForm(data, kind=kind, **context) for kind in DocumentKind] if name == "papers" else []
        )

    @property
    def forms(self):
        """Every form of the step: sections, rows and papers."""
        rows = [form for rows in self.rows.values() for form in rows]
        return [*self.sections.values(), *rows, *self.papers]

    def check(self):
        """Check every form on its own; what they say about each other comes after."""
        for form in self.forms:
            form.full_clean()
        return self

    def quiet(self):
        """Show what was typed and judge nothing."""
        for form in self.forms:
            form.quiet()
        return self

    def problems(self):
        """Return (field id, message) of every error of the step, in the order of the page."""
        found = []
        for form in self.sections.values():
            found += form.problems()
        for rows in self.rows.values():
            found += rows.problems()
        for paper in self.papers:
            found += [
                (field, _("%(label)s：%(words)s") % {"label": paper.title(0), "words": text})
                for field, text in paper.problems()
            ]
        return list(dict.fromkeys(found))

    def warnings(self):
        found = [item for form in self.sections.values() for item in form.warnings]
        return found + [item for rows in self.rows.values() for item in rows.warnings()]


def opening(step, today):
    """Return what a step shows before anybody has typed there: the answers a form begins with."""
    fields = {}
    for form in SECTIONS[step].values():
        fields |= form.defaults
    if step == "worker":
        fields["applied_on"] = [today.isoformat()]
    if step == "economy":
        fields["incomes-rows"] = ["1"]
        fields |= {f"incomes-1-{name}": value for name, value in IncomeForm.defaults.items()}
    return fields


class Entry:
    """All steps of a draft, each checked on its own and against the others.

    `rules` are those of the checklist in force today, `scanned` the kinds of papers uploaded.
    """

    def __init__(self, payload, *, today, rules=None, scanned=frozenset()):
        self.payload, self.today, self.scanned = payload, today, scanned
        self.rules = checklists.rules_on(today) if rules is None else rules
        first = Step("members", payload.get("members"), today=today, people=()).check()
        self.people = self._named(first.rows["members"])
        self.steps = {
            name: first if name == "members" else self.fresh(name).check() for name in STEPS
        }
        for step in self.steps.values():
            for name, part in [*step.sections.items(), *step.rows.items()]:
                setattr(self, name, part)
        self.papers = self.steps["papers"].papers
        self._lay_side_by_side()

    def fresh(self, step):
        """Return the forms of a step once more, not yet checked."""
        return Step(step, self.payload.get(step), today=self.today, people=self.people)

    def visited(self, step):
        return self.payload.get(step) is not None

    def problems(self):
        """Return {step: [(field id, message)]} of the steps that are not right or not filled in."""
        found = {}
        for name, step in self.steps.items():
            errors = step.problems() if self.visited(name) else [("", _unvisited(name))]
            if errors:
                found[name] = errors
        return found

    def warnings(self):
        """Return {step: [(field id, message)]} of the doubts that stop nobody."""
        found = {name: step.warnings() for name, step in self.steps.items() if self.visited(name)}
        return {name: doubts for name, doubts in found.items() if doubts}

    def content(self):
        """Return the content. Raises Incomplete with every error of every step."""
        errors = self.problems() | self._wrong_tier()
        if errors:
            raise Incomplete(errors=errors)
        work = self.work.values()
        return FileContent(
            applied_on=work.pop("applied_on"),
            worker=self.identity.values(),
            members=self.members.values(),
            work=work,
            home=self.contact.values() | self.housing.values(),
            causes=self.causes.values(),
            incomes=self.with_places(self.incomes),
            expenses=self.with_places(self.expenses),
            event=self.event.event(),
            exclusions=self.exclusions.values(),
            needs=self.needs.values(),
            support=self.support.values(),
            documents=[paper.values() for paper in self.papers if not paper.is_blank],
            bank=self.bank.values(),
            decision=self.decision,
        )

    def persons(self):
        """Return the Persons typed so far, the worker first, as signatures and papers know them."""
        found = []
        for form in (self.identity, *self.members.filled):
            name, number, born = form.given("name", "id_number", "birth_date")
            if name:
                key = person_key(name, number or "", born)
                found.append(Person(key, name, born, is_worker=form is self.identity))
        return found

    def paper_states(self):
        """Return the Papers the household is asked for, with what became of each."""
        received = {paper.kind for paper in self.papers if paper.is_received} | set(self.scanned)
        waivers = {paper.kind: paper.waiver for paper in self.papers if paper.waiver}
        situation = household.situation(self)
        return papers.papers_of(self.rules, situation, received=received, waivers=waivers)

    @property
    def decision(self):
        """The tier and the reason typed in the last step, as far as anything was."""
        typed = {name: text_of(self.payload.get(CHECK), name) for name in ("tier", "tier_reason")}
        return {name: text for name, text in typed.items() if text}

    def with_places(self, rows):
        """Return the values of items, their person named by the place in the household."""
        places = {key: place for place, (key, _name) in enumerate(self.people)}
        return [values | {"member": places[values["member"]]} for values in rows.values()]

    def _named(self, members):
        """Return (key, name) of everybody typed so far, the worker first."""
        worker = text_of(self.payload.get("worker"), "name") or _("职工本人")
        return [(WORKER_KEY, worker)] + [
            (
                form.key,
                text_of(form.data, form.add_prefix("name")) or _("家庭成员 %(place)d") % {"place": place},
            )
            for place, form in enumerate(members.filled, 1)
        ]

    def _wrong_tier(self):
        tier = self.decision.get("tier", "")
        if tier and tier not in DecisionForm.tiers:
            return {CHECK: [("id_tier", _("困难类别没有这个选项，请重新选择"))]}
        return {}

    def _lay_side_by_side(self):
        for remark in household.errors(self):
            if self.visited(remark.step):
                remark.form.add_error(remark.name, remark.text)
        for remark in household.doubts(self):
            if self.visited(remark.step):
                remark.form.warn(remark.name, remark.text)


def _unvisited(step):
    if step == "members":
        return _("还没有填写“家庭成员”（没有其他成员的，打开后直接保存）")
    return _("还没有填写“%(step)s”") % {"step": LABELS[step]}


def content_of_payload(payload, unit, today):
    """Return the checked content of a payload. Raises Incomplete with the errors of every step.

    `unit` is the union that files it; the checks of a file do not depend on it.
    """
    return Entry(payload, today=today).content()
