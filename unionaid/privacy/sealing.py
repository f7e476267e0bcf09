"""Sealing bytes with AES-256-GCM: version, key id, nonce, ciphertext with its tag."""

import os

from cryptography.exceptions import InvalidTag

from unionaid.privacy import keyring

VERSION = b"\x01"
NONCE_BYTES = 12
HEAD = len(VERSION) + keyring.ID_BYTES


class Unreadable(Exception):
    """A stored value is not what was sealed for this place: changed, cut, or moved from elsewhere."""


def seal(plain: bytes, context: str) -> bytes:
    """Encrypt with the newest key. `context` is bound in: a value moved elsewhere does not open."""
    identifier, nonce = keyring.newest_id(), os.urandom(NONCE_BYTES)
    return VERSION + identifier + nonce + keyring.cipher(identifier).encrypt(nonce, plain, context.encode())


def unseal(stored: bytes, context: str) -> bytes:
    """Decrypt what `seal` made. Raises Unreadable for a changed or moved value."""
    if stored[: len(VERSION)] != VERSION:
        raise Unreadable(context)
    nonce, sealed = stored[HEAD : HEAD + NONCE_BYTES], stored[HEAD + NONCE_BYTES :]
    try:
        return keyring.cipher(key_of(stored)).decrypt(nonce, sealed, context.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable(context) from error


def key_of(stored: bytes) -> bytes:
    """Return the id of the key a sealed value was made with."""
    return stored[len(VERSION) : HEAD]


def written_with(identifier: bytes) -> bytes:
    """Return how every value sealed with a key begins."""
    return VERSION + identifier
