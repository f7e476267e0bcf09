from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from unionaid.accounts import kept, showcase
from unionaid.accounts.access import own_account
from unionaid.accounts.actions import sign_in as actions
from unionaid.accounts.forms.sign_in import SignInForm
from unionaid.web.access import public


@public
@never_cache
@sensitive_post_parameters("password", "kept")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    """Let a person in and bring them back to where they were, with what they had typed."""
    if request.user.is_authenticated and request.method != "POST":
        return redirect(_next(request))
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.sign_in(request, user=form.get_user())
        page = kept.read(request.POST.get("kept", ""), form.get_user())
        return render(request, "accounts/resume.html", {"kept": page}) if page else redirect(_next(request))
    if form.was_heard:
        actions.note_failure(username=form.cleaned_data["username"], locked_out=form.locks_out_now)
    context = {
        "form": form,
        "kept": request.POST.get("kept", ""),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "ended": "next" in request.GET,
        "demo_accounts": showcase.shown(),
    }
    return render(request, "accounts/sign_in.html", context, status=422 if form.errors else 200)


@own_account
@require_POST
def sign_out(request):
    actions.sign_out(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _next(request):
    """Return the page to go to: a local one that was asked for, else the start page."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    local = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if local else settings.LOGIN_REDIRECT_URL
