"""The page that lays columns to fields: first cells, what is recognised, what needs a decision."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.imports import vocabulary
from households.imports.cells import CellError, is_blank, plain
from households.imports.columns import Setting, reader
from households.imports.fields import FILES, fields, of_sheet
from households.imports.sheets import is_passed_over, shown
from households.wording import MASKS
from unionaid import clock
from unionaid.privacy.masks import mask_name, mask_numbers

FIRST = 3
MOST_WORDS = 12
GROUPS = (
    ("meta", gettext_lazy("档案")),
    ("worker", gettext_lazy("职工本人")),
    ("home", gettext_lazy("住址与联系方式")),
    ("work", gettext_lazy("工作与工会")),
    ("causes", gettext_lazy("致困原因")),
    ("support", gettext_lazy("低保与自救")),
    ("needs", gettext_lazy("帮扶需求")),
    ("documents", gettext_lazy("材料")),
    ("event", gettext_lazy("致困事件")),
    ("bank", gettext_lazy("银行账户")),
    ("decision", gettext_lazy("困难类别")),
    ("declared", gettext_lazy("合计数")),
)


@dataclass
class MappedColumn:
    """A row of the page. `words` are values of a list that nobody knows yet, with their number of rows."""

    column: object
    samples: str
    words: list = field(default_factory=list)
    writings: int = 0

    @property
    def field(self):
        return fields().get(self.column.key)

    @property
    def needs_look(self):
        return bool(self.words) or self.writings > 1

    @property
    def choices(self):
        """Values an unknown word can mean, as (code, label)."""
        words = vocabulary.words_of(self.field, clock.today())
        return [(words.by_word["".join(plain(label).split())], label) for label in words.labels]


def columns_of(sheet, plan, posting, own_words):
    """Return the MappedColumns of the first sheet."""
    setting = Setting(
        today=clock.today(),
        near=posting.unit.region_code,
        units=vocabulary.unit_names(posting),
        own_words=own_words,
    )
    data = [row for row in sheet.rows[plan.first :] if not is_passed_over(row)]
    return [_mapped(column, data, setting) for column in plan.columns]


def rows_in(sheet, plan):
    """Return the number of households in a sheet."""
    return sum(1 for row in sheet.rows[plan.first :] if not is_passed_over(row))


def options():
    """Return [(group, [(key, title)])] of the fields a column can be."""
    found = {}
    for own in of_sheet(FILES):
        if not own.read_only:
            found.setdefault(own.section, []).append((own.key, own.label))
    return [(str(label), found[section]) for section, label in GROUPS if section in found]


def _mapped(column, data, setting):
    values = [row[column.place] if column.place < len(row) else None for row in data]
    own = fields().get(column.key)
    mapped = MappedColumn(column, _("、").join(_sample(value, own) for value in values[:FIRST]))
    if own is None:
        return mapped
    if own.kind in ("code", "codes", "tier"):
        mapped.words = _unknown(values, own, setting)
    if own.kind == "day":
        mapped.writings = len({_writing(value) for value in values if not is_blank(value)})
    return mapped


def _sample(value, own):
    if is_blank(value):
        return _("（空）")
    said = plain(value)[:12]
    if own is not None and own.kind == "name":
        return mask_name(said)
    if own is not None and own.name in MASKS:
        return shown(value, own.key, True)
    return mask_numbers(said)


def _unknown(values, own, setting):
    """Return [(word, rows)] of the values of a list that are not understood, the most frequent first."""
    read, _known = reader(own, setting)
    counted = Counter(plain(value) for value in values if not is_blank(value))
    unknown = [(word, rows) for word, rows in counted.most_common() if isinstance(read(word), CellError)]
    return [(word, rows) for word, rows in unknown if len(word) <= 60][:MOST_WORDS]


def _writing(value):
    """Return the shape of a day: the digits of its text made alike."""
    if not isinstance(value, str):
        return type(value).__name__
    return "".join("0" if sign.isdigit() else sign for sign in plain(value)).replace("00", "0")
