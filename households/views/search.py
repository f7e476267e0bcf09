"""Quick search: files of the scope first, then actions, then pages the person can use."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from households.enums import CLOSED
from households.filters import ALL
from households.queries.search import (
    best_matches,
    is_personal_number,
    is_sealed,
    normalised,
    sealed,
)
from unionaid.accounts.permissions import Permission
from unionaid.web import menu
from unionaid.web.access import require

SIZE = 8


@dataclass(frozen=True)
class Option:
    """Something one may choose: an action or a page."""

    label: str
    icon: str
    url: str
    key: str = ""


@require()
@require_safe
def search(request):
    """Answer the palette with its options, and a browser without script with the same as a page."""
    text = normalised(request.GET.get("q", ""))[:80]
    fragment = request.htmx and not request.htmx.boosted
    if is_personal_number(text) and not fragment:
        return redirect(f"{request.path}?{urlencode({'q': sealed(text)})}")
    found = best_matches(request.posting, text, SIZE + 1)
    page = {
        "text": "" if is_sealed(text) else text,
        "asked": bool(text),
        "files": [_file(row, text) for row in found[:SIZE]],
        "all_url": _list_address(text) if len(found) > SIZE else "",
        "actions": _actions(request.posting, text),
        "pages": _pages(request, text),
    }
    return render(request, "households/_search.html" if fragment else "households/search.html", page)


def _file(row, text):
    before, match, after = row.worker_name.partition(text)
    return {
        "file": row,
        "url": reverse("household", args=[row.file_no]),
        "name": (before, match, after),
        "closed": row.status in CLOSED,
    }


def _list_address(text):
    query = QueryDict(mutable=True)
    query["q"] = sealed(text)
    query["status"] = ALL
    return f"{reverse('households')}?{query.urlencode()}"


def _actions(posting, text):
    options = []
    if posting.may(Permission.ENTER_FILES):
        options.append(Option(_("新建档案"), "user-plus", reverse("draft_new"), "N"))
    if posting.may(Permission.VIEW_FILES):
        options.append(Option(_("保存的视图"), "star", reverse("saved_views")))
    return [option for option in options if text in option.label]


def _pages(request, text):
    return [
        Option(_label(entry), entry.icon, entry.url)
        for entry in menu.entries_for(request)
        if not text or text in str(entry.label)
    ]


def _label(entry):
    return f"{entry.label} · {entry.count}" if entry.count else str(entry.label)
