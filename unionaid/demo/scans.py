"""A few real pictures, so that the pages of papers are not empty: drawn here, they show nobody."""

import hashlib
import io
from zlib import crc32

from PIL import Image, ImageDraw

from households.enums import DocumentKind, Status
from households.models import Attachment, HardshipArchive
from unionaid.attachments import uploads
from unionaid.attachments.models import StoredFile
from unionaid.demo.plans import SHOWN_UNITS
from unionaid.privacy import sealed_files

FILES = 3  # of each shown unit
KINDS = (DocumentKind.IDENTITY, DocumentKind.HUKOU, DocumentKind.AUTHORISATION)
SIZE = (420, 594)


def load():
    """Keep a picture of some papers of a few files on record in the units that are shown."""
    for region in sorted(SHOWN_UNITS):
        shown = HardshipArchive.objects.filter(unit__region_code=region, status=Status.ACTIVE)
        for archive in shown.exclude(is_migrated=True).order_by("-changed_on", "file_no")[:FILES]:
            for kind in KINDS:
                _attach(archive, kind)


def _attach(archive, kind):
    content = _picture(f"{archive.file_no} {kind}")
    stored = StoredFile.objects.create(
        name=f"{kind.label}.jpg", content_type=uploads.JPEG, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), stored_as=sealed_files.write(content),
        uploaded_by=archive.entered_by,
    )
    Attachment.objects.create(
        archive=archive, unit_id=archive.unit_id, unit_path=archive.unit_path, file=stored, kind=kind,
        received_on=archive.applied_on,
    )


def _picture(text):
    """A page with lines and a stamp that says what it is; other pages have other lines."""
    page, made = Image.new("RGB", SIZE, (250, 248, 242)), io.BytesIO()
    pen = ImageDraw.Draw(page)
    lengths = crc32(text.encode())
    for row in range(22):
        length = 160 + (lengths >> row) % 190
        pen.rectangle((40, 90 + row * 20, 40 + length, 98 + row * 20), fill=(206, 206, 202))
    pen.rectangle((150, 28, 270, 62), outline=(176, 28, 28), width=3)
    pen.text((184, 38), "DEMO / SAMPLE", fill=(176, 28, 28), anchor="la")
    page.save(made, "JPEG", quality=70)
    return made.getvalue()
