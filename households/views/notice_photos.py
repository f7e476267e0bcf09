"""Photos of a posted notice: uploaded on its page, opened, removed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from households.actions import notice_photos as actions
from households.errors import FileError
from households.forms.attachments import RemovalForm
from households.forms.notices import PhotoForm
from households.models import NoticePhoto
from households.views.notices import notice_or_404, page_of
from unionaid.accounts.permissions import Permission
from unionaid.attachments.errors import FileGone, UploadRefused
from unionaid.attachments.serving import file_response
from unionaid.web.access import require


@require(Permission.ENTER_FILES)
@require_POST
def notice_photos(request, pk):
    """Add photos to a notice."""
    found = notice_or_404(request.posting, pk)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return page_of(request, found, photo_form=form, status=422)
    try:
        actions.add_photos(
            notice=found, uploads=form.cleaned_data["files"], taken_on=form.cleaned_data["taken_on"],
            by=request.posting,
        )
    except (FileError, UploadRefused) as error:
        form.add_error(None, str(error))
        return page_of(request, found, photo_form=form, status=422)
    messages.success(request, _("公示照片已保存"))
    return redirect("notice", pk)


@require(Permission.VIEW_FILES)
@require_safe
def notice_photo(request, pk):
    """Show a photo. That it was opened is recorded."""
    photo = _photo(request, pk)
    try:
        content = actions.content(photo=photo, by=request.posting)
    except FileGone as error:
        return render(request, "households/attachment_gone.html", {"row": photo, "error": error}, status=410)
    return file_response(photo.file, content)


@require(Permission.ENTER_FILES)
@require_POST
def notice_photo_remove(request, pk):
    """Destroy a photo for a reason."""
    photo, form = _photo(request, pk), RemovalForm(request.POST)
    try:
        if form.is_valid():
            actions.remove_photo(photo=photo, reason=form.cleaned_data["reason"], by=request.posting)
            messages.success(request, _("已移除，文件内容已销毁，移除记录保留"))
        else:
            messages.error(request, form.errors["reason"][0])
    except (FileError, UploadRefused) as error:
        messages.error(request, str(error))
    return redirect("notice", photo.notice_id)


def _photo(request, pk):
    rows = NoticePhoto.objects.visible_to(request.posting).select_related("notice", "file")
    return get_object_or_404(rows, pk=pk)
