"""Keeping the aid standards: a change is a new version with its document, never an edit."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from assistance.aid_errors import (
    AidNotAllowed,
    StandardsEmpty,
    StandardsOverlap,
    VersionTaken,
)
from assistance.models import AidStandard, AidStandardVersion, ApprovalLimit
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

PACKAGED = Path(__file__).resolve().parent.parent / "reference" / "aid_standards.json"


@transaction.atomic
def adopt_standards(*, values, standards, approval_limits, by):
    """Adopt a version of the aid standards with its caps and approval limits, from its first day on.

    `values` are the fields of the version, `standards` and `approval_limits` those of its rows.
    The version in force until then ends the day before. Aid proposed earlier keeps the cap it
    was proposed under; what is proposed from the first day on is held against the new one.
    Raises StandardsOverlap when it would begin on or before the start of the latest version.
    """
    if not by.may(Permission.KEEP_STANDARDS):
        raise AidNotAllowed()
    if not standards:
        raise StandardsEmpty()
    latest = _latest(values)
    if AidStandardVersion.objects.filter(version=values["version"]).exists():
        raise VersionTaken(version=values["version"])
    version = AidStandardVersion.objects.create(adopted_by=by.user, **values)
    write_rows(version, standards, approval_limits)
    if latest and (latest.valid_to is None or latest.valid_to >= version.valid_from):
        latest.valid_to = version.valid_from - timedelta(days=1)
        latest.save(update_fields=["valid_to"])
    record(
        Event.AID_STANDARDS_ADOPTED,
        by=by,
        before=latest and {"version": latest.version},
        after={"version": version.version, "from": version.valid_from, "caps": len(standards)},
        purpose=version.document_no,
    )
    return version


@transaction.atomic
def load_packaged_standards(*, region_code, **fields):
    """Write the packaged caps and approval limits as a version of a division.

    `fields` are those of the version, such as its name, its first day and its document.
    """
    packaged = json.loads(PACKAGED.read_text(encoding="utf-8"), parse_int=Decimal)
    version = AidStandardVersion.objects.create(
        region_code=region_code,
        national_only_schemes=packaged["national_only_schemes"],
        aid_in_grace=packaged["aid_in_grace"],
        **fields,
    )
    write_rows(version, packaged["standards"], packaged["approval_limits"])
    return version


def write_rows(version, standards, approval_limits):
    """Write the caps and approval limits of a version that has none yet."""
    AidStandard.objects.bulk_create(AidStandard(version=version, **row) for row in standards)
    ApprovalLimit.objects.bulk_create(ApprovalLimit(version=version, **row) for row in approval_limits)


def _latest(values):
    """Lock and return the newest version of the division. Raises StandardsOverlap."""
    rows = AidStandardVersion.objects.select_for_update().filter(region_code=values["region_code"])
    latest = rows.order_by("-valid_from").first()
    if latest and latest.valid_from >= values["valid_from"]:
        raise StandardsOverlap(start=latest.valid_from)
    return latest
