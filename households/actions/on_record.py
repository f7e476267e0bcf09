"""What follows for contact and demands when a file comes on record, moves or leaves for good.

Called inside the transaction of the step, with the file locked.
"""

from households import standards
from households.actions import demands, pairing
from households.actions.tasks import raise_task
from households.contact_enums import PairingEnd
from households.enums import Status, TaskKind
from households.errors import LineMissing
from households.queries.holidays import add_working_days
from unionaid import clock

PAIRING_DAYS = 10  # working days, where no rule set is in force


def arrived(archive, *, by):
    """Ask for a responsible contact of a file on record, and make demands of what was applied for."""
    ask_for_contact(archive)
    demands.from_needs(archive, by)


def moved(archive, *, by):
    """End the contact of the union a file has left, hand its demands on and ask for a new contact."""
    pairing.end_current(archive, by=by, reason=PairingEnd.MOVED)
    archive.demands.open().update(unit=archive.unit, unit_path=archive.unit_path)
    ask_for_contact(archive)


def left(archive, *, by):
    """End contact and demands of a file that is closed. `by` is None for the system."""
    pairing.end_current(archive, by=by, reason=PairingEnd.LEFT)
    demands.lapse(archive, by=by)


def ask_for_contact(archive):
    """Make a task of pairing a household on record that has no contact."""
    if archive.status != Status.ACTIVE or archive.pairings.current().exists():
        return
    day = clock.today()
    raise_task(
        archive=archive, kind=TaskKind.PAIRING,
        key=f"pairing:{archive.pk}:{archive.unit_id}:{archive.pairings.count()}:{day}",
        reason="在档家庭还没有责任联系人", due_on=_due(archive.unit, day),
    )


def _due(unit, day):
    try:
        days = standards.rule_set_for(unit, day).pairing_working_days
    except LineMissing:
        days = PAIRING_DAYS
    return add_working_days(day, days)
