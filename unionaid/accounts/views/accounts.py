"""用户: the list, one account, and its changes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unionaid.accounts import reach
from unionaid.accounts.actions import accounts as actions
from unionaid.accounts.actions.passwords import reset_password
from unionaid.accounts.errors import AccountError
from unionaid.accounts.forms.accounts import NewAccountForm, PersonForm
from unionaid.accounts.forms.summary import summary
from unionaid.accounts.permissions import Permission
from unionaid.accounts.queries import accounts_for, accounts_matching, postings_of, with_offices
from unionaid.organizations.errors import UnitError
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
manage = require(Permission.MANAGE_ACCOUNTS)
PAGE = 50


@manage
@require_safe
def accounts(request):
    """List the accounts of the own subtree with their open offices there."""
    text, state, code = (request.GET.get(name, "").strip() for name in ("q", "state", "unit"))
    unit = UnionUnit.objects.visible_to(request.posting).filter(code=code).first()
    users = accounts_matching(request.posting, text=text, unit=unit, state=state)
    page = Paginator(users, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "q": text, "state": state, "unit": unit}
    return render(
        request, "accounts/accounts.html", context | {"rows": with_offices(page, request.posting.unit_path)}
    )


@manage
@never_cache
@get_or_post
def create_account(request):
    """Create an account with its first office; the one-time password is shown on this page alone."""
    form = NewAccountForm(
        request.POST or None, posting=request.posting, initial={"unit": request.GET.get("unit")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            user, password = actions.create_account(by=request.posting, **form.cleaned_data)
            return _one_time_password(request, user, password)
        except (AccountError, UnitError) as error:
            form.add_error(None, str(error))
    context = {"form": form, "errors": summary(form)}
    return render(request, "accounts/account_form.html", context, status=422 if form.errors else 200)


@manage
@require_safe
def account(request, pk):
    """Show an account with its offices in the own subtree."""
    user = _account(request, pk)
    context = {
        "account": user,
        "offices": postings_of(user, request.posting.unit_path),
        "may_change": reach.manages_account(request.posting, user),
    }
    return render(request, "accounts/account.html", context)


@manage
@get_or_post
def change_account(request, pk):
    """Change name and telephone."""
    user = _account(request, pk)
    form = PersonForm(
        request.POST or None, initial={"display_name": user.display_name, "telephone": user.telephone}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_account(by=request.posting, user=user, **form.cleaned_data)
            messages.success(request, _("已保存"))
            return redirect("account", user.pk)
        except AccountError as error:
            form.add_error(None, str(error))
    context = {"form": form, "errors": summary(form), "account": user}
    return render(request, "accounts/account_form.html", context, status=422 if form.errors else 200)


@manage
@require_POST
def disable_account(request, pk):
    return _changed(request, pk, actions.disable_account, _("已停用，正在使用的登录已退出"))


@manage
@require_POST
def enable_account(request, pk):
    return _changed(request, pk, actions.enable_account, _("已启用"))


@manage
@never_cache
@require_POST
def reset_account_password(request, pk):
    """Give a new one-time password, shown on this page alone."""
    user = _account(request, pk)
    try:
        return _one_time_password(request, user, reset_password(by=request.posting, user=user))
    except AccountError as error:
        messages.error(request, str(error))
        return redirect("account", user.pk)


def _account(request, pk):
    """Return an account of the reader's subtree, or 404 for everything else."""
    return get_object_or_404(accounts_for(request.posting), pk=pk)


def _changed(request, pk, action, sentence):
    user = _account(request, pk)
    try:
        action(by=request.posting, user=user)
        messages.success(request, sentence)
    except AccountError as error:
        messages.error(request, str(error))
    return redirect("account", user.pk)


def _one_time_password(request, user, password):
    return render(request, "accounts/one_time_password.html", {"account": user, "password": password})
