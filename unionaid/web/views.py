"""Views of the shell itself: language, theme, the phone's menu page, the demo of components."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from unionaid.web import showcase
from unionaid.web.access import public, require, signed_in

THEMES = ("light", "dark")
YEAR = 365 * 24 * 60 * 60


@public
@require_POST
def set_language(request):
    """Keep the chosen language in a cookie and go back to the page."""
    answer = HttpResponseRedirect(_back(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        _keep(answer, settings.LANGUAGE_COOKIE_NAME, language)
    return answer


@public
@require_POST
def set_theme(request):
    """Keep the chosen theme in a cookie and go back to the page."""
    answer = HttpResponseRedirect(_back(request))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        _keep(answer, "theme", theme)
    return answer


@require()
def more(request):
    """The whole menu as a page, for the phone's bottom bar."""
    return render(request, "web/more.html")


@signed_in
def components(request):
    """Every component with every state, for developers."""
    if not settings.UNIONAID_DEBUG:
        raise Http404
    return render(request, "web/components.html", showcase.page())


def _back(request):
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return reverse("home")


def _keep(answer, name, value):
    answer.set_cookie(
        name, value, max_age=YEAR, secure=not settings.UNIONAID_DEBUG, samesite="Lax", httponly=True
    )
