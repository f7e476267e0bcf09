"""Workbooks of the annual tables for a person, with the evidence that they left the system."""

from dataclasses import dataclass

from django.utils import translation

from reports import annual, frames
from reports.documents import word
from reports.narrative import document
from reports.queries import texts_of
from reports.statistics import digest
from reports.workbooks import workbook
from unionaid.audit import Event, record


@dataclass(frozen=True)
class Export:
    content: bytes
    name: str


def annual_workbook(unit, period, posting, keys=None):
    """Return the tables of a unit and period as a workbook; `keys` narrows them. Records the export.

    Call inside a transaction: without the evidence nothing leaves.
    """
    tables = annual.tables(unit, period, keys)
    content = workbook(tables, frames.frame(unit, period, tables, posting), annual.BETWEEN)
    record(
        Event.STATISTICS_EXPORTED, subject=unit, by=posting,
        detail={
            "from": period.first, "to": period.last,
            "tables": [table.key for table in tables], "digest": digest(tables),
        },
    )
    title = tables[0].title if len(tables) == 1 else "统计年报"
    return Export(content, _file_name(title, unit, period, "xlsx"))


def report_document(unit, period, posting):
    """Return the report of a unit and period as a Word document. Records the export, as above."""
    report = composed(unit, period)
    tables = list(report.tables.values())
    texts = {key: row.text for key, row in texts_of(unit, period).items()}
    content = word(report, texts, frames.frame(unit, period, tables, posting))
    record(
        Event.STATISTICS_EXPORTED, subject=unit, by=posting,
        detail={"from": period.first, "to": period.last, "report": True, "digest": digest(tables)},
    )
    return Export(content, _file_name(report.title, unit, period, "docx"))


def composed(unit, period):
    """Return the report of a unit and period in Chinese, its sentences made from the annual tables."""
    with translation.override("zh-hans"):
        before = annual.table(unit, annual.Period(period.day_before, period.day_before), "people")
        return document(unit, period, annual.tables(unit, period), before)


def _file_name(title, unit, period, ending):
    return f"{title}-{unit.short_name}-{period.first:%Y%m%d}-{period.last:%Y%m%d}.{ending}"
