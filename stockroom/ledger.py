"""The books: stock never changes, it moves. Only this module writes movements and holdings.

A *spot* is a place and, where the goods there are promised, the wish line they are promised to.
A *move* takes a whole number of pieces of one lot from one spot to another. A *holding* is how
many pieces a spot has; it is kept in step with the movements in the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import cast

import sqlalchemy as sa

from stockroom.errors import Refused
from stockroom.spots import Held, Move, Spot, draw
from stockroom.tables.kits import ReadyBag
from stockroom.tables.stock import Holding, Lot, Movement, Place
from stockroom.tables.wishes import WishLine

# What is moved, and where, is said in the ledger's name everywhere.
__all__ = ["Held", "Move", "Spot", "draw"]

HOLDING = cast(sa.Table, Holding.__table__)  # type: ignore[attr-defined]
MOVEMENT = cast(sa.Table, Movement.__table__)  # type: ignore[attr-defined]
LOT = cast(sa.Table, Lot.__table__)  # type: ignore[attr-defined]
PLACE = cast(sa.Table, Place.__table__)  # type: ignore[attr-defined]
LINE = cast(sa.Table, WishLine.__table__)  # type: ignore[attr-defined]
BAG = cast(sa.Table, ReadyBag.__table__)  # type: ignore[attr-defined]
SITE = PLACE.alias("of_site")


# Written out, not bound: SQLite prepares a statement anew at each call whose bound values could
# decide whether a partial index serves (61 us a look-up instead of 14).
_NOTHING: sa.ColumnClause[int] = sa.literal_column("0")
IS_INSIDE = sa.and_(HOLDING.c.outside == _NOTHING, HOLDING.c.quantity != _NOTHING)

_at_spot = sa.and_(
    HOLDING.c.lot_id == sa.bindparam("lot"),
    HOLDING.c.place_id == sa.bindparam("place"),
    sa.func.coalesce(HOLDING.c.line_id, sa.literal_column("0")) == sa.bindparam("line_or_0"),
)
# The name of the holding's place if it is closed, such as a box that has left; else nothing.
_closed_name = (
    sa.select(PLACE.c.name)
    .where(PLACE.c.id == HOLDING.c.place_id, PLACE.c.closed)
    .correlate(HOLDING)
    .scalar_subquery()
)
_bag = (
    sa.select(BAG.c.id)
    .where(BAG.c.box_id == HOLDING.c.place_id, BAG.c.opened_in.is_(None))
    .limit(1)
    .correlate(HOLDING)
    .scalar_subquery()
)
_CHANGE = (
    sa.update(HOLDING)
    .where(_at_spot)
    .values(quantity=HOLDING.c.quantity + sa.bindparam("change"))
    .returning(HOLDING.c.outside, _closed_name, _bag)
)
# An upsert of a negative number trips the CHECK even where there is enough: begin at nothing.
_BEGIN = sa.insert(HOLDING).from_select(
    ["lot_id", "place_id", "line_id", "quantity", "outside"],
    sa.select(
        sa.bindparam("lot", type_=sa.Integer),
        PLACE.c.id,
        sa.bindparam("line", type_=sa.Integer),
        sa.literal_column("0"),
        sa.case((PLACE.c.outside, sa.literal_column("1")), else_=sa.literal_column("0")),
    ).where(PLACE.c.id == sa.bindparam("place")),
)
_RECORD = sa.insert(MOVEMENT)
_INSIDE = (
    sa.select(
        HOLDING.c.place_id,
        HOLDING.c.line_id,
        HOLDING.c.quantity,
        PLACE.c.kind,
        PLACE.c.stands_in,
        PLACE.c.site_id,
        LINE.c.urgency,
        _bag,
        SITE.c.facility_id.is_not(None),
    )
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(LINE, LINE.c.id == HOLDING.c.line_id)
        .outerjoin(SITE, SITE.c.id == PLACE.c.site_id)
    )
    .where(HOLDING.c.lot_id == sa.bindparam("lot"), IS_INSIDE)
)
_CROWDED = (
    sa.select(sa.func.sum(HOLDING.c.quantity))
    .select_from(HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id))
    .where(HOLDING.c.lot_id == sa.bindparam("lot"), IS_INSIDE, LOT.c.depth == "single")
)


def post(books: sa.Connection, sequence: int, moves: Sequence[Move]) -> set[int]:
    """Write the moves of one command and keep the holdings in step.

    Gives the ready bags that pieces were put into or taken out of; a promise stays in its place.

    Raises `Refused("not_enough")` where a spot inside would fall below nothing,
    `Refused("second_piece")` where a singly tracked lot would have two pieces inside, and
    `Refused("not_inside")` for a place that is closed, such as a box that has left.
    """
    if not moves:
        return set()
    books.execute(_RECORD, [_row(sequence, move) for move in moves])
    came_in, bags = set(), set()
    for move in moves:
        target_outside, into = _change(books, move.lot, move.target, move.quantity)
        source_outside, out_of = _change(books, move.lot, move.source, -move.quantity)
        if source_outside and not target_outside:
            came_in.add(move.lot)
        if move.source.place != move.target.place:
            bags |= {bag for bag in (into, out_of) if bag is not None}
    _guard_single_lots(books, came_in)
    return bags


def whereabouts(books: sa.Connection, lot: int) -> list[Held]:
    """Every spot inside that holds pieces of this lot, free ones of a place before promised.

    What stands packed ahead comes last, so that nothing is drawn from it while there is more.
    """
    found = [
        Held(Spot(place, line), quantity, *rest)
        for place, line, quantity, *rest in books.execute(_INSIDE, {"lot": lot})
    ]

    def order(one: Held) -> tuple[bool, int, int]:
        return (one.bag is not None or one.cupboard, one.spot.place, one.spot.line or 0)

    return sorted(found, key=order)


def quantity_at(books: sa.Connection, lot: int, place: int, upto: int | None = None) -> int:
    """How many pieces of a lot a place holds, now or as of a journal position."""
    if upto is None:
        query = sa.select(sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0)).where(
            HOLDING.c.lot_id == lot, HOLDING.c.place_id == place
        )
        return int(books.execute(query).scalar_one())
    mine = sa.and_(MOVEMENT.c.lot_id == lot, MOVEMENT.c.sequence <= upto)
    signed = sa.case((MOVEMENT.c.to_place == place, MOVEMENT.c.quantity), else_=0) - sa.case(
        (MOVEMENT.c.from_place == place, MOVEMENT.c.quantity), else_=0
    )
    return int(
        books.execute(sa.select(sa.func.coalesce(sa.func.sum(signed), 0)).where(mine)).scalar_one()
    )


def touched_since(books: sa.Connection, lot: int, place: int, sequence: int) -> bool:
    """Whether any movement of this lot touched this place after that journal position."""
    query = sa.select(MOVEMENT.c.id).where(
        MOVEMENT.c.lot_id == lot,
        MOVEMENT.c.sequence > sequence,
        sa.or_(MOVEMENT.c.from_place == place, MOVEMENT.c.to_place == place),
    )
    return books.execute(query.limit(1)).first() is not None


def moves_of(books: sa.Connection, sequence: int) -> list[Move]:
    """The moves that one command made, in order."""
    rows = books.execute(
        sa.select(MOVEMENT).where(MOVEMENT.c.sequence == sequence).order_by(MOVEMENT.c.id)
    )
    return [
        Move(
            row.lot_id,
            Spot(row.from_place, row.from_line),
            Spot(row.to_place, row.to_line),
            row.quantity,
            row.reason,
        )
        for row in rows
    ]


def balances(upto: int | None = None) -> sa.Subquery:
    """What every spot should hold by the movements alone, as of a journal position."""
    wanted = sa.true() if upto is None else MOVEMENT.c.sequence <= upto
    came = sa.select(
        MOVEMENT.c.lot_id,
        MOVEMENT.c.to_place.label("place_id"),
        MOVEMENT.c.to_line.label("line_id"),
        MOVEMENT.c.quantity,
    ).where(wanted)
    went = sa.select(
        MOVEMENT.c.lot_id, MOVEMENT.c.from_place, MOVEMENT.c.from_line, -MOVEMENT.c.quantity
    ).where(wanted)
    both = sa.union_all(came, went).subquery()
    return (
        sa.select(
            both.c.lot_id,
            both.c.place_id,
            both.c.line_id,
            sa.func.sum(both.c.quantity).label("quantity"),
        )
        .group_by(both.c.lot_id, both.c.place_id, both.c.line_id)
        .subquery()
    )


def rebuild(books: sa.Connection) -> None:
    """Make the holdings anew from the movements, in one statement after they are emptied."""
    sums = balances()
    books.execute(sa.delete(HOLDING))
    books.execute(
        sa.insert(HOLDING).from_select(
            ["lot_id", "place_id", "line_id", "quantity", "outside"],
            sa.select(
                sums.c.lot_id,
                sums.c.place_id,
                sums.c.line_id,
                sums.c.quantity,
                sa.case((PLACE.c.outside, 1), else_=0),
            ).select_from(sums.join(PLACE, PLACE.c.id == sums.c.place_id)),
        )
    )


def _row(sequence: int, move: Move) -> dict[str, object]:
    return {
        "sequence": sequence,
        "lot_id": move.lot,
        "from_place": move.source.place,
        "from_line": move.source.line,
        "to_place": move.target.place,
        "to_line": move.target.line,
        "quantity": move.quantity,
        "reason": move.reason,
    }


def _change(books: sa.Connection, lot: int, spot: Spot, change: int) -> tuple[bool, int | None]:
    """Add to one holding, beginning it where there is none.

    Tells whether it is outside, and the ready bag that its place is.
    """
    where = {
        "lot": lot,
        "place": spot.place,
        "line": spot.line,
        "line_or_0": spot.line or 0,
        "change": change,
    }
    try:
        found = books.execute(_CHANGE, where).first()
        if found is None:
            books.execute(_BEGIN, where)
            found = books.execute(_CHANGE, where).one()
    except sa.exc.IntegrityError as fault:
        raise Refused("not_enough", "The books hold fewer pieces there than that.") from fault
    outside, closed, bag = found
    if closed is not None and change > 0:
        raise Refused("not_inside", "{name} is not a place of ours any more.", name=closed)
    return bool(outside), bag


def _guard_single_lots(books: sa.Connection, lots: Collection[int]) -> None:
    for lot in lots:
        if (books.execute(_CROWDED, {"lot": lot}).scalar() or 0) > 1:
            raise Refused("second_piece", "That thing is tracked singly and is already inside.")
