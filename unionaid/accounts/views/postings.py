"""岗位: granting, deputising, ending; and choosing among one's own."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unionaid.accounts.access import own_account
from unionaid.accounts.actions import postings as actions
from unionaid.accounts.actions.sign_in import switch_posting
from unionaid.accounts.errors import AccountError
from unionaid.accounts.forms.accounts import DeputyForm, PostingForm
from unionaid.accounts.forms.summary import summary
from unionaid.accounts.models import Posting
from unionaid.accounts.permissions import Permission
from unionaid.accounts.queries import accounts_for, handovers_to_sign
from unionaid.organizations.errors import UnitError
from unionaid.web.access import require

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
manage = require(Permission.MANAGE_ACCOUNTS)


@own_account
@get_or_post
def own_postings(request):
    """Show one's own offices, and go on in the one chosen."""
    if request.method != "POST":
        context = {"to_sign": handovers_to_sign(request.user)}
        return render(request, "accounts/own_postings.html", context)
    for posting in request.postings:
        if str(posting.pk) == request.POST.get("posting"):
            switch_posting(request, posting=posting)
            return redirect("home")
    raise Http404


@manage
@get_or_post
def grant_posting(request, pk):
    """Give an account one more office."""
    user = get_object_or_404(accounts_for(request.posting), pk=pk)
    form = PostingForm(request.POST or None, posting=request.posting)

    def grant():
        actions.grant_posting(by=request.posting, user=user, **form.cleaned_data)
        messages.success(request, _("已授予岗位"))

    return _granted_or_form(request, form, grant, {"account": user})


@manage
@get_or_post
def appoint_deputy(request, pk):
    """Let somebody stand in for the holder of an office for a while."""
    posting = _posting(request, pk)
    candidates = accounts_for(request.posting).filter(is_active=True).exclude(pk=posting.user_id)
    form = DeputyForm(request.POST or None, candidates=candidates)

    def appoint():
        actions.appoint_deputy(by=request.posting, posting=posting, **form.cleaned_data)
        messages.success(request, _("已安排代理"))

    return _granted_or_form(request, form, appoint, {"account": posting.user, "deputised": posting})


@manage
@require_POST
def end_posting(request, pk):
    """End an office at once."""
    posting = _posting(request, pk)
    try:
        actions.end_posting(by=request.posting, posting=posting)
        messages.success(request, _("岗位已结束"))
    except AccountError as error:
        messages.error(request, str(error))
    return redirect("account", posting.user_id)


def _posting(request, pk):
    """Return an office of the reader's subtree, or 404 for everything else."""
    within = Posting.objects.within(request.posting.unit_path).select_related("user", "unit")
    return get_object_or_404(within, pk=pk)


def _granted_or_form(request, form, grant, context):
    if request.method == "POST" and form.is_valid():
        try:
            grant()
            return redirect("account", context["account"].pk)
        except (AccountError, UnitError) as error:
            form.add_error(None, str(error))
    context = context | {"form": form, "errors": summary(form)}
    return render(request, "accounts/posting_form.html", context, status=422 if form.errors else 200)
