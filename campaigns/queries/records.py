"""The lines of a register in a posting's scope, narrowed and added up."""

from django.db.models import Count, F, Q, Sum

from campaigns.enums import ActivityStatus
from campaigns.models import Paper
from campaigns.models.activities import SpendingActivity
from unionaid.money import MoneyField

# Numbers that say when or how much a piece costs: they are not added up.
NOT_ADDED = {"event_year", "plan_year", "batch_year", "issued_year", "year", "unit_price"}
NUMBERS = ("PositiveIntegerField", "PositiveSmallIntegerField", "BigIntegerField")


def lines_of(register, posting, *, unit=None, q="", first=None, last=None, status="", void=False):
    """Return the lines of a register, newest first. Void ones only with `void`, or by that status."""
    rows = register.model.objects.visible_to(posting)
    if unit is not None:
        rows = rows.within(unit.path)
    if q:
        rows = rows.filter(_any_of(register.search, q))
    given = {"held_on__gte": first, "held_on__lte": last, "status": status}
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    if not status and not void:
        rows = rows.exclude(status=ActivityStatus.VOID)
    return rows.select_related(*_joined(register))


def sums_of(register, rows):
    """Return {column: sum} of what was held, for the columns that add up."""
    sums = {
        name: Sum(F("cash") + F("goods_value"), output_field=MoneyField())
        if name == "amount" and issubclass(register.model, SpendingActivity)
        else Sum(name)
        for name in register.columns
        if adds_up(register, name)
    }
    held = rows.filter(status=ActivityStatus.HELD).order_by()
    found = held.aggregate(held_lines=Count("pk"), **{f"sum_{name}": value for name, value in sums.items()})
    return {name: found[f"sum_{name}"] or 0 for name in sums}


def adds_up(register, name):
    return is_number(register, name) and name not in NOT_ADDED


def is_number(register, name):
    """Tell whether a column holds numbers."""
    if name == "amount":
        return True
    if name in ("unit", "checked"):
        return False
    return register.model._meta.get_field(name).get_internal_type() in NUMBERS


def is_money(register, name):
    return name == "amount" or (
        is_number(register, name) and isinstance(register.model._meta.get_field(name), MoneyField)
    )


def _joined(register):
    """The rows a line shows something of."""
    linked = [
        field.name
        for field in register.model._meta.concrete_fields
        if field.is_relation and field.name in (*register.columns, *register.fields)
    ]
    return ("unit", "voucher__reversed_by", *linked)


def _any_of(names, q):
    found = Q()
    for name in names:
        found |= Q(**{f"{name}__icontains": q})
    return found


def papers_of(line):
    """Return the photos and receipts of a line, removed ones too."""
    return Paper.objects.of(line).select_related("file__uploaded_by", "file__removed_by", "unit")
