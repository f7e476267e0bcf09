"""The intake registers of the demo's unions: who asked for help lately, and what came of it."""

from datetime import date, timedelta
from random import Random

from households.enums import IntakeChannel, IntakeResult
from households.models import Draft, HardshipArchive, IntakeRecord
from unionaid.demo import naming
from unionaid.demo.course_days import LAST, earlier
from unionaid.demo.material import Weighted
from unionaid.demo.plans import SHOWN_UNITS
from unionaid.demo.records import moment

SINCE = date(2022, 2, 14)
FILED_MOST = 6
CHANNELS = Weighted([
    (IntakeChannel.COUNTER, 48), (IntakeChannel.EMPLOYER, 24), (IntakeChannel.TELEPHONE, 12),
    (IntakeChannel.SURVEY, 10), (IntakeChannel.ONLINE, 6),
])  # fmt: skip
REFUSED = (
    "家庭人均收入高于相对困难标准，已告知可申请临时救助",
    "不是工会会员，劳动关系在外省，已告知向用人单位所在地工会申请",
    "本人名下有经营性门面，属于不予建档情形",
)
REFERRED = ("街道民政服务站（低保申请）", "区残联（辅助器具补贴）", "区人社局就业服务中心")
OPEN_AT_SHOWN, OPEN_ELSEWHERE = 4, 1


def load(desk):
    """Write the registers in bulk."""
    filed, begun = {}, {}
    recent = HardshipArchive.objects.filter(applied_on__gte=SINCE, is_migrated=False, review_round=1)
    for archive in recent.only("unit_id", "worker_name", "employer", "applied_on", "id").order_by("id"):
        filed.setdefault(archive.unit_id, []).append(archive)
    for draft in Draft.objects.filter(archive=None).order_by("id"):
        begun.setdefault(draft.unit_id, []).append(draft)
    rows = []
    for unit in desk.units.values():
        own = filed.get(unit.pk, [])[:FILED_MOST]
        if own or unit.pk in begun:
            rows += _register(unit, desk.clerk(unit).user, own, begun.get(unit.pk, []))
    IntakeRecord.objects.bulk_create(rows)


def _register(unit, clerk, filed, begun):
    rng = Random(f"intake {unit.code}")
    for archive in filed:
        yield _line(
            unit, clerk, rng, archive.applied_on, archive.worker_name, result=IntakeResult.FILED,
            archive=archive, employer=archive.employer, result_on=archive.applied_on,
        )
    for draft in begun[:1]:
        yield _line(unit, clerk, rng, earlier(LAST, rng.randint(1, 6)), draft.worker_name, draft=draft)
    for _place in range(OPEN_AT_SHOWN if unit.region_code in SHOWN_UNITS else OPEN_ELSEWHERE):
        yield _line(unit, clerk, rng, earlier(LAST, rng.randint(0, 4)), _somebody(rng))
    day = earlier(LAST, rng.randint(6, 25))
    yield _line(
        unit, clerk, rng, day, _somebody(rng), result=IntakeResult.REFUSED, result_on=day,
        refusal_reason=rng.choice(REFUSED),
    )
    if rng.random() < 0.6:
        yield _line(
            unit, clerk, rng, day, _somebody(rng), result=IntakeResult.REFERRED,
            result_on=day + timedelta(days=1), referred_to=rng.choice(REFERRED),
        )


def _somebody(rng):
    return naming.full_name(rng, "汉", rng.choice("12"), rng.randrange(1966, 1992))


def _line(unit, clerk, rng, day, applicant, **values):
    return IntakeRecord(
        unit=unit, unit_path=unit.path, received_on=day, channel=CHANNELS.draw(rng), applicant=applicant,
        phone=f"154{rng.randrange(10**8):08d}", shelf_no=f"A{rng.randrange(1, 9)}-{rng.randrange(1, 40):02d}",
        recorded_by=clerk, recorded_at=moment(day, 0, rng), **values,
    )
