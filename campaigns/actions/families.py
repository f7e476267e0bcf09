"""A visit to several families on file at once: a line for each, all of them or none."""

from django.db import transaction

from campaigns.actions import records
from campaigns.enums import WarmthTarget
from campaigns.registers import REGISTERS
from households.enums import WorkerKind


@transaction.atomic
def visit_families(*, families, values, by, confirmed=False):
    """Write a warmth visit down for every family and return the lines."""
    register = REGISTERS["warmth-visits"]
    return [
        records.enter(
            register=register, by=by, confirmed=confirmed,
            values=values | {
                "archive": archive, "target": _target(archive), "occasions": 1, "beneficiary": "",
                "signed_for": False, "place": archive.township,
            },
        )
        for archive in families
    ]


def _target(archive):
    if archive.worker_kind == WorkerKind.MIGRANT:
        return WarmthTarget.MIGRANT
    return WarmthTarget.MODEL_WORKER if archive.model_worker_type not in ("", "0") else WarmthTarget.HOUSEHOLD
