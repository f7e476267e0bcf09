"""A notice on paper and on the internet, and the registers as workbooks."""


from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from households import notice_register
from households.actions import notices as actions
from households.models import PublicNotice
from households.views.notices import asked_for, notice_or_404
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import public, require
from unionaid.web.downloads import workbook_download


@require(Permission.VIEW_FILES)
@require_safe
def notice_print(request, pk):
    """Print a notice in large type, with the place of the seal."""
    notice = notice_or_404(request.posting, pk)
    return render(
        request,
        "households/notices/print.html",
        {
            "notice": notice,
            "entries": notice.entries.filter(removed_on=None),
            "print_no": actions.print_notice(notice=notice, by=request.posting),
            "printed_at": timezone.localtime(),
        },
    )


@public
@never_cache
@require_safe
def public_notice(request, token):
    """Show a running notice to whoever was given its address, names masked; 410 once it is over."""
    notice = get_object_or_404(PublicNotice.objects.select_related("unit"), web_token=token)
    if not notice.is_on_web or clock.today() > notice.ends_on:
        answer = HttpResponse(_("公示已结束"), status=410, content_type="text/plain; charset=utf-8")
    else:
        context = {"notice": notice, "entries": notice.entries.filter(removed_on=None)}
        answer = render(request, "households/notices/public.html", context)
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@require(Permission.EXPORT_REGISTER)
@require_POST
def notices_export(request):
    """Export the notices the list's address asks for, with their objections."""
    _state, rows = asked_for(request)
    posting = request.posting
    notes = [
        (_("导出人"), f"{posting.user.display_name} · {posting.unit.name}"),
        (_("导出日期"), clock.today().isoformat()),
    ]
    write, name = (
        (notice_register.export_objections, _("公示异议登记簿"))
        if request.POST.get("what") == "objections"
        else (notice_register.export_notices, _("公示登记簿"))
    )
    return workbook_download(
        lambda path: write(path, notices=rows, by=posting, notes=notes),
        f"{name}-{clock.today():%Y%m%d}.xlsx",
    )
