"""A box closed for a facility, and opened again; what is wrong inside is said first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.speech import mark as _
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.bench import goods, packing
from stockroom.web.pages.bench.goods import in_box
from stockroom.web.pages.care import pictures
from stockroom.web.pages.shelves import finding

MOST_FACILITIES = 200
ON_HOLD = _("{code} is on hold. Take it out of the box before you seal it.")
_CODES = (
    sa.select(FACILITY.c.code)
    .where(FACILITY.c.active)
    .order_by(FACILITY.c.code)
    .limit(MOST_FACILITIES)
)


def sealing(look: Look) -> Facts:
    """The box, all that is in it, for whom it seems to be, and what speaks against sealing it."""
    said = look.form.text("box")
    box = packing.open_box(look, said) if said else None
    inside = in_box(look.books, box.id) if box is not None else ()
    meant = sorted({row.facility for row in inside if row.facility})
    facility = look.form.text("facility") or (meant[0] if len(meant) == 1 else "")
    return {
        "box": box,
        "not_a_box": said[:40] if said and box is None else "",
        "inside": inside,
        "facility": facility,
        "facilities": meant or look.books.execute(_CODES).scalars().all(),
        "on_hold": [row for row in inside if row.on_hold],
        "others": [row for row in inside if facility and row.facility != facility],
        "wish_list": next((row.wish_list for row in inside if row.wish_list), None),
        "picture": pictures.of_product,
        "packs": goods.packs,
    }


def sealed(look: Look) -> Mapping[str, Any]:
    """The box and its facility; raises `Refused` while goods on hold are in it."""
    facts = sealing(look)
    held: Sequence[Any] = facts["on_hold"]
    if held:
        raise Refused("on_hold", ON_HOLD, code=held[0].code or held[0].name)
    if facts["box"] is None:
        raise Refused("not_a_box", _("That is no open box. Scan the box that you want to seal."))
    return {"box": str(facts["box"].number), "facility": look.form.text("facility")}


def to_parcel(receipt: Receipt, look: Look) -> str:
    """On to the parcel."""
    del look
    parcel = receipt.made.get("parcel")
    return f"/parcels/{parcel}" if parcel else "/parcels"


def unsealing(look: Look) -> Facts:
    """The sealed box."""
    box = finding.place_by(look.books, look.form.text("box")) if look.form.text("box") else None
    if box is None:
        raise GoTo("/parcels")
    return {"box": box, "inside": in_box(look.books, box.id), "packs": goods.packs}


def opened(look: Look) -> Mapping[str, Any]:
    """The box to open."""
    return {"box": look.form.text("box")}


def to_packing(receipt: Receipt, look: Look) -> str:
    """On to the list that its goods are for, with the box in hand."""
    del receipt
    box = finding.place_by(look.books, look.form.text("box"))
    rows = in_box(look.books, box.id) if box is not None else ()
    wish_list = next((row.wish_list for row in rows if row.wish_list), None)
    if box is None or wish_list is None:
        return "/packings"
    return f"/packings/{wish_list}?box={box.number}"


PAGES = (
    Act("sealings", "/sealings/new", "bench/sealing.html", sealing, sealed, after=to_parcel),
    Act(
        "unsealings", "/unsealings/new", "bench/unsealing.html", unsealing, opened, after=to_packing
    ),
)
