"""Looking up a code or "lot 328": who asks, what it is, where it lies, in one statement."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from litestar import Request, get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from stockroom.commands import refs
from stockroom.commands.base import HANDS
from stockroom.db import Database
from stockroom.errors import Malformed, NotFound, NotSignedIn
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.rules import codes
from stockroom.sessions import digest
from stockroom.web import door as doors
from stockroom.web.door import Door

LABEL, PRODUCT = refs.LABEL, refs.PRODUCT
SPOT = PLACE.alias("spot")
_LOT_NUMBER = sa.bindparam("lot", type_=sa.Integer)
_LOOK_UP = (
    sa.select(
        *doors.ACTOR_COLUMNS,
        doors.TOKEN.c.device_id,
        LABEL.c.code,
        LOT.c.id.label("lot_id"),
        LABEL.c.place_id,
        LOT.c.standing,
        LOT.c.size_label,
        LOT.c.condition,
        PRODUCT.c.code.label("product_code"),
        PRODUCT.c.name.label("product_name"),
        PLACE.c.kind.label("place_kind"),
        PLACE.c.name.label("place_name"),
        PLACE.c.number.label("place_number"),
        HOLDING.c.quantity,
        HOLDING.c.line_id,
        SPOT.c.name.label("spot_name"),
        SPOT.c.number.label("spot_number"),
        SPOT.c.kind.label("spot_kind"),
    )
    .select_from(
        doors.BY_TOKEN.outerjoin(LABEL, LABEL.c.code == sa.bindparam("code"))
        .outerjoin(LOT, LOT.c.id == sa.func.coalesce(LABEL.c.lot_id, _LOT_NUMBER))
        .outerjoin(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .outerjoin(PLACE, PLACE.c.id == LABEL.c.place_id)
        .outerjoin(
            HOLDING,
            sa.and_(HOLDING.c.lot_id == LOT.c.id, IS_INSIDE),
        )
        .outerjoin(SPOT, SPOT.c.id == HOLDING.c.place_id)
    )
    .where(doors.TOKEN_HOLDS)
)


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces on one spot."""

    place: str
    kind: str
    number: int | None
    quantity: int
    line: int | None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a code is on: a lot with its whereabouts, or a place."""

    code: str
    is_a: str
    product: str = ""
    product_name: str = ""
    size: str = ""
    condition: str = ""
    standing: str = ""
    place: str = ""
    kind: str = ""
    number: int | None = None
    where: list[Where] = []


def route(database: Database, door: Door) -> HTTPRouteHandler:
    """The route over a database and a door; `commands.routes` says why it closes over them."""

    @get(
        "/api/codes/{text:str}",
        name="look-up",
        summary="look up a code",
        tags=["read"],
        sync_to_thread=True,
        opt={"roles": HANDS},
    )
    def look_up(request: Request[Any, Any, State], text: FromPath[str]) -> Found:
        """The lot or place that a code, however typed, is on; or the lot called "lot 328"."""
        secret = doors.bearer(request)
        if secret is None:
            door.enter(request, HANDS)
            raise NotSignedIn("token", "Look a code up with a device's token.")
        return found(database, door, secret, text)

    return look_up


def found(database: Database, door: Door, secret: str, text: str) -> Found:
    """What a code is on, for the holder of a token; raises as the door does, and `NotFound`."""
    lot = codes.lot_number(text)
    code, fault = _code_in(text) if lot is None else ("", None)
    with database.reading() as connection:
        where = {"secret_hash": digest(secret), "now": door.now(), "code": code, "lot": lot}
        rows = connection.execute(_LOOK_UP, where).all()
    if not rows:
        raise NotSignedIn("sign_in", "Please sign in first.")
    doors.allowed(doors.actor_of(rows[0]), HANDS, reading=True)
    if fault is not None:
        raise fault
    if rows[0].lot_id is None and rows[0].place_id is None:
        raise NotFound("unknown_code", "{code} is not known here.", code=text[:40])
    return _found(rows)


def _code_in(text: str) -> tuple[str, Malformed | None]:
    """The code that was meant; a fault waits until we know that whoever asks may be told."""
    try:
        meant = codes.read(text, ())
    except Malformed as fault:
        return "", fault
    return (meant.code if isinstance(meant, codes.ByCode) else ""), None


def _found(rows: Any) -> Found:
    first = rows[0]
    if first.place_id is not None:
        return Found(
            code=first.code,
            is_a="place",
            place=first.place_name,
            kind=first.place_kind,
            number=first.place_number,
        )
    return Found(
        code=codes.name_of_lot(first.code, first.lot_id),
        is_a="lot",
        product=first.product_code,
        product_name=first.product_name,
        size=first.size_label,
        condition=first.condition,
        standing=first.standing,
        where=[
            Where(
                place=row.spot_name,
                kind=row.spot_kind,
                number=row.spot_number,
                quantity=row.quantity,
                line=row.line_id,
            )
            for row in rows
            if row.quantity is not None
        ],
    )
