"""From the shelf to a sealed parcel: pick, packing, sealing and its undoing."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import select

from stockroom import ledger
from stockroom.commands import carried_goods, lines, refs, stops, told
from stockroom.commands.base import (
    EVERYBODY_INSIDE,
    Command,
    Entry,
    Grams,
    Pieces,
    Ref,
    RowId,
    Trade,
    known,
)
from stockroom.commands.refs import PlaceFacts
from stockroom.commands.told import Carry
from stockroom.errors import Refused
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import Packaging, Parcel


class Pick(Command, frozen=True, kw_only=True):
    """Pieces taken from their shelf to the bench, for a wish line."""

    lot: Ref
    line: RowId
    quantity: Pieces
    place: Ref | None = None
    site: Ref | None = None


class Packing(Command, frozen=True, kw_only=True):
    """Pieces put into a box for a wish line; the pick may have gone unscanned."""

    lot: Ref
    line: RowId
    quantity: Pieces
    box: Ref


class Sealing(Command, frozen=True, kw_only=True):
    """A box closed for a facility: from now on it is a parcel.

    `repacked`: it was packed anew, as a rule of the gate asks. `weight_g` is what a scale says;
    without it the pieces' own weights are summed.
    """

    box: Ref
    facility: Ref
    packaging: Packaging = Packaging.BOX
    repacked: bool = False
    weight_g: Grams | None = None


class Unsealing(Command, frozen=True, kw_only=True):
    """A parcel opened again at our side."""

    box: Ref


def pick(command: Pick, entry: Entry) -> None:
    """To the bench, promised to its line."""
    lot, line = refs.lot(entry, command.lot), lines.facts(entry, command.line)
    bench = _bench(entry, command)
    source = refs.place(entry, command.place) if command.place is not None else None
    told.carry(entry, Carry(lot, command.quantity, source, bench.id, "pick", line=line.id))


def packing(command: Packing, entry: Entry) -> None:
    """Into the box, promised to its line."""
    lot, line = refs.lot(entry, command.lot), lines.facts(entry, command.line)
    box = open_box(entry, command.box)
    bench = _bench_beside(entry, lot.id, box)
    told.carry(
        entry,
        Carry(lot, command.quantity, bench, box.id, "packing", line=line.id, implies=True),
    )


def sealing(command: Sealing, entry: Entry) -> None:
    """Make the parcel; what is wrong inside opens a discrepancy, since hands have sealed it."""
    box, facility = refs.inside(entry, command.box), refs.facility(entry, command.facility)
    if box.kind != PlaceKind.BOX:
        raise Refused("not_a_box", "{name} is not a box.", name=box.name)
    if open_parcel(entry, box.id) is not None:
        raise Refused("already_sealed", "{name} is sealed already.", name=box.name)
    going = [
        replace(one, facility=facility.id, packaging=command.packaging, repacked=command.repacked)
        for one in carried_goods.in_places(entry.books, [box.id])
    ]
    stops.sealing(entry, box.id, known(facility.id), going)
    weight = sum(one.weight_g * one.pieces for one in going)
    parcel = entry.add(
        Parcel(
            box_id=box.id,
            facility_id=known(facility.id),
            packaging=command.packaging,
            repacked=command.repacked,
            weight_g=weight if command.weight_g is None else command.weight_g,
            volume_ml=sum(one.volume_ml * one.pieces for one in going),
            sealed_in=entry.sequence,
        )
    )
    entry.made["parcel"] = parcel.id
    for one in going:
        if one.wished_by != facility.id:
            entry.discrepancy(
                "not_theirs", lot=one.lot, place=box.id, line=one.line, quantity=one.pieces
            )


def unsealing(command: Unsealing, entry: Entry) -> None:
    """End the parcel; its goods stay in the box, promised as they were."""
    box = refs.inside(entry, command.box)
    parcel = open_parcel(entry, box.id)
    if parcel is None:
        raise Refused("not_sealed", "{name} is not sealed.", name=box.name)
    parcel.opened_in = entry.sequence


def open_box(entry: Entry, ref: str) -> PlaceFacts:
    """A box by its reference; raises `Refused` if it is something else."""
    box = refs.inside(entry, ref)
    if box.kind != PlaceKind.BOX:
        raise Refused("not_a_box", "{name} is not a box.", name=box.name)
    return box


def open_parcel(entry: Entry, box_id: int) -> Parcel | None:
    """The parcel that a box is now, if it is sealed."""
    query = select(Parcel).where(Parcel.box_id == box_id, Parcel.opened_in == None)  # noqa: E711
    return entry.rows.exec(query).first()


def contents(entry: Entry, place_id: int) -> list[tuple[int, int | None, int]]:
    """Lot, wish line and pieces of everything on a place."""
    query = (
        select(ledger.HOLDING.c.lot_id, ledger.HOLDING.c.line_id, ledger.HOLDING.c.quantity)
        .where(ledger.HOLDING.c.place_id == place_id, ledger.HOLDING.c.quantity > 0)
        .order_by(ledger.HOLDING.c.id)
    )
    return [(row[0], row[1], row[2]) for row in entry.books.execute(query)]


def _bench(entry: Entry, command: Pick) -> PlaceFacts:
    if command.place is None or command.site is not None:
        return refs.of_site(entry, PlaceKind.BENCH, command.site)
    source = refs.place(entry, command.place)
    query = (
        select(ledger.PLACE.c.id)
        .where(ledger.PLACE.c.kind == PlaceKind.BENCH, ledger.PLACE.c.site_id == source.site_id)
        .limit(1)
    )
    found = entry.books.execute(query).scalar()
    if found is None:
        return refs.of_site(entry, PlaceKind.BENCH, None)
    return refs.place_by_id(entry, found)


def _bench_beside(entry: Entry, lot_id: int, box: PlaceFacts) -> PlaceFacts | None:
    """The bench that holds the lot, else that of the box's site: where picked goods should be."""
    for one in ledger.whereabouts(entry.books, lot_id):
        if one.kind == PlaceKind.BENCH:
            return refs.place_by_id(entry, one.spot.place)
    query = select(ledger.PLACE.c.id).where(ledger.PLACE.c.kind == PlaceKind.BENCH)
    if box.site_id is not None:
        query = query.where(ledger.PLACE.c.site_id == box.site_id)
    found = entry.books.execute(query.order_by(ledger.PLACE.c.id)).scalars().first()
    return refs.place_by_id(entry, found) if found is not None else None


TRADES = (
    Trade(
        "picks",
        Pick,
        pick,
        EVERYBODY_INSIDE,
        told=True,
        reversible=True,
        example={"lot": "7K3Q9M2XW4HTX", "line": 17, "quantity": 4, "place": "A3"},
    ),
    Trade(
        "packings",
        Packing,
        packing,
        EVERYBODY_INSIDE,
        told=True,
        reversible=True,
        example={"lot": "7K3Q9M2XW4HTX", "line": 17, "quantity": 4, "box": "box 214"},
    ),
    Trade(
        "sealings",
        Sealing,
        sealing,
        EVERYBODY_INSIDE,
        told=True,
        example={"box": "box 214", "facility": "M-1"},
    ),
    Trade(
        "unsealings", Unsealing, unsealing, EVERYBODY_INSIDE, told=True, example={"box": "box 214"}
    ),
)
