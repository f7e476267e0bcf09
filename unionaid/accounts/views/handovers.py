"""移交: prepared by an administrator under 机构与用户, signed by the receiver."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unionaid.accounts import handing_over
from unionaid.accounts.actions import handovers as actions
from unionaid.accounts.errors import AccountError
from unionaid.accounts.forms.handovers import HandoverForm
from unionaid.accounts.forms.summary import summary
from unionaid.accounts.models import Handover, Posting
from unionaid.accounts.permissions import Permission
from unionaid.accounts.queries import accounts_for, handover_of, handovers_for
from unionaid.organizations.errors import UnitError
from unionaid.web.access import require

manage = require(Permission.MANAGE_ACCOUNTS)
PAGE = 50


@manage
@require_safe
def handovers(request):
    """List the handovers of the own subtree, the latest first."""
    page = Paginator(handovers_for(request.posting), PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/handovers.html", {"page": page, "tab": "handovers"})


@manage
@require_http_methods(["GET", "HEAD", "POST"])
def prepare_handover(request, pk):
    """Choose who takes an office over; what it has in hand stands beside."""
    within = Posting.objects.within(request.posting.unit_path).select_related("user", "unit")
    posting = get_object_or_404(within, pk=pk)
    candidates = accounts_for(request.posting).filter(is_active=True).exclude(pk=posting.user_id)
    form = HandoverForm(request.POST or None, candidates=candidates.exclude(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        try:
            handover = actions.prepare_handover(posting=posting, by=request.posting, **form.cleaned_data)
        except (AccountError, UnitError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("移交已拟好，等待接收人签收"))
            return redirect("handover", handover.pk)
    context = {
        "form": form, "errors": summary(form), "office": posting,
        "in_hand": handing_over.in_hand(posting),
    }
    return render(request, "accounts/handover_form.html", context, status=422 if form.errors else 200)


@require()
@require_safe
def handover(request, pk):
    """Show a handover to who prepared it, gives or receives it, and to administrators of its union."""
    return _page(request, _found(request, pk))


@require()
@require_POST
def sign_handover(request, pk):
    found = _found(request, pk)
    try:
        actions.sign_handover(handover=found, by=request.posting)
    except (AccountError, UnitError) as error:
        return _page(request, found, refused=str(error))
    messages.success(request, _("已签收，工作和岗位已移交给您"))
    return redirect("handover", pk)


@manage
@require_POST
def drop_handover(request, pk):
    try:
        actions.drop_handover(handover=_found(request, pk), by=request.posting)
    except AccountError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("移交已撤销"))
    return redirect("handover", pk)


def _found(request, pk):
    return get_object_or_404(handover_of(request.posting), pk=pk)


def _page(request, found: Handover, refused=""):
    manages = request.posting.may(Permission.MANAGE_ACCOUNTS)
    context = {
        "handover": found,
        "manages": manages,
        "in_hand": handing_over.in_hand(found.posting) if found.is_waiting else [],
        "may_sign": found.is_waiting and found.receiver_id == request.user.pk,
        "may_drop": found.is_waiting and manages and request.posting.sees(found.unit_path),
        "refused": refused,
    }
    return render(request, "accounts/handover.html", context, status=422 if refused else 200)
