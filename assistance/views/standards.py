"""帮扶标准: what applies, since when, and the province's new versions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assistance.actions import standards as actions
from assistance.aid_errors import AidError
from assistance.forms.standards import StandardsForm
from assistance.models import AidStandardVersion
from assistance.queries import standards as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.VIEW_STANDARDS)
@require_safe
def aid_standards(request):
    current = queries.current(clock.today())
    return render(
        request,
        "assistance/standards.html",
        {
            "version": current,
            "caps": current and queries.caps_of(current),
            "versions": queries.versions(),
            "may_keep": request.posting.may(Permission.KEEP_STANDARDS),
        },
    )


@require(Permission.VIEW_STANDARDS)
@require_safe
def aid_standards_version(request, pk):
    """One version of the history, and what it changed."""
    try:
        version = queries.with_rows(pk)
    except AidStandardVersion.DoesNotExist as error:
        raise Http404 from error
    earlier = queries.before(version)
    return render(
        request,
        "assistance/standards_version.html",
        {
            "version": version,
            "caps": queries.caps_of(version),
            "earlier": earlier,
            "differences": earlier
            and queries.differences(queries.lines_of(earlier), queries.lines_of(version)),
        },
    )


@require(Permission.KEEP_STANDARDS)
def aid_standards_new(request):
    """Write a new version; it is shown beside the one before, then published."""
    latest = queries.latest()
    form = StandardsForm(request.POST if request.method == "POST" else None, latest)
    context = {"form": form, "latest": latest, "errors": []}
    if request.method == "POST" and form.is_valid():
        context["differences"] = queries.differences(
            queries.lines_of(latest) if latest else [], queries.lines(*form.unsaved())
        )
        if "publish" in request.POST:
            try:
                adopted = _adopt(form, request.posting)
            except AidError as error:
                context["errors"] = [(f"id_{error.field or 'version'}", str(error))]
            else:
                words = {"version": adopted.version, "day": adopted.valid_from}
                messages.success(request, _("%(version)s 自 %(day)s 起施行") % words)
                return redirect("aid_standards")
    elif request.method == "POST":
        context["errors"] = form.errors
    status = 422 if context["errors"] else 200
    return render(request, "assistance/standards_new.html", context, status=status)


def _adopt(form, posting):
    return actions.adopt_standards(
        values=form.version.cleaned_data | {"region_code": posting.unit.region_code},
        standards=form.caps.rows(),
        approval_limits=form.approvals.rows(),
        by=posting,
    )
