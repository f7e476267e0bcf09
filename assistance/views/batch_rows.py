"""The list of a batch: households put on it, their amounts, and rows taken off."""

import secrets

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from assistance import limits
from assistance.actions import batches
from assistance.aid_errors import AidError
from assistance.forms.batches import PasteForm, RowForm, TierAmountsForm, WorkbookForm
from assistance.jobs import ADD, add_files
from assistance.kinds import AidStatus
from assistance.queries import batch_people
from assistance.queries.batch_checks import check_rows, with_files
from assistance.queries.limits import version_for
from assistance.reading_lists import read_list
from assistance.views.batches import batch_or_404, shown
from households.filters import HouseholdFilter
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.jobs import running
from unionaid.web.access import require

AT_ONCE = 300  # households; longer lists are built by a job
WAYS = {
    "filter": gettext_lazy("按条件筛选"),
    "paste": gettext_lazy("粘贴档案号或姓名"),
    "workbook": gettext_lazy("从 Excel 导入"),
    "last_year": gettext_lazy("上年名单"),
    "waiting": gettext_lazy("已批准和退票待发"),
}
FILTERS = (
    "unit", "tier", "cause", "archive_level", "on_dibao", "is_single_parent", "worker_kind", "event_tag",
)  # fmt: skip


@require(Permission.PROPOSE_AID)
def batch_add(request, pk):
    """Put households on the list of a batch in one of five ways."""
    batch = _editable_or_404(request, pk)
    how = request.GET.get("how", "filter")
    if how not in WAYS:
        raise Http404
    return {
        "filter": _by_filter, "paste": _by_lines, "workbook": _by_workbook, "last_year": _by_last_year,
        "waiting": _by_waiting,
    }[how](request, batch)  # fmt: skip


@require(Permission.PROPOSE_AID)
@require_POST
def batch_remove(request, pk):
    """Take the ticked rows off the list."""
    batch = _editable_or_404(request, pk)
    ticked = [int(value) for value in request.POST.getlist("row") if value.isascii() and value.isdecimal()]
    rows = list(batch.rows.filter(pk__in=ticked))
    return _done(
        request, batch, lambda: batches.remove(batch=batch, rows=rows, by=request.posting),
        lambda number: _("已移出 %(n)d 户") % {"n": number},
    )


@require(Permission.PROPOSE_AID)
@require_POST
def batch_amounts(request, pk):
    """Set the amounts of all rows by tier."""
    batch = _editable_or_404(request, pk)
    form = TierAmountsForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, errors[0])
        return shown(request, batch, status=422)
    return _done(
        request, batch,
        lambda: batches.in_chunks(
            batches.set_amounts, batch=batch, by=request.posting, by_tier=form.by_tier(),
            to_the_cap=form.cleaned_data["to_the_cap"],
        ),
        lambda _answer: _("金额已更新"),
    )


@require(Permission.PROPOSE_AID)
@require_POST
def batch_check(request, pk):
    """Check all rows anew."""
    batch = _editable_or_404(request, pk)
    return _done(
        request, batch, lambda: batches.in_chunks(batches.recheck, batch=batch, by=request.posting),
        lambda _answer: _("已重新检查"),
    )


@require(Permission.PROPOSE_AID)
def batch_row(request, pk, row):
    """Set the amount of one row, with the cap beside it."""
    batch = _editable_or_404(request, pk)
    found = get_object_or_404(with_files(batch.rows.filter(aid__status=AidStatus.DRAFT)), pk=row)
    version = version_for(found.aid.archive.unit, clock.today())
    caps = [standard.as_cap() for standard in version.standards.all()] if version else []
    initial = {name: getattr(found.aid, name) for name in batches.AMOUNTS}
    form = RowForm(
        request.POST or None, initial=initial if initial["amount"] else initial | {"amount": None},
        asks_cost=limits.needs_own_cost(caps, batch.aid_type),
    )
    if request.method == "POST" and form.is_valid():
        return _done(
            request, batch,
            lambda: batches.set_amount(batch=batch, row=found, by=request.posting, **form.cleaned_data),
            lambda _answer: _("金额已更新"),
        )
    (check,) = check_rows([found], day=clock.today())
    context = {"batch": batch, "row": found, "form": form, "check": check}
    return render(request, "assistance/batches/row.html", context, status=422 if form.errors else 200)


