"""授权: what the people of a file or draft have signed, recording and withdrawing it, the blank form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households import consent_rules
from households.actions import attachments
from households.actions import consents as actions
from households.actions.printing import print_sheet
from households.drafting import Entry
from households.enums import DocumentKind
from households.errors import FileError
from households.forms.consents import ConsentForm, WithdrawalForm
from households.queries import consents as queries
from households.views.draft_doors import with_draft
from households.views.file import file_or_404
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require


@require(Permission.VIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def file_consents(request, file_no):
    """Show who of a file has signed what; record signatures."""
    archive = file_or_404(request.posting, file_no)
    return _page(request, {"archive": archive}, _people_of_file(archive), "file_consents", file_no)


@require(Permission.ENTER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def draft_consents(request, draft):
    """Show who of a draft has signed what; record signatures."""
    return _page(request, {"draft": draft}, _people_of_draft(draft), "draft_consents", draft.pk)


@require(Permission.ENTER_FILES)
@require_POST
def consent_withdraw(request, pk):
    """Write down that somebody has taken a signature back."""
    consent = get_object_or_404(queries.consents_for(request.posting), pk=pk)
    form = WithdrawalForm(request.POST)
    if form.is_valid():
        try:
            actions.withdraw(consent=consent, by=request.posting, reason=form.cleaned_data["reason"])
        except FileError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("已登记撤回，撤回以前的使用不受影响"))
    if consent.archive_id:
        return redirect("file_consents", consent.archive.file_no)
    return redirect("draft_consents", consent.draft_id)


@require(Permission.VIEW_FILES)
@require_safe
def file_consents_print(request, file_no):
    """Print the blank forms with the names of those who have to sign."""
    archive = file_or_404(request.posting, file_no)
    return _sheets(request, archive, _people_of_file(archive), {"archive": archive})


@require(Permission.ENTER_FILES)
@require_safe
@with_draft
def draft_consents_print(request, draft):
    """Print the blank forms with the names typed so far."""
    return _sheets(request, draft, _people_of_draft(draft), {"draft": draft})


def _people_of_draft(draft):
    return Entry(draft.payload, today=clock.today()).persons()


def _people_of_file(archive):
    return queries.people_of_file(archive.members.order_by("position"))


def _page(request, place, people, address, key):
    posting, today = request.posting, clock.today()
    texts, may_record = queries.texts_on(today), posting.may(Permission.ENTER_FILES)
    form = None
    if may_record:
        form = ConsentForm(request.POST or None, request.FILES or None, people=people, texts=texts)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid() and _record(request, place, form):
            return redirect(address, key)
    row = next(iter(place.values()))
    given = queries.consents_of(row, getattr(row, "archive", None))
    context = place | {
        "form": form,
        "needs": consent_rules.needs(people, texts, given, today),
        "consents": given,
        "today": today,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "households/consents.html", context, status=status)


def _record(request, place, form):
    """Record the signatures and their scan; all or nothing."""
    posting = request.posting
    try:
        with transaction.atomic():
            scan = None
            for upload in form.cleaned_data["scan"]:
                scan = attachments.attach(
                    upload=upload, kind=DocumentKind.AUTHORISATION, by=posting,
                    received_on=form.cleaned_data["signed_on"], **place,
                )
            made = actions.record_consents(by=posting, scan=scan, **place, **form.values())
    except FileError as error:
        form.add_error(None, str(error))
        return False
    text = ngettext("已登记 %(n)d 份授权", "已登记 %(n)d 份授权", len(made)) % {"n": len(made)}
    messages.success(request, text)
    return True


def _sheets(request, row, people, place):
    today = clock.today()
    sheets = [
        (text, consent_rules.needs(people, [text], (), today)) for text in queries.texts_on(today)
    ]
    context = place | {
        "sheets": [(text, text.body.splitlines(), needs) for text, needs in sheets if needs],
        "unit": row.unit,
        "print_no": print_sheet(row, label=_("授权委托书"), by=request.posting),
        "printed_at": timezone.localtime(),
    }
    return render(request, "households/consents_print.html", context)
