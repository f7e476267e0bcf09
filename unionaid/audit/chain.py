"""The links of the chain: a keyed hash over the one before and the event's canonical JSON."""

import hashlib
import hmac
import json
from datetime import UTC

from unionaid.privacy import keyring

GENESIS = bytes(32)
SEALED = (
    "chain", "seq", "event", "actor_id", "actor_label", "unit_path", "subject_type", "subject_id",
    "subject_label", "subject_path", "ip", "purpose", "before", "after", "detail",
)  # fmt: skip


def link(event) -> bytes:
    """Return the keyed hash of an event and its predecessor's hash."""
    values = {name: getattr(event, name) for name in SEALED}
    values["at"] = event.at.astimezone(UTC).isoformat()
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    key = keyring.root_for("audit chain")
    return hmac.new(key, bytes(event.prev) + text.encode(), hashlib.sha256).digest()
