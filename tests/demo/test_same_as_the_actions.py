"""A file written in bulk is the file the real actions would have left."""

from collections import Counter, defaultdict
from datetime import date
from random import Random

import pytest
from django.db import transaction

from households.actions import files, holidays, review
from households.actions.standards import load_default_chains
from households.enums import Status, Step
from households.models import (
    ApprovalChain,
    ArchiveTally,
    Demand,
    DemandNote,
    Draft,
    FieldNote,
    FileTask,
    HardshipArchive,
    Pairing,
)
from tests import factories
from unionaid import clock
from unionaid.demo import bulk, courses, live
from unionaid.demo.offices import Offices
from unionaid.demo.plans import Fate, Plan
from unionaid.demo.records import RETURNED_FIELDS, Records, first_round

AFTERWARDS = (Pairing, Demand, DemandNote)  # and tasks of pairing: written by `demo.contacts`
MOMENTS = {"at", "submitted_at", "confirmed_at", "recorded_at", "started_at"}
OWN_IDS = {"id", "file_no", "archive_id", "draft_number"}
REASON = "收入含一次性补发工资"


@pytest.fixture
def desk(units, standards, people):
    postings = {unit.code: [] for unit in units.values()}
    for posting in people.values():
        postings[posting.unit.code].append(posting)
    return Offices(sorted(units.values(), key=lambda unit: unit.path), postings)


def plan(**changes):
    values = {
        "unit": "GS620102", "fate": Fate.ON_FILE, "tier": "DEEP", "outcome": "DEEP",
        "applied_on": date(2022, 3, 1), "submitted_on": date(2022, 3, 2), "checked_on": date(2022, 3, 4),
        "approved_on": date(2022, 3, 8), "number": "GS-620102-2022-00001",
    }
    return Plan(**values | changes)


def content(**changes):
    return factories.content(
        **{"applied_on": date(2022, 3, 1), "event": factories.event(kind="accident")} | changes
    )


def by_actions(desk, plan, content):
    """Take the plan's turns through the actions clerks and reviewers call."""
    unit = desk.units[plan.unit]
    chain = desk.chain(unit, plan.level, plan.submitted_on)
    archive, busy = None, defaultdict(set)
    for turn in courses.course_of(plan, chain.statuses, Random("same")):
        clock.set_business_date(turn.on)
        by = desk.who(unit, chain, turn, busy[turn.review_round])
        busy[turn.review_round].add(by.user_id)
        match turn.step:
            case Step.SUBMIT:
                last = turn.review_round == plan.rounds
                archive = files.submit(
                    content=content if last else first_round(content), by=by, unit=unit,
                    draft=archive and mended(archive, by),
                )
            case Step.RETURN:
                review.return_file(archive=archive, by=by, note=turn.note, field_notes=RETURNED_FIELDS[:1])
                busy[turn.review_round] -= {by.user_id}
            case Step.CHECK:
                review.check(archive=archive, by=by, note=turn.note)
            case Step.APPROVE:
                confirm = plan.tier != plan.outcome
                review.approve(archive=archive, by=by, note=turn.note, confirm_tier=confirm)


def mended(archive, by):
    return Draft.objects.create(
        archive=archive, unit=archive.unit, unit_path=archive.unit_path, created_by=by.user, saved_by=by.user
    )


def in_bulk(desk, plan, content):
    records = Records(desk, bulk.Ids())
    records.add(plan, content, Random("same"))
    records.rows[FieldNote] = records.rows[FieldNote][:1]  # how many there are is drawn
    tallies = records.tallies()
    bulk.write(records.take())
    ArchiveTally.objects.bulk_create(tallies)


