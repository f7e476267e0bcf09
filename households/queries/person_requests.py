"""The register of what people asked about the data held on them, and where their data are."""

from dataclasses import dataclass

from households.models import FamilyMember, PersonRequest
from unionaid import clock
from unionaid.organizations.models import UnionUnit


@dataclass(frozen=True)
class Office:
    """Who holds a file outside the scope: all that is told of it."""

    name: str
    telephone: str


def requests_for(posting, *, kind="", status=""):
    """Return the requests a posting may see, narrowed to a kind and a status or to what is overdue."""
    rows = PersonRequest.objects.visible_to(posting).select_related("unit", "recorded_by", "answered_by")
    if kind:
        rows = rows.filter(kind=kind)
    if status == "OVERDUE":
        return rows.overdue(clock.today())
    return rows.filter(status=status) if status else rows


def waiting_count(posting):
    """Number of open requests of the posting's own unit: the red count of the menu."""
    return PersonRequest.objects.visible_to(posting).open().filter(unit=posting.unit).count()


def members_of(request):
    """Return the rows of the person in files of every unit, open and closed, the newest file first.

    A number with another name is nobody: the answer does not tell a wrong name from a wrong number.
    """
    rows = FamilyMember.objects.filter(id_index=request.person, name=request.person_name)
    return list(rows.select_related("archive__unit").order_by("-archive__applied_on", "-archive_id"))


def split(members, posting):
    """Return (rows within the scope, offices that hold the others)."""
    inside = [member for member in members if posting.sees(member.archive.unit_path)]
    outside = {member.archive.unit_id for member in members} - {member.archive.unit_id for member in inside}
    units = UnionUnit.objects.filter(pk__in=outside).order_by("path")
    return inside, [Office(unit.name, unit.telephone) for unit in units]
