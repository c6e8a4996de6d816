"""The one-time code that lets the first steward begin a stockroom, and nobody else.

Until somebody can sign in, whoever reaches the service could make themselves its steward: so they
must know a code that only the machine's own terminal shows, or that was put in its file beforehand.
"""

from __future__ import annotations

import hmac
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from stockroom.clock import Clock
from stockroom.db import Database
from stockroom.errors import Problem
from stockroom.rules.writing import western
from stockroom.tables.people import Person

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Sixty bits: at a thousand tries a second nobody finds it in a lifetime, so tries need no counting.
LENGTH = 12
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SOMEBODY = sa.select(sa.literal(1)).select_from(Person).limit(1)


@dataclass(frozen=True)
class SetupCode:
    """The code in its file, which every process of a stockroom shares."""

    database: Database
    path: Path
    clock: Clock

    def is_wanted(self) -> bool:
        """Whether nobody can sign in yet; one statement."""
        with self.database.reading() as connection:
            return connection.execute(_SOMEBODY).first() is None

    def read(self) -> str:
        """The code, made if there is none; raises `Problem` for one that could be guessed."""
        if not self.path.exists():
            self._make()
        code = self.path.read_text(encoding="utf-8").strip()
        if len(plain(code)) < LENGTH:
            raise Problem(
                "short_setup_code",
                "The set-up code in {file} is too short; write at least {letters} letters.",
                file=self.path.name,
                letters=LENGTH,
            )
        return code

    def opens(self, typed: str) -> bool:
        """Whether this is the code, however it is spaced and whatever its case."""
        return hmac.compare_digest(plain(typed).encode(), plain(self.read()).encode())

    def forget(self) -> None:
        """Throw the code away: it has done its work."""
        self.path.unlink(missing_ok=True)

    def _make(self) -> None:
        bits = self.clock.bits(5 * LENGTH)
        letters = "".join(LETTERS[bits >> 5 * place & 31] for place in range(LENGTH))
        code = "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=self.path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(code + "\n")
        # Of two processes that start at once, the first one's code stands, whole.
        with suppress(FileExistsError):
            os.link(written, self.path)
        Path(written).unlink()


def plain(code: str) -> str:
    """The letters that count, as they were meant: no spaces, no case, O read as 0."""
    kept = "".join(sign for sign in western(code).upper() if sign.isalnum())
    return kept.translate(_MEANT)
