"""分户: people of a household get a file of their own; the new file is on record from the decision on."""

from django.db import transaction

from households import numbers, regrouping, rows
from households.actions import on_record
from households.actions.changes import keep_change
from households.actions.content_requests import assess_anew, proposal
from households.actions.contents import refuse_people_on_file, replace_rows, set_columns
from households.actions.files import TIERS
from households.actions.requests import effect, guard, locked, open_request
from households.assessing import recommend
from households.change_errors import NobodyLeaves
from households.content import FileContent
from households.counting import keep_count
from households.enums import ChangeKind, LinkKind, RequestKind, Status, Step
from households.models import FamilyMember, FileLink, HardshipArchive, ReviewStep
from unionaid import clock
from unionaid.audit import Event, record

KEPT_TIER = "分户后暂按原困难类别在档，另行研究"
ASIDE = 1000  # places of people on their way from one file to the other


@transaction.atomic
def ask(*, archive, content, leaving, by, reason, editors=()):
    """Ask for the people at the places `leaving` to have a file with `content`. Returns the request.

    Raises NobodyLeaves for no place, the worker's or one that is nobody's, a person on file
    elsewhere, a tier that is missing or lacks its reason, and what opening a request raises.
    """
    (archive,) = locked(archive)
    before = rows.content_of(archive)
    leaving = sorted(set(leaving))
    if not leaving or leaving[0] < 1 or leaving[-1] >= len(before.people):
        raise NobodyLeaves()
    content.applied_on = clock.today()
    content.work["archive_level"] = before.work["archive_level"]
    refuse_people_on_file(content, archive.pk)
    rest = regrouping.remaining(before, leaving)
    rest.decision = decision_of(archive, rest)
    detail = proposal(archive, before, rest)
    new = proposal(archive, before, content)
    detail |= {
        "leaving": leaving,
        "editors": sorted(editors),
        "new": new["after"],
        "new_tier": new["tier"],
        "new_tier_reason": new["tier_reason"],
        "new_recommended": new["recommended"],
        "new_sum": new["sum"],
    }
    return open_request(kind=RequestKind.SPLIT, archive=archive, by=by, reason=reason, detail=detail)


def decision_of(archive, rest):
    """Return the decision on who stays: as recommended, else the tier of before until looked at again."""
    *_standards, result = recommend(rest, archive.unit, clock.today())
    recommended = result.outcome.value
    return {} if recommended in TIERS else {"tier": archive.tier, "tier_reason": KEPT_TIER}


@guard(RequestKind.SPLIT)
def refuse_other_people(archive, detail, by, other_unit):
    """Raise where the file's people are no longer those the split was asked about."""
    asked = FileContent.from_json(detail["before"]).people
    now = list(archive.members.order_by("position").values_list("name", flat=True))
    if [person["name"] for person in asked] != now:
        raise NobodyLeaves()


@effect(RequestKind.SPLIT)
def split(request, archive, by):
    """Give the leavers their file, and the file of who stays what is left; both are assessed anew."""
    detail, before = request.detail, rows.content_of(archive)
    leaving = [
        member.pk
        for place, member in enumerate(archive.members.order_by("position"))
        if place in detail["leaving"]
    ]
    new = _open_file(request, archive, FileContent.from_json(detail["new"]), by)
    for member in FamilyMember.objects.filter(pk__in=leaving):
        member.archive, member.relation, member.position = new, "", ASIDE + member.position
        member.save(update_fields=["archive", "relation", "position"])
    rest = regrouping.remaining(before, detail["leaving"])
    set_columns(archive, rest)
    archive.save()
    replace_rows(archive, rest, left_on=clock.today())
    assess_anew(
        archive, rest, tier=detail["tier"], reason=detail["tier_reason"], chosen_by=request.opened_by, by=by
    )
    keep_change(
        archive, kind=ChangeKind.REQUEST, request=request, before=before, after=rest, by=by,
        reason=request.reason,
    )
    _fill_file(request, new, by)
    FileLink.objects.create(
        source=archive, target=new, kind=LinkKind.SPLIT, on=clock.today(), request=request
    )


def _open_file(request, archive, content, by):
    day = clock.today()
    new = HardshipArchive(
        file_no=numbers.next_number(archive.unit, day), unit=archive.unit, unit_path=archive.unit_path,
        status=Status.ACTIVE, status_since=day, changed_on=day, first_approved_on=day,
        entered_by=request.opened_by, tier=request.detail["new_tier"],
    )
    set_columns(new, content)
    new.save()
    return new


def _fill_file(request, new, by):
    """Write the rows of the new file, its assessment, its first step and its counts."""
    content, detail, day = FileContent.from_json(request.detail["new"]), request.detail, clock.today()
    replace_rows(new, content)
    assess_anew(
        new, content, tier=detail["new_tier"], reason=detail["new_tier_reason"],
        chosen_by=request.opened_by, by=by,
    )
    new.save()
    step = ReviewStep.objects.create(
        archive=new, step=Step.SPLIT, from_status=Status.DRAFT, to_status=Status.ACTIVE,
        by=by.user, by_unit=by.unit, on=day, note=f"由 {request.archive.file_no} 分户：{request.reason}",
    )
    keep_count(new, day=day, decision=step)
    on_record.arrived(new, by=by)
    record(
        Event.FILE_SPLIT, subject=new, by=by, before={"file_no": request.archive.file_no},
        after={"file_no": new.file_no, "tier": new.tier}, purpose=request.reason,
    )
