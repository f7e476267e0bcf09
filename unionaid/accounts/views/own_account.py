from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from unionaid.accounts.access import own_account
from unionaid.accounts.actions.passwords import change_password
from unionaid.accounts.forms.passwords import OwnPasswordForm
from unionaid.accounts.forms.summary import summary
from unionaid.accounts.start_page import start_page
from unionaid.web.access import require


@own_account
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request):
    """Change the own password; at the first sign-in nothing else is open before."""
    form = OwnPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = change_password(
            user=request.user, password=form.cleaned_data["new_password1"], by=request.posting
        )
        update_session_auth_hash(request, user)
        messages.success(request, _("密码已修改，其他地方的登录已全部退出"))
        return redirect("home")
    context = {"form": form, "errors": summary(form)}
    return render(request, "accounts/password.html", context, status=422 if form.errors else 200)


@own_account
@require_POST
def still_here(request):
    """Go on working without sending anything: the request itself keeps the session awake."""
    return HttpResponse(status=204)


@require()
def home(request):
    """Send everybody to where their day begins."""
    return redirect(start_page(request.posting))
