"""What can be wrong with a report, in sentences that say what to do."""

from django.utils.translation import gettext as _


class ReportError(Exception):
    """A refusal with its sentence."""


class TextTooLong(ReportError):
    def __init__(self, *, longest, length):
        super().__init__(
            _("段落最多 %(longest)d 字，现有 %(length)d 字，请删减后保存")
            % {"longest": longest, "length": length}
        )
