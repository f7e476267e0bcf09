"""What households of the demo asked for: needs of applications, words at the door, what came of them."""

from datetime import timedelta

from households.contact_enums import DemandOutcome, DemandSource, DemandStatus, DemandStep
from households.models import Demand, DemandNote
from unionaid.demo.material import Weighted
from unionaid.demo.plans import CENSUS_DAY
from unionaid.demo.records import moment
from unionaid.organizations import codes

DAYS = 30
STILL_OPEN = 0.1  # of what fell due lately
LATELY = timedelta(days=25)
AT_THE_DOOR = 0.06  # of the last visits
RECENT = timedelta(days=75)
SAID = (
    ("A2", "自费药每月约 900 元，希望申请医疗二次救助"),
    ("A3", "孩子下半年升学，希望申请金秋助学"),
    ("A1", "冬季取暖费支出大，希望解决部分费用"),
    ("C2", "配偶失业半年，希望介绍附近的岗位"),
    ("C1", "想参加家政或电工技能培训"),
    ("C3", "原单位拖欠工资，希望得到法律援助"),
    ("C6", "咨询退休和医保接续政策"),
)
ENDS = Weighted([
    ((DemandOutcome.SOLVED, "已按标准落实帮扶，资金已发放"), 60),
    ((DemandOutcome.PARTLY, "已落实一部分，其余等待下一批资金"), 16),
    ((DemandOutcome.EXPLAINED, "不在帮扶范围，已当面说明政策"), 14),
    ((DemandOutcome.UNSOLVED, "暂无合适岗位，列入下季度招聘会推荐"), 10),
])
BODIES = ("民政局", "医疗保障局", "教育局", "人力资源和社会保障局")
ANSWER = "已受理，正在核实材料"
REFERRAL = "属于部门职责，已书面转交并跟踪"


def of_needs(rows, archive, needs, rng, clerk):
    """Make a demand of every need of an application, as the approval does."""
    day = archive.first_approved_on
    for need in {need.aid_type: need for need in needs}.values():
        words = need.note or codes.find("aid_type", need.aid_type).zh
        key = f"need:{archive.pk}:{archive.review_round}:{need.aid_type}"
        _demand(rows, archive, need.aid_type, words, DemandSource.ENTRY, day, rng, clerk, key=key)


def of_visit(rows, archive, visit, rng, clerk):
    """Some households ask for something at the door."""
    if visit.visited_on < CENSUS_DAY - RECENT or rng.random() > AT_THE_DOOR * 4:
        return
    kind, words = rng.choice(SAID)
    _demand(rows, archive, kind, words, DemandSource.VISIT, visit.visited_on, rng, clerk, visit=visit)


def open_demand(rows, archive, day, rng, clerk):
    """Write a demand down that is still to be dealt with."""
    kind, words = rng.choice(SAID)
    demand = _raised(rows, archive, kind, words, DemandSource.CALL, day, rng, clerk)
    _answer(rows, demand, rng, clerk)


def _demand(rows, archive, kind, words, source, day, rng, clerk, **origin):
    demand = _raised(rows, archive, kind, words, source, day, rng, clerk, **origin)
    late = demand.due_on < CENSUS_DAY
    long_ago = demand.due_on < CENSUS_DAY - LATELY
    if long_ago or (late and rng.random() > STILL_OPEN) or (not late and rng.random() < 0.3):
        _close(rows, demand, rng, clerk)
    elif rng.random() < 0.45:
        _answer(rows, demand, rng, clerk)


def _raised(rows, archive, kind, words, source, day, rng, clerk, *, visit=None, key=None):
    due = day + timedelta(days=DAYS)
    demand = rows.keep(Demand(
        archive_id=archive.pk, unit_id=archive.unit_id, unit_path=archive.unit_path, kind=kind,
        content=words, source=source, visit_id=visit.pk if visit else None, key=key, raised_on=day,
        due_on=due, recorded_by_id=clerk.user_id, created_at=moment(day, 4, rng),
    ))
    _note(rows, demand, DemandStep.RAISE, day, words, clerk, rng)
    return demand


def _close(rows, demand, rng, clerk):
    latest = min(demand.due_on, CENSUS_DAY)
    demand.closed_on = demand.raised_on + timedelta(days=rng.randrange((latest - demand.raised_on).days + 1))
    (outcome, words), demand.status = ENDS.draw(rng), DemandStatus.CLOSED
    demand.outcome = outcome
    _note(rows, demand, DemandStep.CLOSE, demand.closed_on, words, clerk, rng)


def _answer(rows, demand, rng, clerk):
    day = min(demand.raised_on + timedelta(days=rng.randrange(1, 6)), CENSUS_DAY)
    if rng.random() < 0.35:
        demand.status, demand.referred_to = DemandStatus.REFERRED, rng.choice(BODIES)
        _note(rows, demand, DemandStep.REFER, day, REFERRAL, clerk, rng)
    else:
        demand.status = DemandStatus.IN_HAND
        _note(rows, demand, DemandStep.ANSWER, day, ANSWER, clerk, rng)


def _note(rows, demand, step, day, words, clerk, rng):
    rows.keep(DemandNote(
        demand_id=demand.id, step=step, on=day, note=words, by_id=clerk.user_id, at=moment(day, 5, rng),
    ))
