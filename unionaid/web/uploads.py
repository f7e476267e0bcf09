"""How uploads are taken in: in memory alone, since a file under /tmp would lie there in plain text."""

import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 32 << 20  # of one file
MOST_IN_ALL = 64 << 20  # of one request


class MemoryOnlyHandler(FileUploadHandler):
    """Keep each file in memory. One beyond the limits comes without content but with its real size,
    so that its form can say what is wrong with it.
    """

    in_all = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.kept, self.dropped = io.BytesIO(), False

    def receive_data_chunk(self, raw_data, start):
        self.in_all += len(raw_data)
        if start + len(raw_data) > MOST_BYTES or self.in_all > MOST_IN_ALL:
            self.kept, self.dropped = io.BytesIO(), True
        elif not self.dropped:
            self.kept.write(raw_data)

    def file_complete(self, file_size):
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name, self.content_type, file_size,
            self.charset, self.content_type_extra,
        )
