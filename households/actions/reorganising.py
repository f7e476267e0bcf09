"""Household files and requests when union units merge or move: called by 机构与用户, in its transaction."""

from django.db.models import Q

from households import chains
from households.actions import requests
from households.counting import keep_count
from households.enums import IN_REVIEW
from households.models import FileRequest, HardshipArchive
from unionaid.organizations.reorganising import on_merge, on_move
from unionaid.organizations.scope import subtree_range


def register():
    on_merge(hand_over_files)
    on_move(send_files_on)


def hand_over_files(*, source, target, by, day):
    """Give every file of `source`, and what is asked about it, to `target` from `day` on.

    What `source` held before stays told of it.
    """
    for archive in HardshipArchive.objects.select_for_update(of=("self",)).filter(unit=source):
        archive.unit, archive.unit_path = target, target.path
        archive.save(update_fields=["unit", "unit_path"])
        keep_count(archive, day=day, decision=None)
    _find_acting_units(HardshipArchive.objects.filter(unit=target))
    HardshipArchive.objects.filter(acting_unit=source).update(acting_unit=target)
    FileRequest.objects.open().filter(other_unit=source).update(other_unit=target)
    _send_requests_on(FileRequest.objects.filter(Q(archive__unit=target) | Q(other_unit=target)))
    FileRequest.objects.open().filter(acting_unit=source).update(acting_unit=target)


def send_files_on(*, unit, by, day):
    """Let files in review and open requests of a moved subtree wait at the unions that are now above them."""
    low, high = subtree_range(unit.path)
    _find_acting_units(HardshipArchive.objects.filter(unit_path__gte=low, unit_path__lt=high))
    inside = Q(archive__unit_path__gte=low, archive__unit_path__lt=high)
    arriving = Q(other_unit__path__gte=low, other_unit__path__lt=high)
    _send_requests_on(FileRequest.objects.filter(inside | arriving))


def _find_acting_units(archives):
    waiting = archives.filter(status__in=IN_REVIEW).select_related("unit", "chain")
    for archive in waiting.select_for_update(of=("self",)):
        acting = chains.acting_unit(archive.unit, archive.chain, archive.status)
        if acting != archive.acting_unit:
            archive.acting_unit = acting
            archive.save(update_fields=["acting_unit"])


def _send_requests_on(rows):
    waiting = rows.open().select_related("archive__unit", "other_unit")
    for request in waiting.select_for_update(of=("self",)):
        acting = requests.acting_unit(request.archive.unit, request.status, request.other_unit)
        if acting != request.acting_unit:
            request.acting_unit = acting
            request.save(update_fields=["acting_unit"])
