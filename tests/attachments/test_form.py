"""The form field takes files from the device and from the camera, and says what is wrong with them."""

from django import forms
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from tests.attachments.pictures import PDF, jpeg, png, posted
from unionaid.attachments.forms import UploadField
from unionaid.web import uploads


class Papers(forms.Form):
    files = UploadField(label="材料", most=2)


class OnePaper(forms.Form):
    files = UploadField(label="材料", required=False)


def sent(form_class, **files):
    return form_class({}, MultiValueDict({name.replace("_", "-"): value for name, value in files.items()}))


def test_files_come_from_the_device_and_the_camera():
    form = sent(Papers, files=[posted(PDF, "a.pdf")], files_camera=[posted(jpeg(), "b.jpg")])
    assert form.is_valid() and [file.name for file in form.cleaned_data["files"]] == ["a.pdf", "b.jpg"]


def test_each_refusal_names_its_file():
    assert sent(Papers).errors == {"files": ["请选择文件，或用手机拍照"]}
    assert sent(Papers, files=[posted(png())] * 3).errors == {"files": ["一次最多上传 2 个文件"]}
    told = sent(Papers, files=[posted(b"<html>", "a.html"), posted(png())]).errors["files"]
    assert told == ["a.html：只能上传 JPEG、PNG 照片或 PDF 文件（按内容判断，不看扩展名）"]


def test_nothing_is_asked_where_nothing_is_required():
    form = sent(OnePaper)
    assert form.is_valid() and form.cleaned_data == {"files": []}


def test_the_field_is_drawn_with_a_camera_and_without_script():
    drawn = str(Papers()["files"])
    assert 'accept="image/jpeg,image/png,application/pdf"' in drawn and "multiple" in drawn
    assert 'name="files-camera"' in drawn and 'capture="environment"' in drawn
    assert "multiple" not in str(OnePaper()["files"])


def test_an_upload_never_touches_the_disk_and_too_much_is_told(monkeypatch, settings):
    monkeypatch.setattr(uploads, "MOST_BYTES", 5000)
    settings.ATTACHMENT_BYTES = 5000
    request = RequestFactory().post("/", {"files": [posted(png(), "a.png"), posted(b"x" * 6000, "b.jpg")]})
    small, large = request.FILES.getlist("files")

    assert (small.read(), large.read(), large.size) == (png(), b"", 6000)
    form = Papers(request.POST, request.FILES)
    assert form.errors["files"][0].startswith("b.jpg：文件超过 0 MB")
