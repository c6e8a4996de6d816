"""What a backup says of itself: its format, schema, journal head, row counts and hashes.

The manifest carries a seal over its own text, so that every byte of a backup is covered.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from stockroom.errors import Problem

FORMAT = 1
NAME = "manifest.json"
BOOKS = "books.db"
FILES = "files"

Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[int, Meta(ge=0)]


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The contents of `manifest.json`.

    `files` gives the size in bytes of each photo by its SHA-256, which is also its name;
    `missing` names photos that the books know and that were lost or damaged already.
    """

    format: int
    made_at: str
    schema: str
    sequence: Number
    head: Sha256
    rows: dict[str, Number]
    books: Sha256
    books_bytes: Number
    files: dict[Sha256, Number]
    missing: list[Sha256]
    seal: str = ""


class _Any(msgspec.Struct):
    format: int


def encode(manifest: Manifest) -> bytes:
    """The manifest as sealed, readable JSON; equal manifests give equal bytes."""
    open_one = msgspec.structs.replace(manifest, seal="")
    seal = hashlib.sha256(msgspec.json.encode(open_one)).hexdigest()
    sealed = msgspec.structs.replace(manifest, seal=seal)
    return msgspec.json.format(msgspec.json.encode(sealed), indent=1) + b"\n"


def read(folder: Path) -> Manifest:
    """The manifest of a backup; raises `Problem` if it is none, is damaged, or is too new."""
    path = folder / NAME
    if not path.is_file():
        raise Problem("no_backup", "{path} is not a backup: it has no manifest.", path=folder)
    written = path.read_bytes()
    try:
        if msgspec.json.decode(written, type=_Any).format > FORMAT:
            raise newer(path)
        manifest = msgspec.json.decode(written, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise damaged(NAME) from fault
    if encode(manifest) != written:
        raise damaged(NAME)
    return manifest


def damaged(name: str) -> Problem:
    """The refusal of a backup in which one file is not as it was written."""
    return Problem(
        "backup_damaged",
        "The backup is damaged: {file} is not as it was written. Take another one.",
        file=name,
    )


def newer(path: Path) -> Problem:
    """The refusal of a backup in a form that this version does not know."""
    return Problem(
        "newer_backup", "{path} was written by a newer Stockroom; install that one.", path=path
    )
