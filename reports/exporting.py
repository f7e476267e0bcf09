"""Workbooks of the annual tables for a person, with the evidence that they left the system."""

from dataclasses import dataclass

from reports import annual, frames
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
    return Export(content, f"{title}-{unit.short_name}-{period.first:%Y%m%d}-{period.last:%Y%m%d}.xlsx")
