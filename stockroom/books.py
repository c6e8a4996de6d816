"""The six sentences that keep the books true, proven; the first breach of each is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, cast

import sqlalchemy as sa

from stockroom import chain, ledger
from stockroom.db import standing_guards, wanted_guards
from stockroom.ledger import HOLDING, LOT, MOVEMENT, PLACE
from stockroom.tables.stock import Journal

JOURNAL = cast(sa.Table, Journal.__table__)  # type: ignore[attr-defined]


class Breach(NamedTuple):
    """A sentence that does not hold, and the first place where it does not."""

    sentence: str
    where: str


class Head(NamedTuple):
    """The end of the journal: kept elsewhere, it shows a tail that was cut off."""

    sequence: int
    hash: str


def check(books: sa.Connection) -> list[Breach]:
    """Prove the six sentences; no breaches means that they hold."""
    return [
        Breach(sentence, where)
        for sentence, proof in SENTENCES
        if (where := proof(books)) is not None
    ]


def head(books: sa.Connection) -> Head:
    """Where the journal ends now."""
    row = books.execute(
        sa.select(JOURNAL.c.sequence, JOURNAL.c.hash).order_by(JOURNAL.c.sequence.desc()).limit(1)
    ).first()
    return Head(row.sequence, row.hash) if row else Head(0, chain.GENESIS)


def check_head(books: sa.Connection, kept: Head) -> Breach | None:
    """Whether the journal still has, where it was, the head that was exported earlier."""
    found = books.execute(
        sa.select(JOURNAL.c.hash).where(JOURNAL.c.sequence == kept.sequence)
    ).scalar()
    if kept.sequence == 0 or found == kept.hash:
        return None
    what = "is missing" if found is None else "has another hash"
    return Breach("No rewriting", f"entry {kept.sequence} of the exported head {what}")


def _conservation(books: sa.Connection) -> str | None:
    row = books.execute(
        sa.select(HOLDING.c.lot_id, sa.func.sum(HOLDING.c.quantity))
        .group_by(HOLDING.c.lot_id)
        .having(sa.func.sum(HOLDING.c.quantity) != 0)
        .order_by(HOLDING.c.lot_id)
        .limit(1)
    ).first()
    return f"lot {row[0]} sums to {row[1]}" if row else None


def _faithfulness(books: sa.Connection) -> str | None:
    sums = ledger.balances()
    told = sa.select(sums.c.lot_id, sums.c.place_id, sums.c.line_id, sums.c.quantity)
    kept = sa.select(HOLDING.c.lot_id, HOLDING.c.place_id, HOLDING.c.line_id, -HOLDING.c.quantity)
    both = sa.union_all(told, kept).subquery()
    off = sa.func.sum(both.c.quantity)
    row = books.execute(
        sa.select(both.c.lot_id, both.c.place_id, both.c.line_id, off)
        .group_by(both.c.lot_id, both.c.place_id, both.c.line_id)
        .having(off != 0)
        .order_by(both.c.lot_id)
        .limit(1)
    ).first()
    return f"lot {row[0]} at place {row[1]}, line {row[2]}, is off by {-row[3]}" if row else None


def _no_stock_from_nowhere(books: sa.Connection) -> str | None:
    joined = HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
    outside = sa.case((PLACE.c.outside, 1), else_=0)
    row = books.execute(
        sa.select(HOLDING.c.lot_id, HOLDING.c.quantity)
        .select_from(joined)
        .where(
            sa.or_(
                sa.and_(HOLDING.c.quantity < 0, outside == 0),
                HOLDING.c.outside != outside,
            )
        )
        .limit(1)
    ).first()
    if row is not None:
        return f"lot {row[0]} has {row[1]} pieces inside"
    crowded = books.execute(
        sa.select(HOLDING.c.lot_id)
        .select_from(HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id))
        .where(HOLDING.c.outside == 0, LOT.c.depth == "single")
        .group_by(HOLDING.c.lot_id)
        .having(sa.func.sum(HOLDING.c.quantity) > 1)
        .limit(1)
    ).scalar()
    return f"lot {crowded} is one thing with two pieces inside" if crowded else None


def _no_rewriting(books: sa.Connection) -> str | None:
    standing = standing_guards(books)
    for guard in wanted_guards(books):
        if not guard.stands_as(standing.get(guard.name, "")):
            return f"the guard {guard.name} does not stand"
    return _chain(books)


def _once(books: sa.Connection) -> str | None:
    row = books.execute(
        sa.select(JOURNAL.c.command_id)
        .group_by(JOURNAL.c.command_id)
        .having(sa.func.count() > 1)
        .limit(1)
    ).scalar()
    return f"command {row} stands twice" if row else None


def _nothing_in_a_box_outside(books: sa.Connection) -> str | None:
    stands = PLACE.alias("stands")
    gone = sa.or_(PLACE.c.closed, stands.c.outside, stands.c.kind == "box")
    row = books.execute(
        sa.select(PLACE.c.name, HOLDING.c.lot_id)
        .select_from(
            HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id).outerjoin(
                stands, stands.c.id == PLACE.c.stands_in
            )
        )
        .where(PLACE.c.kind == "box", HOLDING.c.quantity != 0, gone)
        .limit(1)
    ).first()
    return f"{row[0]} is outside and holds lot {row[1]}" if row else None


def _chain(books: sa.Connection) -> str | None:
    """Recompute every hash from the entries and their moves, in order."""
    moves = _move_texts(books)
    previous = chain.GENESIS
    waiting = next(moves, None)
    fields = (*(JOURNAL.c[name] for name in chain.FIELDS), JOURNAL.c.hash)
    entries = _stream(books, sa.select(*fields).order_by(JOURNAL.c.sequence))
    for expected, row in enumerate(entries, start=1):
        if row[0] != expected:
            return f"entry {expected} is missing"
        texts = []
        while waiting is not None and waiting[0] <= expected:
            if waiting[0] != expected:
                return f"a movement of entry {waiting[0]} was slipped in"
            texts.append(waiting[1])
            waiting = next(moves, None)
        previous = chain.link(previous, row[:-1], "".join(texts))
        if previous != row[-1]:
            return f"entry {expected} or its movements are not as they were written"
    return None if waiting is None else f"a movement of entry {waiting[0]} was slipped in"


def _move_texts(books: sa.Connection) -> Iterator[tuple[int, str]]:
    fields = ("lot_id", "from_place", "from_line", "to_place", "to_line", "quantity", "reason")
    query = sa.select(MOVEMENT.c.sequence, *(MOVEMENT.c[name] for name in fields))
    text = chain.move_text
    for row in _stream(books, query.order_by(MOVEMENT.c.sequence, MOVEMENT.c.id)):
        yield row[0], text(*row[1:])


def _stream(books: sa.Connection, query: sa.Select[Any]) -> Iterable[Any]:
    result = books.execution_options(yield_per=2000).execute(query)
    for part in result.partitions():
        yield from part


SENTENCES = (
    ("Conservation", _conservation),
    ("Faithfulness", _faithfulness),
    ("No stock from nowhere", _no_stock_from_nowhere),
    ("No rewriting", _no_rewriting),
    ("Once", _once),
    ("Nothing is in a box that is outside", _nothing_in_a_box_outside),
)
