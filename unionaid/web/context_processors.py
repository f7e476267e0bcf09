"""What the shell of every page needs."""

from django.utils.functional import SimpleLazyObject

from unionaid import clock
from unionaid.web import menu

THEMES = ("light", "dark")


def shell(request):
    """Menu, posting, theme and the demo's date. The menu is asked only by pages that show it."""
    theme = request.COOKIES.get("theme", "")
    return {
        "menu": SimpleLazyObject(lambda: menu.entries_for(request)),
        "posting": getattr(request, "posting", None),
        "theme": theme if theme in THEMES else "",
        "demo_date": SimpleLazyObject(clock.business_date),
        "today": SimpleLazyObject(clock.today),
    }
