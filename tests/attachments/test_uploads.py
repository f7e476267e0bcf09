"""What comes in as a file is judged by its content, cleaned and named safely."""

import io

import pytest
from PIL import Image

from tests.attachments.pictures import PDF, jpeg, png
from unionaid.attachments import errors, uploads


def test_a_photo_loses_its_place_and_camera_and_stands_upright():
    taken = jpeg((40, 20), placed=True, turned=True)
    assert b"PHONE-MAKER" in taken and Image.open(io.BytesIO(taken)).getexif().get_ifd(0x8825)

    kept = uploads.received("IMG_0001.JPG", taken)

    image = Image.open(io.BytesIO(kept.content))
    assert (kept.name, kept.content_type, image.size) == ("IMG_0001.jpg", "image/jpeg", (20, 40))
    assert dict(image.getexif()) == {} and b"PHONE-MAKER" not in kept.content


def test_what_was_hidden_behind_a_picture_is_gone():
    for content in (jpeg(), png()):
        kept = uploads.received("a", content + b"<script>alert(1)</script>PK\x03\x04")
        assert b"script" not in kept.content


def test_a_large_photo_becomes_smaller():
    image = Image.open(io.BytesIO(uploads.received("a.png", png((4000, 1000))).content))
    assert image.size == (3000, 750)


def test_a_document_stays_as_it_is():
    assert uploads.received("合同.PDF", PDF) == uploads.Upload("合同.pdf", "application/pdf", PDF)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.Empty),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", errors.WrongFormat),
        (b"<html><script>alert(1)</script>", errors.WrongFormat),
        (b"GIF89a" + b"0" * 30, errors.WrongFormat),
        (b"PK\x03\x04docx", errors.WrongFormat),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", errors.Heic),
        (jpeg()[:200], errors.Damaged),
        (b"\xff\xd8\xff<html>", errors.Damaged),
        (b"\x89PNG\r\n\x1a\n<html>", errors.Damaged),
        (PDF[:-7], errors.Damaged),
    ],
)
def test_other_content_is_refused_whatever_its_name(content, error):
    with pytest.raises(error) as refused:
        uploads.received("照片.jpg", content)
    assert str(refused.value)


def test_too_much_is_refused(settings):
    settings.ATTACHMENT_BYTES = 1 << 20
    with pytest.raises(errors.TooLarge) as refused:
        uploads.received("a.jpg", b"", size=(1 << 20) + 1)
    assert str(refused.value).startswith("文件超过 1 MB")


def test_a_picture_of_very_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PIXELS", 100)
    with pytest.raises(errors.TooManyPixels):
        uploads.received("a.png", png((20, 20)))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\照片\\王桂英 身份证.png", "王桂英 身份证.jpg"),
        ('a"; filename="b.html', "a ; filename= b.jpg"),
        ("证件\u202egpj.exe\x00\r\n", "证件gpj.jpg"),
        ("...", "file.jpg"),
        ("长" * 300 + ".jpg", "长" * 80 + ".jpg"),
    ],
)
def test_a_name_is_made_safe(given, kept):
    assert uploads.safe_name(given, "image/jpeg") == kept
