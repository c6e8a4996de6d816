"""Goods put on a run's van, and what that adds to the run's account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated, NamedTuple, cast

import msgspec
import sqlalchemy as sa
from msgspec import Meta

from stockroom import ledger
from stockroom.clock import stamp
from stockroom.commands import (
    as_told,
    carried_goods,
    late,
    lines,
    packing,
    refs,
    riding,
    road,
    stops,
    told,
)
from stockroom.commands.base import (
    HANDS,
    MOST_LINES,
    Command,
    Entry,
    Pieces,
    Ref,
    RowId,
    Trade,
    known,
)
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.commands.riding import Riding
from stockroom.commands.shelving import move_box
from stockroom.commands.told import Carry
from stockroom.errors import Refused
from stockroom.ledger import MOVEMENT
from stockroom.tables.stock import Journal, PlaceKind
from stockroom.tables.transport import Run as RunRow

JOURNAL = cast(sa.Table, Journal.__table__)  # type: ignore[attr-defined]
# What later acts of a run did with pieces of one lot and line.
_GONE_ON = (
    sa.select(sa.func.coalesce(sa.func.sum(MOVEMENT.c.quantity), 0))
    .select_from(
        MOVEMENT.join(JOURNAL, JOURNAL.c.sequence == MOVEMENT.c.sequence).join(
            road.RUN_ENTRY, road.RUN_ENTRY.c.sequence == MOVEMENT.c.sequence
        )
    )
    .where(
        MOVEMENT.c.lot_id == sa.bindparam("lot"),
        sa.func.coalesce(MOVEMENT.c.to_line, MOVEMENT.c.from_line) == sa.bindparam("line"),
        MOVEMENT.c.reason != "absorbed",
        road.RUN_ENTRY.c.run_id == sa.bindparam("run"),
        road.RUN_ENTRY.c.loaded == 0,
        JOURNAL.c.done_at > sa.bindparam("done_at"),
    )
)


class Loaded(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A parcel, or loose pieces of a lot for a wish line, put on the van.

    `site` is the site of ours that pieces for nobody's wish are for.
    """

    box: Ref | None = None
    lot: Ref | None = None
    line: RowId | None = None
    quantity: Pieces | None = None
    site: Ref | None = None


class Loading(Command, frozen=True, kw_only=True):
    """What was put on a run's van."""

    run: RowId
    items: Annotated[list[Loaded], Meta(min_length=1, max_length=MOST_LINES)]


class Loose(NamedTuple):
    """Pieces of a lot that are loaded without a box, for a wish line or for nobody yet."""

    lot: LotFacts
    pieces: int
    line: lines.LineFacts | None
    site: int | None = None


def loading(command: Loading, entry: Entry) -> None:
    """Onto the van: parcels with all in them, or loose pieces."""
    row = road.open_run(entry, command.run)
    van = refs.place_by_id(entry, row.van_id)
    things = _once(_thing(entry, item) for item in command.items)
    riders = [
        Riding(one.lot, one.pieces, one.site)
        for one in things
        if isinstance(one, Loose) and one.line is None
    ]
    riding.not_told_already(entry, row, van, riders)
    facilities = _may_go(entry, row, van, things)
    riding.keep(entry, row, riders)
    loaded = 0
    for thing in things:
        loaded += _load(entry, row, van, thing, loaded)
    road.account(entry, row, loaded=loaded)
    entry.rows.flush()
    as_told.loaded(entry, known(row.id), van.id, facilities)


def _thing(entry: Entry, item: Loaded) -> Loose | PlaceFacts:
    """What an item of a loading is: a box, or pieces of a lot."""
    if item.box is not None:
        box = refs.place(entry, item.box)
        if box.kind != PlaceKind.BOX and not box.closed:
            raise Refused("not_a_box", "{name} is not a box.", name=box.name)
        return box
    if item.lot is None:
        raise Refused("nothing_loaded", "Say which box or lot was loaded.")
    lot = refs.lot(entry, item.lot)
    pieces = item.quantity or _promised(entry, lot.id, item.line) or 1
    line = lines.facts(entry, item.line) if item.line is not None else None
    site = refs.site(entry, item.site).id if item.site is not None else None
    return Loose(lot, pieces, line, site)


def _once(things: Iterable[Loose | PlaceFacts]) -> list[Loose | PlaceFacts]:
    """Each box once, by whichever of its names it was told; of a lot each item counts."""
    found: dict[int, Loose | PlaceFacts] = {}
    for at, thing in enumerate(things):
        found.setdefault(thing.id if isinstance(thing, PlaceFacts) else -at - 1, thing)
    return list(found.values())


