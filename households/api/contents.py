"""A file's content as plain JSON: dates and amounts are texts, names are those of `FileContent`."""

from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import models as db
from django.utils.translation import gettext as _

from households import models
from households.content import FileContent
from households.errors import Incomplete
from unionaid.money import MoneyField

MODELS = {
    "worker": models.FamilyMember,
    "members": models.FamilyMember,
    "work": models.HardshipArchive,
    "home": models.HardshipArchive,
    "causes": models.HardshipArchive,
    "support": models.HardshipArchive,
    "bank": models.HardshipArchive,
    "incomes": models.IncomeItem,
    "expenses": models.RigidExpense,
    "event": models.HardshipEvent,
    "exclusions": models.ExclusionFlag,
    "needs": models.AidNeed,
    "documents": models.DocumentReceipt,
}


def plain(content):
    """Return a content as JSON values; `typed` reads them back."""
    return {name.name: _plain(getattr(content, name.name)) for name in fields(content)}


def typed(document) -> FileContent:
    """Read a content from JSON. Raises Incomplete naming every section and field that is no such value."""
    errors = {}
    if not isinstance(document, dict):
        raise Incomplete(errors={"content": [("", _("内容应为 JSON 对象"))]})
    known = {part.name: part for part in fields(FileContent)}
    for name in document.keys() - known.keys():
        errors.setdefault(name, []).append(("", _("没有这一部分")))
    values = {}
    for name, part in known.items():
        if name in document:
            values[name] = _section(name, document[name], errors)
        elif part.default is MISSING and part.default_factory is MISSING:
            errors.setdefault(name, []).append(("", _("缺少这一部分")))
    if errors:
        raise Incomplete(errors=errors)
    return FileContent(**values)


def _section(name, value, errors):
    if name == "applied_on":
        return _value(db.DateField(), value, name, name, errors)
    if value is None and name == "event":
        return None
    if name == "decision":
        return value if isinstance(value, dict) else {}
    if isinstance(value, list) and name not in (
        "worker",
        "work",
        "home",
        "causes",
        "support",
        "bank",
        "event",
    ):
        return [_fields(name, item, f"{name}-{place}-", errors) for place, item in enumerate(value)]
    return _fields(name, value, f"{name}-", errors)


def _fields(section, value, prefix, errors):
    if not isinstance(value, dict):
        errors.setdefault(section, []).append((prefix.rstrip("-"), _("应为 JSON 对象")))
        return {}
    model, found = MODELS[section], {}
    names = {field.name: field for field in model._meta.fields}
    for key, item in value.items():
        if (section, key) in (("causes", "secondary"), ("incomes", "member"), ("expenses", "member")):
            found[key] = item
        elif key in names:
            found[key] = _value(names[key], item, section, prefix + key, errors)
        else:
            errors.setdefault(section, []).append((prefix + key, _("没有这个字段")))
    return found


def _value(field, value, section, name, errors):
    if value is None or value == "":
        return None if isinstance(field, db.DateField | MoneyField | db.DecimalField) else value
    try:
        if isinstance(field, db.DateField):
            return date.fromisoformat(value)
        if isinstance(field, MoneyField | db.DecimalField):
            return Decimal(value)
    except (TypeError, ValueError, InvalidOperation):
        errors.setdefault(section, []).append((name, _("不是有效的日期或数字")))
    return value


def _plain(value):
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            return value
