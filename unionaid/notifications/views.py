"""通知: the list of one person, marked as read one by one or all at once."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unionaid.notifications import actions, queries
from unionaid.notifications.forms import MailForm
from unionaid.notifications.models import MailAddress
from unionaid.web.access import require

PER_PAGE = 30


@require()
@require_http_methods(["GET", "HEAD", "POST"])
def notifications(request):
    """List the person's notifications; below, the address for mail where mail is configured (POST)."""
    user = request.posting.user
    known = MailAddress.objects.filter(user=user).first()
    form = MailForm(request.POST or None, initial={"address": known.address if known else ""})
    if request.method == "POST" and form.is_valid():
        actions.choose_address(by=request.posting, address=form.cleaned_data["address"])
        messages.success(request, _("邮箱地址已保存"))
        return redirect("notifications")
    page = Paginator(queries.of(user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "mail": settings.MAIL_IS_CONFIGURED}
    return render(request, "notifications/list.html", context, status=422 if form.errors else 200)


@require()
@require_POST
def notifications_read(request):
    """Mark all as read."""
    actions.mark_read(request.posting.user)
    return redirect("notifications")


@require()
@require_POST
def notification_open(request, pk):
    """Mark one as read and go where it leads; somebody else's is as unknown as one that never was."""
    row = get_object_or_404(queries.of(request.posting.user), pk=pk)
    actions.mark_read(request.posting.user, row.pk)
    return redirect(row.url)
