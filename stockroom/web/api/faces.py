"""Box faces: what a box holds, as somebody two metres away should see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from stockroom import speech
from stockroom.commands.refs import PRODUCT
from stockroom.ledger import HOLDING, IS_INSIDE, LOT
from stockroom.papers.on_labels import FOR_WHOM, WHEN_WORN
from stockroom_labels.label import Face

MOST_SIZES = 3
"""More sizes than that cannot be read from afar; the box is then of mixed sizes."""

CLOTHES = ("CL", "SH")
# By the letters with which the catalogue's codes begin; the longest that fits wins.
PICTURES = {
    "CL": "clothes",
    "NP": "nappies",
    "FE": "bottle",
    "FE-HC": "",
    "FE-BOO": "",
    "BD": "bedding",
    "SL": "cot",
    "TR": "pram",
    "TR-BAG": "",
    "TR-SEAT": "car-seat",
    "PL": "toys",
    "PL-BNC": "",
    "PL-BOOK": "",
}
_CONTENTS = (
    sa.select(
        HOLDING.c.place_id,
        PRODUCT.c.code.label("product"),
        PRODUCT.c.name,
        PRODUCT.c.names,
        LOT.c.size_label,
        LOT.c.fits,
        LOT.c.season,
    )
    .select_from(
        HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id).join(
            PRODUCT, PRODUCT.c.id == LOT.c.product_id
        )
    )
    .where(HOLDING.c.place_id.in_(sa.bindparam("boxes", expanding=True)), IS_INSIDE)
    .order_by(LOT.c.size_low, LOT.c.id)
)


def contents(books: sa.Connection, boxes: Sequence[int]) -> dict[int, list[Any]]:
    """The lots in each of these boxes; one statement."""
    found: dict[int, list[Any]] = {}
    for row in books.execute(_CONTENTS, {"boxes": sorted(set(boxes))}):
        found.setdefault(row.place_id, []).append(row)
    return found


def of(lots: Sequence[Any], language: str, *, else_: str = "") -> Face:
    """The signs and words that all of these lots share; whom clothes fit is said even if anyone."""
    fits, season = _shared(lots, "fits"), _shared(lots, "season")
    if not all(lot.product.startswith(CLOTHES) for lot in lots):
        fits, season = ("" if one == "any" else one for one in (fits, season))
    pictures = {_picture(lot.product) for lot in lots}
    return Face(
        fits=speech.say(language, FOR_WHOM[fits], {}) if fits else "",
        fits_sign=fits,
        season=speech.say(language, WHEN_WORN[season], {}) if season else "",
        season_sign=season,
        picture=(pictures.pop() if len(pictures) == 1 else "") or else_,
    )


def name_of(lots: Sequence[Any], language: str) -> str:
    """What all of these lots are called; empty where they are different things."""
    names = {lot.names.get(language, lot.name) for lot in lots}
    return names.pop() if len(names) == 1 else ""


def sizes_of(lots: Sequence[Any]) -> str:
    """The sizes of these lots, the smallest first; empty where they are too many to read."""
    sizes = dict.fromkeys(lot.size_label for lot in lots if lot.size_label)
    return " · ".join(sizes) if len(sizes) <= MOST_SIZES else ""


def _shared(lots: Sequence[Any], name: str) -> str:
    values = {str(getattr(lot, name)) for lot in lots}
    return values.pop() if len(values) == 1 else ""


def _picture(product: str) -> str:
    fits = [start for start in PICTURES if product.startswith(start)]
    return PICTURES[max(fits, key=len)] if fits else ""
