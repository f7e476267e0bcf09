"""查重: pairs of files that may be one, two of them side by side, decisions in bulk and their undoing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households import check_register, jobs
from households.actions import duplicates as actions
from households.check_enums import PairStatus, Verdict
from households.errors import FileError
from households.likeness import Key
from households.queries import duplicates as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.jobs import running
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.choices import filtered_unit
from unionaid.web.downloads import workbook_download

PER_PAGE = 50
DEEPEST = 3
KEY_WORDS = {
    Key.IDENTITY: gettext_lazy("证件号码相同"),
    Key.ACCOUNT: gettext_lazy("银行账户相同"),
    Key.MOBILE: gettext_lazy("手机号码相同"),
    Key.NAME: gettext_lazy("姓名和出生日期相同"),
    Key.LIKENESS: gettext_lazy("同一县区，姓名相近、出生日期相近"),
}


@require(Permission.VIEW_FILES)
@require_safe
def duplicates(request):
    """List the pairs of the scope. Of a file outside it only office and telephone are shown."""
    posting, asked = request.posting, asked_for(request)
    page = Paginator(queries.listed(posting, asked), PER_PAGE).get_page(request.GET.get("page"))
    for pair in page:
        pair.sides = queries.sides(pair, posting)
        pair.inside = all(side.archive for side in pair.sides)
        pair.reasons = [KEY_WORDS[key] for key in pair.keys.split()]
    counts = queries.counts(posting)
    may_decide = posting.may(Permission.ENTER_FILES) or posting.may(Permission.REVIEW_FILES)
    units = UnionUnit.objects.visible_to(posting).filter(depth__lte=DEEPEST).exclude(pk=posting.unit_id)
    return render(
        request,
        "households/checks/duplicates.html",
        {
            "tab": "duplicates",
            "asked": asked,
            "states": [(value, label, counts[value]) for value, label in PairStatus.choices],
            "keys": KEY_WORDS.items(),
            "units": units,
            "page": page,
            "may_tick": may_decide and asked.status == PairStatus.OPEN and bool(page.object_list),
            "verdicts": Verdict.choices,
            "undoable": queries.undoable(posting) if may_decide else None,
            "may_order": posting.may(Permission.ORDER_CHECKS),
            "may_export": posting.may(Permission.EXPORT_REGISTER),
        },
    )


@require(Permission.VIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request, pk):
    """Show two files side by side and decide about them."""
    posting = request.posting
    pair = _pair_or_404(request, pk)
    may_decide = posting.may(Permission.ENTER_FILES) or posting.may(Permission.REVIEW_FILES)
    refused = ""
    if request.method == "POST":
        note = request.POST.get("note", "")[:500]
        try:
            actions.decide(
                pairs=[pair], verdict=request.POST.get("verdict", ""), by=posting, note=note,
                seen={pair.pk: request.POST.get("seen", "")},
            )
        except FileError as error:
            refused = str(error)
        else:
            messages.success(request, _("已登记结论；有误的可以撤销"))
            return redirect("duplicates")
    sides = queries.sides(pair, posting)
    inside = all(side.archive for side in sides)
    return render(
        request,
        "households/checks/duplicate.html",
        {
            "tab": "duplicates",
            "pair": pair,
            "sides": sides,
            "rows": queries.side_by_side(pair.first, pair.second) if inside else [],
            "reasons": [KEY_WORDS[key] for key in pair.keys.split()],
            "inside": inside,
            "decisions": pair.decisions.select_related("by", "by_unit", "undone_by"),
            "may_decide": may_decide and pair.status == PairStatus.OPEN,
            "verdicts": Verdict.choices,
            "refused": refused,
            "note": request.POST.get("note", ""),
        },
        status=422 if refused else 200,
    )


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
@require_POST
def duplicates_decide(request):
    """Decide about the ticked pairs in one go."""
    ticked = [pk for pk in request.POST.getlist("selected") if pk.isascii() and pk.isdecimal()]
    pairs = list(queries.pairs_for(request.posting).filter(pk__in=ticked[: actions.MOST_AT_ONCE]))
    seen = {pair.pk: request.POST.get(f"seen-{pair.pk}", "") for pair in pairs}
    try:
        actions.decide(
            pairs=pairs, verdict=request.POST.get("verdict", ""), by=request.posting,
            note=request.POST.get("note", "")[:500], seen=seen,
        )
    except FileError as error:
        messages.error(request, str(error))
    else:
        n = len(pairs)
        words = ngettext("已登记 %(n)d 对的结论；有误的可以撤销", "已登记 %(n)d 对的结论；有误的可以撤销", n)
        messages.success(request, words % {"n": n})
    return redirect("duplicates")


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
@require_POST
def duplicates_undo(request):
    """Take back one batch of decisions."""
    try:
        n = actions.undo(batch=request.POST.get("batch", "")[:32], by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
    else:
        words = ngettext("已撤销，%(n)d 对重新待查", "已撤销，%(n)d 对重新待查", n)
        messages.success(request, words % {"n": n})
    return redirect("duplicates")


@require(Permission.ORDER_CHECKS)
@require_POST
def duplicates_rebuild(request):
    """Find all pairs anew, as a job."""
    key = request.POST.get("request_key", "")[:40]
    job = running.start(
        jobs.DUPLICATES, title=_("全部重新查重"), by=request.posting, request_key=f"{clock.today()}:{key}"
    )
    return redirect("job", job.pk)


@require(Permission.EXPORT_REGISTER)
@require_POST
def duplicates_export(request):
    """Send the list as a workbook; a file outside the scope is its office and telephone."""
    posting = request.posting
    rows = queries.listed(posting, asked_for(request))
    return workbook_download(
        lambda path: check_register.export_duplicates(path, rows=rows, by=posting, words=KEY_WORDS),
        f"{_('疑似重复')}-{clock.today():%Y%m%d}.xlsx",
    )


def asked_for(request):
    """Return what the address of the list asks for; values nobody knows are not found."""
    status, key = request.GET.get("status") or PairStatus.OPEN, request.GET.get("key", "")
    if status not in PairStatus.values or (key and key not in set(Key)):
        raise Http404
    return queries.Asked(
        status=status, key=key, unit=filtered_unit(request), words=request.GET.get("q", "").strip()[:60]
    )


def _pair_or_404(request, pk):
    rows = queries.pairs_for(request.posting).select_related("first__unit", "second__unit")
    return get_object_or_404(rows, pk=pk)
