"""The aid of one household: its history, its caps, a new aid, and what is decided on it."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assistance import lifecycle, limits
from assistance.actions import aid as actions
from assistance.aid_errors import AidError
from assistance.forms.aid import AidEntryForm, initial_of
from assistance.kinds import AidForm, AidStatus, AidStep, AidType
from assistance.models import AidRecord
from assistance.queries import aid as queries
from assistance.queries.limits import check, version_for
from households.errors import FileError
from households.models import HardshipArchive
from households.queries import file_page
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.web.access import require

DECISIONS = {
    AidStep.APPROVE: actions.approve,
    AidStep.RETURN: actions.return_aid,
    AidStep.WITHDRAW: actions.withdraw,
}


@require(Permission.VIEW_FILES)
@require_safe
def household_aid(request, file_no):
    """Show the aid of a household; looking at it is looking at its file."""
    archive = _file_or_404(request.posting, file_no)
    with transaction.atomic():
        record(Event.FILE_VIEWED, subject=archive, by=request.posting)
    return _page(request, archive)


@require(Permission.PROPOSE_AID)
def aid_new(request, file_no):
    """Propose an aid of the kind the address names."""
    archive = _file_or_404(request.posting, file_no)
    form = _form(request, archive)
    if request.method == "POST" and form.is_valid():
        try:
            aid = actions.propose(archive=archive, proposal=form.proposal(), by=request.posting)
        except (AidError, FileError) as error:
            form.refuse(error)
        else:
            messages.success(request, _("已提出，由%(unit)s审批") % {"unit": aid.acting_unit.name})
            return redirect("household_aid", file_no)
    return _entry(request, archive, form)


@require(Permission.PROPOSE_AID)
def aid_amend(request, file_no, pk):
    """Change a returned aid and propose it again."""
    archive = _file_or_404(request.posting, file_no)
    aid = _aid_or_404(archive, pk, status=AidStatus.RETURNED)
    form = _form(request, archive, aid)
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend(aid=aid, proposal=form.proposal(), by=request.posting)
        except (AidError, FileError) as error:
            form.refuse(error)
        else:
            messages.success(request, _("已重新提出"))
            return redirect("household_aid", file_no)
    return _entry(request, archive, form, aid)


@require(Permission.PROPOSE_AID)
@require_POST
def aid_cap(request, file_no):
    """Answer what is left under the cap for what the form holds so far."""
    archive = _file_or_404(request.posting, file_no)
    form = _form(request, archive)
    besides = request.POST.get("besides", "")
    checked = check(form.asked(int(besides) if besides.isdigit() else None), day=clock.today())
    return render(request, "assistance/_cap.html", {"checked": checked})


@require(Permission.APPROVE_AID, Permission.PROPOSE_AID)
@require_POST
def aid_decide(request, file_no, pk):
    """Approve, return or withdraw one aid."""
    archive = _file_or_404(request.posting, file_no)
    aid = _aid_or_404(archive, pk)
    decide = DECISIONS.get(request.POST.get("step"))
    if decide is None:
        raise Http404
    try:
        decide(aid=aid, by=request.posting, note=request.POST.get("note", "")[:300])
    except (AidError, FileError) as error:
        messages.error(request, str(error))
        return _page(request, archive, status=422)
    messages.success(request, _("“%(step)s”已办理") % {"step": AidStep(request.POST["step"]).label})
    return redirect("household_aid", file_no)


@require(Permission.APPROVE_AID)
@require_safe
def aid_waiting(request):
    """List the aid that waits for the approval of the own union."""
    return render(
        request, "assistance/waiting.html", {"waiting": queries.waiting_for(request.posting)[:200]}
    )


def _page(request, archive, status=200):
    records = queries.history(archive)
    for aid in records:
        elsewhere = aid.is_carried or aid.archive_id != archive.pk
        aid.moves = () if elsewhere else lifecycle.open_moves(
            aid.status, request.posting, proposed_by=aid.proposed_by_id,
            waiting_here=aid.acting_unit_id == request.posting.unit_id,
        )
    today = clock.today()
    context = {
        "archive": archive,
        "years": queries.by_year(records),
        "open": [aid for aid in records if aid.moves],
        "meters": queries.meters(archive, records, today),
        "year": today.year,
        "may_propose": request.posting.may(Permission.PROPOSE_AID),
    }
    return render(request, "assistance/household.html", context, status=status)


def _form(request, archive, aid=None):
    """The form of the kind asked for: from the aid, what was sent, or the address."""
    given = request.POST if request.method == "POST" else request.GET
    kind = aid.aid_type if aid else given.get("aid_type", AidType.LIVING)
    form = aid.form if aid else given.get("form", AidForm.MONEY)
    if kind not in AidType.values or form not in AidForm.values:
        raise Http404
    version = version_for(archive.unit, clock.today())
    caps = [row.as_cap() for row in version.standards.all()] if version else []
    return AidEntryForm(
        request.POST if request.method == "POST" else None,
        archive=archive, members=list(archive.members.order_by("position")), aid_type=kind, form=form,
        day=clock.today(), asks_cost=limits.needs_own_cost(caps, kind), initial=aid and initial_of(aid),
    )


def _entry(request, archive, form, aid=None):
    context = {
        "archive": archive,
        "form": form,
        "aid": aid,
        "kinds": AidType.choices,
        "forms": AidForm.choices,
        "checked": check(form.asked(aid and aid.pk), day=clock.today()),
        "returned": aid and aid.decisions.filter(step=AidStep.RETURN).last(),
    }
    return render(request, "assistance/new.html", context, status=422 if form.errors else 200)


def _file_or_404(posting, file_no):
    try:
        return file_page.file_of(posting, file_no)
    except HardshipArchive.DoesNotExist as error:
        raise Http404 from error


def _aid_or_404(archive, pk, **having):
    try:
        return AidRecord.objects.get(archive=archive, pk=pk, **having)
    except AidRecord.DoesNotExist as error:
        raise Http404 from error
