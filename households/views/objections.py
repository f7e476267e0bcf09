"""Objections to a notice: writing one down, answering it."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from households.actions import objections as actions
from households.enums import ObjectionStatus
from households.errors import FileError
from households.forms.notices import AnswerForm, ObjectionForm
from households.models import Objection
from households.views.notices import notice_or_404
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.web.access import require


@require(Permission.ENTER_FILES)
def objection_new(request, pk):
    notice = notice_or_404(request.posting, pk)
    form = ObjectionForm(request.POST or None, notice=notice, initial={"received_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_objection(by=request.posting, **form.cleaned_data)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("异议已登记，等待审核人答复"))
            return redirect("notice", pk)
    context = {"form": form, "notice": notice}
    return render(
        request, "households/notices/objection_new.html", context, status=422 if form.errors else 200
    )


@require(Permission.REVIEW_FILES)
def objection_answer(request, pk):
    """Show an objection whole to who answers it, which leaves evidence, and take the answer."""
    posting = request.posting
    objection = get_object_or_404(
        Objection.objects.visible_to(posting).select_related("notice", "entry__archive", "recorded_by"),
        pk=pk,
    )
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer_objection(
                objection=objection, upheld=given["result"] == "upheld", answer=given["answer"], by=posting
            )
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("异议已答复"))
            return redirect("notice", objection.notice_id)
    elif not objection.is_anonymous:
        with transaction.atomic():
            record(
                Event.FIELD_REVEALED, subject=objection.entry.archive, by=posting,
                purpose=_("答复公示异议"), detail={"field": "objector", "objection": objection.pk},
            )
    context = {
        "form": form, "objection": objection, "notice": objection.notice,
        "is_open": objection.status == ObjectionStatus.OPEN,
    }
    return render(
        request, "households/notices/objection_answer.html", context, status=422 if form.errors else 200
    )
