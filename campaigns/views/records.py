"""One line of a register: written down, looked at, put right, moved on, paid."""

import secrets

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assistance.errors import FundError
from assistance.forms.funds import fund_words
from assistance.models import FundBalance
from campaigns import cells, lifecycle
from campaigns.actions import records as actions
from campaigns.actions import spending
from campaigns.actions.papers import enter_with_papers
from campaigns.errors import CampaignError, RecordDoubtful, RecordWrong
from campaigns.forms.papers import PapersForm
from campaigns.forms.records import form_of
from campaigns.queries import records as queries
from campaigns.registers import below, group_of
from campaigns.views.registers import register_or_404
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require

MOST_BELOW = 100


@require(Permission.RECORD_CAMPAIGNS)
@require_http_methods(["GET", "HEAD", "POST"])
def record_new(request, register):
    """Write a line into a register."""
    register = register_or_404(register)
    start = {name: request.GET[name] for name in register.fields if name in request.GET}
    form = form_of(register)(
        request.POST or None, by=request.posting, register=register,
        initial={"held_on": clock.today()} | start,
    )
    papers = PapersForm(request.POST or None, request.FILES or None)
    doubts = ()
    if request.method == "POST" and form.is_valid() and papers.is_valid():
        line, doubts = _taken(
            form, enter_with_papers, request, register=register, papers=papers.cleaned_data,
            request_key=request.POST.get("key") or None,
        )
        if line:
            messages.success(request, _("已登记“%(line)s”") % {"line": line})
            return redirect("campaign_record", register.slug, line.pk)
    key = request.POST.get("key") or secrets.token_hex(16)
    return _form(request, register, form, doubts, {"key": key, "papers": papers})


@require(Permission.VIEW_CAMPAIGNS)
@require_safe
def record(request, register, pk):
    """Show a line with what belongs to it and what may be done with it."""
    register, line = line_or_404(request, register, pk)
    own = line.unit_id == request.posting.unit_id
    may = own and request.posting.may(Permission.RECORD_CAMPAIGNS)
    paid = spending.paid_by(line)
    context = {
        "register": register,
        "group": group_of(register),
        "line": line,
        "status": cells.status_of(line),
        "facts": [(register.label(name), cells.text_of(line, name)) for name in register.fields],
        "moves": lifecycle.open_moves(line.status) if may and not paid else (),
        "may_edit": may and not paid and lifecycle.open_moves(line.status),
        "paid": paid,
        "funds": _funds(request, register, line) if own else (),
        "papers": queries.papers_of(line),
        "papers_form": PapersForm() if may else None,
        "below": [_child(request, child, line) for child in below(register)],
    }
    return render(request, "campaigns/record.html", context)


@require(Permission.RECORD_CAMPAIGNS)
@require_http_methods(["GET", "HEAD", "POST"])
def record_edit(request, register, pk):
    """Put a line right."""
    register, line = line_or_404(request, register, pk)
    form = form_of(register)(request.POST or None, instance=line, by=request.posting, register=register)
    doubts = ()
    if request.method == "POST" and form.is_valid():
        given = request.POST.get("version", "")
        version = int(given) if given.isdecimal() else 0
        done, doubts = _taken(form, actions.amend, request, register=register, line=line, version=version)
        if done:
            messages.success(request, _("记录已保存"))
            return redirect("campaign_record", register.slug, pk)
    return _form(request, register, form, doubts, {"line": line})


@require(Permission.RECORD_CAMPAIGNS)
@require_POST
def record_step(request, register, pk):
    """Take a step of the life of a record."""
    register, line = line_or_404(request, register, pk)
    step = request.POST.get("step", "")
    known = {move.step for move in lifecycle.MOVES}
    if step not in known:
        messages.error(request, _("请选择要办理的事项"))
        return redirect("campaign_record", register.slug, pk)
    try:
        actions.move(
            register=register, line=line, step=step, by=request.posting, note=request.POST.get("note", "")
        )
    except CampaignError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("记录已更新"))
    return redirect("campaign_record", register.slug, pk)


@require(Permission.KEEP_FUNDS)
@require_POST
def record_pay(request, register, pk):
    """Pay for an activity out of a fund of the union."""
    register, line = line_or_404(request, register, pk)
    given = request.POST.get("fund", "")
    funds = FundBalance.objects.visible_to(request.posting).select_related("unit")
    fund = get_object_or_404(funds, pk=int(given) if given.isdecimal() and len(given) < 19 else 0)
    try:
        paid = spending.pay(register=register, line=line, fund=fund, by=request.posting)
    except (CampaignError, FundError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已入账，记入 %(number)s 号凭证") % {"number": paid.voucher.number})
    return redirect("campaign_record", register.slug, pk)


def _taken(form, action, request, **given):
    """Return (line, doubts): the line where the action took it, else the refusals in the form."""
    try:
        return action(
            values=form.cleaned_data, by=request.posting,
            confirmed=bool(request.POST.get("confirmed")), **given,
        ), ()
    except RecordWrong as error:
        for name, sentence in error.faults:
            form.add_error(name if name in form.fields else None, str(sentence))
    except RecordDoubtful as error:
        return None, error.doubts
    except CampaignError as error:
        form.add_error(None, str(error))
    return None, ()


def _form(request, register, form, doubts, context):
    context |= {"register": register, "group": group_of(register), "form": form, "doubts": doubts}
    papers = context.get("papers")
    status = 422 if form.errors or doubts or (papers and papers.errors) else 200
    return render(request, "campaigns/record_form.html", context, status=status)


def line_or_404(request, slug, pk):
    register = register_or_404(slug)
    return register, get_object_or_404(queries.lines_of(register, request.posting, void=True), pk=pk)


def _funds(request, register, line):
    """The funds this person may pay the line from, in words."""
    posting = request.posting
    if not posting.may(Permission.KEEP_FUNDS) or line.recorded_by_id == posting.user_id:
        return ()
    if not spending.to_pay(register, line):
        return ()
    funds = FundBalance.objects.filter(unit=posting.unit, available__gt=0).select_related("unit")
    return [(fund.pk, fund_words(fund)) for fund in funds.order_by("-year", "source", "union_level")]


def _child(request, child, line):
    """A register below with the lines that belong to this one."""
    rows = queries.lines_of(child, request.posting).filter(**{child.parent: line})
    names = [name for name in child.columns if name not in (child.parent, "unit")]
    return {
        "register": child,
        "heads": [(child.label(name), queries.is_number(child, name)) for name in names],
        "lines": [
            (row, [(cells.text_of(row, name), queries.is_number(child, name)) for name in names])
            for row in rows[:MOST_BELOW]
        ],
        "new": f"?{child.parent}={line.pk}",
    }
