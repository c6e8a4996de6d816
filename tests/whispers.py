"""Looks for addresses wherever a test has left something: no file, row, log or browser tells one.

The world's facilities have addresses and contacts of a wording that nothing else has. They are
sealed, so whoever finds those words in a database, a backup, a log, a mail or a browser's storage
has found a way by which a refuge could be found.
"""

from __future__ import annotations

import io
import logging
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from stockroom.clock import Clock
from stockroom.db import Database, Postgres
from stockroom.web.logs import Lines

SECRETS = ("invented street", "invented nurse")
_WRITTEN = [secret.replace(" ", gap) for secret in SECRETS for gap in (" ", "%20", "+", "_", "-")]
_FORMS = [form.encode(code) for form in _WRITTEN for code in ("utf-8", "utf-16-le")]
# Looked for first, since most of what is looked through has not even this word.
_RARE = [b"invented", "invented".encode("utf-16-le")]
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
MOST_BYTES = 50_000_000
# Where an address is shown on purpose, once, to whoever may have it opened.
MAY_TELL = re.compile(r"/address")


def told_in(content: bytes) -> bool:
    """Whether a secret stands in these bytes, as they are or in whatever they pack."""
    if _tells(content.lower()):
        return True
    try:
        return any(told_in(part) for part in _unpacked(content))
    except (zlib.error, zipfile.BadZipFile, tarfile.TarError, EOFError):
        return False  # damaged on purpose, by a test of damage


def _tells(folded: bytes) -> bool:
    return any(word in folded for word in _RARE) and any(form in folded for form in _FORMS)


def check_answer(path: str, content: bytes) -> None:
    """Fail where what the service shows at that path tells a secret and should not."""
    assert MAY_TELL.search(path) or not told_in(content), f"{path} tells an address"


def files_that_tell(folder: Path) -> list[str]:
    """The files under a folder in which a secret stands, or whose names tell one."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [
        str(path.relative_to(folder))
        for path in found
        if told_in(str(path).encode())
        or (path.stat().st_size <= MOST_BYTES and told_in(path.read_bytes()))
    ]


def tables_that_tell(database: Database) -> list[str]:
    """The tables of a PostgreSQL database in which a secret stands; one statement.

    That of SQLite is a file, and is looked through as one.
    """
    if not isinstance(database, Postgres):
        return []
    with database.reading() as books:
        names = sa.inspect(books).get_table_names()
        looks = " UNION ALL ".join(
            f"(SELECT '{name}' FROM \"{name}\" t WHERE t::text ~* '{'|'.join(SECRETS)}' LIMIT 1)"
            for name in names
        )
        return list(books.execute(sa.text(looks)).scalars())


class Listening(logging.Handler):
    """Hears every log line of a test, and keeps those that tell a secret."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.setFormatter(Lines(Clock()))
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Look through one line as the service writes it, with all that it tells of a fault."""
        line = self.format(record)
        if told_in(line.encode()):
            self.told.append(line)


def _unpacked(content: bytes) -> Iterator[bytes]:
    if content[:2] == b"\x1f\x8b":
        yield zlib.decompress(content, 31)
    elif content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    elif content[:5] == b"%PDF-":
        for stream in _STREAM.findall(content):
            yield zlib.decompressobj().decompress(stream)
    elif content[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(content)) as packed:
            members = (packed.extractfile(one) for one in packed.getmembers())
            yield from (one.read() for one in members if one is not None)
