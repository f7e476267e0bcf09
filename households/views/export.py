"""The register of a list as a download: at once when it is short, as a job when it is long."""

import secrets

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from households import jobs, listing
from households.filters import HouseholdFilter
from households.queries import files, saved_views
from households.register import AT_ONCE, export, filename
from households.views.listing import list_total
from unionaid.accounts.permissions import Permission
from unionaid.jobs import running
from unionaid.web.access import require
from unionaid.web.downloads import workbook_download


@require(Permission.EXPORT_REGISTER)
@require_POST
def household_export(request):
    """Export the list its address asks for, or the files ticked in it, with the columns shown there."""
    posting = request.posting
    filterset = HouseholdFilter(request.GET, files.files_for(posting), posting=posting)
    query = listing.kept(request.GET, filterset.filters).urlencode()
    if not filterset.is_valid():
        messages.error(request, _("筛选条件有误，没有导出"))
        return redirect(f"{reverse('households')}?{query}")
    asked = listing.asked(request.GET, saved_views.columns_of(posting))
    keys = [column.key for column in asked.columns]
    if "picked" in request.POST and not ("whole" in request.POST or request.POST.getlist("selected")):
        messages.error(request, _("没有勾选档案，没有导出"))
        return redirect(f"{reverse('households')}?{query}")
    ticked = [] if "whole" in request.POST else request.POST.getlist("selected")
    if ticked:
        return _download(query, keys, posting, only=ticked)
    total = list_total(filterset, files.Counts(posting))
    if total.listed > AT_ONCE:
        job = running.start(
            jobs.REGISTER,
            title=_("导出花名册 %(n)d 户") % {"n": total.listed},
            by=posting,
            request_key=request.POST.get("request_key", "")[:40] or secrets.token_hex(16),
            query=query,
            keys=keys,
            rows=total.listed,
        )
        return redirect("job", job.pk)
    return _download(query, keys, posting)


def _download(query, keys, posting, only=()):
    return workbook_download(
        lambda path: export(path, query=query, keys=keys, by=posting, only=only), filename(posting)
    )
