"""Walking the chains: every link recomputed, every place filled, every head where it should be."""

import hmac

from unionaid.audit import anchors
from unionaid.audit.chain import GENESIS, link
from unionaid.audit.models import AuditEvent, ChainHead

BATCH = 2000


def verify():
    """Walk every chain; records that are added meanwhile are walked too.

    Return {"valid", "events", "chains", "first_broken", "broken"}: `broken` holds the first wrong
    record of each chain, as {"chain", "seq", "id", "why"}.
    """
    broken, events = [], 0
    written_down = anchors.read()
    chains = sorted({*_names(AuditEvent), *_names(ChainHead), *written_down})
    for chain in chains:
        seen, fault = _walk(chain, written_down.get(chain, {}))
        events += seen
        if fault:
            broken.append({"chain": chain} | fault)
    return {
        "valid": not broken,
        "events": events,
        "chains": len(chains),
        "first_broken": broken[0] if broken else None,
        "broken": broken,
    }


def _names(model):
    return model.objects.order_by("chain").values_list("chain", flat=True).distinct()


def _walk(chain, written_down):
    """Return (records read, what is wrong with the first wrong one or None)."""
    place, previous = 0, GENESIS
    while True:
        began = place
        rows = AuditEvent.objects.filter(chain=chain, seq__gt=place).order_by("seq")
        for event in rows.iterator(chunk_size=BATCH):
            why = _wrong(event, place + 1, previous, written_down)
            if why:
                return place, {"seq": place + 1, "id": event.pk, "why": why}
            place, previous = event.seq, bytes(event.mac)
        head = ChainHead.objects.filter(chain=chain).first()
        if head is None or head.seq < place:
            return place, {"seq": place, "id": None, "why": "the head of the chain does not name this record"}
        if head.seq > place and place > began:
            continue  # somebody has written meanwhile
        if head.seq > place or max(written_down, default=0) > place:
            return place, {"seq": place + 1, "id": None, "why": "records were removed from the end"}
        if place and not hmac.compare_digest(bytes(head.mac), previous):
            return place, {"seq": place, "id": None, "why": "the head of the chain was changed"}
        return place, None


def _wrong(event, place, previous, written_down):
    """Return what is wrong with the record at a place, or None."""
    if event.seq != place:
        return "records were removed before this one"
    if bytes(event.prev) != previous:
        return "the record does not follow the one before"
    if not hmac.compare_digest(link(event), bytes(event.mac)):
        return "the record was changed"
    if written_down.get(place, event.mac.hex()) != event.mac.hex():
        return "the record is not the one that was written down outside the database"
    return None
