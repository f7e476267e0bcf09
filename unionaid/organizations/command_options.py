"""Days and unions as commands take them: a wrong one ends the call with status 2 and says why."""

from datetime import date

from django.core.management.base import CommandError

from unionaid.organizations.errors import UnitNotFound
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import unit_by_code


def day_given(text, option):
    """Return the day an option names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option} is not a date: {text}", returncode=2) from None


def unit_given(code):
    """Return the unit `--unit` names, the province without it."""
    try:
        unit = unit_by_code(code) if code else UnionUnit.objects.filter(depth=1).first()
    except UnitNotFound:
        raise CommandError(f"--unit names no union: {code}", returncode=2) from None
    if unit is None:
        raise CommandError("No unions are loaded yet.", returncode=2)
    return unit
