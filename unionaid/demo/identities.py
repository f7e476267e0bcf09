"""Identity numbers of people who do not exist: right in every digit, sequences 996–999 only. Pure."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from unionaid.organizations import reference
from unionaid.privacy.identity_number import check_digit

OWN = {"1": "997", "2": "996"}
ELSEWHERE = {"1": "999", "2": "998"}
NEW_CODES_FROM = date(1990, 1, 1)  # older people may carry the code their county had before
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """Where the families of a unit live.

    `issuing` is the code on numbers issued here, "" where the division issues none, `former`
    the codes it had before. Families from elsewhere come from `origins`. `turn` of `turns` is
    the unit's own share of birthdays for them, so that no two units make the same number.
    """

    unit: str
    prefecture: str
    region: str
    name: str
    issuing: str
    former: tuple[str, ...]
    origins: tuple[str, ...]
    turn: int
    turns: int


class IdentityNumbers:
    """Numbers of one unit's people, each given once."""

    def __init__(self, place):
        self.place = place
        self.taken = set()

    def draw(self, rng, birth, sex, *, local=True):
        """Return (number, birth date): the birthday moves on where its numbers are used up."""
        place = self.place
        own = local and place.issuing
        if own:
            code = place.issuing
            if place.former and birth < NEW_CODES_FROM and rng.random() < 0.5:
                code = rng.choice(place.former)
        else:
            code = rng.choice(place.origins)
            birth -= DAY * ((birth.toordinal() - place.turn) % place.turns)
        while True:
            body = f"{code}{birth:%Y%m%d}{(OWN if own else ELSEWHERE)[sex]}"
            if body not in self.taken:
                self.taken.add(body)
                return body + check_digit(body), birth
            birth -= DAY if own else DAY * place.turns


def places(units):
    """Return the Place of every unit by code. `units`: rows with code, region_code, short_name and kind."""
    divisions = {row["code"]: row for row in reference.rows("gansu_divisions")}
    counties = [code for code, row in divisions.items() if row["level"] == "3" and row["in_gb2260"] == "yes"]
    found = {}
    for turn, unit in enumerate(units):
        region = unit.region_code
        issuing = region if region in counties else "620201" if region == "620200" else ""
        near = tuple(code for code in counties if code[:4] == region[:4] and code != issuing)
        found[unit.code] = Place(
            unit=unit.code,
            prefecture="620000" if region == "620000" else region[:4] + "00",
            region=region,
            name=unit.short_name,
            issuing=issuing,
            former=_former(issuing),
            origins=near or tuple(code for code in counties if code != issuing),
            turn=turn,
            turns=len(units),
        )
    return found


def _former(code):
    return _predecessors().get(code, ())


@lru_cache(maxsize=1)
def _predecessors():
    found = defaultdict(set)
    for row in reference.retired_regions():
        if row["successor_code"] and row["level"] == "3" and row["code"] != row["successor_code"]:
            found[row["successor_code"]].add(row["code"])
    return {code: tuple(sorted(former)) for code, former in found.items()}
