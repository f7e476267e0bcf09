"""What already stands against a line: the same family on the same day, the same student in a year."""

from django.db.models import Q
from django.utils.translation import gettext as _

from assistance.kinds import AidType
from assistance.models import AidRecord
from campaigns.enums import GrantResult
from campaigns.models import PlanTarget, PolicyDocument, StudentGrant, WarmthVisit


def conflicts(record):
    """Return [(field, sentence)] of what the register holds already. `record` is not saved yet, or locked."""
    look = _LOOKS.get(type(record))
    return list(look(record)) if look else []


def _others(record):
    return type(record).objects.held().exclude(pk=record.pk).select_related("unit")


def _same_visit(record):
    if record.archive_id is None:
        return
    found = _others(record).filter(archive=record.archive_id, held_on=record.held_on).first()
    if found:
        yield "archive", _("这一户当天已有一次慰问（%(unit)s登记），同一天只登记一次") % {
            "unit": found.unit.short_name
        }


def _same_student(record):
    if record.result == GrantResult.REFUSED:
        return
    person = Q(member=record.member_id)
    if record.person_index:
        person |= Q(person_index=record.person_index)
    found = _others(record).filter(person, year=record.year, result=GrantResult.GRANTED).first()
    if found:
        yield "member", _("这名学生 %(year)d 年已由%(unit)s资助 %(amount)s 元，金秋助学一年一次") % {
            "year": record.year, "unit": found.unit.short_name, "amount": f"{found.cash:,.2f}",
        }
    aided = (
        AidRecord.objects.counted()
        .filter(person, year=record.year, aid_type=AidType.EDUCATION)
        .select_related("unit")
        .first()
    )
    if aided:
        yield "member", _("这名学生 %(year)d 年已有助学救助 %(amount)s 元（%(unit)s），不再资助") % {
            "year": record.year, "unit": aided.unit.short_name, "amount": f"{aided.amount:,.2f}",
        }


def _same_target(record):
    if _others(record).filter(plan=record.plan_id, year=record.year).exists():
        yield "year", _("这个计划已有 %(year)d 年的目标，请修改原来那一条") % {"year": record.year}


def _same_document(record):
    if _others(record).filter(unit=record.unit_id, title=record.title).exists():
        yield "title", _("本单位已登记过这份文件")


_LOOKS = {
    WarmthVisit: _same_visit,
    StudentGrant: _same_student,
    PlanTarget: _same_target,
    PolicyDocument: _same_document,
}
