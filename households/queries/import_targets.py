"""Which file or draft a row of a workbook is about, asked for a whole workbook at once."""

from households.models import Draft, FamilyMember, HardshipArchive
from households.models.members import SELF

MOST = 500  # values in one question


def files_numbered(numbers, posting):
    """Return {file number: file} of the posting's scope."""
    visible = HardshipArchive.objects.visible_to(posting).select_related("unit")
    return {
        archive.file_no: archive for part in _parts(numbers) for archive in visible.filter(file_no__in=part)
    }


def files_keyed(keys, posting):
    """Return {pk: file} of the posting's scope."""
    visible = HardshipArchive.objects.visible_to(posting).select_related("unit")
    return {archive.pk: archive for part in _parts(keys) for archive in visible.filter(pk__in=part)}


def people_on_file(indexes):
    """Return {blind index: (file's pk, whether as its worker, office, telephone, path)} of living files."""
    found = {}
    for part in _parts(indexes):
        people = FamilyMember.objects.filter(id_index__in=part, is_living_file=True).values_list(
            "id_index",
            "archive_id",
            "relation",
            "archive__unit__name",
            "archive__unit__telephone",
            "archive__unit_path",
        )
        for index, archive, relation, office, telephone, path in people:
            found[bytes(index)] = (archive, relation == SELF, office, telephone, path)
    return found


def drafts_by_person(indexes, posting):
    """Return {blind index: draft} of the new files people of the posting's scope are entering."""
    visible = Draft.objects.visible_to(posting).filter(archive__isnull=True)
    return {
        bytes(draft.id_index): draft
        for part in _parts(indexes)
        for draft in visible.filter(id_index__in=part).order_by("pk")
    }


def _parts(values):
    values = list(values)
    for start in range(0, len(values), MOST):
        yield values[start : start + MOST]
