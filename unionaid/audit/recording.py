"""Appending to the chain."""

from django.db import connection, transaction
from django.utils import timezone

from unionaid.audit.chain import GENESIS, link
from unionaid.audit.context import current_ip
from unionaid.audit.models import AuditEvent, ChainHead
from unionaid.privacy.masks import mask_numbers

SYSTEM_CHAIN = "system"
CHAIN_STEPS = 8


def append(event, *, subject, by, before, after, purpose, detail, actor):
    """See `unionaid.audit.record`."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("evidence belongs to a transaction")
    chain = by.unit_path[:CHAIN_STEPS] if by else SYSTEM_CHAIN
    ChainHead.objects.get_or_create(chain=chain)
    head = ChainHead.objects.select_for_update().get(chain=chain)
    row = AuditEvent(
        chain=chain,
        seq=head.seq + 1,
        at=timezone.now(),
        event=event,
        actor=by.user if by else actor,
        actor_label=_actor_label(by, actor),
        unit_path=by.unit_path if by else "",
        ip=current_ip(),
        purpose=mask_numbers(purpose)[:500],
        before=_redacted(before),
        after=_redacted(after),
        detail=_redacted(detail),
        prev=bytes(head.mac) or GENESIS,
        **_subject(subject),
    )
    row.mac = link(row)
    row.save()
    head.seq, head.mac = row.seq, row.mac
    head.save(update_fields=["seq", "mac"])
    return row


def _actor_label(by, actor):
    if by:
        return f"{by.user.display_name} · {by.unit.name} · {by.role_label}"[:200]
    return str(actor)[:200] if actor else ""


def _subject(subject):
    if subject is None:
        return {}
    return {
        "subject_type": subject._meta.label,
        "subject_id": str(subject.pk),
        "subject_label": str(subject)[:200],
        "subject_path": getattr(subject, "unit_path", None) or getattr(subject, "path", "") or "",
    }


def _redacted(value):
    match value:
        case str():
            return mask_numbers(value)
        case dict():
            return {key: _redacted(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_redacted(inner) for inner in value]
        case None | bool() | int() | float():
            return value
        case _:
            return mask_numbers(str(value))
