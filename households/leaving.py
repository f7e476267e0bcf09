"""Why files leave the record, as tables (DOMAIN 4.2): the outcome of an exit, the code of a cancellation.

A file keeps a code of the list `exit_reason`. Codes beginning with 1 and 2 are exits, by own
strength (脱困) or brought to the line by the state and the union (解困); the others cancel.
"""

from households.enums import CancelReason, ExitReason

MONTHS_ABOVE = 6  # 脱困: income above the line for so many months on end (2019 definition)
REFERRAL_DAYS = 30  # after them a referral without a result is asked about

EXIT_CODES = {
    ExitReason.OUT_BY_INCOME: ("11", "12", "13", "14", "15"),
    ExitReason.OUT_BY_SAFETY_NET: ("21",),
}
CANCEL_CODES = {
    CancelReason.DIED: "31",
    CancelReason.RETIRED: "32",
    CancelReason.LEFT_PROVINCE: "33",
    CancelReason.NOT_ELIGIBLE: "41",
    CancelReason.DUPLICATE: "43",
    CancelReason.FALSE: "44",
    CancelReason.GAVE_UP: "51",
    CancelReason.LOST: "52",
}
MERGED_CODE = "45"  # the household is told of in another file


def outcome_of(code):
    """Return the outcome an exit code stands for, None for a code that cancels or for none."""
    return next((outcome for outcome, found in EXIT_CODES.items() if code in found), None)
