"""A request without a session, and a form whose token is old: nobody loses what was typed."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.csrf import csrf_failure as refuse

from unionaid.accounts import kept
from unionaid.accounts.forms.sign_in import SignInForm


def answer_signed_out(request):
    """Send a page to sign-in and back, keep a posted form, and tell scripts with 401.

    htmx follows HX-Redirect for what it reads; for what it sends the page stays as it is,
    with everything typed.
    """
    if wants_fragment(request):
        return _tell_script(request)
    if request.method in ("GET", "HEAD"):
        return redirect(_sign_in_address(request.get_full_path()))
    return _sign_in_with(request, kept.keep(request, request.ended_session_of))


def csrf_failure(request, reason=""):
    """Offer a form again whose token is older than the last sign-in, if it comes from our own page.

    Another site cannot forge the Origin header, so its forms meet 403 as ever.
    """
    if request.method != "POST" or not _from_our_page(request) or request.path == reverse("login"):
        return refuse(request, reason)
    if not request.user.is_authenticated:
        return _sign_in_with(request, kept.keep(request))
    page = kept.read(kept.keep(request), request.user)
    return render(request, "accounts/resume.html", {"kept": page}, status=403)


def wants_fragment(request):
    """Tell whether a script asks rather than a person: htmx, our own fetch, or a client of JSON."""
    headers = request.headers
    wants_json = "application/json" in headers.get("Accept", "") and not request.accepts("text/html")
    return "HX-Request" in headers or "X-Requested-With" in headers or wants_json


def _tell_script(request):
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    here = page.path + (f"?{page.query}" if page.query else "") if page.path else "/"
    address = _sign_in_address(here)
    response = JsonResponse({"code": "signed_out", "sign_in": address}, status=401)
    if request.method == "GET" and "HX-Request" in request.headers:
        response["HX-Redirect"] = address
    return response


def _sign_in_address(page):
    """Return the sign-in page that leads back to `page`; the start page needs no mention."""
    return reverse("login") + (f"?{urlencode({'next': page})}" if page != reverse("home") else "")


def _sign_in_with(request, text):
    context = {"form": SignInForm(request), "kept": text, "next": "", "ended": True}
    return render(request, "accounts/sign_in.html", context, status=401)


def _from_our_page(request):
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(origin)
    ours = f"{request.scheme}://{request.get_host()}"
    theirs = f"{parts.scheme}://{parts.netloc}"
    return theirs == ours or theirs in settings.CSRF_TRUSTED_ORIGINS
