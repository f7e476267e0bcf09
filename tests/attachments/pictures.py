"""Small real files as phones and scanners make them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from unionaid.attachments import uploads

GPS = {1: "N", 2: (36.0, 3.0, 12.0), 3: "E", 4: (103.0, 49.0, 48.0)}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def jpeg(size=(40, 20), *, placed=False, turned=False, color=(200, 30, 30)):
    """A photo; `placed`: with the camera and the place it was taken, `turned`: held upright."""
    image, made = Image.new("RGB", size, color), io.BytesIO()
    data = Image.Exif()
    if placed:
        data[0x010F] = "PHONE-MAKER"
        data.get_ifd(0x8825).update(GPS)
    if turned:
        data[0x0112] = 6
    image.save(made, "JPEG", exif=data)
    return made.getvalue()


def png(size=(30, 30), color=(10, 80, 200)):
    made = io.BytesIO()
    Image.new("RGB", size, color).save(made, "PNG")
    return made.getvalue()


def posted(content, name="证件.jpg", content_type="image/jpeg"):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type)


def upload(content=None, name="户口簿.jpg"):
    return uploads.received(name, content or jpeg())
