"""公开发表的数字: the quotations of the article beside what is computed here."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import published
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.VIEW_DASHBOARD)
@require_safe
def published_figures(request):
    """Show every quotation with its qualifier; the province sees its own figures beside them."""
    unit = request.posting.unit
    context = {"source": published.source(), "rows": published.comparisons(unit), "whole": unit.depth == 1}
    return render(request, "reports/published.html", context)
