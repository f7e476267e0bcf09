"""Loading the packaged facts: administrative divisions of the whole country and the code lists."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from unionaid.organizations import reference
from unionaid.organizations.code_rows import code_rows
from unionaid.organizations.models import CodeItem, Region
from unionaid.organizations.region_rows import region_rows

REGION_KEY = ("code", "name", "valid_from")
CODE_KEY = ("list_name", "code", "valid_from")
_parts = []


def register_part(function):
    """Have `function()` load the packaged facts of an upper app whenever reference facts are loaded.

    It must be safe to repeat and leave alone what an administrator has changed.
    """
    if function not in _parts:
        _parts.append(function)
    return function


@dataclass(frozen=True)
class Loaded:
    added: int
    changed: int


@transaction.atomic
def load_reference(*, refresh_codes=False):
    """Bring divisions and code lists in step with the package; return (regions, codes) as `Loaded`.

    Divisions always follow the package. Code items that are already there keep the words an
    administrator has given them, unless `refresh_codes` is set; items an administrator has
    added are never touched. Running it twice changes nothing.
    """
    regions = _load(Region, REGION_KEY, _regions(), change=True)
    codes = _load(CodeItem, CODE_KEY, _codes(), change=refresh_codes)
    for load_part in _parts:
        load_part()
    return regions, codes


def _regions():
    return region_rows(reference.gansu_and_country(), reference.retired_regions())


def _codes():
    changes = reference.rows("code_changes")
    return [
        row
        for name in reference.code_list_names()
        for row in code_rows(name, reference.code_list(name), changes)
    ]


def _load(model, key, rows, *, change):
    """Add the rows whose key is new, and change the others where allowed and different."""
    known = {tuple(getattr(row, name) for name in key): row for row in model.objects.all()}
    fresh, changed = [], []
    for row in rows:
        there = known.get(tuple(row[name] for name in key))
        if there is None:
            fresh.append(model(**row))
        elif change and _differs(there, row):
            changed.append(_changed(there, row))
    model.objects.bulk_create(fresh, batch_size=500)
    if changed:
        model.objects.bulk_update(changed, _written_fields(model, rows[0]), batch_size=200)
    return Loaded(added=len(fresh), changed=len(changed))


def _differs(there, row):
    return any(getattr(there, name) != value for name, value in row.items())


def _changed(there, row):
    for name, value in row.items():
        setattr(there, name, value)
    if isinstance(there, CodeItem):
        there.changed_at = timezone.now()
    return there


def _written_fields(model, row):
    return [*row, *(["changed_at"] if model is CodeItem else [])]
