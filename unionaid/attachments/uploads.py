"""What comes in as a file: judged by its content, cleaned, given a safe name. No database."""

import io
import re
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from unionaid.attachments.errors import Damaged, Empty, Heic, TooLarge, TooManyPixels, WrongFormat

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
ENDINGS = {JPEG: ".jpg", PNG: ".png", PDF: ".pdf"}
IMAGES = {JPEG: "JPEG", PNG: "PNG"}
HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
LONGEST_SIDE = 3000  # a page of A4 at 250 dots an inch
MOST_PIXELS = 50_000_000
NAME_LENGTH = 80
UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True)
class Upload:
    """A clean file, ready to be kept."""

    name: str
    content_type: str
    content: bytes


def received(name, content, *, size=None):
    """Return the Upload made of a file as it came in. Raises an UploadRefused.

    Images are drawn anew: turned upright, at most LONGEST_SIDE wide or high, without the place and
    the camera they were taken with, and without anything else that was hidden in the file.
    """
    if (size if size is not None else len(content)) > settings.ATTACHMENT_BYTES:
        raise TooLarge(limit=settings.ATTACHMENT_BYTES)
    if not content:
        raise Empty()
    content_type = sniffed(content)
    if content_type in IMAGES:
        content = _drawn_anew(content, IMAGES[content_type])
    elif b"%%EOF" not in content[-2048:]:
        raise Damaged()
    return Upload(safe_name(name, content_type), content_type, content)


def sniffed(content):
    """Return the content type by the first bytes. Raises Heic or WrongFormat."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"%PDF-"):
        return PDF
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        raise Heic()
    raise WrongFormat()


def safe_name(name, content_type):
    """Return a short name without folders and control characters, with the ending of the content."""
    name = unicodedata.normalize("NFKC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")
    stem = name.rsplit(".", 1)[0] if "." in name else name
    stem = UNSAFE.sub(" ", stem).strip(" .")[:NAME_LENGTH].strip(" .")
    return (stem or "file") + ENDINGS[content_type]


def _drawn_anew(content, kind):
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise TooManyPixels()
            image.load()
            upright = ImageOps.exif_transpose(image)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise Damaged() from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = io.BytesIO()
    if kind == "JPEG":
        upright.convert("RGB").save(drawn, "JPEG", quality=88, optimize=True)
    else:
        see_through = "A" in upright.getbands() or "transparency" in upright.info
        plain = upright.convert("RGBA" if see_through else "RGB")
        plain.info.clear()
        plain.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()
