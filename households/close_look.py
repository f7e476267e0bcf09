"""Why a proposed content must be opened before it is passed. Pure.

What alters neither people nor money nor the tier may be passed with others in one go.
"""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

WORDS = {
    "PEOPLE": _("家庭成员有增减"),
    "TIER": _("困难类别有变化"),
    "NOT_RECOMMENDED": _("困难类别与核算建议不同"),
    "BANK": _("银行账户有变化"),
    "MONEY": _("收入、支出或事件有变化"),
    "EXCLUSIONS": _("排除情形有变化"),
}
SUMS = ("incomes", "expenses", "event")


def reasons(before, after, detail):
    """Return the keys of WORDS that hold for a proposal, in their order; none means it may pass in bulk."""
    found = {
        "PEOPLE": _people(before) != _people(after),
        "TIER": detail["tier"] != detail["tier_before"],
        "NOT_RECOMMENDED": detail["tier"] != detail["recommended"],
        "BANK": before.bank != after.bank,
        "MONEY": any(getattr(before, name) != getattr(after, name) for name in SUMS),
        "EXCLUSIONS": before.exclusions != after.exclusions,
    }
    return [key for key in WORDS if found[key]]


def sentence(keys):
    """Return reasons as one sentence, "" for none."""
    return _now("、").join(str(WORDS[key]) for key in keys)


def _people(content):
    return [
        (person.get("id_number") or person["name"], person.get("is_counted", True))
        for person in content.people
    ]
