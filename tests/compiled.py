"""Statements compiled for one test's database serve the next one's too.

SQLAlchemy keeps what it has compiled by engine and dialect. Each test opens an engine of its own,
and would compile anew what every test before it has compiled: a third of its time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

_create_engine = sa.create_engine
_first: dict[tuple[str, str], sa.Engine] = {}


@contextmanager
def shared() -> Iterator[None]:
    """For as long as the block lasts, each engine uses what others of its kind have compiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sa, "create_engine", _like_the_first)
        yield


def _like_the_first(url: str | sa.URL, **options: Any) -> sa.Engine:
    engine = _create_engine(url, **options)
    kind = (engine.dialect.name, str(options.get("isolation_level")))
    first = _first.get(kind)
    if first is None:
        # Only when it is connected does a dialect get to know its server.
        sa.event.listen(engine, "connect", lambda *_: _first.setdefault(kind, engine))
        return engine
    engine.dialect = first.dialect
    engine._compiled_cache = first._compiled_cache
    return engine
