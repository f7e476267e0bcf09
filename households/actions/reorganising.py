"""Household files when union units merge or move: called by 机构与用户, in its transaction."""

from households import chains
from households.counting import keep_count
from households.enums import IN_REVIEW
from households.models import HardshipArchive
from unionaid.organizations.reorganising import on_merge, on_move
from unionaid.organizations.scope import subtree_range


def register():
    on_merge(hand_over_files)
    on_move(send_files_on)


def hand_over_files(*, source, target, by, day):
    """Give every file of `source` to `target` from `day` on; what it held before stays told of `source`."""
    for archive in HardshipArchive.objects.select_for_update(of=("self",)).filter(unit=source):
        archive.unit, archive.unit_path = target, target.path
        archive.save(update_fields=["unit", "unit_path"])
        keep_count(archive, day=day, decision=None)
    _find_acting_units(HardshipArchive.objects.filter(unit=target))
    HardshipArchive.objects.filter(acting_unit=source).update(acting_unit=target)


def send_files_on(*, unit, by, day):
    """Let the files in review of a moved subtree wait at the unions that are now above them."""
    low, high = subtree_range(unit.path)
    _find_acting_units(HardshipArchive.objects.filter(unit_path__gte=low, unit_path__lt=high))


def _find_acting_units(archives):
    waiting = archives.filter(status__in=IN_REVIEW).select_related("unit", "chain")
    for archive in waiting.select_for_update(of=("self",)):
        acting = chains.acting_unit(archive.unit, archive.chain, archive.status)
        if acting != archive.acting_unit:
            archive.acting_unit = acting
            archive.save(update_fields=["acting_unit"])
