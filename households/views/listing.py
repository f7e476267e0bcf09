"""The list of files: found, filtered, ordered and turned, every state of it in the address."""

import secrets
from dataclasses import replace

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from households import columns, filter_words, listing
from households.enums import Status
from households.filters import ALL, HouseholdFilter
from households.forms.finding import SavedViewForm
from households.queries import files, saved_views, search
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnionUnit
from unionaid.web.access import require
from unionaid.web.templatetags import unionaid as components

SEXES = {"1": _("男"), "2": _("女")}
SHORT = {"tier": _("梯度"), "status": _("状态"), "cause": _("主因")}


@require(Permission.VIEW_FILES)
@require_safe
def households(request):
    """Files of the posting's scope. A personal number is looked up and leaves the address at once."""
    posting, typed = request.posting, request.GET.get("q", "")
    fragment = request.htmx and not request.htmx.boosted
    if search.is_personal_number(typed):
        return _go(request, _answer_to_number(request, typed))
    clean = listing.without_blanks(request.GET)
    if not fragment and clean != request.GET:
        return redirect(f"{request.path}?{clean.urlencode()}")
    filterset = HouseholdFilter(request.GET, files.files_for(posting), posting=posting)
    page = listed(request, filterset)
    answer = render(request, "households/_result.html" if fragment else "households/list.html", page)
    if fragment:
        answer["HX-Push-Url"] = f"{request.path}?{page['kept']}"
    return answer


def _answer_to_number(request, number):
    """Return the address of the one file that holds a number, else of the list by its blind index."""
    found = search.matching(files.files_for(request.posting), number).values_list("file_no", flat=True)[:2]
    if len(found) == 1:
        return reverse("household", args=[found[0]])
    rest = listing.without(listing.without_blanks(request.GET), ())
    rest["q"] = search.sealed(number)
    rest.setlist("status", rest.getlist("status") or [ALL])
    return f"{request.path}?{rest.urlencode()}"


def listed(request, filterset):
    """Return what the list page shows. A wrong filter shows its error and no rows."""
    posting = request.posting
    asked = listing.asked(request.GET, saved_views.columns_of(posting))
    kept = listing.kept(request.GET, filterset.filters)
    counts = files.Counts(posting)
    valid = filterset.is_valid()
    rows = columns.loaded(filterset.qs, asked.columns) if valid else filterset.queryset.none()
    page = files.page(
        rows,
        posting,
        sort=asked.sort,
        size=asked.size,
        after=asked.after,
        before=asked.before,
        last=asked.last,
    )
    total = list_total(filterset, counts) if valid else files.Total(0, 0)
    applied = _applied(filterset, request.GET) if valid else []
    in_use = {item["key"]: item for item in applied}
    first = _first(asked, total, page)
    return {
        "filterset": filterset,
        "short": SHORT,
        "typed": "" if search.is_sealed(request.GET.get("q")) else request.GET.get("q", ""),
        "errors": _errors(filterset),
        "applied": applied,
        "in_use": in_use,
        "more_in_use": [key for key in in_use if key not in (*listing.SHOWN, "q", "worker_4050")],
        "more_lists": [filterset.form[name] for name in listing.MORE_LISTS],
        "more_inputs": [filterset.form[name] for name in listing.MORE_INPUTS],
        "selected_unit": getattr(filterset.chosen.get("unit"), "public_code", "") if valid else "",
        "views": _views(posting, kept, counts),
        "units": _units(posting),
        "headers": [_header(column, asked.sort) for column in asked.columns],
        "chooser": _chooser(asked.columns),
        "columns_open": "columns" in request.GET,
        "rows": [_row(row, asked.columns) for row in page.rows],
        "page": page,
        "first": first,
        "end": first + len(page.rows) - 1,
        "next_at": first + len(page.rows),
        "previous_at": max(first - asked.size, 1),
        "size": asked.size,
        "sizes": files.SIZES,
        "sort": asked.sort,
        "total": total,
        "on_record": counts.total(("ACTIVE",)),
        "in_grace": counts.total(("GRACE",)),
        "kept": kept.urlencode(),
        "everywhere": _everywhere(kept),
        "save_form": SavedViewForm(initial={"query": kept.urlencode()}),
        "can_enter": posting.may(Permission.ENTER_FILES),
        "request_key": secrets.token_hex(16),
        "can_export": posting.may(Permission.EXPORT_REGISTER),
    }


