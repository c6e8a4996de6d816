"""What hands have moved, made to agree with the books.

A told act is never refused for what the books say. Pieces that the books do not have where the
hands took them are drawn from wherever they hold that lot inside (`mislaid`, or `implied` where a
later act implies the earlier ones), and only the rest from the count difference (`found`). Each
such drawing leaves a correction, which a late act that explains it absorbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stockroom import ledger
from stockroom.clock import stamp
from stockroom.commands import late, refs
from stockroom.commands.base import Entry
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.errors import Refused
from stockroom.ledger import Held, Move, Spot
from stockroom.tables.discrepancies import Correction
from stockroom.tables.stock import How, PlaceKind


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
    if late.moved_since(entry, act):
        return 0
    explained = late.absorb_arrivals(entry, act)
    if held is None or explained:
        held = ledger.whereabouts(entry.books, act.lot.id)
    movable = [one for one in held if act.put_down(one.spot) != one.spot]
    near = [one for one in movable if late.is_at(one, act.source)]
    of_line = sum(one.quantity for one in near if one.spot.line == act.line is not None)
    explained += late.absorb_steps(entry, act, act.quantity - explained - of_line)
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
