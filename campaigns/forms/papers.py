"""Photos and receipts of a record, taken with the camera on a phone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.enums import PaperKind
from unionaid.attachments.forms import UploadField


class PapersForm(forms.Form):
    """One field for each thing a picture shows; none is required."""

    photos = UploadField(label=_("现场照片"), most=9, required=False)
    receipts = UploadField(label=_("票据"), most=5, required=False)
    signed = UploadField(label=_("签收表"), most=5, required=False)

    SHOWN = {"photos": PaperKind.PHOTO, "receipts": PaperKind.RECEIPT, "signed": PaperKind.SIGNED}

    def clean(self):
        """Turn what was given into (what it shows, upload) pairs."""
        values = super().clean()
        pairs = [(shows, upload) for name, shows in self.SHOWN.items() for upload in values.get(name, ())]
        return {"given": pairs}
