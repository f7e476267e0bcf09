"""Freezes and handovers of the demo, set and signed by the real actions."""

from datetime import date

from households.actions import freezes
from households.enums import FrozenWork
from unionaid import clock
from unionaid.accounts.actions import handovers
from unionaid.accounts.permissions import Role

DAY = date(2022, 3, 28)
FILES, REQUESTS, AID = FrozenWork.FILES, FrozenWork.REQUESTS, FrozenWork.AID
# Who sets it, for whom, first and last day, what it stops, why, its document.
FREEZES = (
    ("GS", "GS", (date(2022, 6, 24), date(2022, 6, 30)), (FILES, REQUESTS), "半年数据核对", "甘工办6号"),
    ("GS620900", "GS620982", (date(2022, 3, 29), date(2022, 4, 8)), (FILES, REQUESTS), "搬迁，档案封存", ""),
    ("GS620100", "GS620100", (date(2022, 4, 25), date(2022, 4, 29)), (AID,), "一季度资金对账", "兰工办4号"),
)
EXCEPTION = ("GS620982", "留守经办，负责急难个案")
# Giver's union and role, receiver's role there, reason, whether it is signed.
HANDOVERS = (
    ("GS620402", Role.CLERK, Role.REVIEWER, "借调到市总工会工作半年，工作由审核人暂代", True),
    ("GS620102", Role.CLERK, Role.REVIEWER, "产假，四月下旬起休假", False),
)  # fmt: skip


def load(desk):
    """Set the freezes and prepare the handovers, the signed ones on the same day."""
    clock.set_business_date(DAY)
    for at, unit, (first, last), works, reason, document in FREEZES:
        freeze = freezes.set_freeze(
            unit=desk.units[unit], first_day=first, last_day=last, works=works, reason=reason,
            document_no=document, by=desk.reviewer(desk.units[at]),
        )
        if unit == EXCEPTION[0]:
            person = desk.clerk(desk.units[unit]).user
            freezes.except_person(
                freeze=freeze, user=person, reason=EXCEPTION[1], by=desk.reviewer(desk.units[at])
            )
    for unit, gives, takes, reason, is_signed in HANDOVERS:
        postings = {posting.role: posting for posting in desk.postings[unit]}
        handover = handovers.prepare_handover(
            posting=postings[gives], receiver=postings[takes].user, last_day=date(2022, 4, 22),
            reason=reason, by=desk.administrator(), ends_posting=False,
        )
        if is_signed:
            handovers.sign_handover(handover=handover, by=postings[takes])
