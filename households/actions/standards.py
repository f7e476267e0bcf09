"""Keeping the standards: a change is a new version with its document, never an edit."""

import json
from datetime import timedelta
from pathlib import Path

from django.db import transaction

from households import chain_rules
from households.actions.new_standards import start_looking
from households.errors import StandardOverlaps
from households.models import ApprovalChain, DibaoLine, RuleSet
from unionaid.audit import Event, record

INSISTING = {"needs_documents": True, "needs_consents": True}
CHAINS = Path(__file__).resolve().parent.parent / "reference" / "approval_chains.json"


@transaction.atomic
def adopt_rule_set(*, values, by):
    """Adopt a new version of the rule set of a division from its first day on.

    The version in force until then ends the day before. Raises StandardOverlaps when the
    new one would begin on or before the start of the latest version.
    """
    latest = latest_before(RuleSet, values["valid_from"], region_code=values["region_code"])
    rule_set = RuleSet.objects.create(adopted_by=by.user, **values)
    close_before(latest, rule_set)
    record(
        Event.RULE_SET_ADOPTED,
        by=by,
        before=latest and {"version": latest.version},
        after={"version": rule_set.version, "valid_from": rule_set.valid_from},
        purpose=rule_set.document_no,
    )
    start_looking(rule_set, by=by)
    return rule_set


@transaction.atomic
def adopt_dibao_line(*, values, by):
    """Adopt a new line of a division from its first day on; the one before ends the day before."""
    latest = latest_before(DibaoLine, values["valid_from"], region_code=values["region_code"])
    line = DibaoLine.objects.create(adopted_by=by.user, **values)
    close_before(latest, line)
    record(
        Event.DIBAO_LINE_ADOPTED,
        by=by,
        before=latest and {"region": latest.region_code, "urban": latest.urban_monthly},
        after={"region": line.region_code, "urban": line.urban_monthly, "from": line.valid_from},
        purpose=line.document_no,
    )
    start_looking(line, by=by)
    return line


@transaction.atomic
def adopt_chain(*, values, by):
    """Adopt a new version of the chain of a branch and level; files in review keep the one they have.

    Raises ChainWrong when it cannot be walked, StandardOverlaps when it begins too early.
    """
    chain_rules.check(values["steps"], needs_minutes=values["needs_minutes"])
    key = {name: values[name] for name in ("branch", "archive_level")}
    latest = latest_before(ApprovalChain, values["valid_from"], **key)
    chain = ApprovalChain.objects.create(adopted_by=by.user, **values)
    close_before(latest, chain)
    record(
        Event.CHAIN_ADOPTED,
        by=by,
        before=latest and {"version": latest.version, "steps": latest.steps},
        after=key | {"version": chain.version, "valid_from": chain.valid_from, "steps": chain.steps},
        purpose=chain.document_no,
    )
    return chain


@transaction.atomic
def load_default_chains(*, valid_from, version):
    """Write the packaged approval chains once; what an installation has already is kept."""
    for values in packaged_chains():
        ApprovalChain.objects.get_or_create(
            branch=values.pop("branch"), archive_level=values.pop("archive_level"),
            valid_from=valid_from, defaults=values | {"version": version},
        )


@transaction.atomic
def adopt_packaged_chains(*, valid_from, version, by):
    """Adopt the packaged chains of every branch and level from a day on. Returns them.

    They insist on the required papers and on the signatures of all adults.

    Raises StandardOverlaps where a chain begins on that day or later.
    """
    return [
        adopt_chain(values=values | INSISTING | {"valid_from": valid_from, "version": version}, by=by)
        for values in packaged_chains()
    ]


def packaged_chains():
    """Return branch, archive level, steps and what they need of each packaged chain."""
    return [
        {"branch": row["branch"], "archive_level": level, "steps": row["steps"],
         "needs_minutes": row["needs_minutes"]}
        for row in json.loads(CHAINS.read_text(encoding="utf-8"))
        for level in row["archive_levels"]
    ]  # fmt: skip


def latest_before(model, start, **key):
    """Lock and return the newest row of a key. Raises StandardOverlaps unless `start` is later."""
    rows = model.objects.select_for_update().filter(**key)
    latest = rows.order_by("-valid_from").first()
    if latest and latest.valid_from >= start:
        raise StandardOverlaps(start=latest.valid_from)
    return latest


def close_before(latest, following):
    if latest and (latest.valid_to is None or latest.valid_to >= following.valid_from):
        latest.valid_to = following.valid_from - timedelta(days=1)
        latest.save(update_fields=["valid_to"])
