"""What a workbook says as a draft has it: the fields a clerk would have typed."""

from functools import cache

from households.content import FileContent
from households.enums import ArchiveLevel, EventTag
from households.imports.cells import plain
from households.imports.columns import Hidden
from households.imports.fields import EXPENSES, INCOMES, MEMBERS
from households.imports.merging import EXPENSE_DEFAULTS, INCOME_DEFAULTS, items_of, new_member
from households.payloads import CHECK, payload_of_content

DEFAULTS = {
    "worker": {"model_worker_type": "0"},
    "work": {"archive_level": ArchiveLevel.CITY.value},
    "causes": {"event_tag": EventTag.NONE.value},
}
WHOLE_INCOME = "家庭年收入（导入）"


def payload_of(family, today, fault, *, new=True):
    """Return the payload of a household's rows. `new` ones begin with the answers a form begins with.

    Steps about which nothing is said are left out; so is "no income" where no income is listed.
    """
    values = _sections(family.values)
    members = [new_member(line.values) for line in family.parts[MEMBERS] if _is_another(line, family)]
    worker = values.get("worker", {})
    people = [worker, *members]
    incomes = items_of(INCOMES, family.parts[INCOMES], people, INCOME_DEFAULTS, fault)
    if not incomes and "annual_income" in values.get("declared", {}):
        incomes = [_whole_income(values["declared"]["annual_income"])]
    work = values.get("work", {})
    content = FileContent(
        applied_on=work.pop("applied_on", today if new else None),
        worker=(DEFAULTS["worker"] if new else {}) | worker,
        work=(DEFAULTS["work"] if new else {}) | work,
        home=values.get("home", {}),
        causes=(DEFAULTS["causes"] if new else {}) | values.get("causes", {}),
        members=members,
        incomes=incomes,
        expenses=items_of(EXPENSES, family.parts[EXPENSES], people, EXPENSE_DEFAULTS, fault),
        event=values.get("event"),
        needs=[{"aid_type": code, "note": ""} for code in values.get("needs", {}).get("aid_type", ())],
        support=values.get("support", {}),
        documents=[
            {"kind": kind, "received_on": today, "pages": 1}
            for kind in values.get("documents", {}).get("kind", ())
        ],
        bank=values.get("bank", {}),
        decision=values.get("decision", {}),
    )
    return _said(payload_of_content(content), content)


def merged(held, said):
    """Return a draft's payload with what a workbook says laid over it; rows that are listed replace rows."""
    found = dict(held)
    for step, fields in said.items():
        kept = dict(found.get(step) or {})
        for name in fields:
            if name.endswith("-rows"):
                prefix = name.removesuffix("rows")
                kept = {other: value for other, value in kept.items() if not other.startswith(prefix)}
        found[step] = kept | fields
    return found


def _sections(values):
    found = {}
    for key, value in values.items():
        if isinstance(value, Hidden):
            continue
        section, name = _parted(key)
        if section in found:
            found[section][name] = value
        else:
            found[section] = {name: value}
    return found


@cache
def _parted(key):
    section, _dot, name = key.partition(".")
    return section, name


def _is_another(line, family):
    """Tell whether a member row is about somebody else than the worker, who has a row of their own."""
    number = line.values.get("member.id_number")
    return not number or number != family.values.get("worker.id_number")


def _whole_income(amount):
    return {
        "member": 0,
        "kind": "OTHER",
        "source": WHOLE_INCOME,
        "monthly_amount": (amount / 12).quantize(amount),
        "months": 12,
    } | {name: value for name, value in INCOME_DEFAULTS.items() if name != "months"}


def _said(payload, content):
    """Leave out what `payload_of_content` concludes from silence."""
    if not content.members:
        del payload["members"]
    economy = payload["economy"]
    for name, items in (
        ("incomes", content.incomes),
        ("expenses", content.expenses),
        ("exclusions", content.exclusions),
    ):
        if not items:
            economy.pop(f"{name}-rows", None)
    if not content.incomes:
        economy.pop("no_income", None)
    if not content.event:
        economy.pop("has_event", None)
    hardship = payload["hardship"]
    if not content.needs:
        hardship.pop("needs-rows", None)
    if not content.causes.get("secondary"):
        hardship.pop("secondary", None)
    return {step: fields for step, fields in payload.items() if fields or step == CHECK}


def name_in(payload):
    """Return the worker's name of a payload, for lists."""
    return plain((payload.get("worker", {}).get("name") or [""])[-1])[:60]
