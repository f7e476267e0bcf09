"""Workbooks of households for the tests of importing: by their titles, as a clerk would fill them in."""

from households.imports.fields import EXPENSES, FILES, INCOMES, MEMBERS, SHEETS, fields, of_sheet
from households.imports.written import cell, current
from tests import factories
from tests.web.workbook_files import xlsx


class Filed:
    """What `written.current` reads of a stored file, for contents that are not stored."""

    def __init__(self, content, **values):
        self.file_no = values.get("file_no", "")
        self.unit = values.get("unit")
        self.tier = content.decision.get("tier", "")
        self.annual_income, self.household_size = content.annual_income, content.household_size
        self.status = ""


def full_workbook(*contents, **values):
    """A workbook that says everything about new households, numbers unmasked."""
    rows = {kind: [[field.title for field in of_sheet(kind)]] for kind in SHEETS}
    for content in contents:
        worker = content.worker
        said = current(Filed(content, **values), content)
        rows[FILES].append([plain(field, said.get(field.key)) for field in of_sheet(FILES)])
        for kind, section, prefix in (
            (MEMBERS, content.members, "member."),
            (INCOMES, content.incomes, "income."),
            (EXPENSES, content.expenses, "expense."),
        ):
            for item in section:
                said = {f"{prefix}{name}": value for name, value in item.items()}
                said |= {f"{kind}.worker_id": worker["id_number"], f"{kind}.worker": worker["name"]}
                if kind != MEMBERS:
                    said[f"{prefix}member"] = content.people[item["member"]]["name"]
                rows[kind].append([plain(field, said.get(field.key)) for field in of_sheet(kind)])
    return xlsx(*((SHEETS[kind], rows[kind]) for kind in SHEETS))


def plain(field, value):
    """The cell of a value with nothing hidden."""
    if field.masked and value:
        return str(value)
    found = cell(field, value)
    return float(found) if field.kind == "amount" and found is not None else found


def workbook(rows, titles=("姓名", "身份证号", "困难类别", "家庭人口", "年收入", "致困原因", "建档日期")):
    """A simple ledger of one sheet, below a title row."""
    return xlsx(("在档", [["城关区困难职工台账"], list(titles), *rows]))


def row(name="王桂英", number=None, tier="深度", size=3, income=28600, cause="大病", day="2022.1.26"):
    return [name, number or factories.identity_number(), tier, size, income, cause, day]


def title_of(key):
    return fields()[key].title
