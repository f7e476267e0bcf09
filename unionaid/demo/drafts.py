"""Drafts that clerks of the demo have begun and not finished."""

from datetime import timedelta
from random import Random

from households.models import Draft
from households.payloads import STEPS, payload_of_content
from households.rows import identity_index
from unionaid.demo import shares
from unionaid.demo.plans import CENSUS_DAY, SEED, SHOWN_UNITS, TIER_SHARES, Fate, Plan
from unionaid.demo.records import moment
from unionaid.organizations.enums import UnionKind

AT_SHOWN_UNITS, ELSEWHERE = 3, 1
SHARE_OF_COUNTIES = 0.3


def load(unit, desk, writer, plans):
    """Write the drafts of a unit; each holds the steps its clerk has come to."""
    rng = Random(f"{SEED} drafts {unit.code}")
    serial = max((plan.serial for plan in plans), default=0)
    rows = []
    for place in range(_number(unit, rng)):
        plan = _plan(unit, serial + 1000 + place, rng)
        content, _own = writer.write(plan)
        rows.append(_draft(unit, desk, plan, content, rng))
    Draft.objects.bulk_create(rows)


def _number(unit, rng):
    if unit.region_code in SHOWN_UNITS and shares.holds_files(unit):
        return AT_SHOWN_UNITS
    if unit.depth == 2 and unit.kind != UnionKind.TERRITORIAL:
        return ELSEWHERE
    return int(unit.depth == 3 and rng.random() < SHARE_OF_COUNTIES)


def _plan(unit, serial, rng):
    tier = TIER_SHARES.draw(rng)
    day = CENSUS_DAY - timedelta(days=rng.randint(0, 9))
    return Plan(unit.code, Fate.CHECKING, tier, tier, applied_on=day, submitted_on=day, serial=serial)


def _draft(unit, desk, plan, content, rng):
    by = desk.clerk(unit).user
    reached = rng.randint(1, len(STEPS))
    payload = payload_of_content(content)
    saved_at = moment(plan.submitted_on, reached, rng)
    return Draft(
        unit=unit, unit_path=unit.path,
        payload={step: payload[step] for step in STEPS[:reached]},
        worker_name=content.worker["name"],
        id_index=identity_index(content.worker["id_number"]),
        last_step=STEPS[reached - 1],
        created_by=by, saved_by=by, editors=[by.pk],
        created_at=saved_at - timedelta(minutes=rng.randint(8, 40)), saved_at=saved_at,
    )
