"""机构: the tree, one unit, and its five changes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unionaid.accounts import reach
from unionaid.accounts.actions import units as actions
from unionaid.accounts.errors import AccountError
from unionaid.accounts.forms.summary import summary
from unionaid.accounts.forms.units import MergeForm, NewUnitForm, RenameForm, TargetForm
from unionaid.accounts.permissions import Permission
from unionaid.accounts.queries import postings_at
from unionaid.accounts.unit_pages import moving, tree_under
from unionaid.organizations.actions.tree import what_is_left
from unionaid.organizations.errors import UnitError
from unionaid.organizations.queries import lineage, matching
from unionaid.web.access import require
from unionaid.web.choices import unit_in_scope

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 50


@require(Permission.MANAGE_UNITS, Permission.MANAGE_ACCOUNTS)
@require_safe
def unit(request, code=None):
    """Show a unit of the own subtree with what is under it; without a code the own unit."""
    shown = unit_in_scope(request.posting, code or request.posting.unit.code)
    text = request.GET.get("q", "").strip()
    context = {
        "unit": shown,
        "lineage": [u for u in lineage(shown)[:-1] if request.posting.sees(u.path)],
        "branches": tree_under(shown),
        "postings": postings_at(shown),
        "q": text,
        "found": matching(text, request.posting.unit_path)[:SHOWN] if text else None,
        "may_change": reach.manages_unit(request.posting, shown),
        "is_below": shown.path != request.posting.unit_path,
    }
    return render(request, "organizations/unit.html", context)


@require(Permission.MANAGE_UNITS)
@get_or_post
def create_unit(request, code):
    """Set up a unit under this one."""
    parent = unit_in_scope(request.posting, code)
    form = NewUnitForm(request.POST or None, parent=parent)

    def create():
        made = actions.create_unit(by=request.posting, parent=parent, **form.cleaned_data)
        messages.success(request, _("已新设%(unit)s（%(code)s）") % {"unit": made, "code": made.code})
        return made

    return _saved_or_form(
        request, form, create, "organizations/unit_form.html", {"parent": parent, "unit": parent}
    )


@require(Permission.MANAGE_UNITS)
@get_or_post
def rename_unit(request, code):
    """Change names and telephone."""
    shown = unit_in_scope(request.posting, code)
    initial = {
        "name": shown.name,
        "short_name": shown.short_name,
        "telephone": shown.telephone,
        "version": shown.version,
    }
    form = RenameForm(request.POST or None, initial=initial)

    def rename():
        renamed = actions.rename_unit(by=request.posting, unit=shown, **_named(form.cleaned_data))
        messages.success(request, _("已保存%(unit)s") % {"unit": renamed})
        return renamed

    return _saved_or_form(request, form, rename, "organizations/unit_form.html", {"unit": shown})


@require(Permission.MANAGE_UNITS)
@get_or_post
def move_unit(request, code):
    """Choose the new superior, see what moves, confirm."""
    shown = unit_in_scope(request.posting, code)
    form = TargetForm(request.POST or request.GET or None, posting=request.posting)

    def move():
        moved = actions.move_unit(by=request.posting, unit=shown, under=form.cleaned_data["target"])
        messages.success(
            request, _("%(unit)s已划归%(above)s") % {"unit": moved, "above": form.cleaned_data["target"]}
        )
        return moved

    context = {"unit": shown, "step": "move", "preview": moving(shown)}
    return _saved_or_form(request, form, move, "organizations/unit_target.html", context)


@require(Permission.MANAGE_UNITS)
@get_or_post
def merge_unit(request, code):
    """Choose the unit that takes over, see what goes along, confirm."""
    shown = unit_in_scope(request.posting, code)
    form = MergeForm(request.POST or request.GET or None, posting=request.posting)

    def merge():
        into = form.cleaned_data["target"]
        actions.merge_unit(
            by=request.posting, unit=shown, into=into, carry_postings=form.cleaned_data["carry_postings"]
        )
        messages.success(request, _("%(unit)s已并入%(into)s") % {"unit": shown, "into": into})
        return into

    context = {"unit": shown, "step": "merge", "preview": moving(shown)}
    return _saved_or_form(request, form, merge, "organizations/unit_target.html", context)


@require(Permission.MANAGE_UNITS)
@get_or_post
def close_unit(request, code):
    """Close an empty unit; one that still holds something says what."""
    shown = unit_in_scope(request.posting, code)
    context = {"unit": shown, "left": [*what_is_left(shown), *actions.postings_left(shown)]}
    if request.method != "POST":
        return render(request, "organizations/unit_close.html", context)
    try:
        closed = actions.close_unit(by=request.posting, unit=shown)
    except (UnitError, AccountError) as error:
        return render(request, "organizations/unit_close.html", context | {"error": error}, status=422)
    messages.success(request, _("%(unit)s已撤销") % {"unit": closed})
    return redirect("unit", closed.code)


def _named(cleaned):
    return cleaned | {"short_name": cleaned["short_name"] or cleaned["name"]}


def _saved_or_form(request, form, save, template, context):
    """Save a valid form that was posted and go to the unit; else show the form with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("unit", save().code)
        except (UnitError, AccountError) as error:
            form.add_error(None, str(error))
    target = form.cleaned_data.get("target") if form.is_bound and form.is_valid() else None
    context = context | {"form": form, "errors": summary(form), "target": target}
    return render(request, template, context, status=422 if form.errors else 200)
