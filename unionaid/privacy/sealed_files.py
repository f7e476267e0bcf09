"""Files sealed at rest, outside the database, under names that say nothing.

A name is never used again and its bytes never change, so a copy of the folder made after a copy
of the database holds everything the database speaks of. A file appears under its name only when
it is whole and on the disk; what a broken write leaves behind ends with PART.
"""

import os
import re
import secrets
import time
from pathlib import Path

from django.conf import settings

from unionaid.privacy import keyring
from unionaid.privacy.sealing import HEAD, Unreadable, key_of, seal, unseal

PART = ".part"
NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{30}")


def write(plain: bytes) -> str:
    """Seal bytes into a new file and return its name."""
    name = secrets.token_hex(16)
    name = f"{name[:2]}/{name[2:]}"
    _place(name, plain)
    return name


def read(name: str) -> bytes:
    """Return the bytes of a file. Raises FileNotFoundError, or Unreadable when it was changed."""
    return unseal(_path(name).read_bytes(), _context(name))


def destroy(name: str):
    """Remove a file; one that is gone already is no error."""
    _path(name).unlink(missing_ok=True)


def names(*, older_than=0.0):
    """Yield the names of files last written more than so many seconds ago."""
    for path in _files(older_than):
        name = path.relative_to(settings.ATTACHMENTS).as_posix()
        if NAME.fullmatch(name):
            yield name


def clear_parts(*, older_than):
    """Remove what broken writes left behind more than so many seconds ago."""
    for path in _files(older_than):
        if path.name.endswith(PART):
            path.unlink(missing_ok=True)


def rotate():
    """Seal every file of an older key anew; return (files done, names of unreadable ones).

    A file is replaced in one move: readers meet the old one or the new one, and both open.
    """
    done, unreadable = 0, []
    for name in names():
        try:
            with _path(name).open("rb") as file:
                if key_of(file.read(HEAD)) == keyring.newest_id():
                    continue
            plain = read(name)
        except FileNotFoundError:
            continue  # removed meanwhile
        except (Unreadable, keyring.ImproperlyConfigured):
            unreadable.append(name)
        else:
            _place(name, plain)
            done += 1
    return done, unreadable


def _place(name, plain):
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(seal(plain, _context(name)))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder):
    """Put the folder's new entry on the disk too; only POSIX systems can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _files(older_than):
    limit = time.time() - older_than
    for path in Path(settings.ATTACHMENTS).glob("*/*"):
        try:
            if path.is_file() and path.stat().st_mtime <= limit:
                yield path
        except FileNotFoundError:
            continue


def _path(name):
    if not NAME.fullmatch(name):
        raise ValueError(name)
    return Path(settings.ATTACHMENTS) / name


def _context(name):
    return f"attachment {name}"
