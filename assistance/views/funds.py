"""帮扶资金: what a unit has, what goes on below it, and what waits for a signature."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assistance.actions import closing
from assistance.models import YearClosing
from assistance.queries import funds as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations.queries import lineage
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit


@require(Permission.VIEW_FUNDS)
@require_safe
def funds(request):
    """Show the funds of a unit in a year, its own by default, and the tree below it."""
    posting = request.posting
    unit = chosen_unit(request)
    years = queries.years_of(posting)
    year = year_asked(request, years)
    own = queries.funds_of(unit, year)
    keeps = posting.may(Permission.KEEP_FUNDS) and unit == posting.unit
    return render(
        request,
        "assistance/funds.html",
        {
            "unit": unit,
            "above": [each for each in lineage(unit) if posting.sees(each.path)][:-1],
            "year": year,
            "years": years,
            "funds": own,
            "sources": queries.by_source(own),
            "total": queries.total(own),
            "tree": queries.tree_of(unit, year),
            "waiting": queries.waiting_receipts(unit),
            "unsigned": queries.unsigned(unit),
            "closing": YearClosing.objects.filter(unit=unit, year=year).first(),
            "may_close": keeps and bool(own) and not closing.still_to_do(unit, year),
            "keeps": keeps,
        },
    )


def year_asked(request, years):
    """Return the year the address names: the present one without any. One without funds is 404."""
    text = request.GET.get("year", "")
    if not text:
        return clock.today().year
    if not (text.isascii() and text.isdecimal()) or int(text) not in years:
        raise Http404
    return int(text)
