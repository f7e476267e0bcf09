"""Registers of the programmes as workbooks: out with evidence, and in, line by line with its errors.

The sheet that goes out can come back: same titles, choices in words. A workbook is taken whole or not
at all.
"""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from campaigns import cells
from campaigns.actions import records
from campaigns.errors import CampaignError, RecordWrong, SheetWrong
from campaigns.forms.records import form_of
from unionaid import clock
from unionaid.audit import Event, record
from unionaid.web.registers import write_register

MOST_ROWS = 2000
NO_ROW = 1


@transaction.atomic
def export(register, rows, path, by):
    """Write the lines to a file and record it. Returns their number."""
    with translation.override(settings.LANGUAGE_CODE):
        names = ["unit", *register.fields]
        table = [cells.cells_of(register, line, names) for line in rows.iterator(chunk_size=500)]
        write_register(cells.columns_of(register, names), table, path, _notes(register, by))
        record(
            Event.ACTIVITIES_EXPORTED, subject=by.unit, by=by,
            detail={"register": register.slug, "rows": len(table)},
        )
    return len(table)


def template(register, path, by):
    """Write the empty workbook that `take` reads."""
    with translation.override(settings.LANGUAGE_CODE):
        columns = cells.columns_of(register, register.fields)
        notes = [
            (str(register.label(name)), "、".join(str(label) for _value, label in choices))
            for name, choices in _choices(register)
        ]
        write_register(columns, [], path, [*notes, *_notes(register, by)])


@transaction.atomic
def take(register, upload, by, *, confirmed=False):
    """Enter every row of a workbook for the union of the posting. Returns the number of rows.

    Raises SheetWrong with every fault when anything is wrong; then nothing is kept.
    """
    with translation.override(settings.LANGUAGE_CODE):
        titles = {str(register.label(name)): name for name in register.fields}
        choices = {name: {str(label): value for value, label in own} for name, own in _choices(register)}
        given, faults = _rows(upload, titles), []
        make = form_of(register)
        for number, row in given:
            data = {name: choices.get(name, {}).get(value, value) for name, value in row.items()}
            faults += _entered(register, make, number, data, by, confirmed)
        if faults:
            raise SheetWrong(rows=faults)
        return len(given)


def _entered(register, make, number, data, by, confirmed):
    form = make(data, by=by, register=register)
    if not form.is_valid():
        return [
            (number, str(form.fields[name].label) if name in form.fields else "", message)
            for name, messages in form.errors.items()
            for message in messages
        ]
    try:
        with transaction.atomic():
            records.enter(register=register, values=form.cleaned_data, by=by, confirmed=confirmed)
    except RecordWrong as error:
        return [(number, str(register.label(name)) if name else "", said) for name, said in error.faults]
    except CampaignError as error:
        return [(number, "", str(error))]
    return []


def _rows(upload, titles):
    """Return [(row number, {field: text})] of the first sheet, empty rows left out."""
    try:
        sheet = load_workbook(upload, read_only=True, data_only=True).worksheets[0]
    except Exception as error:  # whatever a broken file makes the reader say, it is no workbook
        raise SheetWrong(rows=[(NO_ROW, "", _("这不是 Excel 工作簿（.xlsx），请用模板填写"))]) from error
    lines = sheet.iter_rows(values_only=True)
    head = [str(cell or "").strip() for cell in next(lines, ())]
    missing = [title for title in titles if title not in head]
    if missing:
        words = _("缺少列：%(titles)s。请用模板填写") % {"titles": "、".join(missing)}
        raise SheetWrong(rows=[(NO_ROW, "", words)])
    found = []
    for number, line in enumerate(lines, start=2):
        row = {titles[t]: _text(cell) for t, cell in zip(head, line, strict=False) if t in titles}
        if any(row.values()):
            found.append((number, {name: text for name, text in row.items() if text not in ("", "否", "—")}))
        if len(found) > MOST_ROWS:
            words = _("一次最多 %(n)d 行，请分成几个表格上传") % {"n": MOST_ROWS}
            raise SheetWrong(rows=[(number, "", words)])
    if not found:
        raise SheetWrong(rows=[(NO_ROW, "", _("表格里没有数据行"))])
    return found


def _text(cell):
    match cell:
        case None:
            return ""
        case datetime() | date():
            return f"{cell:%Y-%m-%d}"
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell).strip()


def _choices(register):
    fields = (register.model._meta.get_field(name) for name in register.fields)
    return [(field.name, field.choices) for field in fields if field.choices]


def _notes(register, by):
    return [
        (_("内容"), str(register.title)),
        (_("数据截至"), f"{clock.today():%Y-%m-%d}"),
        (_("导出人"), f"{by.user.display_name}（{by.unit.name}，{by.role_label}）"),
    ]
