"""What a cell of a register says: one line for lists and prints, one value for workbooks and the API."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from campaigns.enums import ActivityStatus
from campaigns.queries.records import is_money, is_number
from campaigns.registers import BY_KIND
from unionaid.web.registers import RegisterColumn


def value_of(line, name):
    """Return the plain value of a field of a line, choices as their words, rows as their names."""
    match name:
        case "unit":
            return line.unit.short_name
        case "archive":
            return line.archive.file_no if line.archive_id else ""
        case "member":
            return line.member.name
        case "status":
            return status_of(line)
    shown = getattr(line, f"get_{name}_display", None)
    if shown:
        return str(shown())
    value = getattr(line, name)
    if isinstance(value, bool | int | Decimal | date) or value is None:
        return value
    return str(value)


def status_of(line):
    """Return the state of a line in words: what is never planned is not held but on record."""
    if line.status == ActivityStatus.HELD and not BY_KIND[line._meta.model_name].plannable:
        return _("已登记")
    return str(line.get_status_display())


def text_of(line, name):
    """Return a field of a line as a list shows it."""
    value = value_of(line, name)
    match value:
        case bool():
            return _("是") if value else _("否")
        case Decimal():
            return f"{value:,.2f}"
        case int():
            return str(value) if name.endswith("year") else f"{value:,}"
        case date():
            return f"{value:%Y-%m-%d}"
        case None | "":
            return "—"
    return value


def columns_of(register, names):
    """Return the workbook columns of some fields of a register."""
    return [RegisterColumn(str(register.label(name)), _kind(register, name), _width(name)) for name in names]


def cells_of(register, line, names):
    """Return the workbook cells of a line."""
    return [_plain(value_of(line, name)) for name in names]


def _plain(value):
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return value


def _kind(register, name):
    if is_money(register, name):
        return "money"
    if is_number(register, name):
        return "integer"
    field = None if name in ("unit", "checked") else register.model._meta.get_field(name)
    return "date" if field is not None and field.get_internal_type() == "DateField" else "text"


def _width(name):
    return 26 if name in ("title", "employer", "name", "note", "matter", "plan", "archive") else 14
