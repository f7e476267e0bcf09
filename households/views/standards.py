"""认定标准: what applies, since when, and the province's new versions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from households import chain_rules
from households.actions import standards as actions
from households.errors import FileError
from households.forms.chains import ChainForm
from households.forms.standards import DibaoLineForm, RuleSetForm
from households.models import ApprovalChain, RuleSet
from households.queries import standards as queries
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.VIEW_STANDARDS)
def standards(request):
    today = clock.today()
    return render(
        request,
        "households/standards.html",
        {
            "rule_sets": RuleSet.objects.select_related("adopted_by"),
            "current": RuleSet.objects.in_force(today).first(),
            "lines": queries.lines_of(request.posting, today),
            "chains": ApprovalChain.objects.in_force(today).order_by("branch", "archive_level"),
            "may_keep": request.posting.may(Permission.KEEP_STANDARDS),
        },
    )


@require(Permission.KEEP_STANDARDS)
def rule_set_new(request):
    current = RuleSet.objects.first()
    form = RuleSetForm(request.POST or None, initial=_initial(current))
    region = request.posting.unit.region_code
    if request.method == "POST" and form.is_valid():
        try:
            adopted = actions.adopt_rule_set(
                values=form.cleaned_data | {"region_code": region}, by=request.posting
            )
        except FileError as error:
            form.add_error("valid_from", str(error))
        else:
            messages.success(
                request,
                _("%(version)s 自 %(day)s 起施行") % {"version": adopted.version, "day": adopted.valid_from},
            )
            return redirect("standards")
    return _form(request, form, _("发布新版认定标准"))


@require(Permission.KEEP_STANDARDS)
def dibao_line_new(request):
    form = DibaoLineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.adopt_dibao_line(values=form.cleaned_data, by=request.posting)
        except FileError as error:
            form.add_error("valid_from", str(error))
        else:
            messages.success(request, _("低保标准已登记"))
            return redirect("standards")
    return _form(request, form, _("登记低保标准"))


@require(Permission.VIEW_STANDARDS)
def chains(request):
    """Show every version of the approval chains, the newest of each branch and level first."""
    rows = ApprovalChain.objects.select_related("adopted_by").order_by(
        "branch", "archive_level", "-valid_from"
    )
    context = {"chains": rows, "may_keep": request.posting.may(Permission.KEEP_STANDARDS)}
    return render(request, "households/chains.html", context)


@require(Permission.KEEP_STANDARDS)
@require_POST
def chains_adopt(request):
    """Adopt the packaged chains from today, where the province has none of its own yet."""
    today = clock.today()
    try:
        actions.adopt_packaged_chains(valid_from=today, version=f"{today:%Y-%m}", by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("通用审批流程自 %(day)s 起施行") % {"day": today})
    return redirect("chains")


@require(Permission.KEEP_STANDARDS)
def chain_new(request):
    """Adopt a new version of a chain, after a look at it."""
    form, preview = ChainForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            if "adopt" in request.POST:
                adopted = actions.adopt_chain(values=form.values(), by=request.posting)
                said = {"version": adopted.version, "day": adopted.valid_from}
                messages.success(request, _("%(version)s 自 %(day)s 起施行") % said)
                return redirect("chains")
            preview = form.steps()
            chain_rules.check(preview, needs_minutes=form.cleaned_data["needs_minutes"])
        except FileError as error:
            form.add_error(None, str(error))
            preview = None
    context = {"form": form, "preview": preview}
    return render(request, "households/chain_form.html", context, status=422 if form.errors else 200)


def _initial(current):
    if current is None:
        return {}
    return {
        name: getattr(current, name)
        for name in RuleSetForm.Meta.fields
        if name not in {"version", "valid_from", "document_no", "note"}
    }


def _form(request, form, heading):
    status = 422 if form.errors else 200
    return render(
        request, "households/standard_form.html", {"form": form, "heading": heading}, status=status
    )
