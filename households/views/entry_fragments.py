"""Answers while typing: an identity number explained, the calculation, possible duplicates."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from households.payloads import STEPS, posted
from households.queries.drafts import exact_matches
from households.views import entry_page
from households.views.draft_doors import with_draft
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.ENTER_FILES)
@require_POST
@with_draft
def draft_check_id(request, draft):
    """Explain the number being typed, part by part, and tell who already holds it."""
    check = entry_page.number_check(
        request.POST.get("number", ""), f"id_{request.POST.get('row', 'id_number')}", clock.today()
    )
    found = []
    if check and check.verdict.valid:
        found = exact_matches(
            [("", check.verdict.normalised)], request.posting, beside=draft.files
        )
    return render(
        request,
        "households/entry/_identity.html",
        {"check": check, "matches": found, "typing": True, "draft": draft},
    )


@require(Permission.ENTER_FILES)
@require_POST
@with_draft
def draft_calculation(request, draft, step):
    """Show the sum and what is missing with what stands in the page, saved or not."""
    entry = _entry(request, draft, step)
    if not request.htmx:
        return redirect("draft_step", draft.pk, step)
    return render(request, "households/entry/_live.html", entry_page.live(draft, entry, request.posting))


@require(Permission.ENTER_FILES)
@require_POST
@with_draft
def draft_duplicates(request, draft, step):
    """Show who of the household may already be in a file, with what stands in the page."""
    entry = _entry(request, draft, step)
    found = entry_page.matches(entry, request.posting, beside=draft.files)
    return render(request, "households/entry/_matches.html", {"matches": found, "draft": draft})


def _entry(request, draft, step):
    if step not in STEPS:
        raise Http404
    return entry_page.entry_of(draft, **{step: posted(request.POST)})
