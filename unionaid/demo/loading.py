"""Loading the demo province: everything under one evidence event, all of it or nothing."""

from itertools import groupby

from django.db import transaction

from households import notifying
from households.models import ArchiveTally, FileNumber, HardshipArchive
from unionaid import clock
from unionaid.audit import Event, record
from unionaid.audit.models import AuditEvent
from unionaid.demo import (
    batches_of_march,
    bulk,
    changeovers,
    checks,
    contacts,
    deliveries,
    drafts,
    edge,
    funds,
    imports,
    intakes,
    live,
    objections,
    offices,
    person_requests,
    plans,
    programmes,
    reshaping,
    scans,
    standing,
)
from unionaid.demo.identities import places
from unionaid.demo.plans import CENSUS_DAY, FULL_SIZE
from unionaid.demo.records import Records
from unionaid.demo.signatures import Signatures
from unionaid.demo.writing import UnitWriter
from unionaid.organizations import reference
from unionaid.organizations.actions.reference import load_reference
from unionaid.organizations.actions.units import load_units
from unionaid.organizations.models import Region, UnionUnit
from unionaid.organizations.unit_rows import unit_rows

CHUNK = 500  # files written at once


def is_loaded():
    return AuditEvent.objects.filter(event=Event.DEMO_LOADED).exists()


def is_free():
    """Tell whether nothing stands in the way: no household file of anybody."""
    return not HardshipArchive.objects.exists()


@transaction.atomic
def load(households=FULL_SIZE, *, progress=lambda files: None):
    """Load the demo province with so many households on file and return the number of all its files.

    The same size gives the same province, but for the times of evidence and ciphertext.
    """
    if not Region.objects.exists():
        load_reference()
    units = load_union_tree()
    standing.load_standards()
    desk = offices.Offices(units, offices.open_accounts(units))
    planned = plans.plans_for(units, households)
    standing.load_past(units, planned)
    written, for_the_actions = _write(units, desk, planned, progress)
    _write_numbers(planned)
    bulk.set_sequences()
    checks.load(units, desk)
    edge.load(units, desk)
    deliveries.load(units, desk)
    programmes.load(units, desk)
    funds.load(units, desk, planned)
    live.run(for_the_actions, desk)
    objections.load(desk)
    intakes.load(desk)
    imports.load(desk)
    changeovers.load(desk)
    contacts.load(desk)
    batches_of_march.load(desk)
    scans.load()
    person_requests.load(desk)
    reshaping.run(desk)
    clock.set_business_date(CENSUS_DAY)
    notifying.remind(CENSUS_DAY)
    files = written + len(for_the_actions)
    record(Event.DEMO_LOADED, after={"households": households, "files": files})
    return files


def load_union_tree():
    """Load the Gansu unions with demo telephones and return all units in path order."""
    table = [
        row | {"telephone": f"09{31 + place % 9}-{place + 1:07d}"}
        for place, row in enumerate(map(dict, reference.union_units()))
    ]
    names = dict(Region.objects.in_force(CENSUS_DAY).values_list("code", "short_name"))
    load_units(unit_rows(table, names))
    return list(UnionUnit.objects.all())


def _write(units, desk, planned, progress):
    """Write every file in bulk; returns how many, and (content, unit, plan) of those left to the actions."""
    records, written, for_the_actions = Records(desk, bulk.Ids()), 0, []
    signed = Signatures(records.keep)
    own_plans = {code: list(group) for code, group in groupby(planned, key=lambda plan: plan.filed_at)}
    by_code = places(units)
    for unit in units:
        place = by_code[unit.code]
        writer = UnitWriter(place, standing.line_of(place))
        for plan in own_plans.get(unit.code, ()):
            content, rng = writer.write(plan)
            if plan.live:
                for_the_actions.append((plan, content))
                continue
            earlier = plan.earlier and records.add(plan.earlier, *writer.write_earlier(plan.earlier, content))
            archive = records.add(plan, content, rng, previous=earlier)
            if plan.outcome:
                signed.write(archive, records.people_of(archive), plan.serial)
            if records.files >= CHUNK:
                written += records.files
                bulk.write(records.take())
                progress(written)
        drafts.load(unit, desk, writer, own_plans.get(unit.code, ()))
    written += records.files
    bulk.write(records.take())
    ArchiveTally.objects.bulk_create(records.tallies())
    return written, for_the_actions


def _write_numbers(planned):
    """Keep the last serial of each division and year, for the numbers to come."""
    last = {}
    everything = [*planned, *(plan.earlier for plan in planned if plan.earlier)]
    for plan in everything:
        if plan.number:
            _prefix, region, year, serial = plan.number.split("-")
            last[region, int(year)] = max(last.get((region, int(year)), 0), int(serial))
    FileNumber.objects.bulk_create(
        FileNumber(region_code=region, year=year, last=serial)
        for (region, year), serial in last.items()
    )