def told():
    """Everything the database holds of the one file, without ids, moments and words of decisions."""
    archive = HardshipArchive.objects.get()
    place = {}
    found = {}
    for model in bulk.ORDER:
        if model in AFTERWARDS:
            continue
        rows, kept = [], model.objects.order_by("pk")
        if model is FileTask:
            kept = kept.exclude(kind="PAIRING")
        for number, row in enumerate(kept):
            place[model, row.pk] = number
            rows.append(
                {
                    f.attname: _plain(f, getattr(row, f.attname), place)
                    for f in model._meta.concrete_fields
                    if f.attname not in MOMENTS | OWN_IDS
                }
            )
        found[model.__name__] = rows
    found["tallies"] = Counter()
    for tally in ArchiveTally.objects.all():
        key = (tally.unit_path, tally.status, tally.tier)
        found["tallies"][*key, "files"] += tally.files
        found["tallies"][*key, "people"] += tally.people
    found["tallies"] = {key: n for key, n in found["tallies"].items() if n}
    found["said"] = [s.content for s in archive.submissions.order_by("review_round")]
    return found


def _plain(field, value, place):
    if field.is_relation and value is not None and (field.related_model, value) in place:
        return place[field.related_model, value]
    return bytes(value) if isinstance(value, memoryview) else value


CASES = {
    "approved": {},
    "returned once": {"returned_on": date(2022, 3, 3), "resubmitted_on": date(2022, 3, 4)},
    "another tier": {"tier": "RELATIVE", "outcome": "DEEP"},
    "waiting at the county": {"fate": Fate.CHECKING, "checked_on": None, "approved_on": None},
    "waiting above": {"fate": Fate.APPROVING, "approved_on": None},
    "under the province": {"unit": "GS620171"},
}


@pytest.fixture
def full_chain(standards):
    holidays.load_packaged_holidays()
    ApprovalChain.objects.update(valid_to=date(2022, 2, 28))
    load_default_chains(valid_from=date(2022, 3, 1), version="2022-02")


PASSES = {
    Status.SUBMITTED: date(2022, 3, 2), Status.VERIFYING: date(2022, 3, 3),
    Status.MATCHING: date(2022, 3, 4), Status.PUBLICISED: date(2022, 3, 15),
    Status.COUNTY_REVIEW: date(2022, 3, 16), Status.CITY_APPROVAL: date(2022, 3, 17),
    Status.PROVINCE_FILING: date(2022, 3, 18),
}
ON_THE_FULL_CHAIN = {
    "submitted": (Fate.SUBMITTED, 0, "SUBMITTED"),
    "to be visited": (Fate.VERIFYING, 1, "VERIFYING"),
    "to be matched": (Fate.MATCHING, 2, "MATCHING"),
    "on a notice": (Fate.PUBLICISED, 3, "PUBLICISED"),
    "waiting at the county": (Fate.CHECKING, 4, "COUNTY_REVIEW"),
    "waiting at the prefecture": (Fate.APPROVING, 5, "CITY_APPROVAL"),
    "waiting at the province": (Fate.FILING, 6, "PROVINCE_FILING"),
    "on file": (Fate.ON_FILE, 7, "ACTIVE"),
}


@pytest.mark.parametrize("case", ON_THE_FULL_CHAIN.values(), ids=ON_THE_FULL_CHAIN.keys())
def test_bulk_equals_actions_on_the_full_chain(desk, full_chain, case):
    fate, passed, status = case
    wanted = plan(
        fate=fate, level="NATIONAL", passes=dict(list(PASSES.items())[:passed]), checked_on=None,
        approved_on=date(2022, 3, 18) if status == "ACTIVE" else None, serial=1,
        notice_on=None if passed < 3 else date(2022, 3, 7 if passed > 3 else 28),
    )
    said = content()
    said.work["archive_level"] = "NATIONAL"
    with transaction.atomic():
        live.run([(wanted, said)], desk)
        real = told()
        transaction.set_rollback(True)
    in_bulk(desk, wanted, said)
    assert told() == real
    assert real["HardshipArchive"][0]["status"] == status


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_bulk_equals_actions(desk, case):
    wanted = plan(**case)
    said = content(
        decision={"tier": wanted.tier, "tier_reason": REASON} if wanted.tier != wanted.outcome else {}
    )
    with transaction.atomic():
        by_actions(desk, wanted, said)
        real = told()
        transaction.set_rollback(True)
    in_bulk(desk, wanted, said)
    assert told() == real
    assert real["HardshipArchive"][0]["status"] == courses.course_of(
        wanted, ("COUNTY_REVIEW", "CITY_APPROVAL"), Random("same")
    )[-1].to
