"""Photos and receipts of a record: added, opened, removed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.actions import papers as actions
from campaigns.errors import CampaignError
from campaigns.forms.papers import PapersForm
from campaigns.queries.records import papers_of
from campaigns.views.records import line_or_404
from unionaid.accounts.permissions import Permission
from unionaid.attachments.errors import FileGone, UploadRefused
from unionaid.attachments.serving import file_response
from unionaid.web.access import require


@require(Permission.RECORD_CAMPAIGNS)
@require_POST
def record_papers(request, register, pk):
    """Add photos and receipts to a record."""
    register, line = line_or_404(request, register, pk)
    form = PapersForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "；".join(said for found in form.errors.values() for said in found))
        return redirect("campaign_record", register.slug, pk)
    try:
        added = actions.attach(line=line, given=form.cleaned_data["given"], by=request.posting)
    except CampaignError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已上传 %(n)d 个文件") % {"n": added})
    return redirect("campaign_record", register.slug, pk)


@require(Permission.VIEW_CAMPAIGNS)
@require_safe
def record_paper(request, register, pk, paper):
    """Show or save one photo or receipt. That it was opened is recorded."""
    register, line = line_or_404(request, register, pk)
    paper = get_object_or_404(papers_of(line), pk=paper)
    try:
        content = actions.content(paper=paper, line=line, by=request.posting)
    except FileGone as error:
        context = {"register": register, "line": line, "error": error}
        return render(request, "campaigns/paper_gone.html", context, status=410)
    return file_response(paper.file, content)


@require(Permission.RECORD_CAMPAIGNS)
@require_POST
def record_paper_remove(request, register, pk, paper):
    """Destroy a photo or receipt for a reason."""
    register, line = line_or_404(request, register, pk)
    paper = get_object_or_404(papers_of(line), pk=paper)
    try:
        actions.remove(
            paper=paper, line=line, reason=request.POST.get("reason", ""), by=request.posting
        )
    except (CampaignError, UploadRefused) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已移除，文件内容已销毁，移除记录保留"))
    return redirect("campaign_record", register.slug, pk)
