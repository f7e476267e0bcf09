"""Union units from a table (code, name, level, parent_code, division_code, kind): what each becomes."""

from dataclasses import dataclass

from unionaid.organizations.enums import UnionKind, UnionLevel

LEVELS = {
    "1": UnionLevel.PROVINCE,
    "2": UnionLevel.CITY,
    "3": UnionLevel.COUNTY,
    "4": UnionLevel.TOWNSHIP,
    "5": UnionLevel.GRASSROOTS,
}
KINDS = {
    "province": UnionKind.TERRITORIAL,
    "prefecture": UnionKind.TERRITORIAL,
    "county": UnionKind.TERRITORIAL,
    "township": UnionKind.TERRITORIAL,
    "functional_area": UnionKind.FUNCTIONAL_AREA,
    "development_zone": UnionKind.DEVELOPMENT_ZONE,
    "industry": UnionKind.INDUSTRIAL,
    "direct": UnionKind.DIRECT_GRASSROOTS,
    "grassroots": UnionKind.GRASSROOTS,
}
SHORTER = [
    ("高新技术产业开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("集团有限公司", "集团"),
]


class MalformedUnits(ValueError):
    """A table of units that cannot be read; the message names line and column."""


@dataclass(frozen=True)
class UnitRow:
    code: str
    name: str
    short_name: str
    level: UnionLevel
    kind: UnionKind
    region_code: str
    parent_code: str
    telephone: str


def unit_rows(table, region_short_names):
    """Return UnitRows in the order of the table. Raises MalformedUnits.

    A parent stands above its units. `region_short_names` maps division codes to names such
    as 城关; a table may bring its own `short_name` and `telephone` columns.
    """
    rows, seen = [], set()
    for line, given in enumerate(table, start=2):
        row = _unit_row(line, given, region_short_names)
        if row.code in seen:
            raise MalformedUnits(f"line {line}: code {row.code} stands twice")
        if row.parent_code and row.parent_code not in seen:
            raise MalformedUnits(f"line {line}: parent_code {row.parent_code} does not stand above")
        seen.add(row.code)
        rows.append(row)
    return rows


def _unit_row(line, given, region_short_names):
    for column in ("code", "name", "division_code"):
        if not (given.get(column) or "").strip():
            raise MalformedUnits(f"line {line}: {column} is empty")
    if given.get("level") not in LEVELS:
        raise MalformedUnits(f"line {line}: level {given.get('level')!r} is not one of {', '.join(LEVELS)}")
    if given.get("kind") not in KINDS:
        raise MalformedUnits(f"line {line}: kind {given.get('kind')!r} is not one of {', '.join(KINDS)}")
    name, region_code = given["name"].strip(), given["division_code"].strip()
    return UnitRow(
        code=given["code"].strip(),
        name=name,
        short_name=given.get("short_name") or short_name(name, region_short_names.get(region_code, "")),
        level=LEVELS[given["level"]],
        kind=KINDS[given["kind"]],
        region_code=region_code,
        parent_code=(given.get("parent_code") or "").strip(),
        telephone=given.get("telephone") or "",
    )


def short_name(name, region_short_name=""):
    """Return what tables print for a union: 城关区 for 城关区总工会, 兰州高新区 for its zone.

    A division's own short name wins where the name is long: 临夏州, 东乡县.
    """
    place = name.removesuffix("总工会")
    if place != name:
        for ending in ("自治州", "自治县"):
            if place.endswith(ending) and region_short_name:
                return region_short_name + ending[-1]
        return place
    short = name.removeprefix("甘肃" if name.startswith("甘肃省直") else "甘肃省")
    for long, brief in SHORTER:
        if long in short:
            short = short.replace(long, brief)
            return short.removesuffix("工会") if brief.endswith("区") else short
    return short
