"""Workbooks as downloads."""

import tempfile
from pathlib import Path

from django.http import FileResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_download(write, name):
    """Return the workbook that `write(path)` makes as a download called `name`.

    The whole file is made first, so that a failure never sends half of it.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        write(path)
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=XLSX)
