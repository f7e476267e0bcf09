from django.shortcuts import render

from households import missing
from households.queries import review as review_queries
from households.queries import work as queries
from households.queries.attachments import scanned_kinds
from households.queries.checklists import rules_on
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
def work(request):
    posting = request.posting
    todo = queries.work_for(posting)
    for archive in todo.returned:
        archive.last_return = review_queries.last_return(archive)
    today = clock.today()
    rules, scanned = rules_on(today), scanned_kinds(todo.drafts)
    for draft in todo.drafts:
        draft.outlook = missing.outlook(draft, today, rules=rules, scanned=scanned[draft.pk])
    for archive in todo.due:
        archive.days_left = (archive.grace_until - today).days
    for archive in todo.waiting:
        archive.waiting_days = review_queries.waiting_days(archive)
    tiers = queries.active_by_tier(posting)
    submitted = queries.submitted_for(posting)
    return render(
        request,
        "households/work.html",
        {
            "work": todo,
            "tiers": {tier: files for tier, (files, _people) in tiers.items()},
            "files_now": sum(files for files, _people in tiers.values()),
            "submitted": submitted[:8],
            "submitted_total": submitted.count(),
            "may_enter": posting.may(Permission.ENTER_FILES),
        },
    )
