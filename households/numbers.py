"""File numbers: GS-620402-2022-00317, given once, never used again, kept after a transfer."""

from households.models import FileNumber


def next_number(unit, day):
    """Return the next file number of the filing unit's division and year. Call inside a transaction."""
    FileNumber.objects.get_or_create(region_code=unit.region_code, year=day.year)
    row = FileNumber.objects.select_for_update().get(region_code=unit.region_code, year=day.year)
    row.last += 1
    row.save(update_fields=["last"])
    return number(unit, day.year, row.last)


def number(unit, year, serial):
    """Return the text of a file number; the prefix is the province's own letters."""
    return f"{unit.code[:2]}-{unit.region_code}-{year}-{serial:05d}"
