"""The key ring: field keys from the environment, newest first, each with a short id of its own.

Every use derives its own key (HKDF), so that the keys of the blind index, of the audit chain and
of the fields never meet. Index and chain must not change when the ring turns: they derive from
the root, which is UNIONAID_INDEX_KEY, or the oldest key of the ring where that is not set. To
retire the oldest key, first name it as UNIONAID_INDEX_KEY, then run `rotate_data_keys`.
"""

import hashlib
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
ID_BYTES = 4


def key_id(secret: bytes) -> bytes:
    """Return the four bytes that name a key inside a stored value."""
    return hashlib.sha256(b"unionaid key id\0" + secret).digest()[:ID_BYTES]


def newest_id() -> bytes:
    """Return the id of the key that new values are sealed with."""
    return key_id(_ring(tuple(settings.DATA_KEYS))[0])


def cipher(identifier: bytes) -> AESGCM:
    """Return the cipher of a key id. Raises ImproperlyConfigured when the key is not in the ring."""
    ciphers = _ciphers(tuple(settings.DATA_KEYS))
    if identifier not in ciphers:
        raise ImproperlyConfigured(
            f"A stored value was encrypted with key {identifier.hex()}, which is not in "
            "UNIONAID_DATA_KEYS. Put that key back at the end of the list."
        )
    return ciphers[identifier]


def root_id() -> bytes:
    """Return the id of the root key."""
    return key_id(_root(tuple(settings.DATA_KEYS), settings.INDEX_KEY))


def root_for(purpose: str) -> bytes:
    """Return the 32-byte key that the root gives for one purpose."""
    return _derived(_root(tuple(settings.DATA_KEYS), settings.INDEX_KEY), purpose)


def _root(keys, index_key):
    return _parsed("UNIONAID_INDEX_KEY", index_key) if index_key else _ring(keys)[-1]


@lru_cache(maxsize=8)
def _ring(keys):
    return tuple(_parsed("Each of UNIONAID_DATA_KEYS", text) for text in keys)


@lru_cache(maxsize=8)
def _ciphers(keys):
    return {key_id(secret): AESGCM(_derived(secret, "field encryption")) for secret in _ring(keys)}


@lru_cache(maxsize=64)
def _derived(secret, purpose):
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def _parsed(name, text):
    try:
        secret = bytes.fromhex(text.strip())
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise ImproperlyConfigured(f"{name} must be 64 hex digits.")
    return secret
