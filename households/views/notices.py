"""公示: the list, a new notice with its preview, one notice and what is done with it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from households.actions import notices as actions
from households.enums import NoticeKind, NoticeStatus
from households.errors import FileError
from households.forms.notices import NoticeForm, PhotoForm, kind_of
from households.models import PublicNotice
from households.publishing import line_of
from households.queries import holidays
from households.queries import notices as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.choices import filtered_unit

PER_PAGE = 20
MOST = 200  # files offered for one notice


@require(Permission.VIEW_FILES)
@require_safe
def notices(request):
    """List the running, expired and closed notices of the scope, and how many files wait for one."""
    posting, known = request.posting, holidays.calendar()
    state, rows = asked_for(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for notice in page:
        notice.progress = queries.progress(notice, clock.today(), known)
    may_start = posting.may(Permission.ENTER_FILES)
    return render(
        request,
        "households/notices/list.html",
        {
            "state": state,
            "counts": queries.tab_counts(posting),
            "page": page,
            "kinds": NoticeKind.choices,
            "kind": request.GET.get("kind", ""),
            "units": UnionUnit.objects.visible_to(posting).open().exclude(pk=posting.unit_id),
            "unit": request.GET.get("unit", ""),
            "waiting": queries.waiting_files(posting).count(),
            "waiting_exits": queries.waiting_exits(posting).count(),
            "may_start": may_start,
            "may_export": posting.may(Permission.EXPORT_REGISTER),
        },
    )


def asked_for(request):
    """Return (tab, notices) the address of a list asks for."""
    posting, given = request.posting, request.GET
    state = given.get("state", "running")
    if state not in queries.STATES:
        raise Http404
    unit = filtered_unit(request)
    kind = given.get("kind", "")
    return state, queries.listed(
        posting, state, kind=kind if kind in NoticeKind else "", unit=unit
    )


@require(Permission.ENTER_FILES)
def notice_new(request):
    """Choose waiting files, see what would be published, publish it."""
    posting = request.posting
    kind = kind_of(request.POST.get("kind") or request.GET.get("kind"))
    waiting = _waiting(posting, kind)
    ticked = set(request.POST.getlist("selected") or request.GET.getlist("selected"))
    chosen = [archive for archive in waiting if archive.file_no in ticked]
    form = NoticeForm(
        request.POST or None,
        initial={
            "title": actions.TITLES[kind], "telephone": posting.unit.telephone, "starts_on": clock.today(),
        },
    )
    lines, ends_on = [], None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if "start" in request.POST:
            try:
                notice = actions.start_notice(archives=chosen, kind=kind, by=posting, **given)
            except FileError as error:
                form.add_error(None, str(error))
            else:
                messages.success(
                    request, _("公示已发布，到 %(day)s 为止") % {"day": notice.ends_on.isoformat()}
                )
                return redirect("notice", notice.pk)
        lines = [line_of(archive, given["place_kind"], kind) for archive in chosen]
        days = queries.publicity_days(posting.unit, kind, given["starts_on"])
        ends_on = holidays.add_working_days(given["starts_on"], days)
    return render(
        request,
        "households/notices/new.html",
        {
            "form": form, "kind": kind, "kinds": NoticeKind.choices, "waiting": waiting,
            "ticked": ticked, "lines": lines, "ends_on": ends_on,
            "days": queries.publicity_days(posting.unit, kind, clock.today()),
        },
        status=422 if form.errors else 200,
    )


@require(Permission.VIEW_FILES)
@require_safe
def notice(request, pk):
    """Show a notice: its lines, where it stands, the objections."""
    return page_of(request, notice_or_404(request.posting, pk))


@require(Permission.ENTER_FILES)
@require_POST
def notice_end(request, pk):
    found = notice_or_404(request.posting, pk)
    files = found.entries.filter(is_running=True).count()
    try:
        actions.end_notice(notice=found, by=request.posting)
    except FileError as error:
        return page_of(request, found, refused=str(error), status=422)
    messages.success(
        request,
        ngettext("公示已结束，%(n)d 户进入下一步", "公示已结束，%(n)d 户进入下一步", files) % {"n": files},
    )
    return redirect("notice", pk)


@require(Permission.ENTER_FILES)
@require_POST
def notice_take_down(request, pk):
    found = notice_or_404(request.posting, pk)
    try:
        actions.take_down(notice=found, by=request.posting, reason=request.POST.get("reason", "")[:200])
    except FileError as error:
        return page_of(request, found, refused=str(error), status=422)
    messages.success(request, _("公示已提前撤下，名单上的档案重新等待公示"))
    return redirect("notice", pk)


@require(Permission.ENTER_FILES)
@require_POST
def notice_web(request, pk):
    """Open or close the notice's page on the internet."""
    found = notice_or_404(request.posting, pk)
    change = actions.put_on_web if request.POST.get("web") == "on" else actions.take_off_web
    try:
        change(notice=found, by=request.posting)
    except FileError as error:
        return page_of(request, found, refused=str(error), status=422)
    return redirect("notice", pk)


def notice_or_404(posting, pk):
    """Return a notice a posting may see; any other is as unknown as one that never was."""
    rows = PublicNotice.objects.visible_to(posting).select_related("unit", "started_by", "closed_by")
    return get_object_or_404(rows, pk=pk)


def page_of(request, notice, *, refused="", photo_form=None, status=200):
    """Draw the page of a notice."""
    posting, today = request.posting, clock.today()
    is_open = notice.status == NoticeStatus.OPEN
    enters = posting.may(Permission.ENTER_FILES)
    objections = list(notice.objections.select_related("entry__archive", "answered_by", "recorded_by"))
    waiting = [row for row in objections if row.status == "OPEN"]
    return render(
        request,
        "households/notices/page.html",
        {
            "notice": notice,
            "entries": notice.entries.select_related("archive", "request"),
            "objections": objections,
            "waiting": len(waiting),
            "progress": queries.progress(notice, today),
            "is_over": today > notice.ends_on,
            "is_open": is_open,
            "may_end": is_open and enters and today > notice.ends_on and not waiting,
            "may_change": is_open and enters,
            "may_answer": posting.may(Permission.REVIEW_FILES),
            "web_address": notice.is_on_web
            and request.build_absolute_uri(reverse("public_notice", args=[notice.web_token])),
            "refused": refused,
            "photos": notice.photos.select_related("file__uploaded_by"),
            "photo_form": photo_form or PhotoForm(initial={"taken_on": today}),
            "may_photograph": enters and notice.status != NoticeStatus.TAKEN_DOWN,
        },
        status=status,
    )


def _waiting(posting, kind):
    if kind == NoticeKind.ENTRY:
        return list(queries.waiting_files(posting)[:MOST])
    return [row.archive for row in queries.waiting_exits(posting)[:MOST]]