def _by_filter(request, batch):
    files = batch_people.files_of(batch)
    given = QueryDict(mutable=True)
    for name in (*FILTERS, "status"):
        given.setlist(name, request.GET.getlist(name))
    filterset = HouseholdFilter(given, files, posting=request.posting)
    valid = filterset.is_valid()
    rows = filterset.qs if valid else files.none()
    if request.method == "POST":
        return _added(request, batch, list(rows.order_by("pk").values_list("pk", flat=True)))
    context = {
        "filters": [filterset.form[name] for name in FILTERS],
        "count": rows.count(),
        "sample": rows.select_related("unit").order_by("pk")[:10],
        "asked": request.GET.urlencode(),
    }
    return _page(request, batch, "filter", context)


def _by_lines(request, batch):
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = batch_people.found(batch, form.cleaned_data["lines"].splitlines())
        if found.faults:
            context = {"form": form, "faults": found.faults[:200], "found": len(found.ids)}
            if "anyway" not in request.POST:
                return _page(request, batch, "paste", context, status=422)
        return _added(request, batch, found.ids)
    return _page(request, batch, "paste", {"form": form}, status=422 if form.errors else 200)


def _by_workbook(request, batch):
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            lines = read_list(form.cleaned_data["file"].read())
        except AidError as error:
            form.add_error("file", str(error))
        else:
            found = batch_people.found(batch, [line.who for line in lines])
            faults = [(line.who, line.fault) for line in lines if line.fault] + found.faults
            if faults:
                context = {"form": form, "faults": faults[:200], "found": len(found.ids)}
                return _page(request, batch, "workbook", context, status=422)
            return _added(request, batch, found.ids, amounts={line.who: line.amount for line in lines})
    return _page(request, batch, "workbook", {"form": form}, status=422 if form.errors else 200)


def _by_last_year(request, batch):
    ids = batch_people.of_last_year(batch)
    if request.method == "POST":
        return _added(request, batch, ids)
    return _page(request, batch, "last_year", {"count": len(ids)})


def _by_waiting(request, batch):
    waiting = batches.takeable(batch).select_related("archive", "unit", "member").order_by("pk")
    if request.method == "POST":
        ticked = [int(pk) for pk in request.POST.getlist("aid") if pk.isascii() and pk.isdecimal()]
        return _done(
            request, batch,
            lambda: batches.take(batch=batch, aids=waiting.filter(pk__in=ticked), by=request.posting),
            lambda number: _("已加入 %(n)d 户") % {"n": number},
        )
    return _page(request, batch, "waiting", {"aids": waiting[:500]})


def _added(request, batch, ids, amounts=None):
    """Put files on the list, at once or by a job, and go to the batch."""
    if len(ids) > AT_ONCE:
        job = running.start(
            ADD, title=_("编制批次 %(number)s：%(n)d 户") % {"number": batch.number, "n": len(ids)},
            by=request.posting, request_key=request.POST.get("request_key", "")[:40] or secrets.token_hex(16),
            batch=batch.pk, ids=ids,
            amounts={who: str(value) for who, value in (amounts or {}).items() if value},
        )
        return redirect("job", job.pk)
    return _done(
        request, batch, lambda: add_files(batch=batch, ids=ids, by=request.posting, amounts=amounts or {}),
        lambda number: _("已加入 %(n)d 户") % {"n": number},
    )


def _page(request, batch, how, context, status=200):
    context |= {"batch": batch, "how": how, "ways": WAYS.items(), "request_key": secrets.token_hex(16)}
    return render(request, "assistance/batches/add.html", context, status=status)


def _done(request, batch, act, words):
    try:
        answer = act()
    except AidError as error:
        messages.error(request, str(error))
        return redirect("batch", batch.pk)
    messages.success(request, words(answer))
    return redirect("batch", batch.pk)


def _editable_or_404(request, pk):
    batch = batch_or_404(request, pk)
    if batch.unit_id != request.posting.unit_id:
        raise Http404
    return batch
