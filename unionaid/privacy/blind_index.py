"""The blind index: equality on encrypted values without their plain text."""

import hashlib
import hmac

from unionaid.privacy import keyring

INDEX_BYTES = 16


def blind_index(purpose: str, value: str) -> bytes:
    """Return 16 bytes that are equal for equal values of one purpose and tell nothing without the key."""
    key = keyring.root_for(f"blind index {purpose}")
    return hmac.new(key, value.encode(), hashlib.sha256).digest()[:INDEX_BYTES]
