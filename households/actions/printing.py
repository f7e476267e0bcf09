"""Giving a print its number: the paper and the log name each other."""

import secrets

from django.db import transaction

from unionaid import clock
from unionaid.audit import Event, record


@transaction.atomic
def print_files(*, archives, by):
    """Return a new print number for each file, in order, each kept as evidence: P-220331-7F3A9C."""
    return [_number(archive, by, {"masked": True}) for archive in archives]


@transaction.atomic
def print_sheet(row, *, label, by, **detail):
    """Return the number of a sheet called `label` about a file, draft or other row, kept as evidence."""
    return _number(row, by, {"label": str(label)} | detail)


@transaction.atomic
def print_visits(*, archives, by, plain, purpose=""):
    """Return the number of a visit sheet. In full it leaves evidence on every household, with the reason."""
    number = f"V-{clock.today():%y%m%d}-{secrets.token_hex(3).upper()}"
    detail = {"print_no": number, "masked": not plain, "rows": len(archives)}
    for archive in archives if plain else (None,):
        record(Event.VISITS_PRINTED, subject=archive, by=by, purpose=purpose, detail=detail)
    return number


def print_number():
    """Return a new print number; its evidence is the caller's."""
    return f"P-{clock.today():%y%m%d}-{secrets.token_hex(3).upper()}"


def _number(row, by, detail):
    number = print_number()
    record(Event.FILE_PRINTED, subject=row, by=by, detail={"print_no": number} | detail)
    return number
