"""Writing a visit down, and the sheet that is taken along."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from households.actions import attachments, demands, visits
from households.actions.printing import print_visits
from households.contact_enums import DemandSource
from households.contact_filters import VisitsDueFilter
from households.contact_words import words_shown
from households.enums import DocumentKind
from households.errors import FileError, NotAllowed
from households.forms.contacts import HomeVisitForm, PlainPrintForm
from households.queries import contacts
from households.queries.files import files_for
from households.revealing import masked
from households.views.file import file_or_404
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require

SUGGESTED = 20
SHEET = 60  # households of one print


@require(Permission.VIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def visit_new(request):
    """Write a visit down; without a household in the address, choose one first."""
    file_no = request.GET.get("household", "").strip()
    if not file_no:
        return _choose(request)
    posting, archive = request.posting, file_or_404(request.posting, file_no)
    start = {"purpose": request.GET.get("purpose", "")}
    given = (request.POST or None, request.FILES or None)
    form = HomeVisitForm(*given, archive=archive, posting=posting, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                _written(archive, posting, form)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s家庭的走访已登记") % {"name": archive.worker_name})
            return redirect("household", file_no)
    context = {
        "archive": archive, "form": form, "may_visit": visits.may_visit(archive, posting),
        "refusal": str(NotAllowed()), "pairing": archive.pairings.current().first(),
        "open_demands": [words_shown(row.content) for row in archive.demands.open()],
    }
    return render(request, "households/contacts/visit.html", context, status=422 if form.errors else 200)


@require(Permission.VIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def visit_sheet(request):
    """Print the visits a list asks for by street: masked, or in full with a right and a reason (POST)."""
    posting, given = request.posting, PlainPrintForm(request.POST or None)
    may_plain = posting.may(Permission.REVEAL_IDENTITY)
    plain = request.method == "POST" and may_plain and given.is_valid()
    rows = contacts.with_open_demands(contacts.visits_due(posting))
    filterset = VisitsDueFilter(request.GET, rows, posting=posting)
    found = list(filterset.qs[: SHEET + 1]) if filterset.is_valid() else []
    chosen = found[:SHEET]
    for place, row in enumerate(chosen, 1):
        row.place = place
        row.mobile = row.archive.mobile if plain else _masked(row.archive, "mobile", posting)
        row.address = row.archive.address_detail if plain else ""
        row.demands_said = "；".join(words_shown(demand.content, 40) for demand in row.archive.open_demands)
    number = print_visits(
        archives=[row.archive for row in chosen], by=posting,
        purpose=given.cleaned_data["purpose"] if plain else "", plain=plain,
    )
    context = {
        "rows": chosen, "more": len(found) > SHEET, "most": SHEET, "print_no": number, "plain": plain,
        "may_plain": may_plain, "plain_form": given, "printed_at": timezone.localtime(),
        "back": f"{reverse('visits')}?{request.GET.urlencode()}",
    }
    return render(request, "households/contacts/sheet.html", context, status=422 if given.errors else 200)


def _written(archive, posting, form):
    """Keep visit, photos and demand, all or none."""
    visit = visits.record_visit(archive=archive, by=posting, **form.values())
    attachments.attach_all(
        uploads=form.cleaned_data.get("photos", ()), kind=DocumentKind.VISIT_PHOTO, by=posting,
        archive=archive, visit=visit,
    )
    if form.cleaned_data["demand"] and not visit.demands.exists():
        demands.raise_demand(
            archive=archive, by=posting, kind=form.cleaned_data["demand_kind"],
            content=form.cleaned_data["demand"], source=DemandSource.VISIT, visit=visit,
        )


def _choose(request):
    """Offer the households found by name or number, else those the person answers for that are due first."""
    posting, text = request.posting, request.GET.get("q", "").strip()
    if text:
        files = files_for(posting).filter(status__in=visits.VISITED).select_related("unit")
        found = [*files.filter(worker_name__startswith=text)[:SUGGESTED], *files.filter(file_no=text)]
        rows = [{"archive": archive, "next": None} for archive in found]
    else:
        due = contacts.visits_due(posting).order_by("next_visit_on", "pk")
        own = list(due.filter(contact=posting.user_id)[:SUGGESTED]) or list(due[:SUGGESTED])
        rows = [{"archive": pairing.archive, "next": pairing.next_visit_on} for pairing in own]
    return render(request, "households/contacts/choose.html", {"rows": rows, "q": text})


def _masked(archive, name, posting):
    value = masked(archive, name, posting)
    return value.text if value else ""
