"""What every page of the entry shows: the steps, the forms, the calculation, what is missing, duplicates."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from households import chains, consent_rules, missing
from households.actions import drafts as actions
from households.content import age_on
from households.drafting import Entry
from households.errors import ChainMissing, EditConflict
from households.estimating import estimate
from households.models import Draft
from households.payloads import CHECK, LABELS, STAMPS, STEPS
from households.queries import attachments, consents
from households.queries import drafts as queries
from households.queries.review import last_return
from unionaid import clock
from unionaid.organizations import codes
from unionaid.organizations.reference import region_name
from unionaid.privacy import identity_number

MATCHED_IN = {"worker", "members", "papers"}
OPENED = "opened_drafts"


@dataclass(frozen=True)
class StepLink:
    """A step in the list on the left: number, label, state (done, errc or nothing) and a short note."""

    name: str
    number: int
    label: str
    state: str = ""
    note: str = ""


def context(draft: Draft, step, posting, *, judged, page):
    """Return what the page of a step shows. `judged`: errors stand beside the answers."""
    today = clock.today()
    entry = entry_of(draft)
    shown = entry.steps[step] if judged else entry.fresh(step).quiet()
    problems = entry.steps[step].problems() if judged else []
    wire(shown, draft, today)
    return live(draft, entry, posting) | {
        "draft": draft,
        "step": step,
        "number": STEPS.index(step) + 1,
        "step_label": LABELS[step],
        "forms": shown,
        "problems": problems,
        "doubts": entry.warnings().get(step, []) if entry.visited(step) else [],
        "steps": links(draft, entry, step if judged else None),
        "page": page,
        "step_template": f"households/entry/_{step}.html",
        "matches": matches(entry, posting, beside=draft.files) if step in MATCHED_IN else [],
        "papers": papers_of(shown, entry),
        "divisions": queries.divisions_near(draft.unit) if step == "worker" else (),
        "returned": last_return(draft.archive) if draft.archive_id else None,
    }


def live(draft, entry, posting):
    """Return the panel on the right: the calculation and what is missing."""
    return {
        "draft": draft,
        "estimate": estimate(entry, draft.unit, entry.today),
        "checklist": missing.checklist(entry, signatures_of(draft, entry)),
    }


def signatures_of(draft, entry):
    """Return the Signatures a draft has and lacks, and whether its chain insists on them."""
    today, archive = entry.today, draft.archive if draft.archive_id else None
    given = consents.consents_of(draft, archive)
    needs = consent_rules.needs(entry.persons(), consents.texts_on(today), given, today)
    try:
        level = entry.work.cleaned_data.get("archive_level") or ""
        insists = chains.chain_for(draft.unit, level, today).needs_consents
    except ChainMissing:
        insists = False  # the submission says so
    return missing.Signatures(needs, insists)


def links(draft, entry, judged=None):
    """Return the six steps with their states: filled, still open, wrong."""
    problems, stamps = entry.problems(), draft.payload.get(STAMPS, {})
    found = []
    for number, name in enumerate(STEPS, 1):
        wrong = len(problems.get(name, ()))
        if not entry.visited(name):
            state, note = "", _("未填")
        elif wrong and (name == judged or stamps.get(name, {}).get("checked")):
            state, note = "errc", _("%(count)d 处错误") % {"count": wrong}
        elif wrong:
            state, note = "", _("还缺 %(count)d 项") % {"count": wrong}
        elif name == "members":
            state, note = "done", _("%(count)d 人") % {"count": len(entry.members.filled)}
        else:
            state, note = "done", _("已填")
        found.append(StepLink(name, number, LABELS[name], state, note))
    return [*found, StepLink(CHECK, len(STEPS) + 1, LABELS[CHECK])]


def entry_of(draft, **typed):
    """Return the entry of a draft with what was uploaded for it; `typed` takes the place of saved steps."""
    scanned = attachments.scanned_kinds([draft])[draft.pk]
    return Entry(draft.payload | typed, today=clock.today(), scanned=scanned)


def papers_of(step, entry):
    """Return the paper forms by how much they are needed: required, called for by the situation, others."""
    asked = {paper.kind: paper for paper in entry.paper_states()}
    found = {"required": [], "expected": [], "others": []}
    for form in step.papers:
        paper = asked.get(form.kind)
        form.may_waive, form.is_scanned = bool(paper and paper.may_waive), form.kind in entry.scanned
        group = "others" if paper is None else "required" if paper.is_required else "expected"
        found[group].append(form)
    return found


def wire(step, draft, today):
    """Explain the identity numbers of a page, and let them be checked while typing."""
    url = reverse("draft_check_id", args=[draft.pk])
    for form in step.forms:
        if "id_number" not in form.fields:
            continue
        bound = form["id_number"]
        form.fields["id_number"].widget.attrs |= {
            "data-check-url": url,
            "data-check-target": f"{bound.auto_id}_check",
            "data-check-row": bound.html_name,
        }
        form.number_check = number_check(bound.data, bound.auto_id, today) if form.has_card else None


@dataclass(frozen=True)
class NumberCheck:
    """An identity number explained: the verdict, its parts, what follows from it."""

    verdict: object
    parts: list
    prefix: str
    age: int | None = None
    sex: str = ""
    place: str = ""
    is_worker: bool = False


def number_check(typed, prefix, today):
    """Return the explanation of a typed number, None where nothing was typed."""
    if not typed or not typed.strip():
        return None
    verdict = identity_number.check(typed)
    return NumberCheck(
        verdict=verdict,
        parts=identity_number.explain(verdict),
        prefix=prefix,
        age=age_on(verdict.birth_date, today),
        sex=codes.label("sex", verdict.sex) if verdict.sex else "",
        place=(region_name(verdict.region_code) or "") if verdict.valid else "",
        is_worker=prefix == "id_id_number",
    )


def matches(entry, posting, *, beside=()):
    """Return who of the household may already be in a file: the same number, then what looks alike."""
    people = [
        (
            form.cleaned_data.get("name") or "",
            form.cleaned_data.get("birth_date"),
            form.cleaned_data.get("id_number") or "",
        )
        for form in (entry.identity, *entry.members.filled)
    ]
    return queries.exact_matches(
        [(name, number) for name, _born, number in people], posting, beside=beside
    ) + queries.likely_matches(
        people,
        posting,
        mobile=entry.contact.cleaned_data.get("mobile") or "",
        account=entry.bank.cleaned_data.get("bank_account") or "",
        beside=beside,
    )


def note_reader(request, draft):
    """Leave evidence, once a session, when somebody opens another's draft with a person's numbers in it."""
    reader = request.posting.user_id
    if not draft.id_index or reader in (draft.created_by_id, draft.saved_by_id):
        return
    opened = request.session.get(OPENED, [])
    if draft.pk not in opened:
        actions.note_opened(draft=draft, by=request.posting)
        request.session[OPENED] = [*opened, draft.pk]


def address(draft, step, field):
    """Return where an answer is given, its errors shown."""
    if step == CHECK:
        return f"{reverse('draft_check', args=[draft.pk])}#{field}"
    url = reverse("draft_step", args=[draft.pk, step])
    return f"{url}?check=1#{field}" if field else url


def last_saved(draft):
    """Return the conflict between a page and what was saved after it was made."""
    return EditConflict(
        by=draft.saved_by.display_name, at=timezone.localtime(draft.saved_at), version=draft.version
    )
