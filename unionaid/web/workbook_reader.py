"""Workbooks that come in from outside: looked over, read in a process of their own, refused with the reason.

Knows plain tables only. Whatever a file holds, the caller gets its sheets within seconds or a
`WorkbookRefused` that says what to do; memory and time of the reading are bounded by the system.
"""

import io
import json
import subprocess
import sys
import tempfile
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import msoffcrypto
from django.conf import settings
from django.utils.translation import gettext as _
from msoffcrypto.exceptions import FileFormatError, InvalidKeyError

MOST_BYTES = 20 << 20
MOST_UNZIPPED = 100 << 20
MOST_PARTS = 2000
MOST_SHEETS = 30
MOST_ROWS = 50_000
MOST_COLUMNS = 400
SECONDS = 30
MEMORY = 1 << 30  # address space of the reading process

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
ENCRYPTED, MACROS = "EncryptedPackage".encode("utf-16-le"), "_VBA_PROJECT_CUR".encode("utf-16-le")
XLSX, XLS = "xlsx", "xls"


class WorkbookRefused(Exception):
    """A file that is not taken. `str(error)` says why and what to do; `code` is stable."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code

    def __str__(self):
        return self.sentence()

    def sentence(self):
        return _sentences()[self.code]


@dataclass
class Sheet:
    """A sheet as a list of rows; row 0 is row 1 of the sheet.

    Values are None, text, bool, int, float, date or datetime; formulas give the value last computed.
    `merged` are the merged areas as (first row, first column, last row, last column), from 0.
    """

    name: str
    rows: list
    merged: list = field(default_factory=list)


def read(content, *, password=""):
    """Return the sheets of a workbook given as bytes, the empty ones left out. Raises WorkbookRefused."""
    kind, plain = opened(content, password)
    answer = _read_apart(kind, plain)
    sheets = [
        Sheet(part["name"], [_row(row) for row in part["rows"]], [tuple(area) for area in part["merged"]])
        for part in answer
    ]
    if not sheets:
        raise WorkbookRefused("empty")
    return sheets


def opened(content, password=""):
    """Return (kind, bytes) of a workbook, decrypted where it carries a password. Raises WorkbookRefused."""
    if len(content) > MOST_BYTES:
        raise WorkbookRefused("too_large")
    if not content.strip():
        raise WorkbookRefused("empty_file")
    if content.startswith(OLE):
        if ENCRYPTED in content:
            return opened(_decrypted(content, password), "")
        if MACROS in content:
            raise WorkbookRefused("macros")
        return XLS, _plain_xls(content, password)
    if content.startswith(ZIP):
        _look_over(content)
        return XLSX, content
    if content.startswith(IMAGES):
        raise WorkbookRefused("image")
    raise WorkbookRefused("text" if _is_text(content) else "unknown")


def _decrypted(content, password):
    if not password:
        raise WorkbookRefused("password_needed")
    plain = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(content))
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(plain)
    except InvalidKeyError as error:
        raise WorkbookRefused("password_wrong") from error
    except Exception as error:  # a broken container fails in as many ways as it can be broken
        raise WorkbookRefused("damaged") from error
    if not plain.getvalue().startswith(ZIP):
        raise WorkbookRefused("damaged")
    return plain.getvalue()


def _plain_xls(content, password):
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(content))
        is_locked = locked.is_encrypted()
    except FileFormatError as error:
        raise WorkbookRefused("unknown") from error
    except Exception as error:
        raise WorkbookRefused("damaged") from error
    if not is_locked:
        return content
    if not password:
        raise WorkbookRefused("password_needed")
    plain = io.BytesIO()
    try:
        locked.load_key(password=password)
        locked.decrypt(plain)
    except InvalidKeyError as error:
        raise WorkbookRefused("password_wrong") from error
    except Exception as error:
        raise WorkbookRefused("damaged") from error
    return plain.getvalue()


def _look_over(content):
    """Refuse by the table of contents alone what would cost too much or carries more than cells."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            has_types = any(_declares_types(archive, part) for part in parts[:MOST_PARTS])
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise WorkbookRefused("damaged") from error
    if has_types:
        raise WorkbookRefused("damaged")
    names = {part.filename.lower().lstrip("/") for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNZIPPED:
        raise WorkbookRefused("unzipped_too_large")
    if not any(name.startswith("xl/workbook.") for name in names):
        raise WorkbookRefused("not_a_workbook")
    if any("vbaproject" in name or name.startswith("xl/macrosheets/") for name in names):
        raise WorkbookRefused("macros")
    if any(name.startswith("xl/externallinks/") for name in names):
        raise WorkbookRefused("external_links")


def _declares_types(archive, part):
    """Tell whether a part begins with a document type, which no workbook needs and entity bombs do."""
    if not part.filename.lower().endswith((".xml", ".rels")):
        return False
    with archive.open(part) as text:
        return b"<!DOCTYPE" in text.read(512).upper()


def _is_text(content):
    head = content[:4096]
    return b"\x00" not in head and any(mark in head for mark in (b",", b"\t", b";", b"<"))


def _read_apart(kind, plain):
    """Have another process read the bytes, with bounded memory and time, and return what it found."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"workbook.{kind}"
        path.write_bytes(plain)
        limits = [MEMORY, SECONDS, MOST_SHEETS, MOST_ROWS, MOST_COLUMNS]
        call = [sys.executable, "-m", "unionaid.web.workbook_child", str(path), *map(str, limits)]
        try:
            done = subprocess.run(
                call, cwd=settings.BASE_DIR, capture_output=True, timeout=2 * SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise WorkbookRefused("too_slow") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise WorkbookRefused("too_heavy") from error
    if "refused" in answer:
        raise WorkbookRefused(answer["refused"])
    return answer["sheets"]


def _row(row):
    return [_value(value) if type(value) is list else value for value in row]


def _value(value):
    """Days and moments travel as ["2022-01-26"] and ["2022-01-26T08:30:00"]."""
    text = value[0]
    if "T" not in text:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment if (moment.hour, moment.minute, moment.second) != (0, 0, 0) else moment.date()


def _sentences():
    return {
        "too_large": _("文件超过 20 MB，请拆成几个文件导入"),
        "empty_file": _("文件是空的，请重新选择"),
        "image": _("这是图片，不是 Excel 工作簿。请选择 .xlsx 或 .xls 文件"),
        "text": _(
            "这是文本文件（例如 CSV），不是 Excel 工作簿，改扩展名没有用。"
            "请用 WPS 或 Excel 打开，另存为 .xlsx"
        ),
        "unknown": _("不是 Excel 工作簿。请选择用 WPS 或 Excel 保存的 .xlsx 或 .xls 文件"),
        "not_a_workbook": _("这是其他文档或压缩包，不是 Excel 工作簿。请选择 .xlsx 或 .xls 文件"),
        "damaged": _("工作簿已损坏，打不开。请用 WPS 或 Excel 打开后另存一份再上传"),
        "unzipped_too_large": _("工作簿展开后太大，没有读取。请只保留要导入的行和列，另存为新文件"),
        "macros": _("工作簿含有宏，为安全起见不读取。请另存为不含宏的 .xlsx"),
        "external_links": _("工作簿引用了其他文件，请复制后“选择性粘贴为数值”，另存为新文件再上传"),
        "password_needed": _("工作簿有密码，请填写打开密码后再上传"),
        "password_wrong": _("打开密码不对，请核对后再上传"),
        "too_many_sheets": _("工作表超过 30 张，请只保留要导入的工作表"),
        "too_many_rows": _("一张工作表最多 50,000 行，请拆成几个文件导入（也请删去末尾的空行）"),
        "too_many_columns": _("一张工作表最多 400 列，请删去多余的列"),
        "too_slow": _("读取时间太长，已停止。请只保留要导入的行和列，另存为新文件"),
        "too_heavy": _("工作簿太大或已损坏，读不出来。请只保留要导入的行和列，另存为新文件"),
        "empty": _("工作簿里没有内容，请核对是否选对了文件"),
    }
