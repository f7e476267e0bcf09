"""Drafts of a posting's scope, and who might already be in a file."""

from dataclasses import dataclass

from django.db.models import Case, Q, When

from households.enums import CLOSED, LIVING, Status
from households.models import Draft, FamilyMember, HardshipArchive, Submission
from households.models.members import SELF
from households.rows import identity_index
from unionaid.organizations.models import Region
from unionaid.privacy.blind_index import blind_index

MOST = 20
COUNTY = 3  # level of a division


@dataclass(frozen=True)
class Match:
    """A person or household found elsewhere.

    `archive` is None outside the posting's scope: there only the office and its telephone
    are told. `exact` matches are the same identity number; those in a living file block.
    `as_worker` says that the file found is that person's own.
    """

    reason: str
    who: str
    office: str
    telephone: str
    archive: HardshipArchive | None
    exact: bool = False
    blocks: bool = False
    as_worker: bool = False

    @property
    def may_be_restored(self):
        """A file in grace is restored, not entered anew."""
        return self.as_worker and bool(self.archive) and self.archive.status == Status.GRACE

    @property
    def will_be_linked(self):
        """A new file of the same worker follows a closed one."""
        return self.as_worker and bool(self.archive) and self.archive.status in CLOSED

    @property
    def will_be_reentry(self):
        return self.will_be_linked and self.archive.status == Status.EXITED


def drafts_for(posting):
    """Drafts the posting's unit and those below share, last saved first, without their contents."""
    return (
        Draft.objects.visible_to(posting)
        .select_related("unit", "saved_by", "archive")
        .defer("payload")
    )


def divisions_near(unit):
    """Full names of the counties of the unit's province, to choose from; others are typed."""
    counties = Region.objects.in_force().filter(level=COUNTY, code__startswith=unit.region_code[:2])
    return counties.values_list("full_name", flat=True)


def file_of_draft(pk, posting):
    """Return the file a draft has become, None when there is none in the posting's scope."""
    submission = Submission.objects.filter(draft_number=pk).first()
    if submission is None:
        return None
    return HardshipArchive.objects.visible_to(posting).filter(pk=submission.archive_id).first()


def exact_matches(people, posting, *, beside=()):
    """Return the files that already hold the same identity numbers.

    `people` are (name, number) pairs. Living files of every unit are told; closed ones
    only within the posting's scope. `beside` are the keys of files to leave out.
    """
    known = {identity_index(number): name for name, number in people if number}
    members = (
        FamilyMember.objects.filter(id_index__in=list(known))
        .exclude(archive__in=beside)
        .select_related("archive__unit")
        .order_by("-is_living_file", "-archive__status_since")[:MOST]
    )
    found = []
    for member in members:
        inside = posting.sees(member.archive.unit_path)
        if inside or member.is_living_file:
            found.append(
                _match(
                    "identity", known[bytes(member.id_index)], member.archive, inside,
                    exact=True, blocks=member.is_living_file, as_worker=member.relation == SELF,
                )
            )
    return found


def likely_matches(people, posting, *, mobile="", account="", beside=()):
    """Return living files that look alike: same name and birth date, same mobile, same bank account.

    `people` are (name, birth date, number) triples.
    """
    found, seen = [], set()

    def add(reason, who, archive):
        if (reason, archive.pk) not in seen:
            seen.add((reason, archive.pk))
            found.append(_match(reason, who, archive, posting.sees(archive.unit_path)))

    alike = Q()
    for name, born, _number in people:
        if name and born:
            alike |= Q(name=name, birth_date=born)
    same_number = {identity_index(number) for _name, _born, number in people if number}
    if alike:
        members = FamilyMember.objects.filter(alike, is_living_file=True).exclude(archive__in=beside)
        for member in members.select_related("archive__unit").order_by("-archive__status_since")[:MOST]:
            if bytes(member.id_index) not in same_number:
                add("name", member.name, member.archive)
    living = HardshipArchive.objects.filter(status__in=LIVING).exclude(pk__in=beside)
    for reason, field, purpose, value in (
        ("mobile", "mobile_index", "mobile", mobile),
        ("account", "bank_account_index", "bank_account", account),
    ):
        if value:
            same = living.filter(**{field: blind_index(purpose, value)}).select_related("unit")
            for archive in same.order_by("-status_since")[:MOST]:
                add(reason, "", archive)
    return found


def last_closed_file(number, *, beside=None):
    """Return the latest closed file of a worker in any unit, an exited one before all others."""
    if not number:
        return None
    return (
        HardshipArchive.objects.filter(
            status__in=CLOSED, members__relation=SELF, members__id_index=identity_index(number)
        )
        .exclude(pk=beside)
        .order_by(Case(When(status=Status.EXITED, then=0), default=1), "-closed_on", "-pk")
        .first()
    )


def _match(reason, who, archive, inside, *, exact=False, blocks=False, as_worker=False):
    return Match(
        reason=reason,
        who=who,
        office=archive.unit.name,
        telephone=archive.unit.telephone,
        archive=archive if inside else None,
        exact=exact,
        blocks=blocks,
        as_worker=as_worker,
    )
