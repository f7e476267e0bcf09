"""Step 6: every answer once more, the sum, the tier, the declaration; then the submission."""

import secrets

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from households import answers
from households.actions import change_drafts
from households.actions import drafts as actions
from households.change_errors import ChangedOnFile
from households.change_preview import clash_words, preview_of
from households.errors import EditConflict, FileError
from households.estimating import estimate
from households.forms.change_decision import ChangeDecisionForm
from households.forms.decision import DecisionForm
from households.models import Draft
from households.paper_errors import ConsentsMissing, PapersMissing
from households.payloads import CHECK, LABELS, posted
from households.recognition import Outcome
from households.views import entry_page
from households.views.draft_doors import submitted, with_draft
from households.views.entry import save
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.ENTER_FILES)
@require_safe
@with_draft
def draft_check(request, draft):
    """Show every answer with the way to change it, the sum line by line, and the suggested tier."""
    entry_page.note_reader(request, draft)
    return _page(request, draft, _entry(draft), page=secrets.token_hex(8))


@require(Permission.ENTER_FILES)
@require_POST
@with_draft
def draft_submit(request, draft):
    """Submit for review. What is not right comes back with every error; nothing is half-written."""
    seen = request.POST.get("version", "")
    if seen != str(draft.version):
        by = entry_page.last_saved(draft)
        return _page(request, draft, _entry(draft), conflict=by, status=409)
    try:
        draft = save(request, draft, CHECK, posted(request.POST))
    except Draft.DoesNotExist:
        return submitted(request, draft.pk)
    entry = _entry(draft)
    form = _decision(draft, entry)
    if entry.problems() or form.errors:
        return _page(request, draft, entry, form=form, judged=True, status=422)
    content = entry.content()
    content.decision = form.decision()
    if draft.request_kind:
        return _ask(request, draft, entry, form, content)
    try:
        archive = actions.submit(draft=draft, content=content, version=draft.version, by=request.posting)
    except Draft.DoesNotExist:
        return submitted(request, draft.pk)
    except EditConflict as conflict:
        return _page(request, draft, entry, form=form, conflict=conflict, status=409)
    except FileError as error:
        refused = [(_remedy(error, draft), str(error))]
        return _page(request, draft, entry, form=form, refused=refused, judged=True, status=422)
    messages.success(request, _("已提交审核，档案号 %(number)s") % {"number": archive.file_no})
    return redirect("household", archive.file_no)


def _ask(request, draft, entry, form, content):
    """Turn the draft of a request into it. What the file has changed meanwhile is laid beside it first."""
    if "merge" in request.POST:
        change_drafts.settle(
            draft=draft, content=content, chosen=set(request.POST.getlist("theirs")), version=draft.version,
            by=request.posting,
        )
        messages.info(request, _("已按选择合并，请再核对一遍后提交"))
        return redirect("draft_check", draft.pk)
    try:
        asked = change_drafts.submit(
            draft=draft, content=content, version=draft.version, reason=form.cleaned_data["reason"],
            by=request.posting,
        )
    except Draft.DoesNotExist:
        return submitted(request, draft.pk)
    except EditConflict as conflict:
        return _page(request, draft, entry, form=form, conflict=conflict, status=409)
    except ChangedOnFile as error:
        clashes = [clash_words(clash) for clash in error.clashes]
        return _page(request, draft, entry, form=form, clashes=clashes, status=409)
    except FileError as error:
        refused = [(_remedy(error, draft), str(error))]
        return _page(request, draft, entry, form=form, refused=refused, judged=True, status=422)
    messages.success(
        request,
        _("已提出“%(kind)s”申请，等待%(unit)s办理")
        % {"kind": asked.get_kind_display(), "unit": asked.acting_unit.name},
    )
    return redirect("file_request", asked.pk)


def _page(
    request, draft, entry, *, form=None, judged=False, refused=(), conflict=None, clashes=(), page="",
    status=200,
):
    """Render step 6. `judged`: errors of all steps and of the decision stand at the top."""
    form = form or _decision(draft, entry).quiet()
    problems = entry.problems()
    summary = [
        (entry_page.address(draft, step, field), message)
        for step, errors in problems.items()
        for field, message in errors
    ]
    context = entry_page.live(draft, entry, request.posting) | {
        "draft": draft,
        "at_edge": _at_edge(draft, entry),
        "step": CHECK,
        "number": len(LABELS),
        "step_label": LABELS[CHECK],
        "form": form,
        "steps": entry_page.links(draft, entry),
        "sections": [
            (name, LABELS[name], answers.blocks(step) if entry.visited(name) else [])
            for name, step in entry.steps.items()
        ],
        "open_problems": summary,
        "problems": list(refused)
        + (summary + [(f"#{field}", text) for field, text in form.problems()] if judged else []),
        "doubts": [
            (entry_page.address(draft, step, field), message)
            for step, found in entry.warnings().items()
            for field, message in found
        ],
        "matches": entry_page.matches(entry, request.posting, beside=draft.files),
        "conflict": conflict,
        "clashes": clashes,
        "typed": [(name, value) for name, values in posted(request.POST).items() for value in values],
        "preview": preview_of(draft, entry) if draft.request_kind and not problems else None,
        "page": page or request.POST.get("page", ""),
    }
    return render(request, "households/entry/check.html", context, status=status)


def _remedy(error, draft):
    """Return where a refusal of the submission is put right."""
    match error:
        case ConsentsMissing():
            return reverse("draft_consents", args=[draft.pk])
        case PapersMissing():
            return reverse("draft_step", args=[draft.pk, "papers"])
        case _:
            return "#id_tier"


def _at_edge(draft, entry):
    """Tell whether the household of a new file is just above the limit."""
    found = estimate(entry, draft.unit, entry.today)
    return bool(found.result) and found.result.outcome == Outcome.EDGE and draft.archive_id is None


def _entry(draft):
    return entry_page.entry_of(draft)


def _decision(draft, entry):
    """Return the decision form with what was chosen, else with the recommended tier."""
    found = estimate(entry, draft.unit, entry.today)
    recommended = found.recommended if found.result else None
    typed = draft.payload.get(CHECK) or {"tier": [found.recommended]}
    form = ChangeDecisionForm if draft.request_kind else DecisionForm
    return form(typed, today=entry.today, recommended=recommended)
