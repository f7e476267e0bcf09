"""Audited changes of union units. Evidence keeps the path a unit had on the day."""

from django.db import transaction
from django.utils.translation import gettext as _

from unionaid import clock
from unionaid.accounts import reach
from unionaid.accounts.actions.postings import end_now, grant
from unionaid.accounts.models import Posting
from unionaid.audit import Event, record
from unionaid.organizations.actions import tree
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import parent_of


@transaction.atomic
def create_unit(*, by, parent, name, short_name, level, kind, region_code, code="", telephone=""):
    """Set up a unit under one of the own subtree, open from today."""
    parent = _locked(by, parent)
    unit = tree.create(
        parent=parent,
        name=name,
        short_name=short_name,
        level=level,
        kind=kind,
        region_code=region_code,
        code=code,
        telephone=telephone,
        opened_on=clock.today(),
    )
    record(Event.UNIT_CREATED, subject=unit, by=by, after=_told(unit) | {"parent": parent.name})
    return unit


@transaction.atomic
def rename_unit(*, by, unit, name, short_name, telephone, version):
    """Change a unit's names or telephone. Refused when somebody saved it after `version` was read."""
    before = _told(_locked(by, unit))
    unit = tree.rename(unit, name=name, short_name=short_name, telephone=telephone, version=version)
    record(Event.UNIT_RENAMED, subject=unit, by=by, before=before, after=_told(unit))
    return unit


@transaction.atomic
def move_unit(*, by, unit, under):
    """Hang a unit with its whole subtree under another one; files, postings and history follow."""
    unit, under = _locked(by, unit, below=True), _locked(by, under)
    before = _placed(unit)
    unit = tree.move(unit, under=under, by=by, day=clock.today())
    record(Event.UNIT_MOVED, subject=unit, by=by, before=before, after=_placed(unit))
    return unit


@transaction.atomic
def merge_unit(*, by, unit, into, carry_postings=False):
    """Merge a unit into another one and close it; files, subordinate units and open work go along.

    Its offices end. With `carry_postings` their holders get the same ones at `into`.
    """
    unit, into = _locked(by, unit, below=True), _locked(by, into)
    day = clock.today()
    for posting in list(_open_postings(unit)):
        end_now(by=by, posting=posting)
        if carry_postings and posting.kind == Posting.Kind.REGULAR and posting.user != by.user:
            _carry(by, posting, into, day)
    merged = tree.merge(unit, into=into, by=by, day=day)
    record(Event.UNIT_MERGED, subject=merged, by=by, before=_placed(unit), after={"into": into.name})
    return merged


@transaction.atomic
def close_unit(*, by, unit):
    """Close a unit that holds nothing any more. The error names what is left."""
    unit = _locked(by, unit, below=True)
    unit = tree.close(unit, day=clock.today(), left=postings_left(unit))
    record(Event.UNIT_CLOSED, subject=unit, by=by, before=_told(unit))
    return unit


def postings_left(unit):
    """Return [(what, how many)] for the offices that keep a unit from being closed."""
    count = _open_postings(unit).count()
    return [(_("在任岗位"), count)] if count else []


def _locked(by, unit, *, below=False):
    """Take the tree lock and return the unit as it is now, still within reach."""
    tree.lock_tree()
    unit = UnionUnit.objects.get(pk=unit.pk)
    reach.check_unit(by, unit, below=below)
    return unit


def _open_postings(unit):
    """Deputies first, so that none is ended twice with the one it stands in for."""
    return Posting.objects.open().filter(unit=unit).select_related("user", "unit").order_by("kind", "pk")


def _carry(by, posting, into, day):
    """Give the holder of a posting the same one at `into`, unless there is one already."""
    if Posting.objects.open().filter(user=posting.user, unit=into, role=posting.role).exists():
        return
    grant(
        by=by,
        user=posting.user,
        unit=into,
        role=posting.role,
        valid_from=max(posting.valid_from, day),
        valid_to=posting.valid_to,
    )


def _told(unit):
    return {
        "code": unit.code,
        "name": unit.name,
        "short_name": unit.short_name,
        "level": unit.get_level_display(),
        "kind": unit.get_kind_display(),
        "telephone": unit.telephone,
    }


def _placed(unit):
    parent = parent_of(unit)
    return {"parent": parent.name if parent else "", "path": unit.path}
