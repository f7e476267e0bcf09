"""Where requests that ask for another content begin: the counted steps, another worker, a split, a merge."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from households.actions import change_drafts
from households.enums import RequestKind
from households.errors import FileError
from households.forms.regrouping import HeadPlanForm, MergePlanForm, SplitPlanForm
from households.forms.requests import form_for
from households.models import Draft
from households.payloads import LABELS

# Step of the address → the kind, what is asked first, and the action that begins the draft.
PLANS = {
    "head": (RequestKind.HEAD, HeadPlanForm, change_drafts.begin_head),
    "split": (RequestKind.SPLIT, SplitPlanForm, change_drafts.begin_split),
    "merge": (RequestKind.MERGE, MergePlanForm, change_drafts.begin_merge),
}


def counted_step(request, archive, step):
    """Lead to a step of the change draft; looking at the page begins none."""
    draft = Draft.objects.filter(archive=archive, request_kind=RequestKind.CHANGE).first()
    if draft is None and request.method != "POST":
        return _page(request, archive, form_for(RequestKind.CHANGE), step_label=LABELS[step])
    try:
        draft = change_drafts.begin_change(archive=archive, by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
        return redirect("file_changes", archive.file_no)
    return redirect("draft_step", draft.pk, step)


def plan_step(request, archive, step):
    """Ask who is meant, then begin the draft and lead to its first step."""
    kind, form_class, begin = PLANS[step]
    form = form_class(request.POST or None, archive=archive, by=request.posting)
    if request.method == "POST" and form.is_valid():
        try:
            draft = begin(archive=archive, by=request.posting, **form.plan())
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.info(request, _("已按档案填好，请补充空缺的内容，核对后提交"))
            return redirect("draft_step", draft.pk, "worker")
    return _page(request, archive, form_for(kind), form=form, status=422 if form.errors else 200)


def _page(request, archive, kind, *, form=None, step_label="", status=200):
    context = {"archive": archive, "kind": kind, "form": form, "step_label": step_label}
    return render(request, "households/change/begin.html", context, status=status)
