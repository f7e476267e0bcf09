"""The page of one file: everything known of a household, masked, and what may be done with it now."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from households import (
    calculation,
    comparison,
    contact_card,
    file_papers,
    file_parts,
    file_sections,
    file_tasks,
    flow,
    next_step,
    request_doors,
    revealing,
    standards,
)
from households.actions import review
from households.content import FileContent
from households.enums import RequestKind
from households.errors import FileError, LineMissing
from households.models import HardshipArchive
from households.queries import file_page, lineage, requests
from households.request_lifecycle import OPEN_FOR
from households.revealing import Reason
from households.views.past import on_a_past_day
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.audit.queries import history_of, views_of
from unionaid.web.access import require

TIMELINE = 12
REQUESTS = 5
VERDICT_CSS = {"DEEP": "deep", "RELATIVE": "rel", "ACCIDENTAL": "acc"}


@require(Permission.VIEW_FILES)
@require_safe
def household(request, file_no):
    """Show a file. Looking at it leaves evidence in the same transaction as the reading."""
    posting = request.posting
    archive = file_or_404(posting, file_no)
    if request.GET.get("as_of", "").strip():
        return on_a_past_day(request, archive)
    with transaction.atomic():
        record(Event.FILE_VIEWED, subject=archive, by=posting)
    return render(request, "households/file.html", page_of(archive, posting))


@require(Permission.VIEW_FILES)
@require_safe
def household_rounds(request, file_no):
    """Lay the last two submissions of a file side by side."""
    archive = file_or_404(request.posting, file_no)
    submissions = list(archive.submissions.select_related("submitted_by").order_by("-review_round")[:2])
    if len(submissions) < 2:
        raise Http404
    after, before = (FileContent.from_json(row.content) for row in submissions)
    changed, unchanged = comparison.compare(before, after)
    with transaction.atomic():
        record(Event.FILE_VIEWED, subject=archive, by=request.posting)
    return render(
        request,
        "households/rounds.html",
        {
            "archive": archive,
            "latest": submissions[0],
            "earlier": submissions[1],
            "changed": changed,
            "unchanged": len(unchanged),
        },
    )


@require(Permission.ENTER_FILES)
@require_POST
def household_withdraw(request, file_no):
    """Take a submitted file back before the county has decided."""
    archive = file_or_404(request.posting, file_no)
    try:
        review.withdraw(archive=archive, by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已撤回，可以修改后重新提交"))
    return redirect("household", file_no)


def file_or_404(posting, file_no):
    """Return a file of the posting's scope; one outside it is as unknown as one that never was."""
    try:
        return file_page.file_of(posting, file_no)
    except HardshipArchive.DoesNotExist as error:
        raise Http404 from error


def page_of(archive, posting):
    """Return what the page alone shows: the file, its next step, the parts of upper apps."""
    page = shown(archive, posting)
    papers = file_papers.papers_of_file(page["rows"])
    page["tasks"] += file_tasks.papers_to_bring(archive, posting, papers)
    return page | {
        "next_step": next_step.next_step(archive, posting),
        "papers": papers,
        "may_shelve": posting.may(Permission.ENTER_FILES),
        **next_step.written_down(archive),
        **next_step.publicity(archive, posting),
        "links": file_parts.links(archive),
        "cards": file_parts.cards(archive, posting),
        "contact": contact_card.card(archive, posting),
        "asked": contact_card.demands_card(archive, posting),
        "doors": request_doors.doors(archive, posting),
        "may_change": posting.may(Permission.ENTER_FILES) and archive.status in OPEN_FOR[RequestKind.CHANGE],
        "asked_before": requests.of_file(archive)[:REQUESTS],
        "related": [
            (words, file) for words, file in lineage.related(archive) if posting.sees(file.unit_path)
        ],
    }


def shown(archive, posting):
    """Return what the page and the print show of a file."""
    rows = file_page.rows_of(archive)
    rules = rules_for(archive)
    return {
        "archive": archive,
        "previous": _seen(archive.previous_archive, posting),
        "rows": rows,
        "age": file_sections.age_on(archive.birth_date, clock.today()),
        "identity": revealing.masked(rows.worker, "id_number", posting, 0),
        "mobile": revealing.masked(archive, "mobile", posting),
        "address": revealing.masked(archive, "address_detail", posting),
        "other_contact": revealing.masked(archive, "other_contact", posting),
        "place": file_sections.place(archive),
        "stages": flow.stages(archive, rows.steps, rules),
        "people": file_sections.people(rows, posting),
        "sum": calculation.sum_of(rows),
        "verdict_css": VERDICT_CSS.get(archive.tier, "none"),
        "person": file_sections.person(rows.worker),
        "work": file_sections.work(archive),
        "housing": file_sections.housing(archive),
        "causes": file_sections.causes(rows),
        "event": file_sections.event(rows),
        "bank": file_sections.bank(archive, posting),
        "documents": file_sections.documents(rows),
        "tasks": file_tasks.tasks(archive, posting, rules),
        "timeline": history_of(archive, TIMELINE),
        "looks": views_of(archive)[:TIMELINE],
        "reasons": Reason.choices,
        "reveal_url": reverse("reveal", args=[archive.file_no]),
    }


def _seen(archive, posting):
    """Return a file where the posting may know of it: the worker may have had it with another union."""
    return archive if archive and posting.sees(archive.unit_path) else None


def rules_for(archive):
    """The rule set in force for the file's unit today, None when there is none."""
    try:
        return standards.rule_set_for(archive.unit, clock.today())
    except LineMissing:
        return None
