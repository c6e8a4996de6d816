"""Acts that reach the books after what came of them, and what they explain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from stockroom import ledger
from stockroom.clock import stamp
from stockroom.commands import refs
from stockroom.commands.base import Entry
from stockroom.commands.refs import PlaceFacts
from stockroom.ledger import Held, Move, Spot
from stockroom.tables.discrepancies import Correction, Discrepancy
from stockroom.tables.stock import Journal, Movement, PlaceKind

if TYPE_CHECKING:
    from stockroom.commands.told import Carry

JOURNAL = cast(sa.Table, Journal.__table__)  # type: ignore[attr-defined]
MOVEMENT = cast(sa.Table, Movement.__table__)  # type: ignore[attr-defined]
CORRECTION = cast(sa.Table, Correction.__table__)  # type: ignore[attr-defined]
_OPEN_CORRECTIONS = (
    sa.select(CORRECTION)
    .where(
        CORRECTION.c.lot_id == sa.bindparam("lot"),
        CORRECTION.c.absorbed < CORRECTION.c.quantity,
        CORRECTION.c.done_at >= sa.bindparam("done_at"),
        CORRECTION.c.sequence != sa.bindparam("sequence"),
    )
    .order_by(CORRECTION.c.id)
)
_MOVED_SINCE = (
    sa.select(JOURNAL.c.command_id)
    .select_from(MOVEMENT.join(JOURNAL, JOURNAL.c.sequence == MOVEMENT.c.sequence))
    .where(
        MOVEMENT.c.lot_id == sa.bindparam("lot"),
        MOVEMENT.c.from_place != MOVEMENT.c.to_place,
        JOURNAL.c.done_at > sa.bindparam("done_at"),
        JOURNAL.c.recorded_at > sa.bindparam("done_at"),
    )
    .limit(1)
)


def moved_since(entry: Entry, act: Carry) -> bool:
    """Whether a thing tracked singly has, by its movers' clocks, moved again since.

    A handover that comes too late is more than a missed scan: somebody has to look.
    """
    if act.lot.depth != "single":
        return False
    where = {"lot": act.lot.id, "done_at": stamp(entry.happened_at)}
    late = entry.books.execute(_MOVED_SINCE, where).first() is not None
    if late:
        entry.made["late"] = True
        if not _is_inside(entry, act.target):
            entry.discrepancy("late", lot=act.lot.id, place=act.target, line=act.line, quantity=1)
    return late


def absorb_arrivals(entry: Entry, act: Carry) -> int:
    """A late act that brought pieces to where they were needed undoes what was drawn instead."""
    spent = 0
    for row in _open_corrections(entry, act.lot.id):
        pieces = min(act.quantity - spent, row.quantity - row.absorbed)
        if row.needed_at == act.target and _is_inside(entry, act.target) and pieces > 0:
            pieces = _put_back(entry, act, row.came_from, pieces)
            _mark_absorbed(entry, row, row.absorbed + pieces)
            spent += pieces
    return spent


def absorb_steps(entry: Entry, act: Carry, quantity: int) -> int:
    """A late step on the way (a pick, a packing) of pieces for a line that have gone on since.

    Only for pieces that no longer lie promised to that line where the hands took them, so that
    the books never swallow an act about other pieces.
    """
    spent = 0
    if act.line is None or act.free:
        return spent
    for row in _open_corrections(entry, act.lot.id):
        pieces = min(quantity - spent, row.quantity - row.absorbed)
        if pieces > 0 and row.line_id == act.line and _is_on_the_way(entry, act, row.needed_at):
            _step_on(entry, act, row, pieces)
            spent += pieces
    return spent


def explainable(entry: Entry, lot: int, line: int) -> int:
    """Pieces for a line that were drawn for needs at or after this act's time."""
    found = _open_corrections(entry, lot)
    return sum(row.quantity - row.absorbed for row in found if row.line_id == line)


def _open_corrections(entry: Entry, lot: int) -> Sequence[sa.Row[Any]]:
    """Corrections of other entries for this lot, made for needs at or after this act's time."""
    where = {"lot": lot, "done_at": stamp(entry.happened_at), "sequence": entry.sequence}
    return entry.books.execute(_OPEN_CORRECTIONS, where).all()


def _is_on_the_way(entry: Entry, act: Carry, needed_at: int) -> bool:
    """Bench and box lie before van and gate, the van before the gate."""
    there = refs.place_by_id(entry, needed_at).kind
    here = refs.place_by_id(entry, act.target).kind
    if here == PlaceKind.VAN:
        return there == PlaceKind.GATE
    return here in (PlaceKind.BENCH, PlaceKind.BOX) and there in (PlaceKind.VAN, PlaceKind.GATE)


def _is_inside(entry: Entry, place: int) -> bool:
    return not refs.place_by_id(entry, place).outside


def _step_on(entry: Entry, act: Carry, row: sa.Row[Any], pieces: int) -> None:
    """The pieces had been carried before they were needed; only our knowledge moves."""
    if act.source is not None and act.source.id != row.came_from:
        return
    left = row.quantity - row.absorbed - pieces
    change = sa.update(CORRECTION).where(CORRECTION.c.id == row.id)
    if left == 0:
        entry.books.execute(change.values(came_from=act.target))
        return
    entry.books.execute(change.values(quantity=row.quantity - pieces))
    fields = {name: value for name, value in row._mapping.items() if name != "id"}
    entry.add(Correction(**fields | {"came_from": act.target, "quantity": pieces, "absorbed": 0}))


def _put_back(entry: Entry, act: Carry, came_from: int, pieces: int) -> int:
    """The pieces came from the act's source: return to `came_from` what was wrongly drawn."""
    if act.source is None or act.source.id == came_from:
        return pieces
    origin = refs.place_by_id(entry, came_from)
    if origin.closed:
        return 0
    held = [one for one in ledger.whereabouts(entry.books, act.lot.id) if is_at(one, act.source)]
    drawn = ledger.draw(held, pieces, line=act.line)
    entry.post(
        [
            Move(
                act.lot.id,
                one.spot,
                Spot(came_from, None if origin.outside else one.spot.line),
                taken,
                "absorbed",
            )
            for one, taken in drawn
            if one.spot.place != came_from
        ]
    )
    return pieces


def _mark_absorbed(entry: Entry, row: sa.Row[Any], absorbed: int) -> None:
    entry.books.execute(
        sa.update(CORRECTION).where(CORRECTION.c.id == row.id).values(absorbed=absorbed)
    )
    if row.discrepancy_id is not None and absorbed == row.quantity:
        opened = refs.by_id(entry, Discrepancy, row.discrepancy_id, "discrepancy")
        opened.settled_in, opened.settlement = entry.sequence, "explained"


def is_at(one: Held, source: PlaceFacts | None) -> bool:
    """Whether a spot is in a place, or in a box that stands in it; None is anywhere."""
    return source is None or source.id in (one.spot.place, one.stands_in)
