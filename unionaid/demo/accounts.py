"""The people of the demo: the accounts that are printed, and clerk, reviewer and finance for every unit.

Everybody has one password. It works only while UNIONAID_DEBUG is on (`backends.py`).
"""

from collections import Counter
from dataclasses import dataclass
from random import Random

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from unionaid.accounts.permissions import Permission, Role, allows
from unionaid.demo import naming
from unionaid.organizations import reference
from unionaid.organizations.enums import UnionKind

PASSWORD = "demo-gansu-2022"


@dataclass(frozen=True)
class DemoAccount:
    """One account with its one posting. `unit` is the code of the union unit."""

    username: str
    display_name: str
    unit: str
    role: str


DEMO_ACCOUNTS = (
    DemoAccount("clerk.chengguan", "王晓琴", "GS620102", Role.CLERK),
    DemoAccount("reviewer.chengguan", "李建平", "GS620102", Role.REVIEWER),
    DemoAccount("clerk.yongdeng", "马永红", "GS620121", Role.CLERK),
    DemoAccount("reviewer.lanzhou", "陈志刚", "GS620100", Role.REVIEWER),
    DemoAccount("officer.gansu", "周文斌", "GS", Role.OFFICER),
    DemoAccount("reviewer.gansu", "赵雅琴", "GS", Role.REVIEWER),
    DemoAccount("finance.chengguan", "何彩云", "GS620102", Role.FINANCE),
    DemoAccount("finance.lanzhou", "魏海霞", "GS620100", Role.FINANCE),
    DemoAccount("clerk.jiayuguan", "刘玉芳", "GS620200", Role.CLERK),
    DemoAccount("auditor.gansu", "孙国平", "GS", Role.AUDITOR),
    DemoAccount("admin", "系统管理员", "GS", Role.ADMIN),
)


def printed_accounts():
    """Return the user names that are printed at the start and shown on the sign-in page."""
    return [account.username for account in DEMO_ACCOUNTS]


def demo_password():
    """Return the password of all demo accounts. Raises ImproperlyConfigured without UNIONAID_DEBUG."""
    if not settings.UNIONAID_DEBUG:
        raise ImproperlyConfigured("The demo and its password need UNIONAID_DEBUG.")
    return PASSWORD


def staff(units):
    """Return the further accounts: whoever of clerk and reviewer a unit still lacks.

    Unions that keep funds have a finance officer. A prefecture without counties enters, checks
    and approves by itself and has one reviewer more. `units` are UnionUnits.
    """
    slugs = unit_slugs(units)
    present = {(account.unit, account.role) for account in DEMO_ACCOUNTS}
    with_counties = {unit.region_code[:4] for unit in units if _is_county(unit)}
    found = []
    for unit in units:
        rng = Random(f"staff {unit.code}")
        for name, role in (("clerk", Role.CLERK), ("reviewer", Role.REVIEWER)):
            if (unit.code, role) not in present:
                found.append(_person(rng, f"{name}.{slugs[unit.code]}", unit, role))
        if _is_prefecture(unit) and unit.region_code[:4] not in with_counties:
            found.append(_person(rng, f"approver.{slugs[unit.code]}", unit, Role.REVIEWER))
        if (unit.code, Role.FINANCE) not in present and allows(
            Role.FINANCE, unit.level, Permission.KEEP_FUNDS
        ):
            found.append(_person(rng, f"finance.{slugs[unit.code]}", unit, Role.FINANCE))
    return tuple(found)


def unit_slugs(units):
    """Return the last part of user names by unit code: chengguan, linxiashi, gscy01."""
    divisions = {row["code"]: row for row in reference.rows("gansu_divisions")}
    short = Counter()
    slugs = {}
    for unit in units:
        division = divisions[unit.region_code]
        if unit.public_code == unit.code and unit.kind != UnionKind.FUNCTIONAL_AREA:
            slugs[unit.code] = unit.code.lower()
            continue
        syllables = division["pinyin"].split()
        slug = "".join(syllables[: len(division["short_name"])])
        short[slug] += 1
        slugs[unit.code] = slug if short[slug] == 1 else "".join(syllables)
    return slugs


def _person(rng, username, unit, role):
    sex = rng.choice("12")
    name = naming.full_name(rng, "汉", sex, rng.randrange(1968, 1994))
    return DemoAccount(username, name, unit.code, role)


def _is_prefecture(unit):
    return unit.kind == UnionKind.TERRITORIAL and unit.depth == 2


def _is_county(unit):
    return unit.kind == UnionKind.TERRITORIAL and unit.depth == 3
