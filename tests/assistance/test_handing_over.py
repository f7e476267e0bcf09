"""Aid that waits for approval when unions merge or move: it waits where somebody can approve it."""

from decimal import Decimal

from assistance.actions import aid as actions
from assistance.models import AidRecord
from tests.assistance.aids import proposal
from unionaid.accounts.actions.units import merge_unit, move_unit


def test_a_merge_hands_the_approvals_over(aided_file, clerk_chengguan, units, admin):
    actions.propose(archive=aided_file(), proposal=proposal(), by=clerk_chengguan)
    merge_unit(by=admin, unit=units["GS620102"], into=units["GS620121"])
    aid = AidRecord.objects.get()
    assert (aid.unit, aid.acting_unit) == (units["GS620121"], units["GS620121"])


def test_a_move_finds_the_union_above(aided_file, clerk_chengguan, units, admin):
    archive = aided_file()
    more = proposal(amount=Decimal(6000))
    actions.propose(archive=archive, proposal=more, by=clerk_chengguan)
    actions.propose(archive=archive, proposal=proposal(period="2022-05"), by=clerk_chengguan)
    assert AidRecord.objects.get(amount=6000).acting_unit == units["GS620100"]
    move_unit(by=admin, unit=units["GS620102"], under=units["GS620200"])
    assert AidRecord.objects.get(amount=6000).acting_unit == units["GS620200"]
    assert AidRecord.objects.get(amount=3000).acting_unit == units["GS620102"]
