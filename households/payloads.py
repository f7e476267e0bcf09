"""The shape of a draft: what was typed, step by step, and how a content becomes one. Pure.

A payload maps a step to its fields (name → list of texts), exactly as a browser posts them.
Repeated rows are named `members-2-name`; `members-rows` lists the keys of the rows that
exist, in order. The worker is person "0"; a member is known by the key of its row.
`stamps` keeps beside the steps who saved each of them last, in which version.
"""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

STEPS = ("worker", "members", "economy", "hardship", "papers")
CHECK = "check"
STAMPS = "stamps"
LABELS = {
    "worker": _("职工本人"),
    "members": _("家庭成员"),
    "economy": _("收入与支出"),
    "hardship": _("困难与诉求"),
    "papers": _("材料与承诺"),
    CHECK: _("核对并提交"),
}
WORKER_KEY = "0"
HOUSING = ("housing_type", "floor_area")
# Posted as a ticked box: absent means no. Every other yes or no is answered in words.
TICKS = frozenset({"outside_insurance", "waived", "is_imputed", "is_dependent_student"})
YES, NO = "yes", "no"


def text_of(fields, name):
    """Return the last text typed into a field, "" without one."""
    return ((fields or {}).get(name) or [""])[-1]


def row_keys(fields, prefix):
    """Return the keys of the rows of a kind, in order, each once."""
    return list(dict.fromkeys((fields or {}).get(f"{prefix}-rows", ())))


def posted(data):
    """Return the fields of a posted form as a payload keeps them, without what belongs to the page."""
    page = {
        "csrfmiddlewaretoken", "version", "page", "add", "remove", "go", "number", "row", "theirs", "merge",
    }
    return {name: list(values) for name, values in data.lists() if name not in page}


def payload_of_content(content):
    """Return the payload that types a content, for mending a returned file and for the API.

    Values may be rich (dates, Decimals) or plain texts. Birth date and sex are left out
    where the identity number says the same, so that correcting the number is enough.
    """
    home = {name: value for name, value in content.home.items() if name not in HOUSING}
    housing = {name: content.home[name] for name in HOUSING if name in content.home}
    causes = {name: value for name, value in content.causes.items() if name != "secondary"}
    people = [_person(person) for person in content.people]
    payload = {
        "worker": _fields(
            {"applied_on": content.applied_on} | people[0] | content.work | home
        ),
        "members": _rows("members", people[1:]),
        "economy": {"no_income": [] if content.incomes else [YES]}
        | _rows("incomes", content.incomes)
        | _rows("expenses", content.expenses)
        | _rows("exclusions", content.exclusions)
        | {"has_event": [YES if content.event else NO]}
        | _fields(content.event or {}, "event-"),
        "hardship": _fields(causes | housing | content.support)
        | {"secondary": list(content.causes.get("secondary", ()))}
        | _rows("needs", content.needs),
        "papers": _papers(content.documents) | _fields(content.bank),
    }
    if any(content.decision.values()):
        payload[CHECK] = _fields(content.decision)
    return payload


def _person(person):
    number = str(person.get("id_number") or "")
    said = {
        "birth_date": text(person.get("birth_date")) == f"{number[6:10]}-{number[10:12]}-{number[12:14]}",
        "sex": number[16:17].isdigit() and person.get("sex") == ("1" if int(number[16]) % 2 else "2"),
    }
    return {name: value for name, value in person.items() if not said.get(name)}


def _papers(documents):
    fields = {}
    for document in documents:
        prefix = f"papers-{document['kind']}-"
        if document.get("waiver"):
            fields |= _fields({"waiver": document["waiver"]}, prefix)
            continue
        values = {"received": YES} | {n: v for n, v in document.items() if n not in ("kind", "waiver")}
        fields |= _fields(values, prefix)
    return fields


def _rows(prefix, items):
    keys = [str(place) for place in range(1, len(items) + 1)]
    fields = {f"{prefix}-rows": keys}
    for key, item in zip(keys, items, strict=True):
        fields |= _fields(item, f"{prefix}-{key}-")
    return fields


def _fields(values, prefix=""):
    fields = {prefix + name: [said] for name, value in values.items() if (said := text(value))}
    for name in TICKS & values.keys():
        if not values[name]:
            fields.pop(prefix + name, None)
    return fields


def text(value):
    """Return a value as somebody would type it."""
    if value.__class__ is str:
        return value
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)
