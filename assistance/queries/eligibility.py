"""What stands against an aid besides its cap, for one or many aids in two queries.

An aid is an `AidRecord`, saved or not, with its archive loaded. Duplicates are looked for at
every union, whoever asks; the answer about another union's student tells its office only.
"""

from collections.abc import Sequence

from django.db.models import Q

from assistance.aid_errors import (
    AccountMissing,
    AidError,
    CentralForNationalOnly,
    NotOnFile,
    SameAidInPeriod,
    SameStudentTwice,
)
from assistance.kinds import AidForm, AidType
from assistance.models import AidRecord
from assistance.proposals import period_label
from households.enums import LIVING, ArchiveLevel, Status

# Aid that needs no approved file, only one that has been handed in (DOMAIN F3).
WITHOUT_FILE = (AidType.TEMPORARY, AidType.WARMTH)


def refuse_unfit(aid, version):
    """Raise the first refusal of an aid under a version of the standards."""
    for error in refusals([aid], [version])[0]:
        raise error


def refusals(aids: Sequence[AidRecord], versions) -> list[list[AidError]]:
    """Return what stands against each aid under its version: file, account, scheme, duplicates."""
    same, students = _same_aid(aids), _same_students(aids)
    return [
        [error for error in _against(aid, version, same, students) if error]
        for aid, version in zip(aids, versions, strict=True)
    ]


def _against(aid, version, same, students):
    yield None if is_on_file(aid.archive, aid.aid_type, version) else NotOnFile(
        status=Status(aid.archive.status)
    )
    if aid.scheme in version.national_only_schemes and aid.archive.archive_level != ArchiveLevel.NATIONAL:
        yield CentralForNationalOnly(scheme=aid.get_scheme_display())
    if aid.form == AidForm.MONEY and not aid.archive.bank_last4:
        yield AccountMissing()
    if twin := _other(same.get(_period_key(aid), ()), aid):
        yield SameAidInPeriod(
            aid_type=aid.get_aid_type_display(), period=period_label(aid.period), record=twin
        )
    for key in _student_keys(aid):
        if twin := _other(students.get(key, ()), aid):
            yield SameStudentTwice(
                student=aid.member.name, year=aid.year,
                office=twin.unit.name, telephone=twin.unit.telephone,
            )
            return


def is_on_file(archive, aid_type, version):
    """Tell whether a file's status allows an aid: on file, in grace where the standards say so."""
    if aid_type in WITHOUT_FILE:
        return archive.status in LIVING
    return archive.status == Status.ACTIVE or (archive.status == Status.GRACE and version.aid_in_grace)


def _same_aid(aids):
    rows = AidRecord.objects.counted().filter(
        archive__in={aid.archive_id for aid in aids}, period__in={aid.period for aid in aids}
    )
    return _grouped(rows, lambda row: [_period_key(row)])


def _same_students(aids):
    students = [aid for aid in aids if aid.aid_type == AidType.EDUCATION and aid.member]
    if not students:
        return {}
    rows = (
        AidRecord.objects.counted()
        .filter(aid_type=AidType.EDUCATION, year__in={aid.year for aid in students})
        .filter(
            Q(member__in={aid.member.pk for aid in students})
            | Q(person_index__in={index for aid in students if (index := aid.person_index)})
        )
        .select_related("unit")
    )
    return _grouped(rows, _student_keys)


def _period_key(aid):
    return aid.archive_id, aid.member_id, aid.aid_type, aid.period, aid.source


def _student_keys(aid):
    if aid.aid_type != AidType.EDUCATION:
        return
    yield aid.year, aid.member_id
    if aid.person_index:
        yield aid.year, bytes(aid.person_index)


def _grouped(rows, keys):
    found = {}
    for row in rows:
        for key in keys(row):
            found.setdefault(key, []).append(row)
    return found


def _other(rows, aid):
    return next((row for row in rows if row.pk != aid.pk), None)
