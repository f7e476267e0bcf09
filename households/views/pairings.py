"""Giving households their responsible contact: one, or many at once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from households.actions import pairing as actions
from households.errors import FileError
from households.forms.contacts import ContactForm
from households.pairing_errors import NothingChosen
from households.queries import contacts
from households.views.file import file_or_404
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require

MOST = 200


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def pairing_new(request):
    """Give one household its contact, or another one: `standing` is who it was when the page was opened."""
    archive = file_or_404(request.posting, request.GET.get("household", "").strip())
    standing = archive.pairings.current().first()
    form = ContactForm(
        request.POST or None, offices=contacts.staff_over(archive.unit), handed_over=standing is not None
    )
    if request.method == "POST" and form.is_valid():
        try:
            _assign_one(archive, request, form)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("责任联系人已登记"))
            return redirect("household", archive.file_no)
    context = {
        "archive": archive, "form": form, "standing": standing,
        "history": archive.pairings.exclude(ended_on=None).select_related("ended_by"),
    }
    return render(request, "households/contacts/pair.html", context, status=422 if form.errors else 200)


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
@require_POST
def pairing_many(request):
    """Give the ticked households one contact: ask who (first), then do it all or not at all (`confirm`)."""
    posting = request.posting
    ticked = list(dict.fromkeys(request.POST.getlist("selected")))[:MOST]
    files = list(contacts.files_with_contacts(posting).filter(file_no__in=ticked))
    if not files:
        messages.error(request, str(NothingChosen()))
        return redirect("pairings")
    given = request.POST if "confirm" in request.POST else None
    form = ContactForm(given, offices=contacts.staff_within(posting.unit))
    if given and form.is_valid():
        try:
            made = actions.assign(
                archives=files, by=posting, note=form.cleaned_data["note"], **form.person()
            )
        except FileError as error:
            form.add_error(None, str(error))
        else:
            said = ngettext("%(n)d 户已结对或移交", "%(n)d 户已结对或移交", len(made))
            messages.success(request, said % {"n": len(made)})
            return redirect(reverse("pairings"))
    return render(
        request, "households/contacts/many.html", {"files": files, "form": form},
        status=422 if form.errors else 200,
    )


def _assign_one(archive, request, form):
    """Pair a household, or hand it over from the contact the page showed; from no other."""
    person, seen = form.person(), request.POST.get("standing", "")
    if not seen:
        return actions.pair(archive=archive, by=request.posting, **person)
    shown = archive.pairings.filter(pk=seen if seen.isdecimal() else 0)
    note = form.cleaned_data.get("note", "")
    return actions.hand_over(pairings=shown, by=request.posting, note=note, **person)
