"""What an approval chain must be so that a file can walk it (DOMAIN 4.1–4.2). Pure."""

from django.utils.translation import gettext as _

from households.enums import IN_REVIEW, Status
from households.errors import ChainWrong

OWN, COUNTY, CITY, PROVINCE = "OWN", "COUNTY", "CITY", "PROVINCE"
ACTING = (OWN, COUNTY, CITY, PROVINCE)
DECIDING = (Status.COUNTY_REVIEW, Status.CITY_APPROVAL, Status.PROVINCE_FILING)


def check(steps, *, needs_minutes=False):
    """Raise ChainWrong unless the steps stand in their order, somebody else decides, and each can be taken.

    `steps` are {"status", "acting"} in the order of the chain.
    """
    states = [step["status"] for step in steps]
    known = [state for state in IN_REVIEW if state in states]
    if states != known or any(step["acting"] not in ACTING for step in steps):
        raise ChainWrong(sentence=_("步骤的顺序不对，请按页面上的次序排列"))
    if not any(state in DECIDING for state in states):
        raise ChainWrong(sentence=_("流程至少要有一步由他人审核或审批，请加上县级审核、市州审批或省级备案"))
    if Status.PUBLICISED in states and Status.VERIFYING not in states:
        raise ChainWrong(sentence=_("有公示的流程须有核实：异议成立时档案要退回重新核实"))
    if needs_minutes and Status.COUNTY_REVIEW not in states:
        raise ChainWrong(sentence=_("没有县级审核的流程不能要求会议纪要"))
