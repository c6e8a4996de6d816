"""Photos beside the books: taken in, redrawn, kept under their own hash, and found again.

A command names a photo by the hash of what the phone took; the row says what was kept for it.
The bytes are on the disk before that row is committed, so no row names a file that never was.
What a facility forbids as proof, or whose days are over, is not taken in however late it is sent.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import sqlalchemy as sa

from stockroom.db import Database
from stockroom.errors import NotFound, Refused
from stockroom.faults import busy
from stockroom.keeping import disk
from stockroom.tables.handovers import Evidence
from stockroom.tables.stock import StoredFile
from stockroom.tables.wishes import WishSource

if TYPE_CHECKING:
    from stockroom.keeping.pictures import Picture

STORED_FILE = cast(sa.Table, StoredFile.__table__)  # type: ignore[attr-defined]
EVIDENCE = cast(sa.Table, Evidence.__table__)  # type: ignore[attr-defined]
SOURCE = cast(sa.Table, WishSource.__table__)  # type: ignore[attr-defined]
MOST_BYTES = 8_000_000
SUFFIX = {"image/jpeg": "jpg", "image/png": "png"}
AT_ONCE = 2
"""Photos redrawn at a time; the largest takes some 200 MB while it is."""
TURN_WAIT_S = 5.0


class KeptPhoto(NamedTuple):
    """A photo as it is kept: the sender's hash, ours, the media type and the size in bytes."""

    named_hash: str
    stored_hash: str
    media_type: str
    size_bytes: int


def still_shown(name: Any, but_for: Collection[int] = ()) -> sa.ColumnElement[bool]:
    """Whether a handover or a wish list still shows the picture with that name.

    Evidence rows of the ids `but_for` do not count.
    """
    shown = EVIDENCE.alias("shown")
    proves = sa.exists().where(
        shown.c.sha256 == name, sa.not_(shown.c.deleted), shown.c.id.not_in(list(but_for))
    )
    return sa.or_(proves, sa.exists().where(SOURCE.c.photo == name))


_LET_GO = (
    sa.select(EVIDENCE.c.id)
    .where(
        EVIDENCE.c.sha256 == sa.bindparam("named"),
        EVIDENCE.c.deleted,
        sa.not_(still_shown(EVIDENCE.c.sha256)),
    )
    .limit(1)
)
_FIND = sa.select(*STORED_FILE.c).where(STORED_FILE.c.named_hash == sa.bindparam("named"))


@dataclass(frozen=True)
class Photos:
    """Takes photos in and finds them again; made once, by the composition root."""

    database: Database
    files: Path
    turns: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(AT_ONCE)
    )

    def keep(self, named_hash: str, sent: bytes) -> tuple[KeptPhoto, bool]:
        """Keep what was sent, and say whether it is new; sent again it changes nothing.

        Raises `Refused` if the bytes have another hash, are no photo or are not to be kept, `Full`
        when no room is left, `Busy` when many are being redrawn; then nothing was kept.
        """
        if hashlib.sha256(sent).hexdigest() != named_hash:
            raise Refused("other_hash", "What arrived is not what was sent; send the photo again.")
        if self._is_let_go(named_hash):
            raise _not_kept()
        known = self._find(named_hash)
        if known is not None and self.path(known).is_file():
            return known, False
        with self._turn():
            from stockroom.keeping.pictures import redraw  # noqa: PLC0415 - Pillow weighs

            picture = redraw(sent)
        kept = self._write(named_hash, picture)
        return self._note(kept)

    def find(self, named_hash: str) -> KeptPhoto:
        """The photo that a sender named so; raises `NotFound`."""
        known = None if self._is_let_go(named_hash) else self._find(named_hash)
        if known is None or not self.path(known).is_file():
            raise NotFound("unknown_photo", "There is no such photo here.")
        return known

    def path(self, kept: KeptPhoto) -> Path:
        """Where its bytes lie."""
        return path_of(self.files, kept.stored_hash)

    def _find(self, named_hash: str) -> KeptPhoto | None:
        with self.database.reading() as connection:
            row = connection.execute(_FIND, {"named": named_hash}).first()
        return KeptPhoto(*row) if row is not None else None

    def _is_let_go(self, named_hash: str) -> bool:
        with self.database.reading() as connection:
            return connection.execute(_LET_GO, {"named": named_hash}).first() is not None

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self.turns.acquire(timeout=TURN_WAIT_S):
            raise busy()
        try:
            yield
        finally:
            self.turns.release()

    def _write(self, named_hash: str, picture: Picture) -> KeptPhoto:
        content, media_type = picture
        kept = KeptPhoto(named_hash, hashlib.sha256(content).hexdigest(), media_type, len(content))
        with disk.plainly(), disk.scratch(self.files) as folder:
            written = folder / kept.stored_hash
            disk.write(written, content)
            disk.place(written, self.path(kept))
        return kept

    def _note(self, kept: KeptPhoto) -> tuple[KeptPhoto, bool]:
        """Write the row, unless another sender was quicker; a photo lost by the disk is renewed.

        An act that forbids it may have been recorded while it was redrawn: then it goes again.
        """
        with self.database.writing() as books:
            if books.execute(_LET_GO, {"named": kept.named_hash}).first() is not None:
                with disk.plainly():
                    self.path(kept).unlink(missing_ok=True)
                raise _not_kept()
            row = books.execute(_FIND, {"named": kept.named_hash}).first()
            if row is None:
                books.execute(sa.insert(STORED_FILE).values(kept._asdict()))
                return kept, True
            if row.stored_hash != kept.stored_hash:
                change = sa.update(STORED_FILE).where(STORED_FILE.c.named_hash == kept.named_hash)
                books.execute(change.values(kept._asdict()))
            return kept, False


def _not_kept() -> Refused:
    return Refused(
        "photo_not_kept",
        "This photo is not kept: the facility allows none, or its days are over.",
    )


def path_of(files: Path, stored_hash: str) -> Path:
    """Where the photo with that hash lies in a folder of photos."""
    return files / stored_hash[:2] / stored_hash
