"""The words of a task's outcome, whatever its kind; what another part writes is shown as it is."""

from households.check_enums import AskedResult, CheckResult, EdgeResult, RelapseResult

WORDS = {
    member.value: member.label
    for results in (CheckResult, AskedResult, EdgeResult, RelapseResult)
    for member in results
}


def outcome_label(value):
    return WORDS.get(value, value)
