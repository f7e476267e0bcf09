"""Objections to the demo's notices: those of ended notices in bulk, the latest by the real actions."""

from datetime import date, timedelta
from random import Random

from households.actions import notices, objections
from households.enums import NoticeStatus, ObjectionChannel, ObjectionStatus
from households.models import NoticeEntry, Objection, PublicNotice
from unionaid import clock
from unionaid.demo import naming
from unionaid.demo.chain_days import EXPIRED, RUNNING

SAID = (
    "反映该户有一辆自用小轿车，请核实",
    "反映其配偶在外地打工，收入没有申报",
    "反映该户另有一套住房出租",
)
DISMISSED = "经入户复核并向车管、社保部门查询，反映的情况不属实，已向反映人说明"
UPHELD = "经核实，配偶自去年九月起在外地务工，收入未申报，退回重新核实"
WRONG = "公示地点写错，更正后重新公示"
EVERY = 6  # one of so many ended notices had an objection
CHENGGUAN, YONGDENG, JIAYUGUAN = "GS620102", "GS620121", "GS620200"


def load(desk):
    """Write the objections down and answer those that have been answered, day by day."""
    _ended(desk)
    first, second, _last = RUNNING
    hung = set(PublicNotice.objects.values_list("unit__code", "starts_on"))
    if (YONGDENG, second) in hung:
        _take_down(desk, YONGDENG, second, date(2022, 3, 29))
    for code, start, received, answered, upheld in (
        (CHENGGUAN, first, date(2022, 3, 25), date(2022, 3, 29), False),
        (JIAYUGUAN, first, date(2022, 3, 28), date(2022, 3, 30), True),
        (YONGDENG, EXPIRED, date(2022, 3, 28), None, None),
        (CHENGGUAN, second, date(2022, 3, 30), None, None),
    ):
        if (code, start) not in hung:
            continue  # a small province has fewer notices
        objection = _record(desk, code, start, received)
        if answered:
            clock.set_business_date(answered)
            objections.answer_objection(
                objection=objection, upheld=upheld, by=desk.reviewer(desk.units[code]),
                answer=UPHELD if upheld else DISMISSED,
            )


def _record(desk, code, start, received):
    clock.set_business_date(received)
    entry = NoticeEntry.objects.filter(
        notice__unit__code=code, notice__starts_on=start, notice__status=NoticeStatus.OPEN
    ).order_by("notice", "position").first()  # fmt: skip
    rng = Random(f"objection {code} {start}")
    anonymous = code == CHENGGUAN and start == RUNNING[1]
    return objections.record_objection(
        entry=entry, received_on=received, channel=ObjectionChannel.TELEPHONE,
        by=desk.clerk(desk.units[code]), content=rng.choice(SAID),
        objector=naming.full_name(rng, "汉", "1", 1975), is_anonymous=anonymous,
    )


def _take_down(desk, code, start, day):
    clock.set_business_date(day)
    notice = PublicNotice.objects.get(unit__code=code, starts_on=start)
    notices.take_down(notice=notice, by=desk.clerk(desk.units[code]), reason=WRONG)


def _ended(desk):
    """Objections of ended notices, answered before their end."""
    ended = PublicNotice.objects.filter(status=NoticeStatus.ENDED).order_by("unit_path", "starts_on", "id")
    lines = NoticeEntry.objects.filter(notice__in=ended, position=1).select_related("notice__unit")
    rows = []
    for line in lines.order_by("notice__unit_path", "notice__starts_on", "id")[::EVERY]:
        notice, rng = line.notice, Random(f"objection {line.notice.unit.code} {line.notice.starts_on}")
        rows.append(
            Objection(
                notice=notice, entry=line, unit=notice.unit, unit_path=notice.unit_path,
                received_on=notice.starts_on + timedelta(days=1), channel=ObjectionChannel.VISIT,
                objector=naming.full_name(rng, "汉", "2", 1970), content=rng.choice(SAID),
                status=ObjectionStatus.DISMISSED, answer=DISMISSED, answered_on=notice.ends_on,
                answered_by=desk.reviewer(notice.unit).user, recorded_by=desk.clerk(notice.unit).user,
            )
        )
    Objection.objects.bulk_create(rows)
