"""The key ring: field keys from the environment, newest first, each with a short id of its own.

Every use derives its own key (HKDF), so that the key of the blind index, of the audit
chain and of the fields never meet. The index and the chain derive from the oldest key:
turning the ring over must not change them.
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


def derive(secret: bytes, purpose: str) -> bytes:
    """Derive a 32-byte key for one purpose."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def newest() -> bytes:
    return _secrets(tuple(settings.DATA_KEYS))[0]


def oldest() -> bytes:
    return _secrets(tuple(settings.DATA_KEYS))[-1]


def cipher(identifier: bytes) -> AESGCM:
    """Return the cipher of a key id. Raises ImproperlyConfigured when the key is not in the ring."""
    ciphers = _ciphers(tuple(settings.DATA_KEYS))
    if identifier not in ciphers:
        raise ImproperlyConfigured(
            f"A stored value was encrypted with key {identifier.hex()}, which is not in "
            "UNIONAID_DATA_KEYS. Put that key back at the end of the list."
        )
    return ciphers[identifier]


@lru_cache(maxsize=8)
def _secrets(keys):
    secrets = []
    for text in keys:
        try:
            secret = bytes.fromhex(text.strip())
        except ValueError:
            secret = b""
        if len(secret) != KEY_BYTES:
            raise ImproperlyConfigured("Each of UNIONAID_DATA_KEYS must be 64 hex digits.")
        secrets.append(secret)
    return tuple(secrets)


@lru_cache(maxsize=8)
def _ciphers(keys):
    return {key_id(s): AESGCM(derive(s, "field encryption")) for s in _secrets(keys)}