def _may_go(
    entry: Entry, row: RunRow, van: PlaceFacts, things: Sequence[Loose | PlaceFacts]
) -> set[int | None]:
    """Stop, or alarm, where a hold or a gate is against it; for whom all of it is.

    It takes few statements for all things.
    """
    boxes = {one.id for one in things if isinstance(one, PlaceFacts) and not one.closed}
    loose = [one for one in things if isinstance(one, Loose)]
    going = carried_goods.in_places(entry.books, boxes)
    lots = carried_goods.lots(entry.books, {one.lot.id for one in loose})
    going += [
        replace(
            lots[one.lot.id],
            pieces=one.pieces,
            facility=one.line.facility_id if one.line is not None else None,
        )
        for one in loose
    ]
    stops.loading(entry, known(row.id), van.id, going)
    return {one.facility for one in going}


def _load(
    entry: Entry, row: RunRow, van: PlaceFacts, thing: Loose | PlaceFacts, loaded: int
) -> int:
    """Put it on the van; the pieces that it adds to the account, beside those `loaded` so far."""
    if isinstance(thing, PlaceFacts):
        return _load_box(entry, row, van, thing, loaded)
    start = len(entry.moves)
    pieces = thing.pieces - _told_before(entry, row, van, thing)
    if pieces:
        line = thing.line.id if thing.line is not None else None
        source = _start(entry, thing.lot.id, van)
        act = Carry(thing.lot, pieces, source, van.id, "loading", line=line, implies=True)
        told.carry(entry, act)
    moved = sum(
        one.quantity
        for one in entry.moves[start:]
        if one.target.place == van.id != one.source.place
    )
    return moved + _lacking(entry, row, van, thing.pieces - moved, loaded + moved)


def _load_box(entry: Entry, row: RunRow, van: PlaceFacts, box: PlaceFacts, loaded: int) -> int:
    if box.closed:
        # It was handed over before its loading reached us; the delivery has said it all.
        entry.made["late"] = True
        return 0
    pieces = sum(pieces for _, _, pieces in packing.contents(entry, box.id))
    if box.stands_in == van.id:
        return _lacking(entry, row, van, pieces, loaded)
    move_box(entry, box, van)
    return pieces


def _told_before(entry: Entry, row: RunRow, van: PlaceFacts, thing: Loose) -> int:
    """Pieces for a line that somebody else has told as loaded; noted, and not loaded again.

    That is so where no more of the line's pieces wait to be loaded, and as many are aboard or have
    gone on. Free pieces of the lot, which nobody carried, would else be taken along.
    """
    if thing.line is None:
        return 0
    lot, line = thing.lot.id, thing.line.id
    theirs = [one for one in ledger.whereabouts(entry.books, lot) if one.spot.line == line]
    aboard = sum(one.quantity for one in theirs if one.spot.place == van.id)
    waiting = sum(one.quantity for one in theirs) - aboard
    if thing.pieces <= waiting:
        return 0
    doubtful = max(0, thing.pieces - waiting - late.explainable(entry, lot, line))
    there = min(doubtful, aboard)
    if there:
        entry.discrepancy("already_there", lot=lot, place=van.id, line=line, quantity=there)
    gone = min(doubtful - there, _gone_on(entry, row, lot, line)) if doubtful > there else 0
    if gone:
        entry.made["late"] = True
    return there + gone


def _gone_on(entry: Entry, row: RunRow, lot: int, line: int) -> int:
    """Pieces for a line that left this run's van, or came to its gate, after this act."""
    where = {"lot": lot, "line": line, "run": row.id, "done_at": stamp(entry.happened_at)}
    return int(entry.books.execute(_GONE_ON, where).scalar() or 0)


def _lacking(entry: Entry, row: RunRow, van: PlaceFacts, pieces: int, loaded: int) -> int:
    """Of pieces told as loaded that have not moved, those that the run's account lacks.

    They were told before by somebody else; or they are aboard, or have gone on, without any word.
    What is aboard once the run is closed is another run's.
    """
    if pieces == 0:
        return 0
    so_far = road.account_of(entry, row)
    gone = so_far["delivered"] + so_far["returned"] + so_far["lost"]
    aboard = road.pieces_on(entry, van.id) if row.closed_in is None else 0
    lacking = gone + aboard - so_far["loaded"] - loaded
    return min(pieces, max(0, lacking))


def _start(entry: Entry, lot_id: int, van: PlaceFacts) -> PlaceFacts | None:
    """The bench, when goods for the van lie there as they should; else wherever they are."""
    for one in ledger.whereabouts(entry.books, lot_id):
        if one.kind == PlaceKind.BENCH and one.spot.place != van.id:
            return refs.place_by_id(entry, one.spot.place)
    return None


def _promised(entry: Entry, lot_id: int, line: int | None) -> int:
    return sum(
        one.quantity
        for one in ledger.whereabouts(entry.books, lot_id)
        if line is None or one.spot.line == line
    )


TRADES = (
    Trade(
        "loadings",
        Loading,
        loading,
        HANDS,
        told=True,
        reversible=True,
        example={
            "run": 3,
            "items": [{"box": "box 214"}, {"lot": "7K3Q9M2XW4HTX", "line": 17, "quantity": 1}],
        },
    ),
)
