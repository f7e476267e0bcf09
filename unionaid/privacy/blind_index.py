"""The blind index: equality on encrypted values without their plain text."""

import hashlib
import hmac
from functools import lru_cache

from django.conf import settings

from unionaid.privacy import keyring

INDEX_BYTES = 16


def blind_index(purpose: str, value: str) -> bytes:
    """Return 16 bytes that are equal for equal values of one purpose and tell nothing without the key."""
    key = _key(tuple(settings.DATA_KEYS), purpose)
    return hmac.new(key, value.encode(), hashlib.sha256).digest()[:INDEX_BYTES]


@lru_cache(maxsize=64)
def _key(_keys, purpose):
    return keyring.derive(keyring.oldest(), f"blind index {purpose}")
