"""代发模板: those a union uses, a new one, and one of its own changed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assistance.actions import templates
from assistance.aid_errors import AidError
from assistance.bank_layouts import ANSWERS, FIELDS, PACKAGED
from assistance.forms.banking import BankTemplateForm, initial_of
from assistance.models import BankTemplate
from assistance.queries import banking
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.PAY_AID)
@require_safe
def bank_templates(request):
    """List the templates of the own union, of those above it, and the packaged ones."""
    context = {"templates": banking.templates_for(request.posting.unit), "packaged": PACKAGED.items()}
    return render(request, "assistance/batches/templates.html", context)


@require(Permission.PAY_AID)
def bank_template_new(request):
    """Write a new template, beginning with a packaged one."""
    begin = PACKAGED.get(request.GET.get("from", "xlsx"), PACKAGED["xlsx"])
    return _edited(request, BankTemplateForm(request.POST or None, initial=initial_of(begin)))


@require(Permission.PAY_AID)
def bank_template(request, pk):
    """Change a template of the own union."""
    found = get_object_or_404(BankTemplate.objects.filter(unit=request.posting.unit), pk=pk)
    form = BankTemplateForm(request.POST or None, initial=initial_of(banking.as_layout(found)))
    return _edited(request, form, found)


def _edited(request, form, template=None):
    if request.method == "POST" and form.is_valid():
        try:
            templates.keep(layout=form.layout(), by=request.posting, template=template)
        except AidError as error:
            form.add_error("name" if error.field == "version" else None, str(error))
        else:
            messages.success(request, _("代发模板已保存"))
            return redirect("bank_templates")
    context = {"form": form, "template": template, "fields": FIELDS.items(), "answers": ANSWERS.items()}
    return render(
        request, "assistance/batches/template.html", context, status=422 if form.errors else 200
    )
