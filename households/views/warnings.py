"""返困预警: writing down that a household which has left may be in hardship again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from households.actions import warnings as actions
from households.errors import FileError
from households.forms.watchlist import WarningForm
from households.views.file import file_or_404
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def file_warn(request, file_no):
    archive = file_or_404(request.posting, file_no)
    form = WarningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            task = actions.warn(archive=archive, by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("已登记返困预警，请在 %(day)s 前核实") % {"day": task.due_on.isoformat()}
            )
            return redirect("check_task", task.pk)
    return render(
        request,
        "households/checks/warning.html",
        {"archive": archive, "form": form},
        status=422 if form.errors else 200,
    )
