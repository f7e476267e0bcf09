"""The register of a list as a download: at once when it is short, as a job when it is long."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from households import listing
from households.actions.export import AT_ONCE, export
from households.filters import HouseholdFilter
from households.queries import files, saved_views
from households.views.listing import list_total
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require(Permission.EXPORT_REGISTER)
@require_POST
def household_export(request):
    """Export the list its address asks for, with the columns shown there, in the person's scope."""
    posting = request.posting
    filterset = HouseholdFilter(request.GET, files.files_for(posting), posting=posting)
    query = listing.kept(request.GET, filterset.filters).urlencode()
    if not filterset.is_valid():
        messages.error(request, _("筛选条件有误，没有导出"))
        return redirect(f"{reverse('households')}?{query}")
    asked = listing.asked(request.GET, saved_views.columns_of(posting))
    keys = [column.key for column in asked.columns]
    total = list_total(filterset, files.Counts(posting))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        export(path, query=query, keys=keys, by=posting)
        return FileResponse(
            path.open("rb"),
            as_attachment=True,
            filename=f"困难职工花名册_{posting.unit.short_name}_{clock.today():%Y%m%d}.xlsx",
            content_type=CONTENT_TYPE,
        )
