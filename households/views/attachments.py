"""Scans and photos: the page of a file's or draft's attachments, one of them opened, one removed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households.actions import attachments as actions
from households.actions import papers
from households.attachment_rules import right_to_open
from households.drafting import Entry
from households.enums import DocumentKind
from households.errors import FileError
from households.forms.attachments import AttachmentForm, RemovalForm
from households.queries.attachments import attachments_for, attachments_of
from households.queries.consents import people_of_file
from households.views.draft_doors import with_draft
from households.views.file import file_or_404
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.attachments.errors import FileGone, UploadRefused
from unionaid.attachments.serving import file_response
from unionaid.web.access import require


@require(Permission.VIEW_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def file_attachments(request, file_no):
    """Show what was uploaded for a file; add to it."""
    archive = file_or_404(request.posting, file_no)
    people = people_of_file(archive.members.order_by("position"))
    return _page(request, {"archive": archive}, people, "file_attachments", file_no)


@require(Permission.ENTER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def draft_attachments(request, draft):
    """Show what was uploaded for a draft; add to it."""
    return _page(request, {"draft": draft}, _people_of_draft(draft), "draft_attachments", draft.pk)


@require(Permission.VIEW_FILES)
@require_safe
def attachment(request, pk):
    """Show or save one attachment. That it was opened is recorded."""
    row = get_object_or_404(attachments_for(request.posting), pk=pk)
    if not request.posting.may(right_to_open(row.kind)):
        raise PermissionDenied
    try:
        content = actions.content(attachment=row, by=request.posting)
    except FileGone as error:
        return render(request, "households/attachment_gone.html", {"row": row, "error": error}, status=410)
    return file_response(row.file, content)


@require(Permission.ENTER_FILES, Permission.REVIEW_FILES)
@require_POST
def attachment_remove(request, pk):
    """Destroy an attachment for a reason."""
    row = get_object_or_404(attachments_for(request.posting), pk=pk)
    form = RemovalForm(request.POST)
    try:
        if form.is_valid():
            actions.remove(attachment=row, reason=form.cleaned_data["reason"], by=request.posting)
            messages.success(request, _("已移除，文件内容已销毁，移除记录保留"))
        else:
            messages.error(request, form.errors["reason"][0])
    except UploadRefused as error:
        messages.error(request, str(error))
    return _back(row)


def _people_of_draft(draft):
    return Entry(draft.payload, today=clock.today()).persons()


def _page(request, place, persons, address, key):
    posting, people = request.posting, [(person.key.hex(), person.name) for person in persons]
    may_add = posting.may(Permission.ENTER_FILES) or posting.may(Permission.REVIEW_FILES)
    form = None
    if may_add:
        given = (request.POST or None, request.FILES or None)
        form = AttachmentForm(*given, people=people, takes_paper="archive" in place)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid() and _attach(request, place, form):
            return redirect(address, key)
    names = dict(people)
    label = dict(DocumentKind.choices)
    rows = [
        {
            "attachment": row,
            "label": label[row.kind],
            "name": names.get(bytes(row.person).hex(), "") if row.person else "",
            "may_open": posting.may(right_to_open(row.kind)),
        }
        for row in attachments_of(next(iter(place.values())))
    ]
    context = place | {"form": form, "rows": rows, "may_add": may_add}
    status = 422 if form is not None and form.errors else 200
    return render(request, "households/attachments.html", context, status=status)


def _attach(request, place, form):
    """Keep the files of a form, all of them or none; without a file note the paper alone."""
    given = form.cleaned_data
    try:
        if not given["files"]:
            papers.receive(
                kind=given["kind"], received_on=given["received_on"], pages=given["pages"] or 1,
                by=request.posting, **place,
            )
            messages.success(request, _("已登记收到材料"))
            return True
        added = actions.attach_all(
            uploads=given["files"], kind=given["kind"], person=given["person"],
            received_on=given["received_on"], by=request.posting, **place,
        )
    except FileError as error:
        form.add_error(None, str(error))
        return False
    text = ngettext("已上传 %(n)d 个文件", "已上传 %(n)d 个文件", len(added)) % {"n": len(added)}
    messages.success(request, text)
    return True


def _back(row):
    if row.archive_id:
        return redirect("file_attachments", row.archive.file_no)
    return redirect("draft_attachments", row.draft_id)
