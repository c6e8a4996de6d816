"""What became of each lot at a handover, beside the moves: every piece is accounted for.

A handover that two people told, one by phone and one from the signed paper, must not draw the same
pieces again from the shelves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import NamedTuple, cast

import sqlalchemy as sa

from stockroom import ledger
from stockroom.commands import late, refs
from stockroom.commands.base import Entry
from stockroom.commands.refs import PlaceFacts
from stockroom.errors import Refused
from stockroom.rules.categories.saying import mark as _
from stockroom.tables.handovers import Delivery, DeliveryLine
from stockroom.tables.stock import PlaceKind

DELIVERY = cast(sa.Table, Delivery.__table__)  # type: ignore[attr-defined]
LINE = cast(sa.Table, DeliveryLine.__table__)  # type: ignore[attr-defined]
AGAIN_ON_A_RUN = _(
    "{thing} was handed over at this stop before, and the van has {aboard} of it; "
    "{told} are told now. Is it the same handover once more?"
)
AGAIN = _(
    "{thing} was handed over there before, and {told} are told now. "
    "Is it the same handover once more?"
)


@dataclass
class Account:
    """A handover's pieces by lot and wish line: accepted, refused, missing, and over.

    `over` are pieces that were there and that the books did not have: shipped + over = accepted +
    refused + missing, and the database holds it.
    """

    entry: Entry
    gate: int
    nowhere: int
    apart: int
    lines: dict[tuple[int, int | None], Counter[str]] = field(default_factory=dict)

    @classmethod
    def begun(cls, entry: Entry, gate: int) -> Account:
        """An empty account of a handover at that gate."""
        nowhere = refs.outside(entry, PlaceKind.COUNT_DIFFERENCE)
        return cls(entry, gate, nowhere, refs.outside(entry, PlaceKind.CONVERSION))

    def note(self, lot: int, line: int | None, **pieces: int) -> None:
        """Add so many pieces to what became of a lot."""
        self.lines.setdefault((lot, line), Counter()).update(pieces)

    @contextmanager
    def accepting(self) -> Iterator[None]:
        """Note what the moves posted meanwhile put at the gate, for the line it then serves."""
        start = len(self.entry.moves)
        yield
        for move in self.entry.moves[start:]:
            if move.target.place == self.gate:
                over = move.quantity if move.source.place == self.nowhere else 0
                self.note(move.lot, move.target.line, accepted=move.quantity, over=over)

    @contextmanager
    def refusing(self, lot: int, line: int | None) -> Iterator[None]:
        """Note what the moves posted meanwhile took out of a lot, to become one of its own."""
        start = len(self.entry.moves)
        yield
        for move in self.entry.moves[start:]:
            if move.source.place == self.apart:
                self.note(lot, line, refused=move.quantity)
            elif move.target.place == self.apart and move.source.place == self.nowhere:
                self.note(lot, line, over=move.quantity)

    @contextmanager
    def missing(self, line: int | None) -> Iterator[None]:
        """Note what the moves posted meanwhile took out of the books as missing."""
        start = len(self.entry.moves)
        yield
        for move in self.entry.moves[start:]:
            self.note(move.lot, line or move.source.line, missing=move.quantity)

    def total(self, what: str) -> int:
        """How many pieces became that: "accepted", "refused", "missing", "over"."""
        return sum(pieces[what] for pieces in self.lines.values())

    def write(self, delivery_id: int) -> None:
        """Keep a row for each lot and line of which pieces came."""
        for (lot, line), pieces in self.lines.items():
            told = pieces["accepted"] + pieces["refused"] + pieces["missing"]
            if told:
                self.entry.keep(
                    DeliveryLine,
                    delivery_id=delivery_id,
                    lot_id=lot,
                    line_id=line,
                    shipped=told - pieces["over"],
                    over_shipped=pieces["over"],
                    accepted=pieces["accepted"],
                    refused=pieces["refused"],
                    missing=pieces["missing"],
                )


class HandedBefore(NamedTuple):
    """Whom something was handed over to, on which run or none, by the number of which sheet."""

    facility: int
    run: int | None
    receipt_number: str


def not_told_already(
    entry: Entry, where: HandedBefore, van: PlaceFacts | None, told: Mapping[int, int]
) -> None:
    """Raise `Refused` for what was handed over there before, unless the van has as much again.

    `told` are pieces by lot. The act is then held: a coordinator knows whether it is the same
    handover once more, or another one.
    """
    if entry.acts_for != entry.id or not told:
        return
    for lot in sorted(_told_before(entry, where, told)):
        held = ledger.whereabouts(entry.books, lot) if van is not None else []
        aboard = sum(one.quantity for one in held if late.is_at(one, van))
        if aboard < told[lot]:
            raise Refused(
                "told_already",
                AGAIN_ON_A_RUN if van is not None else AGAIN,
                thing=refs.lot_by_id(entry, lot).product,
                aboard=aboard,
                told=told[lot],
            )


def _told_before(entry: Entry, where: HandedBefore, told: Mapping[int, int]) -> set[int]:
    """Lots of an earlier handover on that run or with that sheet; on that day, as many pieces."""
    midnight = datetime.combine(entry.happened_at.astimezone().date(), time()).astimezone()
    on_the_day = sa.and_(
        DELIVERY.c.handed_over_at >= midnight,
        DELIVERY.c.handed_over_at < midnight + timedelta(days=1),
    )
    pieces = sa.func.sum(LINE.c.accepted + LINE.c.refused + LINE.c.missing)
    surely = [DELIVERY.c.run_id == where.run] if where.run is not None else []
    if where.receipt_number:
        surely.append(DELIVERY.c.receipt_number == where.receipt_number)
    query = (
        sa.select(LINE.c.lot_id, pieces, sa.or_(sa.false(), *surely))
        .join(DELIVERY, DELIVERY.c.id == LINE.c.delivery_id)
        .where(DELIVERY.c.facility_id == where.facility, sa.or_(on_the_day, *surely))
        .where(LINE.c.lot_id.in_(told))
        .group_by(DELIVERY.c.id, LINE.c.lot_id)
    )
    return {lot for lot, many, sure in entry.books.execute(query) if sure or many == told[lot]}
