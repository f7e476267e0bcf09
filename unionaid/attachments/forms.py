"""The form field for uploads: one or more scans or photos, taken with the camera on a phone.

A form that has one is sent with enctype multipart/form-data and is given `request.FILES`.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unionaid.attachments import uploads
from unionaid.attachments.errors import UploadRefused

ACCEPTED = ",".join(uploads.ENDINGS)
CAMERA = "-camera"


class UploadInput(forms.FileInput):
    """Two ways to give files, both without script: from the device, and on phones from the camera."""

    template_name = "components/widgets/upload.html"
    allow_multiple_selected = True

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, {"accept": ACCEPTED} | (attrs or {}))
        return context | {"camera_name": name + CAMERA}

    def value_from_datadict(self, data, files, name):
        if not hasattr(files, "getlist"):
            return files.get(name) or []
        return [*files.getlist(name), *files.getlist(name + CAMERA)]

    def value_omitted_from_data(self, data, files, name):
        return name not in files and name + CAMERA not in files


class UploadField(forms.FileField):
    """Cleans to a list of `uploads.Upload`, empty where nothing was given and nothing is required."""

    widget = UploadInput
    default_error_messages = {
        "required": _("请选择文件，或用手机拍照"),
        "too_many": _("一次最多上传 %(most)d 个文件"),
    }

    def __init__(self, *, most=1, **kwargs):
        self.most = most
        super().__init__(**kwargs)
        self.widget.attrs["multiple"] = most > 1

    def clean(self, data, initial=None):
        files = data or []
        if not files:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        if len(files) > self.most:
            text = self.error_messages["too_many"]
            raise ValidationError(text, code="too_many", params={"most": self.most})
        return [self._one(file) for file in files]

    def has_changed(self, initial, data):
        return bool(data)

    def _one(self, file):
        file.seek(0)
        try:
            return uploads.received(file.name, file.read(), size=file.size)
        except UploadRefused as error:
            text = f"{file.name}：{error}" if self.most > 1 else str(error)
            raise ValidationError(text, code=error.code) from error
