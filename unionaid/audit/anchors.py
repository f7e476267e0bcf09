"""A second place for the heads of the chains: a chain cannot see that its own end was cut off.

With UNIONAID_AUDIT_ANCHORS the worker adds one line an hour and chain to that file, which should
lie on another disk or machine; `verify_audit` holds the chains against it.
"""

import json
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from unionaid.audit.models import ChainHead


def write():
    """Add the heads that have moved since the last time to the file. Does nothing without one."""
    if not settings.AUDIT_ANCHORS:
        return
    known = {chain: max(places) for chain, places in read().items()}
    now = timezone.now().astimezone(UTC).isoformat(timespec="seconds")
    lines = [
        json.dumps({"at": now, "chain": head.chain, "seq": head.seq, "mac": bytes(head.mac).hex()})
        for head in ChainHead.objects.order_by("chain")
        if head.seq > known.get(head.chain, 0)
    ]
    with Path(settings.AUDIT_ANCHORS).open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def read():
    """Return {chain: {seq: mac in hex digits}} of all that was written down."""
    path = Path(settings.AUDIT_ANCHORS) if settings.AUDIT_ANCHORS else None
    found = {}
    if path and path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            anchor = json.loads(line)
            found.setdefault(anchor["chain"], {})[anchor["seq"]] = anchor["mac"]
    return found
