"""Changes of the union tree. The audited actions of 机构与用户 (`accounts.actions.units`) call these.

Each change runs inside the caller's transaction and takes the tree lock first, so two
changes never interleave: `path` and every copied `unit_path` agree after each commit.
"""

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from unionaid.organizations import holdings, reorganising
from unionaid.organizations.enums import UnionLevel
from unionaid.organizations.errors import (
    CodeTaken,
    EditedMeanwhile,
    IntoItself,
    LevelTooHigh,
    NameTaken,
    NotEmpty,
    TopUnit,
    UnitIsClosed,
)
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import children_of, parent_of
from unionaid.organizations.scope import ALPHABET, STEP


def lock_tree():
    """Hold the top units until the transaction ends. Every change of the tree takes this lock first."""
    tops = UnionUnit.objects.select_for_update(no_key=True).filter(depth=1)
    list(tops.values_list("pk", flat=True))


def create(*, parent, name, short_name, level, kind, region_code, code="", telephone="", opened_on=None):
    """Add a unit under `parent` (None makes a top unit) at a path no unit has ever had."""
    lock_tree()
    parent = parent and _current(parent)
    if parent is not None:
        _refuse_closed(parent)
        _check_level(parent, UnionLevel(level))
        _check_name(parent, name)
    code = code or _next_code(parent)
    taken = UnionUnit.objects.filter(code=code).first()
    if taken:
        raise CodeTaken(taken_by=taken)
    unit = UnionUnit(
        code=code,
        name=name,
        short_name=short_name or name,
        level=level,
        kind=kind,
        region_code=region_code,
        telephone=telephone,
        opened_on=opened_on,
        path=_next_path(parent),
        depth=parent.depth + 1 if parent else 1,
    )
    unit.save()
    if parent:
        UnionUnit.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    return unit


def rename(unit, *, name, short_name, telephone, version):
    """Change what a unit is called. Refused when somebody saved it after `version` was read."""
    lock_tree()
    unit = _current(unit)
    if unit.version != version:
        raise EditedMeanwhile(unit=unit)
    parent = parent_of(unit)
    if parent is not None:
        _check_name(parent, name, besides=unit)
    unit.name, unit.short_name, unit.telephone = name, short_name, telephone
    unit.version += 1
    unit.save(update_fields=["name", "short_name", "telephone", "version"])
    return unit


def move(unit, *, under, by, day):
    """Hang a unit under another one; its whole subtree and everything held there follow."""
    lock_tree()
    unit, under = _current(unit), _current(under)
    _refuse_top(unit)
    _refuse_closed(unit)
    _refuse_closed(under)
    if under.path.startswith(unit.path):
        raise IntoItself(unit=unit)
    _check_level(under, UnionLevel(unit.level))
    _check_name(under, unit.name, besides=unit)
    if parent_of(unit).pk == under.pk:
        return unit
    _hang(unit, under)
    unit = _current(unit)
    reorganising.moved(unit=unit, by=by, day=day)
    return unit


def merge(unit, *, into, by, day):
    """Merge a unit into another and close it.

    Its subordinate units, its rows and the open work of upper apps go to `into`; history
    stays with the closed unit, which names where it went.
    """
    lock_tree()
    unit, into = _current(unit), _current(into)
    _refuse_top(unit)
    _refuse_closed(unit)
    _refuse_closed(into)
    if into.path.startswith(unit.path):
        raise IntoItself(unit=unit)
    for child in children_of(unit).open():
        _check_level(into, UnionLevel(child.level))
        _hang(child, into)
        reorganising.moved(unit=_current(child), by=by, day=day)
    into = _current(into)
    reorganising.merged(source=unit, target=into, by=by, day=day)
    holdings.hand_over(unit, into)
    return _close(unit, day=day, merged_into=into)


def close(unit, *, day, left=()):
    """Close an empty unit. `left` adds what upper layers still find there, as (what, how many)."""
    lock_tree()
    unit = _current(unit)
    _refuse_top(unit)
    _refuse_closed(unit)
    left = [*what_is_left(unit), *left]
    if left:
        raise NotEmpty(unit=unit, left=left)
    return _close(unit, day=day, merged_into=None)


def what_is_left(unit):
    """Return [(what, how many)] that keeps a unit from being closed."""
    units = children_of(unit).open().count()
    return ([(_("下级机构"), units)] if units else []) + holdings.counts_at(unit)


def _hang(unit, under):
    """Move the branch at `unit` to a new path under `under`, with every path copied from it."""
    old, new = unit.path, _next_path(under)
    UnionUnit.objects.filter(path=old[:-STEP]).update(numchild=F("numchild") - 1)
    UnionUnit.objects.within(old).order_by().update(
        path=Concat(Value(new), Substr("path", len(old) + 1)),
        depth=F("depth") + (len(new) - len(old)) // STEP,
    )
    UnionUnit.objects.filter(pk=under.pk).update(numchild=F("numchild") + 1)
    holdings.rewrite_paths(old, new)


def _close(unit, *, day, merged_into):
    unit.closed_on, unit.merged_into = day, merged_into
    unit.version += 1
    unit.save(update_fields=["closed_on", "merged_into", "version"])
    return unit


def _next_path(parent):
    """Return a path under `parent` that no unit has now or has ever had."""
    if parent is None:
        last = UnionUnit.objects.filter(depth=1).last()
        return _step(_number(last.path) + 1 if last else 1)
    last = children_of(parent).last()
    step = max(UnionUnit.objects.get(pk=parent.pk).steps_used, _number(last.path) if last else 0) + 1
    UnionUnit.objects.filter(pk=parent.pk).update(steps_used=step)
    return parent.path + _step(step)


def _number(path):
    return int(path[-STEP:], len(ALPHABET))


def _step(number):
    digits = []
    for _place in range(STEP):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    if number:
        raise OverflowError("no free step under this unit")
    return "".join(reversed(digits))


def _next_code(parent):
    """Return the parent's code with the next free two-digit part: GS620102-03."""
    serial = parent.steps_used + 1
    while UnionUnit.objects.filter(code=f"{parent.code}-{serial:02d}").exists():
        serial += 1
    return f"{parent.code}-{serial:02d}"


def _current(unit):
    return UnionUnit.objects.get(pk=unit.pk)


def _refuse_closed(unit):
    if not unit.is_open:
        raise UnitIsClosed(unit=unit)


def _refuse_top(unit):
    if unit.depth == 1:
        raise TopUnit(unit=unit)


def _check_level(parent, level):
    if not UnionLevel(parent.level).may_hold(level):
        raise LevelTooHigh(level=level, parent=parent)


def _check_name(parent, name, besides=None):
    same = children_of(parent).open().filter(name=name).first()
    if same and same != besides:
        raise NameTaken(taken_by=same)
