"""What can be wrong with scans and photos of a file."""

from django.utils.translation import gettext as _

from households.errors import FileError


class ReceivedAhead(FileError):
    code = "received_ahead"

    def __init__(self, *, day):
        super().__init__(day)
        self.day = day

    def sentence(self):
        return _("收到日期不能晚于今天（%(day)s）") % {"day": self.day.isoformat()}
