"""Handing out a register: written, then recorded, then sent."""

from django.db import transaction

from households import register
from unionaid import clock
from unionaid.audit import Event, record

AT_ONCE = 1000  # rows; longer registers are jobs


def export(path, *, query, keys, by, step=None):
    """Write the register of a list and leave evidence of who took which list. Returns the number of rows."""
    rows = register.write(path, posting=by, query=query, keys=keys, step=step)
    with transaction.atomic():
        record(
            Event.REGISTER_EXPORTED,
            subject=by.unit,
            by=by,
            detail={"filters": register.words(query, by), "columns": keys, "rows": rows},
        )
    return rows


def filename(by):
    """Name of the workbook: what it is, whose, of which day."""
    return f"困难职工花名册_{by.unit.short_name}_{clock.today():%Y%m%d}.xlsx"
