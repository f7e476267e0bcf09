"""Sealing bytes with AES-256-GCM: version, key id, nonce, ciphertext with its tag."""

import os

from unionaid.privacy import keyring

VERSION = b"\x01"
NONCE_BYTES = 12
HEAD = 1 + keyring.ID_BYTES


def seal(plain: bytes, context: str) -> bytes:
    """Encrypt with the newest key. `context` is bound in: a value moved elsewhere does not open."""
    identifier = keyring.key_id(keyring.newest())
    nonce = os.urandom(NONCE_BYTES)
    sealed = keyring.cipher(identifier).encrypt(nonce, plain, context.encode())
    return VERSION + identifier + nonce + sealed


def unseal(stored: bytes, context: str) -> bytes:
    """Decrypt what `seal` made. Raises cryptography's InvalidTag for a changed or moved value."""
    if stored[:1] != VERSION:
        raise ValueError("not a sealed value of a known version")
    cipher = keyring.cipher(stored[1:HEAD])
    return cipher.decrypt(stored[HEAD : HEAD + NONCE_BYTES], stored[HEAD + NONCE_BYTES :], context.encode())


def key_of(stored: bytes) -> bytes:
    """Return the id of the key a sealed value was made with."""
    return stored[1:HEAD]
