"""Walking the chains: every link recomputed, every place filled, every head where it should be."""

import hmac

from unionaid.audit.chain import GENESIS, link
from unionaid.audit.models import AuditEvent, ChainHead


def verify():
    """Return {"valid", "events", "chains", "broken"}; `broken` names the first wrong record of each chain."""
    broken, events = [], 0
    heads = {head.chain: head for head in ChainHead.objects.order_by("chain")}
    chains = sorted(heads.keys() | set(AuditEvent.objects.order_by().values_list("chain", flat=True).distinct()))
    for chain in chains:
        seen, fault = _walk(chain, heads.get(chain))
        events += seen
        if fault:
            broken.append({"chain": chain} | fault)
    return {"valid": not broken, "events": events, "chains": len(chains), "broken": broken}


def _walk(chain, head):
    previous, expected = GENESIS, 1
    for event in AuditEvent.objects.filter(chain=chain).order_by("seq").iterator(chunk_size=2000):
        if event.seq != expected:
            return expected - 1, {"seq": expected, "why": "a record is missing"}
        if bytes(event.prev) != previous:
            return expected, {"seq": event.seq, "id": event.pk, "why": "it does not follow the one before"}
        if not hmac.compare_digest(link(event), bytes(event.mac)):
            return expected, {"seq": event.seq, "id": event.pk, "why": "it was changed"}
        previous, expected = bytes(event.mac), expected + 1
    last = expected - 1
    if head is None or head.seq != last or (last and bytes(head.mac) != previous):
        return last, {"seq": last, "why": "the head does not name the last record"}
    return last, None
