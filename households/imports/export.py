"""The register of a scope as a workbook that comes back: loading it again changes nothing.

Numbers of people, telephones and accounts leave hidden; rows come back by their file number.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from households.imports.fields import EXPENSES, FILES, INCOMES, MEMBERS, SHEETS, fields, of_sheet
from households.imports.tables import national_system
from households.imports.written import cell, current
from households.queries.contents import contents_of
from households.queries.files import files_for
from unionaid import clock
from unionaid.audit import Event, record
from unionaid.web.registers import RegisterColumn, write_registers

CHUNK = 500
KINDS = {"day": "date", "amount": "money"}
LEFT_OUT = ("decision.tier_reason",)
LINKED = {MEMBERS: "members", INCOMES: "incomes", EXPENSES: "expenses"}
PREFIX = {MEMBERS: "member.", INCOMES: "income.", EXPENSES: "expense."}


def export(path, *, by, files=None, step=None, national=False):
    """Write the files of the posting's scope and leave evidence. Returns the number of files.

    `national` writes the columns of the national system, under its titles and in its order.
    """
    with clock.remembered():
        number = write(path, by, files if files is not None else files_for(by), step, national)
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        record(
            Event.REGISTER_EXPORTED,
            subject=by.unit,
            by=by,
            detail={"filters": "全国系统格式" if national else "可回导的花名册", "rows": number},
        )
    return number


def filename(by):
    return f"困难职工档案_{by.unit.short_name}_{clock.today():%Y%m%d}.xlsx"


def write(path, by, files, step=None, national=False):
    """Write the workbook: households first, then their members, incomes and expenses.

    Each sheet walks through the files on its own, so that the memory stays flat.
    """
    files = files.select_related("unit").order_by("file_no")
    counted = [0]

    def households():
        for archive, content in _walk(files):
            counted[0] += 1
            if step and counted[0] % CHUNK == 0:
                step(counted[0])
            values = current(archive, content)
            yield [cell(field, values.get(field.key)) for _title, field in columns[FILES]]

    columns = {kind: exported(kind, national) for kind in SHEETS}
    registers = [(SHEETS[FILES], _titles(columns[FILES]), households())]
    for kind in (MEMBERS, INCOMES, EXPENSES):
        registers.append((SHEETS[kind], _titles(columns[kind]), _item_rows(files, kind, columns[kind])))
    write_registers(registers, path, notes(by))
    return counted[0]


def exported(kind, national=False):
    """Return the columns a sheet of the export has, as (title, field)."""
    if national:
        return [(title, fields()[key]) for title, key in national_system()[kind]]
    return [
        (field.title, field) for field in of_sheet(kind) if field.exported and field.key not in LEFT_OUT
    ]


def notes(by):
    now = timezone.localtime()
    return [
        ("内容", "困难职工档案，可修改后再导入；档案号不要改动"),
        ("数据截至", clock.today().isoformat()),
        ("导出时间", f"{now:%Y-%m-%d %H:%M:%S}"),
        ("导出人", f"{by.user.display_name}（{by.unit.name}）"),
        ("范围", f"{by.unit.name}及其下级工会"),
        ("隐藏", "证件号码、手机号码、银行卡号和地址以 * 代替；原样留着表示不变"),
        *([("演示数据", "本表均为虚构的演示数据")] if clock.business_date() else []),
    ]


def _walk(files):
    """Yield (file, content) in order, CHUNK files at a time."""
    part = []
    for archive in files.iterator(chunk_size=CHUNK):
        part.append(archive)
        if len(part) == CHUNK:
            yield from _with_contents(part)
            part = []
    yield from _with_contents(part)


def _with_contents(part):
    contents = contents_of(part)
    for archive in part:
        yield archive, contents[archive.pk]


def _item_rows(files, kind, columns):
    for archive, content in _walk(files):
        people = content.people
        for item in getattr(content, LINKED[kind]):
            values = {f"{PREFIX[kind]}{name}": value for name, value in item.items()}
            values |= {f"{kind}.file_no": archive.file_no, f"{kind}.worker": archive.worker_name}
            if kind != MEMBERS:
                values[f"{PREFIX[kind]}member"] = people[item["member"]]["name"]
            yield [cell(field, values.get(field.key)) for _title, field in columns]


def _titles(columns):
    return [
        RegisterColumn(title, KINDS.get(field.kind, "text"), field.width) for title, field in columns
    ]
