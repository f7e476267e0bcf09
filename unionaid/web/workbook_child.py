"""The process that opens a foreign workbook: `python -m unionaid.web.workbook_child PATH LIMITS…`.

It answers on standard output with JSON, {"sheets": […]} or {"refused": code}. The system takes it
down when it asks for more memory or time than it may have; nothing of the project runs in it.
"""

import json
import sys
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum


def main(path, memory, seconds, most_sheets, most_rows, most_columns):
    _bound(memory, seconds)
    try:
        answer = _read(path, most_sheets, most_rows, most_columns)
    except PasswordError:
        answer = {"refused": "password_needed"}
    except (CalamineError, OSError, ValueError, OverflowError):
        answer = {"refused": "damaged"}
    except MemoryError:
        answer = {"refused": "too_heavy"}
    json.dump(answer, sys.stdout, ensure_ascii=False, separators=(",", ":"))


def _bound(memory, seconds):
    try:
        import resource
    except ImportError:  # Windows has no such limits; the caller's clock still stops the process
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(path, most_sheets, most_rows, most_columns):
    with CalamineWorkbook.from_path(path) as workbook:
        shown = [
            sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible
        ]
        if len(shown) > most_sheets:
            return {"refused": "too_many_sheets"}
        sheets = []
        for name in shown:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.end is None:
                continue
            if sheet.end[0] >= most_rows:
                return {"refused": "too_many_rows"}
            if sheet.end[1] >= most_columns:
                return {"refused": "too_many_columns"}
            rows = [[_plain(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            if any(value is not None for row in rows for value in row):
                sheets.append({"name": name, "rows": rows, "merged": _merged(sheet)})
        return {"sheets": sheets}


def _merged(sheet):
    areas = getattr(sheet, "merged_cell_ranges", None) or []
    return [[first[0], first[1], last[0], last[1]] for first, last in areas]


def _plain(value):
    kind = type(value)
    if kind is str:
        return value or None
    if kind is float:
        whole = int(value) if value == value and abs(value) < 1e15 else None
        return whole if whole is not None and whole == value else value
    if kind in (datetime, date):
        return [value.isoformat()]
    if kind in (time, timedelta):
        return str(value)
    return value


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
