"""The steps a planned file has taken until the day of the census, in order. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from households.enums import Status, Step
from households.lifecycle import FORWARD
from unionaid.demo.course_days import grace_until
from unionaid.demo.material import Weighted
from unionaid.demo.plans import MIGRATED_ON, Fate

RETURN_NOTES = (
    "收入证明未盖章，请补齐后重新提交",
    "医疗费结算单与申报金额不一致，请核对",
    "缺少授权委托书，请全体成年成员签字",
    "住房面积和户口簿登记不一致，请核实",
)
FORWARD_NOTES = {
    Status.COUNTY_REVIEW: "材料齐全，情况属实", Status.CITY_APPROVAL: "同意建档",
    Status.PROVINCE_FILING: "同意备案",
}
REJECTION = "经核查，申报收入与比对结果差距较大，不符合建档条件"
CANCELLED, LEAVING, RESTORED = "经集体研究注销", "收入稳定，集体研究同意退档", "渐退期内返困，恢复在档"
MOVED = "职工工作地变动，同意接收"
OUT_OF_HARDSHIP = Weighted([("11", 34), ("12", 16), ("13", 12), ("14", 26), ("21", 12)])
CANCELLATIONS = Weighted([
    ("31", 28), ("32", 4), ("33", 18), ("41", 20), ("42", 10), ("43", 6), ("44", 2), ("51", 8), ("52", 4),
])
ACCIDENT_OVER = "15"


@dataclass(frozen=True)
class Turn:
    """One step of a file: the state it is taken in and the one it leads to."""

    step: Step
    source: Status
    to: Status
    on: date
    review_round: int = 1
    note: str = ""


def course_of(plan, chain, rng):
    """Return the turns of a plan whose review passes the states of `chain`."""
    if plan.fate == Fate.OLD:
        closed = Status.CANCELLED if rng.random() < 0.15 else Status.EXITED
        return [Turn(Step.MIGRATE, Status.DRAFT, closed, MIGRATED_ON)]
    if plan.migrated:
        turns = [Turn(Step.MIGRATE, Status.DRAFT, Status.ACTIVE, MIGRATED_ON)]
    else:
        turns = _review(plan, chain, rng)
    return turns + _after(plan)


def exit_reason(plan, turns, rng):
    """Draw why a file left, as the code list names it; "" when it never has."""
    states = {turn.to for turn in turns}
    if Status.CANCELLED in states:
        return CANCELLATIONS.draw(rng)
    if not states & {Status.GRACE, Status.EXITED}:
        return ""
    return ACCIDENT_OVER if plan.tier == "ACCIDENTAL" and rng.random() < 0.6 else OUT_OF_HARDSHIP.draw(rng)


def _review(plan, chain, rng):
    """The rounds of a plan. On the full chain a file is sent back on what the match has shown."""
    stops_at = Status.MATCHING if Status.MATCHING in chain else chain[0]
    turns, number = [Turn(Step.SUBMIT, Status.DRAFT, chain[0], plan.submitted_on)], 1
    if plan.returned_on:
        turns += _walk(chain, plan.first_passes or (plan.passes if plan.rounds == 1 else {}), 1)
        note = rng.choice(RETURN_NOTES)
        turns.append(Turn(Step.RETURN, stops_at, Status.RETURNED, plan.returned_on, 1, note))
        if plan.rounds == 1:
            return turns
        number = 2
        turns.append(Turn(Step.SUBMIT, Status.RETURNED, chain[0], plan.resubmitted_on, number))
    if plan.fate == Fate.REJECTED:
        turns += _walk(chain, plan.passes, number)
        turns.append(Turn(Step.REJECT, stops_at, Status.REJECTED, plan.checked_on, number, REJECTION))
        return turns
    return [*turns, *_walk(chain, plan.passed, number)]


def _walk(chain, passed, number):
    """Yield the turns that pass the states of a chain, as far as there are days for them."""
    for source, to in pairwise((*map(Status, chain), Status.ACTIVE)):
        if source not in passed:
            return
        step = FORWARD[source]
        yield Turn(step, source, to, passed[source], number, FORWARD_NOTES.get(source, ""))


def _after(plan):
    """Turns after a file has come on record."""
    if plan.moved_on:
        return [Turn(Step.TRANSFER, Status.ACTIVE, Status.ACTIVE, plan.moved_on, plan.rounds, MOVED)]
    if not plan.left_on:
        return []
    if plan.fate == Fate.CANCELLED:
        return [Turn(Step.CANCEL, Status.ACTIVE, Status.CANCELLED, plan.left_on, plan.rounds, CANCELLED)]
    turns = [Turn(Step.BEGIN_GRACE, Status.ACTIVE, Status.GRACE, plan.left_on, plan.rounds, LEAVING)]
    if plan.restored_on:
        turns.append(
            Turn(Step.RESTORE, Status.GRACE, Status.ACTIVE, plan.restored_on, plan.rounds, RESTORED)
        )
    elif plan.fate == Fate.EXITED:
        end = grace_until(plan.left_on) + timedelta(days=1)
        turns.append(Turn(Step.END_GRACE, Status.GRACE, Status.EXITED, end, plan.rounds))
    return turns
