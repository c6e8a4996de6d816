"""Goods that ride on a van for nobody's wish: told as loaded once, and for which of our sites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, cast

import sqlalchemy as sa
from sqlmodel import col, select

from stockroom import ledger
from stockroom.clock import stamp
from stockroom.commands.base import Entry, known
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.errors import Refused
from stockroom.ledger import PLACE
from stockroom.tables.stock import Journal
from stockroom.tables.transport import LoadingLine, Run

JOURNAL = cast(sa.Table, Journal.__table__)  # type: ignore[attr-defined]
LINE = cast(sa.Table, LoadingLine.__table__)  # type: ignore[attr-defined]
_LEFT = LINE.c.quantity - LINE.c.unloaded
_FOR_SITES = (
    sa.select(LINE.c.run_id, LINE.c.lot_id, PLACE.c.name, sa.func.sum(_LEFT).label("pieces"))
    .join(PLACE, PLACE.c.id == LINE.c.site_id)
    .where(_LEFT > 0)
    .group_by(LINE.c.run_id, LINE.c.lot_id, PLACE.c.name)
    .order_by(sa.func.min(LINE.c.id))
)


ForSites = Mapping[tuple[int, int], Mapping[str, int]]
"""By run and lot the pieces that are for each of our sites, by its name."""


class Riding(NamedTuple):
    """Pieces of a lot told as loaded for nobody's wish, and the site of ours that they are for."""

    lot: LotFacts
    pieces: int
    site: int | None


def not_told_already(entry: Entry, run: Run, van: PlaceFacts, told: Sequence[Riding]) -> None:
    """Raise `Refused` for what somebody else told as loaded on this run, where more of it waits.

    So it is with as many pieces of a lot in one telling of another person, or of the same one for
    the very same moment: whoever carries more of it says so at another time. The act is then held.
    """
    if entry.acts_for != entry.id or not told:
        return
    pieces = Counter[int]()
    for one in told:
        pieces[one.lot.id] += one.pieces
    lots = {one.lot.id: one.lot for one in told}
    for lot in sorted(_told_before(entry, run, pieces)):
        held = ledger.whereabouts(entry.books, lot)
        if any(van.id not in (one.spot.place, one.stands_in) for one in held):
            raise Refused(
                "told_already",
                "{told} of {thing} were told as loaded on this run before, and more of it is here. "
                "Is it the same loading once more?",
                thing=lots[lot].product,
                told=pieces[lot],
            )


def keep(entry: Entry, run: Run, told: Sequence[Riding]) -> None:
    """Keep what a loading told of such goods."""
    for one in told:
        entry.keep(
            LoadingLine,
            sequence=entry.sequence,
            run_id=known(run.id),
            lot_id=one.lot.id,
            quantity=one.pieces,
            site_id=one.site,
        )


def unloaded(entry: Entry, run: Run, site: int | None, lot: int, pieces: int) -> None:
    """So many pieces came off at a site: what was for it is on the way to it no more."""
    query = select(LoadingLine).where(
        LoadingLine.run_id == run.id, LoadingLine.lot_id == lot, LoadingLine.site_id == site
    )
    for row in entry.rows.exec(query.order_by(col(LoadingLine.id))).all():
        took = min(pieces, row.quantity - row.unloaded)
        row.unloaded += took
        pieces -= took


def take_back(entry: Entry, sequence: int) -> None:
    """Forget what a loading told that is reversed."""
    entry.books.execute(sa.delete(LINE).where(LINE.c.sequence == sequence))


def for_sites(books: sa.Connection, runs: Collection[int]) -> ForSites:
    """What is on its way to our sites on these runs; one statement."""
    found: dict[tuple[int, int], dict[str, int]] = {}
    for row in books.execute(_FOR_SITES.where(LINE.c.run_id.in_(runs))):
        found.setdefault((row.run_id, row.lot_id), {})[row.name] = int(row.pieces)
    return found


def shared_out(aboard: int, wanted: Mapping[str, int]) -> list[tuple[str, int]]:
    """Pieces aboard by the site that they are for; last those that may be for any, under ""."""
    found = []
    for site, pieces in wanted.items():
        took = min(aboard, pieces)
        aboard -= took
        found += [(site, took)] if took else []
    return [*found, ("", aboard)] if aboard else found


def _told_before(entry: Entry, run: Run, told: Mapping[int, int]) -> set[int]:
    """Lots of which another telling on this run had as many pieces."""
    more = JOURNAL.c.actor_id == entry.actor.id
    if not entry.is_about_to:
        more = sa.and_(more, JOURNAL.c.done_at != stamp(entry.done_at))
    query = (
        sa.select(LINE.c.lot_id, sa.func.sum(_LEFT))
        .join(JOURNAL, JOURNAL.c.sequence == LINE.c.sequence)
        .where(LINE.c.run_id == run.id, LINE.c.lot_id.in_(told), sa.not_(more))
        .group_by(LINE.c.sequence, LINE.c.lot_id)
    )
    return {lot for lot, pieces in entry.books.execute(query) if pieces == told[lot]}
