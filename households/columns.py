"""The columns of the list: one table that the screen, the chooser and the export read.

Sensitive values are masked here and nowhere shown whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from households import wording
from households.content import age_on
from households.models import HardshipArchive
from unionaid import clock
from unionaid.organizations import codes
from unionaid.organizations.reference import region_name
from unionaid.privacy.masks import mask_phone

FIXED = "name"
DEFAULT = ("name", "file_no", "tier", "status", "unit", "cause", "net_income", "changed")


@dataclass(frozen=True)
class Column:
    """A column: what it reads, the value it exports, how a cell looks and what it sorts by.

    `kind` is text, integer, money or date. `fields` are what the row must have loaded.
    """

    key: str
    label: str
    value: Callable
    fields: tuple[str, ...]
    kind: str = "text"
    sort: str = ""
    width: int = 14
    sensitive: bool = False

    @property
    def css(self):
        """Class of a cell: numbers stand right, numbers and dates of the file itself stand back."""
        if self.kind in ("integer", "money"):
            return "num"
        return "mut" if self.kind == "date" or self.key == "file_no" else ""


def _own(key, field=None, **kwargs):
    """A column that shows a field of the file in words; numbers and dates stay what they are."""
    field = field or key
    label = HardshipArchive._meta.get_field(field).verbose_name
    value = attrgetter(field) if kwargs.get("kind", "text") != "text" else _worded(field)
    return Column(key, kwargs.pop("label", label), value, (field,), **kwargs)


def _worded(field):
    """Return a function: row → the field in words. What is the same for all rows is looked up once."""
    choices = dict(HardshipArchive._meta.get_field(field).flatchoices)
    if field in wording.CODE_LISTS:
        return lambda row: codes.label(wording.CODE_LISTS[field], getattr(row, field))
    if choices:
        return lambda row: str(choices.get(getattr(row, field), getattr(row, field)))
    return lambda row: wording.words(HardshipArchive, field, getattr(row, field))


def _age(row):
    return age_on(row.birth_date, clock.today())


def _account(row):
    return f"**** {row.bank_last4}" if row.bank_last4 else ""


def _identity(row):
    return f"**************{row.id_last4}" if row.id_last4 else ""


def _place(row):
    return "".join(filter(None, [region_name(row.residence_region) or "", row.township]))


COLUMNS = {
    column.key: column
    for column in (
        _own("name", "worker_name", sort="name", width=12),
        _own("file_no", sort="file_no", width=24),
        _own("tier", sort="tier"),
        _own("status"),
        Column("unit", _("单位"), lambda row: row.unit.short_name, ("unit__short_name",), width=16),
        _own("cause", "main_cause", label=_("主要致困原因"), width=20),
        _own("net_income", "net_per_capita_income", kind="money", sort="income", width=18),
        _own("changed", "changed_on", kind="date", sort="changed"),
        _own("size", "household_size", kind="integer"),
        Column("age", _("年龄"), _age, ("birth_date",), kind="integer", sort="birth"),
        _own("sex", width=8),
        _own("ethnicity"),
        Column("identity", _("证件号码（隐藏）"), _identity, ("id_last4",), width=24, sensitive=True),
        Column(
            "mobile",
            _("手机号码（隐藏）"),
            lambda row: mask_phone(row.mobile) if row.mobile else "",
            ("mobile",),
            width=18,
            sensitive=True,
        ),
        Column("bank_account", _("银行卡号（隐藏）"), _account, ("bank_last4",), width=18, sensitive=True),
        _own("bank", width=20),
        _own("employer", width=32),
        _own("worker_kind"),
        _own("work_status"),
        _own("education"),
        _own("skill_level", width=20),
        _own("archive_level"),
        _own("annual_income", kind="money", width=18),
        _own("per_capita_income", kind="money", width=18),
        _own("event_tag"),
        _own("on_dibao"),
        _own("is_single_parent"),
        _own("is_zero_employment"),
        Column("residence", _("居住地"), _place, ("residence_region", "township"), width=36),
        _own("union_name", width=32),
        _own("applied_on", kind="date"),
        _own("approved_on", "first_approved_on", kind="date"),
        _own("grace_until", kind="date"),
        _own("closed_on", kind="date"),
        Column(
            "exit_reason",
            _("退档原因"),
            lambda row: codes.label("exit_reason", row.exit_reason),
            ("exit_reason",),
            width=20,
        ),
        _own("previous_category", "legacy_category", width=20),
    )
}
ALWAYS_LOADED = (
    "file_no",
    "worker_name",
    "sex",
    "birth_date",
    "household_size",
    "tier",
    "status",
    "main_cause",
    "net_per_capita_income",
    "changed_on",
    "unit_path",
    "unit__short_name",
)


def chosen(keys):
    """Return the columns of a list of keys in that order, the name first; unknown keys are passed over."""
    known = [key for key in dict.fromkeys(keys) if key in COLUMNS and key != FIXED]
    return [COLUMNS[FIXED], *(COLUMNS[key] for key in known)]


def loaded(rows, columns):
    """Have one query bring just what these columns and the cards read."""
    fields = {field for column in columns for field in column.fields} | set(ALWAYS_LOADED)
    return rows.select_related("unit").only(*sorted(fields), "unit_id")


def cell(column, row):
    """Return the text of a cell as the screen shows it."""
    value = column.value(row)
    match column.kind:
        case "money":
            return _("未核算") if value is None else wording.amount(value)
        case "date":
            return _short(value)
        case _:
            return "—" if value in (None, "") else str(value)


def _short(day):
    """03-31 in the current year, 2021-03-31 in others."""
    if day is None:
        return "—"
    return f"{day:%m-%d}" if day.year == clock.today().year else day.isoformat()