def list_total(filterset, counts):
    """Files and people of a list: from the tallies where they know it, else counted up to a bound."""
    chosen = filterset.chosen
    if set(chosen) - {"tier", "status", "unit"}:
        listed = files.bounded_total(filterset.qs)
        more, people = filterset.elsewhere
        return replace(
            listed, files=listed.files + more, people=listed.people + people, elsewhere=more
        )
    if "unit" in chosen:
        counts = files.Counts(filterset.posting, chosen["unit"])
    return counts.total(files.status_scope(chosen.get("status", [])), chosen.get("tier", ()))


def _applied(filterset, params):
    """The filters in use, each with the address of the list without it."""
    return [
        {
            "key": item.key,
            "label": item.label,
            "words": item.words,
            "without": "?" + listing.without(params, item.names).urlencode(),
        }
        for item in filter_words.applied(filterset)
    ]


def _go(request, url):
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _first(asked, total, page):
    """Place of the first row within the list, as the address says; it is shown, never trusted."""
    if asked.last:
        return max(total.listed - len(page.rows) + 1, 1)
    return asked.at if asked.after or asked.before else 1


def _errors(filterset):
    return [
        (f"id_{name}", _("%(label)s：%(words)s") % {"label": filterset.filters[name].label, "words": message})
        for name, messages in filterset.form.errors.items()
        if name in filterset.filters
        for message in messages
    ]


def _views(posting, kept, counts):
    """Tabs above the list: (label, query, number or None, current, own view or None)."""
    here = kept.urlencode()
    tabs = [
        {
            "label": view.label,
            "query": view.query,
            "count": counts.total(view.statuses or ("ACTIVE",), view.tiers).files,
            "current": listing.same_list(view.query, here),
        }
        for view in listing.SYSTEM_VIEWS
    ]
    tabs += [
        {
            "label": view.name,
            "query": view.query,
            "current": listing.same_list(view.query, here),
            "saved": view,
            "own": view.user_id == posting.user_id,
        }
        for view in saved_views.views_for(posting)
    ]
    return tabs


def _units(posting):
    """Units one may narrow the list to, down to the counties or the posting's own children."""
    deepest = max(3, posting.unit.depth + 1)
    return [
        (unit.public_code, "　" * (unit.depth - posting.unit.depth) + unit.short_name)
        for unit in UnionUnit.objects.visible_to(posting).open().filter(depth__lte=deepest)
    ]


def _header(column, sort):
    """A column's head: its label, the order a click asks for, and how it is ordered now."""
    if sort.removeprefix("-") != column.sort:
        return {"column": column, "next": column.sort, "aria": ""}
    descending = sort.startswith("-")
    return {
        "column": column,
        "next": column.sort if descending else f"-{column.sort}",
        "aria": "descending" if descending else "ascending",
    }


def _chooser(shown):
    """Columns to choose from: those shown, in their order, then the rest."""
    keys = [column.key for column in shown]
    rest = [column for key, column in columns.COLUMNS.items() if key not in keys]
    return [(column, True) for column in shown] + [(column, False) for column in rest]


def _everywhere(kept):
    """The same search over all states, offered when the usual list finds nothing."""
    wider = kept.copy()
    wider.setlist("status", [ALL])
    return wider.urlencode()


def _row(row, shown):
    """What the table and the card show of a file. Cells are drawn here: a template costs more a cell."""
    badge = components.tier(row.tier)
    state = components.status(row.status, Status(row.status).label)
    drawn = {"tier": badge, "status": state}
    age = columns.COLUMNS["age"].value(row)
    return {
        "file": row,
        "url": reverse("household", args=[row.file_no]),
        "sex": SEXES.get(row.sex, ""),
        "age": age,
        "tier": badge,
        "status": state,
        "unit": row.unit.short_name,
        "cause": columns.cell(columns.COLUMNS["cause"], row),
        "income": columns.cell(columns.COLUMNS["net_income"], row),
        "changed": columns.cell(columns.COLUMNS["changed"], row),
        "cells": format_html_join(
            "",
            '<td class="{}">{}</td>',
            ((column.css, drawn.get(column.key) or columns.cell(column, row)) for column in shown[1:]),
        ),
    }
