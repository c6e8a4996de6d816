"""One delivery, line by line: shipped and over, accepted, refused and missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.desk import JOURNAL
from stockroom.errors import NotFound
from stockroom.keeping.photos import EVIDENCE, STORED_FILE
from stockroom.ledger import LOT, MOVEMENT, PLACE
from stockroom.tables.handovers import DeliveryEntry, DeliveryLine
from stockroom.tables.papers import Manifest
from stockroom.tables.people import Role
from stockroom.tables.stock import PlaceKind
from stockroom.web.api.reads.road import DELIVERIES, DELIVERY, PERSON, REFUSAL
from stockroom.web.api.reads.scopes import FACILITY, RUN, table
from stockroom.web.api.reads.stock import PRODUCT, STAND
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.road import noticing
from stockroom.web.pages.road.runs import HIGHEST_ID
from stockroom.web.pages.shelves.columns import code_of_lot

MOST_MOVES = 2_000
Lines = dict[tuple[int, int | None], "Line"]
ENTRY, DELIVERY_LINE, MANIFEST = map(table, (DeliveryEntry, DeliveryLine, Manifest))
_DELIVERY = sa.select(
    DELIVERY,
    FACILITY.c.code.label("facility"),
    FACILITY.c.language,
    RUN.c.driver_id,
    PERSON.c.name.label("driver"),
    MANIFEST.c.version,
    MANIFEST.c.hash.label("manifest_hash"),
    JOURNAL.c.recorded_at,
).select_from(
    DELIVERY.join(FACILITY, FACILITY.c.id == DELIVERY.c.facility_id)
    .join(JOURNAL, JOURNAL.c.sequence == DELIVERY.c.sequence)
    .outerjoin(RUN, RUN.c.id == DELIVERY.c.run_id)
    .outerjoin(PERSON, PERSON.c.id == RUN.c.driver_id)
    .outerjoin(MANIFEST, MANIFEST.c.id == DELIVERY.c.manifest_id)
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
_LINES = (
    sa.select(
        *_LOT_COLUMNS,
        DELIVERY_LINE.c.line_id,
        DELIVERY_LINE.c.shipped,
        DELIVERY_LINE.c.over_shipped,
        DELIVERY_LINE.c.accepted,
        DELIVERY_LINE.c.refused,
        DELIVERY_LINE.c.missing,
    )
    .select_from(
        DELIVERY_LINE.join(LOT, LOT.c.id == DELIVERY_LINE.c.lot_id).join(
            PRODUCT, PRODUCT.c.id == LOT.c.product_id
        )
    )
    .where(DELIVERY_LINE.c.delivery_id == sa.bindparam("delivery"))
    .order_by(DELIVERY_LINE.c.id)
    .limit(MOST_MOVES)
)
_LATER = (
    sa.select(
        *_LOT_COLUMNS,
        MOVEMENT.c.sequence,
        MOVEMENT.c.from_line,
        MOVEMENT.c.to_line,
        STAND.c.kind.label("from_kind"),
        PLACE.c.kind.label("to_kind"),
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


_EVIDENCE = (
    sa.select(EVIDENCE, STORED_FILE.c.media_type)
    .select_from(EVIDENCE.outerjoin(STORED_FILE, STORED_FILE.c.named_hash == EVIDENCE.c.sha256))
    .where(EVIDENCE.c.delivery_id == sa.bindparam("delivery"))
    .order_by(EVIDENCE.c.id)
)


@dataclass
class Line:
    """One lot of a delivery, for one wish line or none, in pieces.

    shipped + over = accepted + refused + missing. `corrected` is what later records added or took
    away; `counted` is what the facility itself found, once it has confirmed.
    """

    about: Any
    line_id: int | None
    shipped: int = 0
    over: int = 0
    accepted: int = 0
    refused: int = 0
    missing: int = 0
    corrected: int = 0
    counted: int | None = None
    refusals: list[tuple[int, str]] = field(default_factory=list)


def facts(look: Look) -> Facts:
    """The delivery with its lines."""
    row = delivery_of(look, look.path["id"])
    return {
        "delivery": row,
        "lines": lines_of(look.books, row),
        "evidence": evidence_of(look, row.id),
        "notice": noticing.of_delivery(look, row.id),
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


def by_receipt(books: sa.Connection, number: str) -> Any:
    """The delivery on that gate sheet that waits for its count, else the newest; None for none."""
    query = _DELIVERY.where(DELIVERY.c.receipt_number == number)
    waiting = DELIVERY.c.confirmed_in.is_(None)
    return books.execute(query.order_by(waiting.desc(), DELIVERY.c.id.desc())).first()


def evidence_of(look: Look, delivery_id: int) -> Sequence[Any]:
    """What proves a delivery, for those who look into such things; nothing for anybody else."""
    if look.actor.role not in DESK:
        return ()
    return look.books.execute(_EVIDENCE, {"delivery": delivery_id}).all()


def lines_of(books: sa.Connection, delivery: Any) -> list[Line]:
    """What became of each lot, and what was told of it later, in four statements."""
    lines: dict[tuple[int, int | None], Line] = {}
    for row in books.execute(_LINES, {"delivery": delivery.id}):
        pieces = (row.shipped, row.over_shipped, row.accepted, row.refused, row.missing)
        lines[row.lot_id, row.line_id] = Line(row, row.line_id, *pieces)
    for refusal in books.execute(_REFUSALS, {"sequence": delivery.sequence}):
        one = _line(lines, refusal, refusal.line_id)
        one.refusals.append((refusal.quantity, refusal.reason))
    own = sa.select(ENTRY.c.sequence).where(ENTRY.c.delivery_id == delivery.id)
    sequences = [*books.execute(own).scalars(), delivery.confirmed_in or 0]
    for move in books.execute(_LATER.where(MOVEMENT.c.sequence.in_(sequences))):
        _tell_later(lines, move, delivery.confirmed_in)
    return list(lines.values())


def _tell_later(lines: Lines, move: Any, confirmed_in: int | None) -> None:
    """What the facility's count or a correction said of a lot."""
    if move.sequence == confirmed_in:
        if move.to_kind == PlaceKind.FACILITY:
            one = _line(lines, move, move.from_line)
            one.counted = (one.counted or 0) + move.quantity
    elif move.to_kind == PlaceKind.GATE:
        _line(lines, move, move.to_line).corrected += move.quantity
    elif move.from_kind == PlaceKind.GATE:
        _line(lines, move, move.from_line).corrected -= move.quantity


def _line(lines: Lines, about: Any, line_id: int | None) -> Line:
    return lines.setdefault((about.lot_id, line_id), Line(about, line_id))


def totals(lines: Sequence[Line]) -> Mapping[str, int]:
    """The sums of all lines, by the words of the sentence that they obey."""
    names = ("shipped", "over", "accepted", "refused", "missing")
    return {name: sum(getattr(one, name) for one in lines) for name in names}


PAGES = (Page("/deliveries/{id:int}", "road/delivery.html", DELIVERIES.roles, facts),)
