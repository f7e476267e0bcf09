"""Payment batches: the list of them, a new one, its page, and what is decided on it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assistance import batch_lifecycle
from assistance.actions import batch_deciding, batches
from assistance.aid_errors import AidError
from assistance.errors import FundError
from assistance.forms.batches import BatchForm, ReasonForm, TierAmountsForm
from assistance.kinds import EDITABLE, BatchStatus, BatchStep
from assistance.models import BankFile, FundBalance
from assistance.queries import banking, batch_page
from assistance.queries.batch_checks import WARNING_WORDS
from households.enums import NoticePlace
from households.errors import FileError
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.choices import filtered_unit

PER_PAGE = 50
DECISIONS = {
    BatchStep.SUBMIT: batch_deciding.submit,
    BatchStep.RECALL: batch_deciding.recall,
    BatchStep.APPROVE: batch_deciding.approve,
    BatchStep.RETURN: batch_deciding.return_batch,
    BatchStep.CANCEL: batch_deciding.cancel,
}


@require(Permission.VIEW_FILES)
@require_safe
def aid(request):
    """List the batches of the subtree, newest first; `before` is the last one seen."""
    found = batch_page.batches_for(request.posting)
    unit = filtered_unit(request)
    if unit:
        found = found.within(unit.path)
    counts = batch_page.counts(found)
    status = request.GET.get("status", "")
    if status in BatchStatus.values:
        found = found.filter(status=status)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    page = list(found[: PER_PAGE + 1])
    shown = page[:PER_PAGE]
    context = {
        "batches": shown,
        "next": shown[-1].pk if len(page) > PER_PAGE else None,
        "is_later_page": bool(before),
        "status": status,
        "statuses": [(value, label, counts.get(value, 0)) for value, label in BatchStatus.choices],
        "total": sum(counts.values()),
        "may_prepare": _may_prepare(request.posting),
        "may_pay": request.posting.may(Permission.PAY_AID),
        "waiting": batch_page.approved_waiting(request.posting).count(),
        "unit": unit,
    }
    return render(request, "assistance/batches/list.html", context)


@require(Permission.PROPOSE_AID)
def batch_new(request):
    """Open an empty batch out of a fund of the own union."""
    if not request.posting.may(Permission.VIEW_FUNDS):
        raise Http404
    day = clock.today()
    funds = FundBalance.objects.filter(
        unit=request.posting.unit, year=day.year, available__gt=0
    ).select_related("unit")
    form = BatchForm(request.POST or None, funds=funds, day=day)
    if request.method == "POST" and form.is_valid():
        try:
            made = batches.open_batch(by=request.posting, **form.values())
        except AidError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            return redirect("batch_add", made.pk)
    context = {"form": form, "has_funds": funds.exists(), "unit": request.posting.unit}
    return render(request, "assistance/batches/new.html", context, status=422 if form.errors else 200)


@require(Permission.VIEW_FILES)
@require_safe
def batch(request, pk):
    """Show a batch: its list with checks, its money, what is open to do, and what the bank answered."""
    return shown(request, batch_or_404(request, pk))


@require(Permission.PROPOSE_AID, Permission.APPROVE_AID)
@require_POST
def batch_decide(request, pk):
    """Submit, recall, approve, return or cancel a batch."""
    found = batch_or_404(request, pk)
    decide = DECISIONS.get(request.POST.get("step"))
    if decide is None:
        raise Http404
    try:
        decide(batch=found, by=request.posting, note=request.POST.get("note", "")[:300])
    except (AidError, FundError, FileError) as error:
        messages.error(request, str(error))
        return shown(request, batch_or_404(request, pk), status=422)
    messages.success(request, _("“%(step)s”已办理") % {"step": BatchStep(request.POST["step"]).label})
    return redirect("batch", pk)


def batch_or_404(request, pk):
    return get_object_or_404(batch_page.batches_for(request.posting), pk=pk)


def pays(posting, found):
    """Whether a posting makes the payments of a batch."""
    is_payer = posting.may(Permission.PAY_AID) and posting.unit_id == found.unit_id
    return is_payer and posting.user_id != found.approved_by_id


def shown(request, found, status=200):
    """Return the page of a batch."""
    posting, only = request.posting, request.GET.get("only", "")
    number = request.GET.get("page", "1")
    number = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    checks, total, number, last = batch_page.page(found, number, only)
    is_open = found.status in EDITABLE
    blocked, warned = batch_page.marks(found) if is_open else ({}, {})
    moves = batch_lifecycle.open_moves(found, posting)
    steps = {move.step for move in moves}
    may_pay = pays(posting, found)
    may_edit = is_open and posting.may(Permission.PROPOSE_AID) and posting.unit_id == found.unit_id
    can_send = may_pay and found.status == BatchStatus.APPROVED
    file = BankFile.objects.filter(batch=found).defer("content").select_related("made_by").first()
    last_batch = batch_page.before(found) if is_open else None
    context = {
        "batch": found,
        "checks": checks,
        "shown_rows": total,
        "only": only,
        "page": number,
        "pages": _near(number, last),
        "first": (number - 1) * batch_page.PER_PAGE + 1,
        "steps": _steps(found),
        "may_submit": BatchStep.SUBMIT in steps,
        "decisions_open": [move for move in moves if move.step in DECISIONS.keys() - {BatchStep.SUBMIT}],
        "may_edit": may_edit,
        "may_pay": may_pay,
        "is_open": is_open,
        "blocked": blocked,
        "blocked_rows": sum(blocked.values()),
        "warned": [(WARNING_WORDS[code], number) for code, number in warned.items()],
        "tiers": batch_page.by_tier(found),
        "budget": batch_page.budget(found),
        "settlement": batch_page.settlement(found) if found.approved_on else None,
        "bank_file": file,
        "layouts": banking.layouts_for(found.unit) if can_send else (),
        "can_send": can_send,
        "last_batch": last_batch,
        "last_settlement": batch_page.settlement(last_batch) if last_batch else None,
        "bounced_waiting": batch_page.bounced_waiting(last_batch).count() if last_batch else 0,
        "places": NoticePlace.choices,
        "may_publish": posting.may(Permission.EXPORT_REGISTER),
        "amounts_form": TierAmountsForm(),
        "reason_form": ReasonForm(),
        "returns": found.return_files.select_related("taken_by").defer("content"),
        "decisions": found.decisions.select_related("by", "by_unit"),
    }
    return render(request, "assistance/batches/page.html", context, status=status)


def _steps(found):
    """The five steps of a batch: (label, "done", "now" or "")."""
    level = found.acting_unit.short_name if found.acting_unit else ""
    labels = [
        _("选择家庭"), _("核对金额与上限"),
        _("%(unit)s审批") % {"unit": level} if level else _("审批"), _("导出银行文件"), _("回盘对账"),
    ]
    at = {
        BatchStatus.DRAFT: 1 if found.row_count else 0,
        BatchStatus.RETURNED: 1,
        BatchStatus.SUBMITTED: 2,
        BatchStatus.APPROVED: 3,
        BatchStatus.SENT: 4,
        BatchStatus.SETTLED: 5,
        BatchStatus.CANCELLED: -1,
    }[found.status]
    return [
        (label, "done" if place < at else "now" if place == at else "", place + 1)
        for place, label in enumerate(labels)
    ]


def _near(number, last):
    """The numbers of pages a pager shows: the first, the last, and those near the present one."""
    return sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})


def _may_prepare(posting):
    return posting.may(Permission.PROPOSE_AID) and posting.may(Permission.VIEW_FUNDS)
