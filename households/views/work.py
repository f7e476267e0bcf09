from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from households.queries import work as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require

SUBMITTED = 8


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES, Permission.APPROVE_AID, Permission.KEEP_FUNDS)
def work(request):
    """Show what waits for the person, what they answer for, how the quarter goes, what waits above."""
    posting, today = request.posting, clock.today()
    todo = queries.work_for(posting)
    for section in todo.sections:
        section.rows = [(line, (line.due - today).days if line.due else None) for line in section.lines]
    tiers = queries.active_by_tier(posting)
    submitted = queries.submitted_for(posting)
    return render(
        request,
        "households/work.html",
        {
            "work": todo,
            "greeting": _greeting(timezone.localtime().hour),
            "tiers": {tier: files for tier, (files, _people) in tiers.items()},
            "files_now": sum(files for files, _people in tiers.values()),
            "own": queries.own_households(posting),
            "progress": queries.progress(posting),
            "submitted": submitted[:SUBMITTED],
            "submitted_total": submitted.count(),
            "may_enter": posting.may(Permission.ENTER_FILES),
        },
    )


def _greeting(hour):
    if hour < 12:
        return _("上午好")
    return _("下午好") if hour < 18 else _("晚上好")
