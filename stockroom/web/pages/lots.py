"""The page of one lot: what it is, where it lies, and all that befell it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect

from stockroom.commands import refs
from stockroom.commands.base import HANDS
from stockroom.desk import JOURNAL
from stockroom.errors import Malformed, NotFound
from stockroom.ledger import HOLDING, LOT, MOVEMENT, PLACE
from stockroom.rules import codes
from stockroom.web.api.reads.stock import HOLD, LABEL, MOVEMENTS, PRODUCT, STAND
from stockroom.web.door import PERSON, allowed
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.pages import search, spots
from stockroom.web.pages.frame import GivenFrame
from stockroom.web.pages.stock import MOST_DIGITS

MOVEMENTS_ON_A_PAGE = 50
MOST_CHILDREN = 20
PARENT = LOT.alias("parent")

_what = sa.select(
    *search.LOT_COLUMNS,
    LOT.c.source,
    LOT.c.gtin,
    LOT.c.batch,
    LOT.c.serial,
    LOT.c.description,
    LOT.c.restriction,
    LOT.c.pieces_per_pack,
    LOT.c.from_lot,
    sa.select(HOLD.c.reason)
    .where(HOLD.c.lot_id == LOT.c.id, HOLD.c.lifted_in.is_(None))
    .order_by(HOLD.c.id)
    .limit(1)
    .scalar_subquery()
    .label("hold_reason"),
).select_from(LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id))
_promises = (
    sa.select(PLACE.c.name, PLACE.c.kind, HOLDING.c.line_id, HOLDING.c.quantity)
    .select_from(HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id))
    .where(HOLDING.c.outside == 0, HOLDING.c.quantity != 0, HOLDING.c.line_id.is_not(None))
    .order_by(HOLDING.c.line_id, PLACE.c.number)
)
_movements = (
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


class Movements(NamedTuple):
    """A page of movements, newest first, and the one to go on after, if there are more."""

    rows: Sequence[Any]
    more_after: int | None


@get(
    "/lots/{ref:str}",
    name="page:lot",
    sync_to_thread=True,
    opt={"roles": HANDS},
    include_in_schema=False,
)
def lot(
    request: Request[Any, Any, State],
    ref: FromPath[str],
    database: GivenDatabase,
    door: GivenDoor,
    frame: GivenFrame,
) -> Response[Any]:
    """The lot with that code; one in a mixed box has none, and goes by its number here."""
    guest = door.guest(request)
    actor = allowed(guest.actor, HANDS, reading=True)
    after = before_in(request.query_params.get("after", ""))
    with database.snapshot() as connection:
        lot_id, place_number = find(connection, ref)
        if place_number is not None:
            return Redirect(f"/places/{place_number}", status_code=303)
        row = connection.execute(_what.where(LOT.c.id == lot_id)).one()
        facts: dict[str, Any] = {
            "lot": row,
            "ref": ref,
            "parent": _relatives(connection, LOT.c.id == row.from_lot),
            "children": _relatives(connection, LOT.c.from_lot == row.id),
            "spots": spots.of_lots(connection, [row.id])[row.id],
            "promises": connection.execute(_promises.where(HOLDING.c.lot_id == row.id)).all(),
            "movements": _page_of_movements(connection, row.id, after),
            "sees_movements": actor.role in MOVEMENTS.roles,
        }
    return frame.page(request, guest, "lot.html", **facts)


def find(connection: sa.Connection, ref: str) -> tuple[int | None, int | None]:
    """The id of the lot, or the number of the place, that a code in an address is on.

    Raises `NotFound` where nothing is, `Malformed` where no label can say that.
    """
    if ref.isascii() and ref.isdigit() and len(ref) <= MOST_DIGITS:
        fits = LOT.c.id == int(ref)
        found = connection.execute(sa.select(LOT.c.id).where(fits)).scalar()
        if found is not None:
            return found, None
        raise NotFound("unknown_code", "{code} is not known here.", code=ref)
    meant = refs.reading(connection, ref)
    if not isinstance(meant, codes.ByCode):
        raise NotFound("unknown_code", "{code} is not known here.", code=ref[:40])
    return behind(connection, meant.code)


def behind(connection: sa.Connection, code: str) -> tuple[int | None, int | None]:
    """The lot's id or the place's number behind a canonical code; raises `NotFound`."""
    select = (
        sa.select(LABEL.c.lot_id, PLACE.c.number)
        .select_from(LABEL.outerjoin(PLACE, PLACE.c.id == LABEL.c.place_id))
        .where(LABEL.c.code == code)
    )
    row = connection.execute(select).first()
    if row is None:
        raise NotFound("unknown_code", "{code} is not known here.", code=codes.show(code))
    if row.lot_id is None and row.number is None:
        raise NotFound(
            "blank_code", "{code} is a blank label: it is on nothing yet.", code=codes.show(code)
        )
    return row.lot_id, row.number


def before_in(text: str) -> int | None:
    """The movement to go on after; raises `Malformed`."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Malformed("not_a_number", "{text} is not a whole number.", text=text[:40])
    return int(text)


def _relatives(connection: sa.Connection, fits: sa.ColumnElement[bool]) -> Sequence[Any]:
    select = (
        sa.select(LOT.c.id, search.code_of_lot.label("code"), LOT.c.size_label, LOT.c.condition)
        .where(fits)
        .order_by(LOT.c.id)
        .limit(MOST_CHILDREN)
    )
    return connection.execute(select).all()


def _page_of_movements(connection: sa.Connection, lot_id: int, after: int | None) -> Movements:
    select = _movements.where(MOVEMENT.c.lot_id == lot_id).limit(MOVEMENTS_ON_A_PAGE + 1)
    if after is not None:
        select = select.where(MOVEMENT.c.id < after)
    rows = connection.execute(select).all()
    shown = rows[:MOVEMENTS_ON_A_PAGE]
    return Movements(shown, shown[-1].id if len(rows) > len(shown) else None)
