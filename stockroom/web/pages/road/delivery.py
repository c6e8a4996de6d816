"""One delivery, line by line: shipped and over, accepted, refused and missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from stockroom.errors import NotFound
from stockroom.ledger import LOT, MOVEMENT, PLACE
from stockroom.tables.people import Role
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import DeliveryEntry
from stockroom.web.api.reads.road import DELIVERIES, DELIVERY, REFUSAL
from stockroom.web.api.reads.scopes import FACILITY, RUN, table
from stockroom.web.api.reads.stock import PRODUCT, STAND
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.road.runs import HIGHEST_ID
from stockroom.web.pages.shelves.columns import code_of_lot

MOST_MOVES = 2_000
ENTRY = table(DeliveryEntry)
_DELIVERY = sa.select(
    DELIVERY.c.id,
    DELIVERY.c.sequence,
    DELIVERY.c.facility_id,
    FACILITY.c.code.label("facility"),
    FACILITY.c.language,
    DELIVERY.c.run_id,
    RUN.c.driver_id,
    DELIVERY.c.received_by,
    DELIVERY.c.handed_over_at,
    DELIVERY.c.confirmed_in,
).select_from(
    DELIVERY.join(FACILITY, FACILITY.c.id == DELIVERY.c.facility_id).outerjoin(
        RUN, RUN.c.id == DELIVERY.c.run_id
    )
)
_LOT_COLUMNS = (
    LOT.c.id.label("lot_id"),
    code_of_lot.label("code"),
    PRODUCT.c.name,
    PRODUCT.c.names,
    LOT.c.size_label,
    LOT.c.fits,
    LOT.c.season,
    LOT.c.depth,
)
_MOVES = (
    sa.select(
        *_LOT_COLUMNS,
        MOVEMENT.c.sequence,
        MOVEMENT.c.from_line,
        MOVEMENT.c.to_line,
        STAND.c.kind.label("from_kind"),
        PLACE.c.kind.label("to_kind"),
        MOVEMENT.c.reason,
        MOVEMENT.c.quantity,
    )
    .select_from(
        MOVEMENT.join(LOT, LOT.c.id == MOVEMENT.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .join(PLACE, PLACE.c.id == MOVEMENT.c.to_place)
        .join(STAND, STAND.c.id == MOVEMENT.c.from_place)
    )
    .order_by(MOVEMENT.c.id)
    .limit(MOST_MOVES)
)
_CHILD = LOT.alias("child")
_REFUSALS = (
    sa.select(*_LOT_COLUMNS, REFUSAL.c.line_id, REFUSAL.c.quantity, REFUSAL.c.reason)
    .select_from(
        REFUSAL.join(_CHILD, _CHILD.c.id == REFUSAL.c.lot_id)
        .join(LOT, LOT.c.id == _CHILD.c.from_lot)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
    )
    .where(REFUSAL.c.sequence == sa.bindparam("sequence"))
    .order_by(REFUSAL.c.id)
)


@dataclass
class Line:
    """One lot of a delivery, for one wish line or none, in pieces.

    `over` are accepted ones that the books did not have; `corrected` is what later records added
    or took away; `counted` is what the facility itself found, once it has confirmed.
    """

    about: Any
    line_id: int | None
    accepted: int = 0
    over: int = 0
    missing: int = 0
    corrected: int = 0
    counted: int | None = None
    refusals: list[tuple[int, str]] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Pieces that the gate would not take."""
        return sum(pieces for pieces, _reason in self.refusals)

    @property
    def shipped(self) -> int:
        """Pieces that were brought: shipped + over = accepted + refused + missing."""
        return self.accepted + self.refused + self.missing - self.over


def facts(look: Look) -> Facts:
    """The delivery with its lines."""
    row = delivery_of(look, look.path["id"])
    return {
        "delivery": row,
        "lines": lines_of(look.books, row),
        "sees_run": look.actor.role != Role.FACILITY,
        "position": newest(look.books),
    }


def delivery_of(look: Look, delivery_id: int) -> Any:
    """The delivery; raises `NotFound`, also where it is another facility's or another driver's."""
    row = None
    if 1 <= delivery_id <= HIGHEST_ID:
        query = _DELIVERY.where(DELIVERY.c.id == delivery_id)
        if look.actor.role == Role.FACILITY:
            query = query.where(DELIVERY.c.facility_id == look.actor.facility_id)
        if look.actor.role == Role.DRIVER:
            query = query.where(RUN.c.driver_id == look.actor.id)
        row = look.books.execute(query).first()
    if row is None:
        raise NotFound("unknown", "There is no {name} {id}.", name="delivery", id=delivery_id)
    return row


def lines_of(books: sa.Connection, delivery: Any) -> list[Line]:
    """What became of each lot, in three statements."""
    later = list(
        books.execute(
            sa.select(ENTRY.c.sequence).where(ENTRY.c.delivery_id == delivery.id)
        ).scalars()
    )
    sequences = [delivery.sequence, *later, delivery.confirmed_in or delivery.sequence]
    moves = books.execute(_MOVES.where(MOVEMENT.c.sequence.in_(sequences))).all()
    refusals = books.execute(_REFUSALS, {"sequence": delivery.sequence}).all()
    return told_by(delivery, moves, refusals)


def told_by(delivery: Any, moves: Iterable[Any], refusals: Sequence[Any]) -> list[Line]:
    """The lines that these movements and refusals make."""
    lines: dict[tuple[int, int | None], Line] = {}

    def line(about: Any, line_id: int | None) -> Line:
        return lines.setdefault((about.lot_id, line_id), Line(about, line_id))

    for move in moves:
        if move.sequence == delivery.sequence:
            _told(line, move)
        elif move.sequence == delivery.confirmed_in:
            if move.to_kind == PlaceKind.FACILITY:
                one = line(move, move.from_line)
                one.counted = (one.counted or 0) + move.quantity
        elif move.to_kind == PlaceKind.GATE:
            line(move, move.to_line).corrected += move.quantity
        elif move.from_kind == PlaceKind.GATE:
            line(move, move.from_line).corrected -= move.quantity
    for refusal in refusals:
        line(refusal, refusal.line_id).refusals.append((refusal.quantity, refusal.reason))
    return list(lines.values())


def _told(line: Any, move: Any) -> None:
    """What the delivery itself said of a lot."""
    if move.to_kind == PlaceKind.GATE:
        one = line(move, move.to_line)
        one.accepted += move.quantity
        one.over += move.quantity if move.from_kind == PlaceKind.COUNT_DIFFERENCE else 0
    elif move.reason == "missing":
        line(move, move.from_line).missing += move.quantity


def totals(lines: Sequence[Line]) -> Mapping[str, int]:
    """The sums of all lines, by the words of the sentence that they obey."""
    names = ("shipped", "over", "accepted", "refused", "missing")
    return {name: sum(getattr(one, name) for one in lines) for name in names}


PAGES = (Page("/deliveries/{id:int}", "road/delivery.html", DELIVERIES.roles, facts),)
