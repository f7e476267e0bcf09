"""Allocation documents: prepared, signed by another person, received below."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assistance.actions import allocations as actions
from assistance.errors import FundError
from assistance.forms.funds import IncomeForm, PassDownForm
from assistance.models import Allocation, AllocationRow, FundBalance
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations.queries import children_of, in_printed_order
from unionaid.web.access import require
from unionaid.web.forms import error_summary

PER_PAGE = 50


@require(Permission.VIEW_FUNDS)
@require_safe
def allocations(request):
    """List the documents of the subtree, newest first; `before` is the last one seen."""
    found = Allocation.objects.visible_to(request.posting).select_related("unit", "prepared_by", "signed_by")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    page = list(found[: PER_PAGE + 1])
    shown = page[:PER_PAGE]
    return render(
        request,
        "assistance/allocations.html",
        {
            "allocations": shown,
            "is_later_page": bool(before),
            "next": shown[-1].pk if len(page) > PER_PAGE else None,
            "keeps": request.posting.may(Permission.KEEP_FUNDS),
        },
    )


@require(Permission.VIEW_FUNDS)
@require_safe
def allocation(request, pk):
    """Show one document with what became of it below."""
    seen = Allocation.objects.visible_to(request.posting)
    found = get_object_or_404(seen.select_related("unit", "prepared_by", "signed_by"), pk=pk)
    keeps = request.posting.may(Permission.KEEP_FUNDS) and found.unit_id == request.posting.unit_id
    return render(
        request,
        "assistance/allocation.html",
        {
            "allocation": found,
            "rows": found.rows.select_related("unit", "received_by"),
            "vouchers": found.vouchers.filter(unit=found.unit).select_related("reversed_by"),
            "keeps": keeps,
            "may_sign": keeps and found.prepared_by_id != request.user.pk,
        },
    )


@require(Permission.KEEP_FUNDS)
def allocation_new(request):
    """Prepare a document that brings money in."""
    unit = request.posting.unit
    form = IncomeForm(request.POST or None, unit=unit, initial={"dated": clock.today()})
    if request.method == "POST" and form.is_valid():
        made = _prepared(request, form, values=form.values())
        if made:
            return redirect("allocation", made.pk)
    return _form(request, "assistance/allocation_new.html", form, {"unit": unit})


@require(Permission.KEEP_FUNDS)
def pass_down(request):
    """Prepare a document that passes money down one level, to one or many unions."""
    unit = request.posting.unit
    funds = FundBalance.objects.filter(unit=unit, available__gt=0).select_related("unit")
    below = [each for each in in_printed_order(children_of(unit).open()) if actions.may_receive(each)]
    form = PassDownForm(
        request.POST or None,
        funds=funds.order_by("-year", "source", "union_level"),
        below=below,
        initial={"dated": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        made = _prepared(request, form, values=form.values(), rows=form.rows())
        if made:
            return redirect("allocation", made.pk)
    context = {"unit": unit, "has_funds": funds.exists(), "below": below}
    return _form(request, "assistance/pass_down.html", form, context)


@require(Permission.KEEP_FUNDS)
@require_POST
def allocation_sign(request, pk):
    return _done(request, pk, actions.sign, _("已签发，资金已入账"))


@require(Permission.KEEP_FUNDS)
@require_POST
def allocation_discard(request, pk):
    return _done(request, pk, actions.discard, _("文件已删除"), to="funds")


@require(Permission.KEEP_FUNDS)
@require_POST
def allocation_receive(request, pk):
    """Receive the money of a row (签收)."""
    row = get_object_or_404(AllocationRow.objects.visible_to(request.posting).select_related("unit"), pk=pk)
    try:
        voucher = actions.receive(row=row, by=request.posting)
    except FundError as error:
        messages.error(request, str(error))
        return redirect("funds")
    messages.success(request, _("已签收，记入 %(number)s 号凭证") % {"number": voucher.number})
    return redirect("funds")


def _prepared(request, form, **given):
    """Return the new document; None with the refusal in the form."""
    try:
        return actions.prepare(by=request.posting, **given)
    except FundError as error:
        form.add_error(None, str(error))
    return None


def _form(request, template, form, context):
    status = 422 if form.errors else 200
    return render(request, template, context | {"form": form, "errors": error_summary(form)}, status=status)


def _done(request, pk, action, words, to=None):
    found = get_object_or_404(Allocation.objects.visible_to(request.posting).select_related("unit"), pk=pk)
    try:
        action(allocation=found, by=request.posting)
    except FundError as error:
        messages.error(request, str(error))
        return redirect("allocation", pk)
    messages.success(request, words)
    return redirect(to) if to else redirect("allocation", pk)
