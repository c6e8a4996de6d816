"""Straight to the bench: goods that are wanted go there from the door, promised in the same act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from stockroom import ledger
from stockroom.commands import lines, promising, refs
from stockroom.commands.base import EVERYBODY_INSIDE, Command, Entry, Pieces, Ref, RowId, Trade
from stockroom.commands.refs import PlaceFacts
from stockroom.errors import Refused
from stockroom.ledger import Held, Move, Spot
from stockroom.tables.stock import PlaceKind

# Where accepted goods may lie that hands take to the bench; a box counts as what it stands in.
IN_REACH = frozenset({PlaceKind.INBOUND, PlaceKind.BIN, PlaceKind.QUARANTINE, PlaceKind.BENCH})


class BenchSending(Command, frozen=True, kw_only=True):
    """Accepted pieces of a lot taken to the bench, and promised to a wish line in the same act.

    Without `place` they come from inbound, or from where else they lie within one building;
    without `bench` they go to the bench of that building.
    """

    lot: Ref
    line: RowId
    quantity: Pieces
    place: Ref | None = None
    bench: Ref | None = None


def bench_sending(command: BenchSending, entry: Entry) -> None:
    """From free, wherever in reach, to promised on the bench; refused as an allocation would be."""
    lot, line = refs.lot(entry, command.lot), lines.facts(entry, command.line)
    if not line.need:
        raise Refused("need_met", "That was met meanwhile. The goods stay where they are.")
    promising.may_serve(entry, lot, line, command.quantity)
    promising.may_be_given(entry, lot)
    spots = of_one_site(_in_reach(entry, promising.free_at(entry, lot, command.place)))
    have = sum(one.quantity for one in spots)
    if have < command.quantity:
        raise Refused(
            "not_enough",
            "Of {thing}, {have} can be sent to the bench; {asked} were to be.",
            have=have,
            thing=lot.product,
            asked=command.quantity,
        )
    bench = _bench(entry, command, spots[0])
    entry.post(
        [
            Move(lot.id, one.spot, Spot(bench.id, line.id), pieces, "bench_sending")
            for one, pieces in ledger.draw(spots, command.quantity)
        ]
    )


def _in_reach(entry: Entry, free: Sequence[Held]) -> list[Held]:
    """Free pieces that hands may take: not out of what is packed ahead, nor of a cupboard."""
    return [
        one
        for one in free
        if one.bag is None and not one.cupboard and _stands_at(entry, one) in IN_REACH
    ]


def _stands_at(entry: Entry, one: Held) -> str:
    if one.stands_in is None:
        return one.kind
    return refs.place_by_id(entry, one.stands_in).kind


class Lying(Protocol):
    """Pieces at a place of that kind, of that building."""

    @property
    def kind(self) -> str:
        """What kind of place it is."""

    @property
    def site(self) -> int | None:
        """The building by its id."""


L = TypeVar("L", bound=Lying)


def of_one_site(spots: Sequence[L]) -> list[L]:
    """The spots of one building, what waits at its door first."""
    near = sorted(spots, key=lambda one: one.kind != PlaceKind.INBOUND)
    return [one for one in near if one.site == near[0].site]


def _bench(entry: Entry, command: BenchSending, source: Held) -> PlaceFacts:
    if command.bench is None:
        return refs.of_site_id(entry, PlaceKind.BENCH, source.site)
    bench = refs.inside(entry, command.bench)
    if bench.kind != PlaceKind.BENCH:
        raise Refused("not_a_bench", "{name} is not a packing bench.", name=bench.name)
    return bench


TRADES = (
    Trade(
        "bench-sendings",
        BenchSending,
        bench_sending,
        EVERYBODY_INSIDE,
        reversible=True,
        example={"lot": "7K3Q9M2XW4HTX", "line": 17, "quantity": 1},
    ),
)
