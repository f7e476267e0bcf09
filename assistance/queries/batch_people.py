"""Who is put on the list of a batch: households found by their numbers or names, and whom they stand for."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assistance.kinds import PERSONAL, AidType
from assistance.models import PaymentBatch, PaymentRow
from households.enums import LIVING
from households.models import FamilyMember, HardshipArchive
from households.models.members import SELF

MOST_LINES = 20_000


@dataclass(frozen=True)
class Found:
    """The ids of the files that lines name, in their order, and (line, sentence) of those that name none."""

    ids: list = field(default_factory=list)
    faults: list = field(default_factory=list)


def files_of(batch):
    """Return the files a batch may be for: those of its union and all below it."""
    return HardshipArchive.objects.within(batch.unit_path)


def found(batch, lines):
    """Return whom lines mean, each a file number or the name of a worker. Two queries a thousand lines."""
    lines = [line.strip() for line in lines if line and line.strip()][:MOST_LINES]
    ids, faults = {}, []
    for start in range(0, len(lines), 1000):
        some = lines[start : start + 1000]
        numbers = _by(files_of(batch), "file_no", some)
        names = _by(files_of(batch).filter(status__in=LIVING), "worker_name", some)
        for line in some:
            hits = numbers.get(line.upper()) or names.get(line, [])
            if len(hits) == 1:
                ids[hits[0]] = True
            elif hits:
                faults.append((line, _("有 %(n)d 份同名档案，请改用档案号") % {"n": len(hits)}))
            else:
                faults.append((line, _("本级和下级没有这个档案号或姓名")))
    return Found(list(ids), faults)


def _by(files, name, values):
    hits = {}
    wanted = files.filter(**{f"{name}__in": {value.upper() for value in values} | set(values)})
    for value, pk in wanted.values_list(name, "pk"):
        hits.setdefault(value, []).append(pk)
    return hits


def of_last_year(batch):
    """Return the ids of the files that were on batches of the same kind and union a year before."""
    earlier = PaymentBatch.objects.filter(
        unit=batch.unit, aid_type=batch.aid_type, fund__year=batch.fund.year - 1
    )
    rows = PaymentRow.objects.filter(batch__in=earlier).order_by("aid__archive")
    return list(rows.values_list("aid__archive", flat=True).distinct())


def subjects(batch, ids):
    """Return the (archive, member, stage) that files stand for: the family, its students, or its worker."""
    archives = list(files_of(batch).filter(pk__in=ids).select_related("unit").order_by("pk"))
    if batch.aid_type not in PERSONAL:
        return [(archive, None, "") for archive in archives]
    members = FamilyMember.objects.filter(archive__in=archives).order_by("archive", "position")
    if batch.aid_type == AidType.EDUCATION:
        members = members.exclude(school_stage="")
    else:
        members = members.filter(relation=SELF)
    by_id = {archive.pk: archive for archive in archives}
    return [(by_id[person.archive_id], person, person.school_stage) for person in members]
