"""What was answered, in words: for checking before submission and for two versions side by side.

Shown to people who may enter files, so numbers they typed stand in clear.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _

from households.conflicts import unit_of
from households.forms.fields import AmountField, RegionField, TickField
from households.wording import amount


@dataclass(frozen=True)
class Answer:
    label: str
    words: str
    field: str
    errors: tuple = ()


@dataclass(frozen=True)
class Block:
    """The answers of one section or row. `step` and `field` say where to change them."""

    title: str
    step: str
    answers: list = field(default_factory=list)


def blocks(step):
    """Return the blocks of a step in the order of the page; rows nobody wrote in are left out."""
    found = [
        Block(str(getattr(form, "title", "")), step.name, answers(form)) for form in step.sections.values()
    ]
    for rows in step.rows.values():
        found += [
            Block(str(form.title(place)), step.name, answers(form))
            for place, form in enumerate(rows.filled, 1)
        ]
    papers = [
        Answer(
            str(paper.title(0)),
            "" if paper.is_blank else paper.sentence,
            paper["received"].auto_id,
            tuple(message for messages in paper.errors.values() for message in messages),
        )
        for paper in step.papers
        if not paper.is_blank or paper.errors
    ]
    if papers:
        found.insert(0, Block(_("材料"), step.name, papers))
    return [block for block in found if block.answers]


def answers(form):
    """Return the answers of a form that were given, are required or are wrong."""
    return [
        Answer(str(bound.label), words(bound), bound.auto_id, tuple(bound.errors))
        for bound in (form[name] for name, _columns in form.layout)
        if words(bound) or bound.field.required or bound.errors
    ]


def by_unit(step):
    """Return {unit: words} of everything typed in a step, rows as one sentence each."""
    found = {}
    for form in step.forms:
        for name, _columns in form.layout:
            bound = form[name]
            if words(bound):
                found.setdefault(unit_of(bound.html_name), []).append((str(bound.label), words(bound)))
    return {
        unit: said[0][1]
        if len(said) == 1 and "-" not in unit
        else _("；").join(" ".join(pair) for pair in said)
        for unit, said in found.items()
    }


def labels(step):
    """Return {unit: label} of a step: the field's own label, the number of a row."""
    found = {}
    for form in step.forms:
        for name, _columns in form.layout:
            bound = form[name]
            unit = unit_of(bound.html_name)
            row = unit != bound.html_name and hasattr(form, "title") and callable(form.title)
            found.setdefault(unit, str(form.title(_place(step, form))) if row else str(bound.label))
    return found


def words(bound):
    """Return an answer in words: as understood where it is right, as typed where it is not."""
    typed = bound.data
    match bound.field:
        case TickField():
            return _("是") if typed else ""
        case forms.MultipleChoiceField():
            chosen = dict(bound.field.choices)
            return _("、").join(str(chosen.get(value, value)) for value in typed or ())
        case forms.ChoiceField():
            return str(dict(bound.field.choices).get(typed, typed)) if typed else ""
        case RegionField():
            return str(bound.field.prepare_value(typed) or "")
    value = getattr(bound.form, "cleaned_data", {}).get(bound.name)
    match value:
        case date():
            return value.isoformat()
        case Decimal() if isinstance(bound.field, AmountField):
            return _("%(amount)s 元") % {"amount": amount(value)}
    return str(bound.field.prepare_value(typed) or "").strip()


def _place(step, form):
    for rows in step.rows.values():
        if form in rows.all:
            return rows.all.index(form) + 1
    return 0
