"""Aid that waits for approval when union units merge or move: called in their transaction."""

from assistance.kinds import AidStatus
from assistance.models import AidRecord
from assistance.queries.limits import approving_unit
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.reorganising import on_merge, on_move
from unionaid.organizations.scope import subtree_range


def register():
    on_merge(hand_over_approvals)
    on_move(send_aid_on)


def hand_over_approvals(*, source, target, by, day):
    """Let what `source` approves wait at `target`, and its own aid at the union above `target`."""
    AidRecord.objects.filter(acting_unit=source).update(acting_unit=target)
    _find_approving(AidRecord.objects.filter(unit=source), at=target)


def send_aid_on(*, unit, by, day):
    """Let the proposed aid of a moved subtree wait at the unions that are now above it."""
    low, high = subtree_range(unit.path)
    _find_approving(AidRecord.objects.filter(unit_path__gte=low, unit_path__lt=high))


def _find_approving(records, at=None):
    units = {unit.path: unit for unit in UnionUnit.objects.all()}
    waiting = records.filter(status=AidStatus.PROPOSED).select_related("unit")
    for aid in waiting.select_for_update(of=("self",)):
        acting = approving_unit(at or aid.unit, aid.approval_level, units)
        if acting.pk != aid.acting_unit_id:
            aid.acting_unit = acting
            aid.save(update_fields=["acting_unit"])
