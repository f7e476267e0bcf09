"""Reversing vouchers and closing years: one person asks, another signs."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assistance.actions import closing, reversing
from assistance.errors import FundError
from assistance.forms.funds import ClosingForm, ReversalForm
from assistance.models import FundBalance, Reversal, Voucher, YearClosing
from assistance.queries import funds as queries
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.forms import error_summary


@require(Permission.KEEP_FUNDS)
def voucher_reverse(request, pk):
    """Ask for the reversal of a voucher."""
    found = get_object_or_404(Voucher.objects.visible_to(request.posting).select_related("unit"), pk=pk)
    form = ReversalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reversing.ask(voucher=found, reason=form.cleaned_data["reason"], by=request.posting)
        except FundError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("冲销申请已提出，等待另一人签发"))
            return redirect("voucher", pk)
    context = {"voucher": found, "form": form, "errors": error_summary(form)}
    return render(request, "assistance/reverse.html", context, status=422 if form.errors else 200)


@require(Permission.KEEP_FUNDS)
@require_POST
def reversal_sign(request, pk):
    return _decided(request, pk, reversing.sign, _("已冲销"))


@require(Permission.KEEP_FUNDS)
@require_POST
def reversal_drop(request, pk):
    return _decided(request, pk, reversing.drop, _("冲销申请已撤回"))


@require(Permission.KEEP_FUNDS)
def year_closing(request, year):
    """Close a year of one's own unit: explain what is left, then have it signed."""
    unit = request.posting.unit
    if not FundBalance.objects.filter(unit=unit, year=year).exists():
        raise Http404
    papers = YearClosing.objects.select_related("prepared_by", "signed_by")
    paper = papers.filter(unit=unit, year=year).first()
    left = list(closing.funds_left(unit, year).select_related("unit"))
    form = ClosingForm(request.POST if request.method == "POST" else None, funds=left)
    if request.method == "POST" and form.is_valid() and paper is None:
        try:
            closing.prepare(year=year, reasons=form.reasons(), by=request.posting)
        except FundError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("年终结转已拟好，等待另一人签发"))
            return redirect("year_closing", year)
    context = {
        "unit": unit,
        "year": year,
        "closing": paper,
        "rows": paper.rows.select_related("fund") if paper else (),
        "to_do": [] if paper and paper.is_signed else closing.still_to_do(unit, year),
        "total": queries.total(queries.funds_of(unit, year)),
        "may_sign": paper and not paper.is_signed and paper.prepared_by_id != request.user.pk,
        "form": form,
        "errors": error_summary(form),
    }
    return render(request, "assistance/closing.html", context, status=422 if form.errors else 200)


@require(Permission.KEEP_FUNDS)
@require_POST
def year_closing_sign(request, year):
    return _closed(request, year, closing.sign, _("年终结转已完成"))


@require(Permission.KEEP_FUNDS)
@require_POST
def year_closing_drop(request, year):
    return _closed(request, year, closing.drop, _("结转草稿已删除"))


def _decided(request, pk, action, words):
    reversal = get_object_or_404(
        Reversal.objects.visible_to(request.posting).select_related("unit", "voucher"), pk=pk
    )
    return _tell(request, words, reverse("voucher", args=[reversal.voucher_id]), action, reversal=reversal)


def _closed(request, year, action, words):
    paper = get_object_or_404(
        YearClosing.objects.select_related("unit"), unit=request.posting.unit, year=year
    )
    return _tell(request, words, reverse("year_closing", args=[year]), action, closing=paper)


def _tell(request, words, to, action, **paper):
    try:
        action(by=request.posting, **paper)
    except FundError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, words)
    return redirect(to)
