"""Appending to the chain."""

from django.db import connection, transaction
from django.utils import timezone

from unionaid.audit.chain import GENESIS, link
from unionaid.audit.context import current_ip
from unionaid.audit.errors import WrongRootKey
from unionaid.audit.events import Event
from unionaid.audit.models import AuditEvent, ChainHead
from unionaid.audit.redaction import redacted
from unionaid.privacy import keyring

SYSTEM_CHAIN = "system"
CHAIN_STEPS = 8  # characters of the path of a unit right under the province


def append(event, *, subject, by, before, after, purpose, detail, actor):
    """See `unionaid.audit.record`."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("evidence belongs to a transaction")
    chain = by.unit_path[:CHAIN_STEPS] if by else SYSTEM_CHAIN
    head = _locked_head(chain)
    row = AuditEvent(
        chain=chain,
        seq=head.seq + 1,
        at=timezone.now(),
        event=Event(event).value,
        actor=by.user if by else actor,
        actor_label=redacted(_actor_label(by, actor))[:200],
        unit_path=by.unit_path if by else "",
        ip=current_ip(),
        purpose=redacted(purpose)[:500],
        before=redacted(before),
        after=redacted(after),
        detail=redacted(detail),
        prev=bytes(head.mac) or GENESIS,
        **_subject(subject),
    )
    row.mac = link(row)
    row.save()
    head.seq, head.mac = row.seq, row.mac
    head.save(update_fields=["seq", "mac"])
    return row


def _locked_head(chain):
    """Lock the head of a chain until the transaction ends; begin the chain where there is none."""
    heads = ChainHead.objects.select_for_update()
    head = heads.filter(chain=chain).first()
    if head is None:
        ChainHead.objects.get_or_create(chain=chain, defaults={"root_key": keyring.root_id()})
        head = heads.get(chain=chain)
    if bytes(head.root_key) != keyring.root_id():
        raise WrongRootKey(chain)
    return head


def _actor_label(by, actor):
    if by:
        return f"{by.user.display_name} · {by.unit.name} · {by.role_label}"
    return str(actor) if actor else ""


def _subject(subject):
    if subject is None:
        return {}
    return {
        "subject_type": subject._meta.label,
        "subject_id": str(subject.pk),
        "subject_label": redacted(str(subject))[:200],
        "subject_path": getattr(subject, "unit_path", None) or getattr(subject, "path", "") or "",
    }
