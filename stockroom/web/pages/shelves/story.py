"""What moved, newest first, a page at a time: of a lot, or into and out of a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands.printing import PRINTED, PRINTER, PRINTING
from stockroom.desk import JOURNAL
from stockroom.ledger import LOT, MOVEMENT, PLACE
from stockroom.web.api.reads.stock import BOX_MOVE, LABEL, PRODUCT, STAND
from stockroom.web.door import PERSON
from stockroom.web.pages.shelves.columns import code_of_lot

AT_ONCE = 30
BOX_MOVES = 20
PRINTINGS = 20

_SELECT = (
    sa.select(
        MOVEMENT.c.id,
        MOVEMENT.c.quantity,
        MOVEMENT.c.reason,
        MOVEMENT.c.from_line,
        MOVEMENT.c.to_line,
        STAND.c.name.label("from_name"),
        STAND.c.kind.label("from_kind"),
        PLACE.c.name.label("to_name"),
        PLACE.c.kind.label("to_kind"),
        JOURNAL.c.done_at,
        PERSON.c.role,
    )
    .select_from(
        MOVEMENT.join(JOURNAL, JOURNAL.c.sequence == MOVEMENT.c.sequence)
        .join(STAND, STAND.c.id == MOVEMENT.c.from_place)
        .join(PLACE, PLACE.c.id == MOVEMENT.c.to_place)
        .outerjoin(PERSON, PERSON.c.id == JOURNAL.c.actor_id)
    )
    .order_by(MOVEMENT.c.id.desc())
)
_of_lots = (
    _SELECT.add_columns(
        LOT.c.id.label("lot_id"),
        code_of_lot.label("code"),
        PRODUCT.c.name,
        PRODUCT.c.names,
        LOT.c.size_label,
    )
    .join(LOT, LOT.c.id == MOVEMENT.c.lot_id)
    .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
)

_PRINTED = (
    sa.select(PRINTED.c.again, PRINTER.c.name.label("printer"), JOURNAL.c.done_at, PERSON.c.role)
    .select_from(
        PRINTED.join(LABEL, LABEL.c.code == PRINTED.c.code)
        .join(PRINTING, PRINTING.c.id == PRINTED.c.printing_id)
        .join(JOURNAL, JOURNAL.c.sequence == PRINTING.c.sequence)
        .outerjoin(PRINTER, PRINTER.c.id == PRINTING.c.printer_id)
        .outerjoin(PERSON, PERSON.c.id == JOURNAL.c.actor_id)
    )
    .order_by(PRINTED.c.id.desc())
    .limit(PRINTINGS)
)


class Story(NamedTuple):
    """A page of movements, newest first, and the one to go on after, if there are more."""

    rows: Sequence[Any]
    more_after: int | None


def of_lot(books: sa.Connection, lot: int, after: int | None) -> Story:
    """What befell a lot; one statement."""
    select = _SELECT.where(MOVEMENT.c.lot_id == lot).limit(AT_ONCE + 1)
    if after is not None:
        select = select.where(MOVEMENT.c.id < after)
    return _cut(books.execute(select).all())


def of_place(books: sa.Connection, place: int, after: int | None) -> Story:
    """What came to a place and left it; one statement, which asks each index for one page."""

    def page(end: sa.ColumnElement[int]) -> sa.Select[Any]:
        ids = sa.select(MOVEMENT.c.id).where(end == place)
        if after is not None:
            ids = ids.where(MOVEMENT.c.id < after)
        newest = ids.order_by(MOVEMENT.c.id.desc()).limit(AT_ONCE + 1).subquery()
        return sa.select(newest.c.id)

    both = sa.union(page(MOVEMENT.c.from_place), page(MOVEMENT.c.to_place)).subquery()
    select = _of_lots.where(MOVEMENT.c.id.in_(sa.select(both.c.id))).limit(AT_ONCE + 1)
    return _cut(books.execute(select).all())


def of_box(books: sa.Connection, box: int) -> Sequence[Any]:
    """Where a box came from and went to, newest first; one statement."""
    select = (
        sa.select(
            STAND.c.name.label("from_name"),
            STAND.c.kind.label("from_kind"),
            PLACE.c.name.label("to_name"),
            PLACE.c.kind.label("to_kind"),
            JOURNAL.c.done_at,
            PERSON.c.role,
        )
        .select_from(
            BOX_MOVE.join(JOURNAL, JOURNAL.c.sequence == BOX_MOVE.c.sequence)
            .outerjoin(STAND, STAND.c.id == BOX_MOVE.c.from_place)
            .outerjoin(PLACE, PLACE.c.id == BOX_MOVE.c.to_place)
            .outerjoin(PERSON, PERSON.c.id == JOURNAL.c.actor_id)
        )
        .where(BOX_MOVE.c.box_id == box)
        .order_by(BOX_MOVE.c.id.desc())
        .limit(BOX_MOVES)
    )
    return books.execute(select).all()


def of_labels(books: sa.Connection, on: sa.ColumnElement[bool]) -> Sequence[Any]:
    """When the labels that are on a thing were printed, newest first; one statement."""
    return books.execute(_PRINTED.where(on)).all()


def _cut(rows: Sequence[Any]) -> Story:
    shown = rows[:AT_ONCE]
    return Story(shown, shown[-1].id if len(rows) > len(shown) else None)
