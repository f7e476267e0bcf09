"""Workbooks as bytes, good ones and hostile ones."""

import io
import zipfile

import openpyxl


def xlsx(*sheets):
    """A workbook of (name, rows) sheets, as bytes."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    return saved(book)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content, name, body=b"x"):
    """The same workbook with one more part in its zip."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return out.getvalue()


def bomb(megabytes):
    """A small workbook whose sheet unzips to so many megabytes."""
    plain = xlsx(("Sheet", [["姓名"]]))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.infolist():
            if part.filename.endswith("sheet1.xml"):
                with after.open(part.filename, "w") as sheet:
                    sheet.write(b"<worksheet><sheetData>")
                    for _ in range(megabytes):
                        sheet.write(b"<row/>" * (1 << 20 >> 3) + b" " * (1 << 18))
                    sheet.write(b"</sheetData></worksheet>")
            else:
                after.writestr(part, before.read(part.filename))
    return out.getvalue()


def far_cell():
    """A workbook with one cell at the far end of the sheet."""
    book = openpyxl.Workbook()
    book.active["A1"] = "姓名"
    book.active["XFD1048576"] = 1
    return saved(book)


def workbook_size(size):
    """The head of a zip and so many bytes after it."""
    return b"PK\x03\x04".ljust(size, b"\x00")


def mutated(content, chance):
    """The same file with some bytes changed, cut out or doubled."""
    damaged = bytearray(content)
    for _ in range(chance.randrange(1, 20)):
        place = chance.randrange(len(damaged))
        match chance.randrange(4):
            case 0:
                damaged[place] = chance.randrange(256)
            case 1:
                del damaged[place : place + chance.randrange(1, 40)]
            case 2:
                damaged[place:place] = damaged[place : place + 30]
            case 3:
                damaged[place : place + 4] = chance.randbytes(4)
    return bytes(damaged)
