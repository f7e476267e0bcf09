"""恢复在档: the short check of a file in grace, and the letters of each decision."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from households import wording
from households.actions import grace
from households.actions.printing import print_files
from households.enums import Status, Step
from households.errors import FileError
from households.forms.restoring import RestoreForm
from households.leaving import outcome_of
from households.views.file import file_or_404
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.organizations import codes
from unionaid.organizations.queries import parent_of
from unionaid.web.access import require

# Letter → the states of a file it can be printed in, and the steps whose latest it tells of.
LETTERS = {
    "decision": ((Status.ACTIVE,), (Step.APPROVE, Step.RERATE, Step.RESTORE, Step.MIGRATE)),
    "refusal": ((Status.REJECTED,), (Step.REJECT,)),
    "exit": ((Status.GRACE, Status.EXITED), (Step.BEGIN_GRACE, Step.MIGRATE)),
    "cancellation": ((Status.CANCELLED,), (Step.CANCEL, Step.MIGRATE)),
}


@require(Permission.REVIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def file_restore(request, file_no):
    """Bring a file in grace back on record after a short check."""
    archive = file_or_404(request.posting, file_no)
    form = RestoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            grace.restore(archive=archive, by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已恢复在档，记为返困"))
            return redirect("household", file_no)
    limit = wording.amount(grace.limit_of(archive, clock.today()))
    return render(
        request, "households/restore.html", {"archive": archive, "form": form, "limit": limit},
        status=422 if form.errors else 200,
    )


@require(Permission.VIEW_FILES)
@require_safe
def file_letter(request, file_no, letter):
    """Print the letter to the worker that tells of the latest decision."""
    archive = file_or_404(request.posting, file_no)
    states, steps = LETTERS.get(letter, ((), ()))
    if archive.status not in states:
        raise Http404
    outcome = outcome_of(archive.exit_reason)
    return render(
        request,
        "households/letter.html",
        {
            "archive": archive,
            "letter": letter,
            "assessment": archive.assessments.filter(is_current=True).first(),
            "above": parent_of(archive.unit),
            "outcome": outcome.label if outcome else "",
            "reason": codes.label("exit_reason", archive.exit_reason),
            "decided": archive.steps.filter(step__in=steps).select_related("by_unit").last(),
            "print_no": print_files(archives=[archive], by=request.posting)[0],
        },
    )
