"""The lot that an act is about: its facts, where its pieces lie, and what the command calls it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from stockroom.errors import Refused
from stockroom.ledger import HOLDING, IS_INSIDE, LOT
from stockroom.rules import codes
from stockroom.tables.stock import PlaceKind
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.acting import Look
from stockroom.web.pages.shelves import finding, where
from stockroom.web.pages.shelves.columns import DONATION, LOT_COLUMNS

_WHAT = sa.select(
    *LOT_COLUMNS,
    LOT.c.pieces_per_pack,
    LOT.c.description,
    LOT.c.restriction,
    DONATION.c.only_for,
    PRODUCT.c.code.label("product"),
    PRODUCT.c.safety_profile,
    PRODUCT.c.sizing,
    PRODUCT.c.has_expiry,
).select_from(
    LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id).outerjoin(
        DONATION, DONATION.c.id == LOT.c.donation_id
    )
)


def about(look: Look) -> dict[str, Any]:
    """The facts that every act on a lot shows; `lot` is None where none is meant yet.

    `ref` is what the command calls the lot, `unknown` what was typed and leads to no lot.
    """
    said = look.form.text("lot")
    lot = _meant(look.books, said) if said else None
    spots = where.of_lots(look.books, [lot.id])[lot.id] if lot is not None else []
    return {
        "lot": lot,
        "ref": ref_of(lot) if lot is not None else "",
        "unknown": said[:40] if said and lot is None else "",
        "spots": spots,
        "pieces_inside": sum(one.pieces for one in spots),
        "places": [(one.number, one.name) for one in spots],
        "act_path": look.here,
    }


def content(look: Look, *names: str) -> dict[str, Any]:
    """What was typed in these fields, once a lot is meant that lies in the place it is taken from.

    Raises `Refused` for a lot that nobody knows, and one that lies in several places where none
    was chosen.
    """
    facts = about(look)
    lot = facts["lot"]
    if lot is None:
        raise Refused("unknown_code", "{code} is not known here.", code=facts["unknown"] or "-")
    if "place" in names and len(facts["spots"]) > 1 and not look.form.text("place"):
        raise Refused(
            "several_places", "It lies in several places. Say from which one you took it."
        )
    said = look.form.content()
    return {"lot": facts["ref"], **{name: said[name] for name in names if name in said}}


def ref_of(lot: Any) -> str:
    """What a command calls the lot: its code, or "lot 328" where it has none of its own."""
    return codes.name_of_lot(lot.code, lot.id)


def _meant(books: sa.Connection, said: str) -> Any:
    """The lot of that code or number, or the only one in the box that is meant; else None."""
    fits = finding.is_lot(books, said)
    lot = books.execute(_WHAT.where(fits)).first() if fits is not None else None
    if lot is not None:
        return lot
    box = finding.place_by(books, said)
    if box is None or box.kind != PlaceKind.BOX:
        return None
    inside = sa.select(HOLDING.c.lot_id).where(HOLDING.c.place_id == box.id, IS_INSIDE).distinct()
    found = books.execute(_WHAT.where(LOT.c.id.in_(inside)).limit(2)).all()
    return found[0] if len(found) == 1 else None
