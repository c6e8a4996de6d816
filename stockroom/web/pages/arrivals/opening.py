"""The opening count: one shelf after the other, and on it one product after the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa

from stockroom.desk import JOURNAL, Receipt
from stockroom.errors import Malformed, Refused
from stockroom.ledger import LOT, MOVEMENT, PLACE
from stockroom.speech import mark as _
from stockroom.tables.stock import PlaceKind
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.arrivals import describing, lately, measures, scanning
from stockroom.web.pages.arrivals.picker import picker
from stockroom.web.pages.shelves import finding, where

WHERE = _("Say which shelf you are counting.")
MOST_PLACES = 200
MOST_COUNTED = 50
HOW = ("counted", "weighed", "guessed")
_COUNTED = (
    sa.select(
        JOURNAL.c.command_id,
        PRODUCT.c.name,
        PRODUCT.c.names,
        LOT.c.size_label,
        LOT.c.how,
        MOVEMENT.c.quantity,
        lately.UNDONE.label("undone"),
    )
    .select_from(
        MOVEMENT.join(JOURNAL, JOURNAL.c.sequence == MOVEMENT.c.sequence)
        .join(LOT, LOT.c.id == MOVEMENT.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
    )
    .where(
        MOVEMENT.c.to_place == sa.bindparam("place"),
        MOVEMENT.c.reason == "opening",
        JOURNAL.c.recorded_at >= sa.bindparam("midnight"),
    )
    .order_by(MOVEMENT.c.id.desc())
    .limit(MOST_COUNTED)
)


def opening(look: Look) -> Facts:
    """The shelves or, once one is chosen, what may lie on it and what was counted there."""
    said = look.form.text("place")
    place = finding.place_by(look.books, said) if said else None
    if place is None:
        return {"place": None, "unknown": said[:40], "places": _places(look)}
    last = lately.mine(look, "opening-counts")
    scan = scanning.scan(look, last, place=str(place.number))
    used = lately.products_in(last)
    chosen = picker(look, used, place=str(place.number), **scan.kept)
    about = {"place": place.id, "midnight": lately.midnight(look)}
    return {
        "place": place,
        "unknown": "",
        "picker": chosen,
        "scan": scan,
        "asks": describing.asks(chosen.chosen) if chosen.chosen is not None else None,
        **describing.choices(),
        "how": HOW,
        "numbers": tuple(range(1, 11)),
        "counted": look.books.execute(_COUNTED, about).all(),
    }


def content(look: Look) -> Mapping[str, Any]:
    """What lies on the shelf; raises `Refused` for a shelf that nobody knows."""
    form = look.form
    place = finding.place_by(look.books, form.text("place")) if form.text("place") else None
    if place is None:
        raise Refused("unknown_place", WHERE)
    number = measures.chosen_number(form, "quantity")
    if not number:
        raise Malformed("how_many", measures.HOW_MANY)
    said = {name: form.text(name) for name in ("product", "how") if form.text(name)}
    described = describing.described(form)
    return {"place": str(place.number), "quantity": number, **said, **described}


def after(_receipt: Receipt, look: Look) -> str:
    """The same shelf, for the next product."""
    return "/opening-counts/new?" + urlencode({"place": look.form.text("place")})


def _places(look: Look) -> Any:
    """The shelves of the reader's building, or of all."""
    select = where.PLACES.where(PLACE.c.kind == PlaceKind.BIN, sa.not_(PLACE.c.closed))
    if look.actor.site_id is not None:
        select = select.where(PLACE.c.site_id == look.actor.site_id)
    return look.books.execute(select.order_by(PLACE.c.number).limit(MOST_PLACES)).all()


PAGES = (
    Act(
        "opening-counts",
        "/opening-counts/new",
        "arrivals/opening.html",
        opening,
        content,
        after=after,
    ),
)
