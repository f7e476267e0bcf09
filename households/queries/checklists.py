"""The checklist of papers in force on a day."""

from households.models import Checklist, ChecklistItem
from households.papers import Rule


def checklist_on(day):
    """Return the checklist in force on a day, None before the first."""
    return Checklist.objects.in_force(day).order_by("-valid_from").first()


def rules_on(day):
    """Return the rules of the checklist in force on a day."""
    items = ChecklistItem.objects.filter(checklist__valid_from__lte=day)
    latest = items.order_by("-checklist__valid_from").values("checklist")[:1]
    return rules_of(ChecklistItem.objects.filter(checklist__in=latest))


def rules_of(items):
    """Return items as the pure rule takes them, in their order."""
    return tuple(
        Rule(item.kind, item.circumstance, item.tier, item.is_required, item.may_waive) for item in items
    )
