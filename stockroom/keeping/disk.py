"""Files that are whole or not there: written aside, synced, then renamed into place."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stockroom.errors import Full, Problem

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
PIECE_BYTES = 1 << 20


@contextmanager
def plainly() -> Iterator[None]:
    """Turn a disk's own failures into sentences; raises `Full` when no room is left."""
    try:
        yield
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise Full(
                "storage_full",
                "There is no room left to keep this. Nothing was written; tell a steward.",
            ) from fault
        raise Problem(
            "storage_fault",
            "The files cannot be read or written ({why}); tell a steward.",
            why=os.strerror(fault.errno) if fault.errno else type(fault).__name__,
        ) from fault


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """A folder that we alone may read, on the same disk, gone afterwards unless renamed away."""
    beside.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".stockroom-", suffix=".part", dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(content)
        sync(file.fileno())


def copy(source: Path, target: Path) -> str:
    """Copy a file, wait until the disk has it, and give the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    with source.open("rb") as file, target.open("wb") as copied:
        while piece := file.read(PIECE_BYTES):
            digest.update(piece)
            copied.write(piece)
        sync(copied.fileno())
    return digest.hexdigest()


def place(written: Path, path: Path) -> None:
    """Give a synced file its name, over whatever had it, so that a power cut keeps the name."""
    make_folder(path.parent)
    written.replace(path)
    sync_folder(path.parent)


def make_folder(path: Path) -> None:
    """Make a folder whose own name survives a power cut."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(exist_ok=True)
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Wait until the disk has the names in a folder."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        sync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Wait until the disk has what another wrote to a file."""
    with path.open("rb+") as file:
        sync(file.fileno())


def sync(handle: int) -> None:
    """Wait until the disk has what was written to an open file."""
    os.fsync(handle)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
