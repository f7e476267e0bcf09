"""What some people of the demo have asked about their own data; one request is overdue."""

from datetime import timedelta

from households.enums import PersonRequestKind, PersonRequestStatus, Requester, Status
from households.models import FamilyMember, PersonRequest
from unionaid.demo.plans import CENSUS_DAY, SHOWN_UNITS

# Kind, days before the census, reason, answer ("" while it is open).
ASKED = (
    (PersonRequestKind.ACCESS, 46, "了解工会保存了本人哪些信息", "P-220213-0A41C2"),
    (PersonRequestKind.CORRECT, 38, "参加工作时间登记早了两年，请按社保缴费记录更正", ""),
    (PersonRequestKind.OBJECT, 12, "不同意在社区公示栏公示，请求改在单位公示栏", ""),
    (PersonRequestKind.WITHDRAW, 5, "已找到稳定工作，不再申请帮扶", ""),
)


def load(desk):
    """Write the requests of the units that are shown, each by another worker on record."""
    rows = []
    for region in sorted(SHOWN_UNITS):
        workers = FamilyMember.objects.filter(
            archive__unit__region_code=region, archive__status=Status.ACTIVE, position=0
        ).exclude(id_last4="")
        workers = workers.select_related("archive__unit").order_by("archive__file_no")[: len(ASKED)]
        rows += [_row(desk, *pair) for pair in zip(workers, ASKED, strict=False)]
    PersonRequest.objects.bulk_create(rows)


def _row(desk, member, asked):
    kind, days, reason, answer = asked
    by, received_on = desk.clerk(member.archive.unit).user, CENSUS_DAY - timedelta(days=days)
    return PersonRequest(
        unit=member.archive.unit, unit_path=member.archive.unit_path, kind=kind, person=member.id_index,
        person_name=member.name, id_last4=member.id_last4, requester=Requester.SELF,
        document="居民身份证原件", reason=reason, received_on=received_on,
        due_on=received_on + timedelta(days=30), recorded_by=by,
        status=PersonRequestStatus.GRANTED if answer else PersonRequestStatus.OPEN, answer=answer,
        answered_on=received_on if answer else None, answered_by=by if answer else None,
    )
