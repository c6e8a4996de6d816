"""What hands have moved, made to agree with the books.

A told act is never refused for what the books say. Pieces that the books do not have where the
hands took them are drawn from wherever they hold that lot inside (`mislaid`, or `implied` where a
later act implies the earlier ones), and only the rest from the count difference (`found`). Each
such drawing leaves a correction, which a late act that explains it absorbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from stockroom import ledger
from stockroom.clock import stamp
from stockroom.commands import refs
from stockroom.commands.base import Entry
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.errors import Refused
from stockroom.ledger import Held, Move, Spot
from stockroom.tables.discrepancies import Correction, Discrepancy
from stockroom.tables.stock import How, Journal, Movement, PlaceKind

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


@dataclass(frozen=True)
class Carry:
    """Pieces of a lot carried by hands.

    `source` is where the hands took them (None: wherever the books have them), `line` the wish
    line they now serve (None: each piece keeps its promise), `implies` that earlier acts on the
    way may have gone unscanned. `free` drops whatever promise the pieces had.
    """

    lot: LotFacts
    quantity: int
    source: PlaceFacts | None
    target: int
    reason: str
    line: int | None = None
    implies: bool = False
    free: bool = False

    def put_down(self, source: Spot) -> Spot:
        """The spot where pieces taken from `source` end."""
        line = None if self.free else (source.line if self.line is None else self.line)
        return Spot(self.target, line)

    def move(self, source: Spot, pieces: int, reason: str) -> Move:
        """Pieces from one spot to where this act puts them."""
        return Move(self.lot.id, source, self.put_down(source), pieces, reason)


def carry(entry: Entry, act: Carry, held: list[Held] | None = None) -> int:
    """Post what the hands did, with whatever corrections the books need; gives the pieces carried.

    Nothing is carried when a thing tracked singly has moved on since. `held` is the lot's
    whereabouts where the caller has just read them.
    """
    if _moved_since(entry, act):
        return 0
    explained = _absorb_arrivals(entry, act)
    if held is None or explained:
        held = ledger.whereabouts(entry.books, act.lot.id)
    movable = [one for one in held if act.put_down(one.spot) != one.spot]
    near = [one for one in movable if _is_at(one, act.source)]
    of_line = sum(one.quantity for one in near if one.spot.line == act.line is not None)
    explained += _absorb_steps(entry, act, act.quantity - explained - of_line)
    left = act.quantity - explained
    if explained:
        entry.made["explains"] = explained
    drawn = ledger.draw(near, left, line=act.line)
    entry.post([act.move(one.spot, pieces, act.reason) for one, pieces in drawn])
    note_broken_promises(entry, act, drawn)
    missing = left - pieces_in(drawn)
    if missing > 0:
        there = sum(one.quantity for one in held if one not in movable)
        _find(entry, act, [one for one in movable if one not in near], missing, there)
    return act.quantity


def source_of(entry: Entry, lot: LotFacts, source: str | None, target: int) -> PlaceFacts | None:
    """The place that hands took a lot from: as named, or the only one that holds it.

    Raises `Refused("several_places")` when the lot lies in several and none was named.
    """
    if source is not None:
        return refs.place(entry, source)
    return only_place(entry, ledger.whereabouts(entry.books, lot.id), target)


def only_place(entry: Entry, held: Sequence[Held], target: int) -> PlaceFacts | None:
    """The one place other than the target that holds something; None when there is none."""
    places = {one.spot.place for one in held if one.spot.place != target}
    if len(places) > 1:
        raise Refused("several_places", "That lot lies in several places; say which one you mean.")
    return refs.place_by_id(entry, places.pop()) if places else None


def lose(
    entry: Entry, lot: LotFacts, place: PlaceFacts, quantity: int, target: int, reason: str
) -> None:
    """Pieces gone from a place: free ones first, then the least urgent promises, which break."""
    held = [one for one in ledger.whereabouts(entry.books, lot.id) if one.spot.place == place.id]
    drawn = ledger.draw(held, quantity)
    entry.post([Move(lot.id, one.spot, Spot(target), pieces, reason) for one, pieces in drawn])
    for one, pieces in drawn:
        if one.spot.line is not None:
            _broken(entry, lot, one, pieces)


def pieces_in(drawn: Sequence[tuple[Held, int]]) -> int:
    """How many pieces a drawing gives."""
    return sum(pieces for _, pieces in drawn)


def _is_at(one: Held, source: PlaceFacts | None) -> bool:
    return source is None or source.id in (one.spot.place, one.stands_in)


def note_broken_promises(entry: Entry, act: Carry, drawn: Sequence[tuple[Held, int]]) -> None:
    """Open a discrepancy for each promise that the pieces had and do not keep.

    Pieces taken for their own line, or brought back from the road, break none.
    """
    for one, pieces in drawn:
        kept = act.put_down(one.spot).line == one.spot.line
        if one.spot.line not in (None, act.line) and not kept and act.reason != "return":
            _broken(entry, act.lot, one, pieces)


def _broken(entry: Entry, lot: LotFacts, one: Held, pieces: int) -> None:
    entry.discrepancy(
        "promise_broken", lot=lot.id, place=one.spot.place, line=one.spot.line, quantity=pieces
    )


def _find(
    entry: Entry, act: Carry, elsewhere: Sequence[Held], missing: int, already_there: int
) -> None:
    """Draw what the books hold elsewhere, then what is there already, then invent the rest."""
    drawn = ledger.draw(elsewhere, missing, line=act.line)
    reason = "implied" if act.implies else "mislaid"
    for one, pieces in drawn:
        _correct(entry, act, one.spot, pieces, reason)
    note_broken_promises(entry, act, drawn)
    rest = missing - pieces_in(drawn)
    covered = min(rest, already_there)
    if covered:
        entry.discrepancy("already_there", lot=act.lot.id, place=act.target, quantity=covered)
    if rest > covered:
        nowhere = Spot(refs.outside(entry, PlaceKind.COUNT_DIFFERENCE))
        _correct(entry, act, nowhere, rest - covered, "found")


def _correct(entry: Entry, act: Carry, source: Spot, pieces: int, reason: str) -> None:
    entry.post([act.move(source, pieces, reason)])
    expected = reason == "implied" or (reason == "found" and act.lot.how == How.GUESSED)
    opened = None
    needed_at = act.source.id if act.source is not None else act.target
    if not expected:
        opened = entry.discrepancy(
            reason, lot=act.lot.id, place=needed_at, line=act.line, quantity=pieces
        )
    entry.add(
        Correction(
            sequence=entry.sequence,
            lot_id=act.lot.id,
            needed_at=needed_at,
            came_from=source.place,
            line_id=act.line,
            quantity=pieces,
            done_at=stamp(entry.happened_at),
            discrepancy_id=opened,
        )
    )


def _absorb_arrivals(entry: Entry, act: Carry) -> int:
    """A late act that brought pieces to where they were needed undoes what was drawn instead."""
    spent = 0
    for row in _open_corrections(entry, act):
        pieces = min(act.quantity - spent, row.quantity - row.absorbed)
        if row.needed_at == act.target and _is_inside(entry, act.target) and pieces > 0:
            pieces = _put_back(entry, act, row.came_from, pieces)
            _mark_absorbed(entry, row, row.absorbed + pieces)
            spent += pieces
    return spent


def _absorb_steps(entry: Entry, act: Carry, quantity: int) -> int:
    """A late step on the way (a pick, a packing) of pieces for a line that have gone on since.

    Only for pieces that no longer lie promised to that line where the hands took them, so that
    the books never swallow an act about other pieces.
    """
    spent = 0
    if act.line is None or act.free:
        return spent
    for row in _open_corrections(entry, act):
        pieces = min(quantity - spent, row.quantity - row.absorbed)
        if pieces > 0 and row.line_id == act.line and _is_on_the_way(entry, act, row.needed_at):
            _step_on(entry, act, row, pieces)
            spent += pieces
    return spent


def _open_corrections(entry: Entry, act: Carry) -> Sequence[sa.Row[Any]]:
    """Corrections of other entries for this lot, made for needs at or after this act's time."""
    where = {"lot": act.lot.id, "done_at": stamp(entry.happened_at), "sequence": entry.sequence}
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
    held = [one for one in ledger.whereabouts(entry.books, act.lot.id) if _is_at(one, act.source)]
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


def _moved_since(entry: Entry, act: Carry) -> bool:
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
