"""The links of the chain: a keyed hash over the one before and the event's canonical JSON."""

import hashlib
import hmac
import json
from functools import lru_cache

from django.conf import settings

from unionaid.privacy import keyring

GENESIS = bytes(32)
SEALED = (
    "chain", "seq", "event", "actor_id", "actor_label", "unit_path", "subject_type", "subject_id",
    "subject_label", "subject_path", "ip", "purpose", "before", "after", "detail",
)


def link(event) -> bytes:
    """Return the keyed hash of an event and its predecessor's hash."""
    values = {name: getattr(event, name) for name in SEALED}
    values["at"] = event.at.isoformat()
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(_key(tuple(settings.DATA_KEYS)), bytes(event.prev) + text.encode(), hashlib.sha256).digest()


@lru_cache(maxsize=8)
def _key(_keys):
    return keyring.derive(keyring.oldest(), "audit chain")
