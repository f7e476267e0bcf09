"""操作记录: the evidence of one's own subtree. Reading it is an event too."""

from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from unionaid.audit import Event, record, wording
from unionaid.audit.filters import LogFilter
from unionaid.audit.queries import VIEW_AUDIT, events_for
from unionaid.web.access import require

PER_PAGE = 50


@require(VIEW_AUDIT)
@require_safe
def audit(request):
    """Show a page of the log, newest first; `before` is the number of the last event seen."""
    form = LogFilter(request.GET, posting=request.posting)
    found = form.narrowed(events_for(request.posting))
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    page = list(found[: PER_PAGE + 1])
    shown = page[:PER_PAGE]
    with transaction.atomic():
        record(
            Event.AUDIT_READ,
            by=request.posting,
            detail=form.in_words() | {"shown": f"{shown[-1].pk}–{shown[0].pk}" if shown else ""},
        )
    return render(
        request,
        "audit/list.html",
        {
            "form": form,
            "errors": [(f"id_{name}", text) for name, texts in form.errors.items() for text in texts],
            "events": shown,
            "is_later_page": bool(before),
            "next": shown[-1].pk if len(page) > PER_PAGE else None,
        },
    )


@require(VIEW_AUDIT)
@require_safe
def audit_event(request, pk):
    """Show everything one event tells, in plain words."""
    event = get_object_or_404(events_for(request.posting), pk=pk)
    with transaction.atomic():
        record(Event.AUDIT_READ, by=request.posting, detail={"shown": str(event.pk)})
    return render(
        request,
        "audit/event.html",
        {"event": event, "changes": wording.changes(event), "details": wording.details(event)},
    )
