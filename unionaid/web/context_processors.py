"""What the shell of every page needs."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from unionaid import clock
from unionaid.web import menu
from unionaid.web.views import THEMES


def shell(request):
    """Menu, posting, theme and the demo's date; what costs a query is asked only by pages that show it."""
    theme = request.COOKIES.get("theme", "")
    return {
        "menu": SimpleLazyObject(lambda: menu.entries_for(request)),
        "posting": getattr(request, "posting", None),
        "theme": theme if theme in THEMES else "",
        "demo_date": SimpleLazyObject(clock.business_date),
        "today": SimpleLazyObject(clock.today),
        "idle_seconds": settings.SESSION_IDLE_SECONDS,
    }
