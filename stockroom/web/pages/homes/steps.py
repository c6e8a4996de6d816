"""What a home is made of: steps, each with where it leads, what it is, and how much waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa

MOST_COUNTED = 100


class StepOn(NamedTuple):
    """One way on. `waits` is how much waits there; None where nothing is counted.

    `state` is `good`, `care` or `stop`; `says` explains in a few words.
    """

    path: str
    word: str
    icon: str
    says: str = ""
    waits: int | None = None
    state: str = "good"


class Steps(NamedTuple):
    """Steps under a word of their own."""

    word: str
    steps: Sequence[StepOn]


def few(books: sa.Connection, select: sa.Select[tuple[int]]) -> int:
    """How many rows there are, counted no further than `MOST_COUNTED`."""
    some = select.limit(MOST_COUNTED).subquery()
    return int(books.execute(sa.select(sa.func.count()).select_from(some)).scalar_one())
