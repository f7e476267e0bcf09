"""The steps of the entry: shown, kept while typing, kept on leaving; both values shown when two collide."""

import secrets

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from households import answers, conflicts
from households.actions import drafts as actions
from households.drafting import Entry
from households.errors import EditConflict
from households.forms.rows import added, removed
from households.payloads import CHECK, LABELS, STAMPS, STEPS, posted
from households.views import entry_page
from households.views.draft_doors import with_draft
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require

NEXT, STAY = "next", "draft"
# Pages of a draft beside its steps.
BESIDE = {"attachments": "draft_attachments", "consents": "draft_consents"}


@require(Permission.ENTER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def draft_step(request, draft, step):
    """Show a step, or keep what was typed there and go where the button says."""
    if step not in STEPS:
        raise Http404
    if request.method == "POST":
        return _keep(request, draft, step)
    entry_page.note_reader(request, draft)
    checked = draft.payload.get(STAMPS, {}).get(step, {}).get("checked", False)
    context = entry_page.context(
        draft, step, request.posting, judged=checked or "check" in request.GET, page=secrets.token_hex(8)
    )
    return render(request, "households/entry/step.html", context)


@require(Permission.ENTER_FILES)
@require_POST
@with_draft
def draft_autosave(request, draft, step):
    """Keep what was typed so far, right or wrong. Answers in JSON to the script of the page."""
    if step not in STEPS:
        raise Http404
    try:
        draft = save(request, draft, step, posted(request.POST))
    except EditConflict as conflict:
        message = _("%(conflict)s。请按“存为草稿”查看差别，内容还在本页") % {"conflict": conflict}
        return JsonResponse({"code": conflict.code, "message": message}, status=409)
    return JsonResponse({"version": draft.version, "saved_at": _clock(draft.saved_at)})


def save(request, draft, step, fields, *, checked=False):
    """Save the fields of a step in the version its page was made from."""
    version = request.POST.get("version", "")
    return actions.save(
        draft=draft,
        step=step,
        fields=fields,
        version=int(version) if version.isascii() and version.isdecimal() else 0,
        by=request.posting,
        page=request.POST.get("page", "")[:32],
        checked=checked,
    )


def _keep(request, draft, step):
    """Save a step. One that is to be left with errors comes back with them, and with all that was typed."""
    fields, row = _rearranged(posted(request.POST), request.POST)
    if "merge" in request.POST:
        chosen = set(request.POST.getlist("theirs"))
        fields = conflicts.merged(fields, draft.payload.get(step) or {}, chosen)
    going = STAY if "add" in request.POST or "remove" in request.POST else request.POST.get("go", NEXT)
    try:
        draft = save(request, draft, step, fields, checked=going == NEXT)
    except EditConflict as conflict:
        return _show_conflict(request, draft, step, fields, conflict)
    if going == STAY:
        if row is None:
            messages.success(request, _("草稿已保存 %(time)s") % {"time": _clock(draft.saved_at)})
        return _go(draft, step, row)
    if going != NEXT:
        return _go(draft, going)
    page = request.POST.get("page", "")
    context = entry_page.context(draft, step, request.posting, judged=True, page=page)
    if context["problems"]:
        return render(request, "households/entry/step.html", context, status=422)
    return _go(draft, (*STEPS, CHECK)[STEPS.index(step) + 1])


def _rearranged(fields, buttons):
    """Apply the button that adds or removes a row. Returns the fields and the row to go to, if any."""
    if "add" in buttons:
        return added(fields, buttons["add"])
    if "remove" in buttons:
        return removed(fields, buttons["remove"]), ""
    return fields, None


def _go(draft, step, row=None):
    if step == CHECK:
        return redirect("draft_check", draft.pk)
    if step in BESIDE:
        return redirect(BESIDE[step], draft.pk)
    if step not in STEPS:
        raise Http404
    address = reverse("draft_step", args=[draft.pk, step])
    return redirect(f"{address}#{row}" if row else address)


def _show_conflict(request, draft, step, mine, conflict):
    """Show who saved first and both values of all that differs. Everything typed travels in the page."""
    draft.refresh_from_db()
    theirs = draft.payload.get(step) or {}
    today = clock.today()
    sides = [Entry(draft.payload | {step: side}, today=today).steps[step] for side in (mine, theirs)]
    said, labels = [answers.by_unit(side) for side in sides], [answers.labels(side) for side in sides]
    context = {
        "draft": draft,
        "step": step,
        "step_label": LABELS[step],
        "conflict": conflict,
        "rows": [
            {
                "unit": unit,
                "label": labels[0].get(unit) or labels[1].get(unit) or unit,
                "mine": said[0].get(unit, ""),
                "theirs": said[1].get(unit, ""),
            }
            for unit, _mine, _theirs in conflicts.differences(mine, theirs)
        ],
        "fields": [(name, value) for name, values in mine.items() for value in values],
        "page": request.POST.get("page", ""),
    }
    return render(request, "households/entry/conflict.html", context, status=409)


def _clock(moment):
    return timezone.localtime(moment).strftime("%H:%M:%S")
