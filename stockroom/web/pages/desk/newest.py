"""Where the journal stands: what a live page is drawn from."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.desk import JOURNAL

_NEWEST = sa.select(sa.func.coalesce(sa.func.max(JOURNAL.c.sequence), 0))


def newest(books: sa.Connection) -> int:
    """The position of the last entry of the journal; 0 where there is none."""
    return int(books.execute(_NEWEST).scalar_one())
