"""How the values of a file are written into cells; what comes back written so is unchanged."""

from decimal import Decimal

from django.utils import translation

from households.enums import DocumentKind, Status, Tier
from households.imports.cells import plain
from households.imports.fields import fields
from households.wording import MASKS
from unionaid.organizations import codes
from unionaid.organizations.reference import region_name

AND = "、"


def current(archive, content):
    """Return {key: value} of a stored file, with the keys of the first sheet."""
    values = {
        "meta.file_no": archive.file_no,
        "meta.unit": archive.unit,
        "work.applied_on": content.applied_on,
    }
    for section in ("worker", "work", "home", "causes", "support", "bank"):
        for name, value in getattr(content, section).items():
            values[f"{section}.{name}"] = value
    values |= {f"event.{name}": value for name, value in (content.event or {}).items()}
    values["needs.aid_type"] = [need["aid_type"] for need in content.needs]
    values["documents.kind"] = [document["kind"] for document in content.documents]
    values["decision.tier"] = archive.tier
    values["declared.annual_income"] = archive.annual_income
    values["declared.household_size"] = archive.household_size
    values["shown.status"] = archive.status
    return values


def cell(field, value):
    """Return what the cell of a field holds for a value: words, hidden numbers, days, amounts, texts."""
    if value is None or value == "" or value == []:
        return None
    if field.masked:
        return MASKS[field.name](value)
    if (translation.get_language() or "").startswith("zh"):
        return _plain(field, value)
    with translation.override("zh-hans"):
        return _plain(field, value)


def _plain(field, value):
    match field.kind:
        case "codes":
            return AND.join(_word(field, code) for code in value)
        case "code" | "tier":
            return _word(field, value)
        case "yes_no":
            return "是" if value else "否"
        case "region":
            return region_name(value) or value
        case "unit":
            return value.name
        case "number":
            return f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, Decimal) else str(value)
    if field.key == "shown.status":
        return str(Status(value).label)
    return value


def _word(field, code):
    if field.kind == "tier":
        return str(Tier(code).label)
    if field.key == "documents.kind":
        return str(DocumentKind(code).label)
    if field.list_name:
        return codes.label(field.list_name, code)
    return str(dict(field.choices).get(code, code))


def same_cell(key, value, raw):
    """Tell whether a cell holds just what the export writes for a value."""
    shown = cell(fields()[key], value)
    return shown is not None and "".join(plain(raw).split()) == "".join(plain(shown).split())
