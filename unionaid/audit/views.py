"""操作记录: the evidence of one's own subtree. Reading it is an event too."""

from datetime import date

from django.db import transaction
from django.shortcuts import get_object_or_404, render

from unionaid.audit import Event, record
from unionaid.audit.queries import events_for
from unionaid.web.access import require

PER_PAGE = 50


@require("VIEW_AUDIT")
def audit(request):
    rows, filters = _filtered(request)
    before = request.GET.get("before", "")
    if before.isdecimal():
        rows = rows.filter(pk__lt=int(before))
    page = list(rows[: PER_PAGE + 1])
    with transaction.atomic():
        record(Event.AUDIT_READ, by=request.posting, detail=filters)
    return render(
        request,
        "audit/list.html",
        {
            "events": page[:PER_PAGE],
            "next": page[PER_PAGE - 1].pk if len(page) > PER_PAGE else None,
            "choices": Event.choices,
            "filters": filters,
        },
    )


@require("VIEW_AUDIT")
def audit_event(request, pk):
    event = get_object_or_404(events_for(request.posting), pk=pk)
    return render(request, "audit/event.html", {"event": event})


def _filtered(request):
    rows = events_for(request.posting)
    filters = {name: request.GET.get(name, "").strip() for name in ("actor", "object", "event", "day")}
    if filters["actor"]:
        rows = rows.filter(actor_label__contains=filters["actor"])
    if filters["object"]:
        rows = rows.filter(subject_label__contains=filters["object"])
    if filters["event"] in Event.values:
        rows = rows.filter(event=filters["event"])
    try:
        rows = rows.filter(at__date=date.fromisoformat(filters["day"]))
    except ValueError:
        filters["day"] = ""
    return rows, filters
