"""The register (花名册) of a list: its rows and columns as a workbook, with the sheet that explains them,
written, then recorded, then sent.
"""

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from households import columns, filter_words
from households.filters import HouseholdFilter
from households.queries import files
from unionaid import clock
from unionaid.audit import Event, record
from unionaid.web.registers import RegisterColumn, write_register

CHUNK = 2000
AT_ONCE = 1000  # rows; longer registers are jobs


def export(path, *, query, keys, by, step=None, only=()):
    """Write the register of a list and leave evidence of who took which list. Returns the number of rows."""
    rows = write(path, posting=by, query=query, keys=keys, step=step, only=only)
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        record(
            Event.REGISTER_EXPORTED,
            subject=by.unit,
            by=by,
            detail={"filters": words(query, by, only), "columns": keys, "rows": rows},
        )
    return rows


def filename(by):
    """Name of the workbook: what it is, whose, of which day."""
    return f"困难职工花名册_{by.unit.short_name}_{clock.today():%Y%m%d}.xlsx"


def filterset_of(query, posting):
    """Return the filters a query string asks for, over the posting's files."""
    return HouseholdFilter(QueryDict(query), files.files_for(posting), posting=posting)


def words(query, posting, only=()):
    """Return the filters of a query string as one line, and whether only some of its files were ticked."""
    filterset = filterset_of(query, posting)
    return _sentence(filterset, only) if filterset.is_valid() else ""


def _sentence(filterset, only):
    said = filter_words.sentence(filterset)
    return _("%(filters)s（仅勾选的档案）") % {"filters": said} if only else said


def write(path, *, posting, query, keys, step=None, only=()):
    """Write the register of a list to a file and return the number of rows.

    The rows are those the list shows, whole and not page by page, in file number order.
    `step` is told the number of rows done, every CHUNK rows. `only` are the file numbers
    ticked in the list, all of it without any. Sensitive values are masked.
    """
    with clock.remembered():
        filterset = filterset_of(query, posting)
        if not filterset.is_valid():
            raise ValueError(f"not a list: {query}")
        shown = columns.chosen(keys)
        rows = columns.loaded(filterset.qs, shown).order_by("file_no")
        if only:
            rows = rows.filter(file_no__in=only)
        counter = Counter(step)
        write_register(
            [RegisterColumn(str(column.label), column.kind, column.width) for column in shown],
            (
                [column.value(row) for column in shown]
                for row in counter.over(rows.iterator(chunk_size=CHUNK))
            ),
            path,
            notes(filterset, posting, only),
        )
        return counter.done


def notes(filterset, posting, only=()):
    """Return what the sheet 说明 says: whose list, when, which filters, which words mean what."""
    values = filterset.form.cleaned_data
    as_of = values.get("as_of")
    now = timezone.localtime()
    found = [
        (_("内容"), _("困难职工档案花名册，一户一行")),
        (_("筛选条件"), _sentence(filterset, only)),
        (_("数据截至"), as_of.isoformat() if as_of else f"{clock.today():%Y-%m-%d}"),
        (_("导出时间"), f"{now:%Y-%m-%d %H:%M:%S}"),
        (_("导出人"), f"{posting.user.display_name}（{posting.unit.name}，{posting.role_label}）"),
        (_("范围"), _("%(unit)s及其下级工会") % {"unit": posting.unit.name}),
        (_("在档"), _("状态为“在档”的档案；渐退期、退档和审核中的不算在档")),
        (_("人均月纯收入"), _("（家庭年收入 − 刚性支出）÷ 12 ÷ 家庭人口，元；空白为未核算")),
        (_("隐藏"), _("证件号码、手机号码和银行卡号只显示部分数字，其余以 * 代替")),
    ]
    if clock.business_date():
        found.append((_("演示数据"), _("本表均为虚构的演示数据")))
    return found


class Counter:
    """Counts the rows that pass, and tells every CHUNK of them."""

    def __init__(self, step):
        self.step, self.done = step, 0

    def over(self, rows):
        for row in rows:
            yield row
            self.done += 1
            if self.step and self.done % CHUNK == 0:
                self.step(self.done)
