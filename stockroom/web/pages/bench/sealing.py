"""A box closed for a facility, and opened again; what speaks against it is said first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.commands import at_gates, carried_goods, stops
from stockroom.commands.stops import Spoken
from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.rules import gate
from stockroom.speech import mark as _
from stockroom.tables.gates import GateRuleKind
from stockroom.tables.transport import Packaging
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.bench import goods, packing
from stockroom.web.pages.bench.goods import in_box
from stockroom.web.pages.care import pictures
from stockroom.web.pages.shelves import finding

MOST_FACILITIES = 200
_ID = sa.select(FACILITY.c.id)
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
        **_against(look, box, facility),
        "packagings": [(one.value, look.reader.word("packaging", one.value)) for one in Packaging],
        "others": [row for row in inside if facility and row.facility != facility],
        "wish_list": next((row.wish_list for row in inside if row.wish_list), None),
        "picture": pictures.of_product,
        "packs": goods.packs,
    }


def sealed(look: Look) -> Mapping[str, Any]:
    """The box, its facility, and how it is closed."""
    form = look.form
    box = packing.open_box(look, form.text("box")) if form.text("box") else None
    if box is None:
        raise Refused("not_a_box", _("That is no open box. Scan the box that you want to seal."))
    weight = form.number("weight_g")
    return {
        "box": str(box.number),
        "facility": form.text("facility"),
        "packaging": form.text("packaging", Packaging.BOX.value),
        "repacked": form.ticked("repacked"),
    } | ({"weight_g": weight} if weight is not None else {})


def _against(look: Look, box: Any, facility: str) -> Facts:
    """What the gate will say of these goods, before anybody closes the box.

    `is_the_run`: only the run stands in the way, so that nothing in the box can be mended.
    """
    found = look.books.execute(_ID.where(FACILITY.c.code == facility)).scalar()
    if found is None or box is None:
        return {"against": [], "warned": [], "is_the_run": False}
    today = look.clock.now().astimezone().date()
    run = at_gates.next_run(look.books, found, today)
    going = {found: carried_goods.in_places(look.books, [box.id])}
    visits = stops.of_run(look.books, run, going, today, is_loading=False)
    # How the box is closed is said below, by whoever closes it.
    spoken = [
        one
        for visit in visits
        for one in stops.spoken(visit)
        if one.stop.rule.kind != GateRuleKind.PACKAGING
    ]
    said = {stops_it: _said(look, spoken, stops_it, today) for stops_it in (True, False)}
    is_the_run = not any(one.stops and gate.can_repack(one.stop.rule.kind) for one in spoken)
    return {"against": said[True], "warned": said[False], "is_the_run": is_the_run}


def _said(look: Look, some: Sequence[Spoken], stops_it: bool, today: date) -> Sequence[str]:
    said = [gate.said_on(one.stop, today) for one in some if one.stops == stops_it]
    return list(dict.fromkeys(look.reader.say(one.sentence, **one.facts) for one in said))


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
