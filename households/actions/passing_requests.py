"""Passing many requests at once: those that need no closer look, each by the action of the page."""

from households.actions.deciding import Report
from households.actions.requests import decide
from households.enums import RequestStep
from households.errors import FileError, NeedsCloseLook


def pass_many(*, requests, by, close_look):
    """Pass every request that needs no closer look, each in its own transaction.

    `close_look(request)` says why one must be opened first, "" when it need not. Refusals keep
    their reason.
    """
    report = Report()
    for request in requests:
        try:
            if close_look(request):
                raise NeedsCloseLook()
            decide(request=request, step=RequestStep.PASS, by=by)
        except FileError as error:
            report.refused.append((request, str(error)))
        else:
            report.passed.append(request)
    return report
