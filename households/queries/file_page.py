"""Everything one file's page and print read, in a number of queries that does not grow with the file."""

from dataclasses import dataclass
from decimal import Decimal

from households.models import Assessment, FamilyMember, HardshipArchive, HardshipEvent, ReviewStep
from households.queries.files import files_for


@dataclass(frozen=True)
class FileRows:
    """A file with its rows in their order."""

    archive: HardshipArchive
    members: list
    incomes: list
    expenses: list
    exclusions: list
    needs: list
    documents: list
    causes: list
    event: HardshipEvent | None
    assessment: Assessment | None
    steps: list
    rounds: int

    @property
    def worker(self):
        return self.members[0]

    def annual_income_of(self, member):
        """Counted income of one person in the twelve months, in 元."""
        return sum(
            (item.annual_amount for item in self.incomes if item.member_id == member.pk and item.is_counted),
            Decimal("0.00"),
        )


def file_of(posting, file_no):
    """Return a file of the posting's scope. Raises HardshipArchive.DoesNotExist outside it."""
    return (
        files_for(posting)
        .select_related("unit", "acting_unit", "chain", "entered_by", "previous_archive")
        .get(file_no=file_no)
    )


def rows_of(archive) -> FileRows:
    """Read the rows of a file."""
    members = list(FamilyMember.objects.filter(archive=archive).order_by("position"))
    return FileRows(
        archive=archive,
        members=members,
        incomes=_named(archive.incomeitems, members),
        expenses=_named(archive.rigidexpenses, members),
        exclusions=list(archive.exclusionflags.all()),
        needs=list(archive.aidneeds.all()),
        documents=list(archive.documentreceipts.all()),
        causes=list(archive.secondarycauses.all()),
        event=HardshipEvent.objects.filter(archive=archive).first(),
        assessment=archive.assessments.filter(is_current=True)
        .select_related("rule_set", "dibao_line", "chosen_by", "confirmed_by")
        .first(),
        steps=list(
            ReviewStep.objects.filter(archive=archive)
            .select_related("by", "by_unit")
            .prefetch_related("field_notes")
            .order_by("id")
        ),
        rounds=archive.submissions.count(),
    )


def _named(items, members):
    """Give each item its person from the members already read."""
    by_id = {member.pk: member for member in members}
    rows = list(items.all())
    for row in rows:
        row.member = by_id.get(row.member_id)
    return rows
