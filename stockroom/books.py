"""The six sentences that keep the books true, proven; the first breach of each is named."""

from __future__ import annotations

import itertools
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any, NamedTuple, cast

import sqlalchemy as sa

from stockroom import chain, ledger
from stockroom.db import open_database, standing_guards, wanted_guards
from stockroom.ledger import HOLDING, LOT, MOVEMENT, PLACE
from stockroom.tables.stock import CommandContent, Journal

CONTENT = cast(sa.Table, CommandContent.__table__)  # type: ignore[attr-defined]
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


def check_together(url: str) -> list[Breach]:
    """The same proof in two processes, each sentence on a snapshot of its own."""
    # The chain takes longest, so it begins first.
    order = sorted(range(len(SENTENCES)), key=lambda number: SENTENCES[number][1] is not _chain)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = dict(zip(order, pool.map(_prove, [url] * len(order), order), strict=True))
    return [
        Breach(sentence, where)
        for number, (sentence, _) in enumerate(SENTENCES)
        if (where := found[number]) is not None
    ]


def _prove(url: str, number: int) -> str | None:
    database = open_database(url)
    with database.snapshot() as books:
        found = SENTENCES[number][1](books)
    database.close()
    return found


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


def _guards(books: sa.Connection) -> str | None:
    standing = standing_guards(books)
    for guard in wanted_guards(books):
        if not guard.stands_as(standing.get(guard.name, "")):
            return f"the guard {guard.name} does not stand"
    return None


def _contents(books: sa.Connection) -> str | None:
    """Each content that stands must be what its entry's salted hash covers."""
    query = sa.select(
        CONTENT.c.command_id, JOURNAL.c.content_hash, CONTENT.c.salt, CONTENT.c.body
    ).select_from(CONTENT.outerjoin(JOURNAL, JOURNAL.c.command_id == CONTENT.c.command_id))
    for command_id, kept, salt, body in _stream(books, query):
        if kept != chain.content_hash(salt, body):
            return f"what command {command_id} said is not as it was written"
    return None


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
    moves = _moves_by_entry(books)
    at, texts = next(moves, (0, ""))
    previous = chain.GENESIS
    fields = (*(JOURNAL.c[name] for name in chain.FIELDS), JOURNAL.c.hash)
    entries = _stream(books, sa.select(*fields).order_by(JOURNAL.c.sequence))
    for expected, (*entry, kept) in enumerate(entries, start=1):
        if entry[0] != expected:
            return f"entry {expected} is missing"
        if 0 < at < expected:
            return f"a movement of entry {at} was slipped in"
        mine = at == expected
        previous = chain.link(previous, entry, texts if mine else "")
        if previous != kept:
            return f"entry {expected} or its movements are not as they were written"
        if mine:
            at, texts = next(moves, (0, ""))
    return f"a movement of entry {at} was slipped in" if at else None


def _moves_by_entry(books: sa.Connection) -> Iterator[tuple[int, str]]:
    """The moves of each entry that has any, as the text that its hash covers."""
    fields = ("lot_id", "from_place", "from_line", "to_place", "to_line", "quantity", "reason")
    query = sa.select(MOVEMENT.c.sequence, *(MOVEMENT.c[name] for name in fields))
    at, texts = 0, ""
    for sequence, *move in _stream(books, query.order_by(MOVEMENT.c.sequence, MOVEMENT.c.id)):
        if sequence != at:
            if texts:
                yield at, texts
            at, texts = sequence, ""
        texts += chain.move_text(*move)
    if texts:
        yield at, texts


def _stream(books: sa.Connection, query: sa.Select[Any]) -> Iterator[Any]:
    result = books.execution_options(yield_per=5000).execute(query)
    return itertools.chain.from_iterable(result.partitions())


SENTENCES = (
    ("Conservation", _conservation),
    ("Faithfulness", _faithfulness),
    ("No stock from nowhere", _no_stock_from_nowhere),
    ("No rewriting", _guards),
    ("No rewriting", _chain),
    ("No rewriting", _contents),
    ("Once", _once),
    ("Nothing is in a box that is outside", _nothing_in_a_box_outside),
)
