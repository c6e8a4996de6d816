"""A bag packed ahead: packed on the bench, looked at, opened, promised whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.desk import Receipt
from stockroom.errors import Malformed, Problem, Refused
from stockroom.ledger import BAG, PLACE
from stockroom.rules import kit_sizes
from stockroom.speech import mark as _
from stockroom.tables.sums import CODE_OF_PLACE
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page, row_or_not_found
from stockroom.web.pages.bench import goods
from stockroom.web.pages.care import pictures, thing
from stockroom.web.pages.kits import known, proposing
from stockroom.web.pages.kits.known import KIT
from stockroom.web.pages.shelves import finding, where
from stockroom.web.pages.shelves.columns import SITE, STAND

_BAG = (
    sa.select(
        BAG.c.id,
        BAG.c.size_label,
        BAG.c.opened_in,
        KIT.c.id.label("kit_id"),
        KIT.c.code.label("kit"),
        KIT.c.name,
        KIT.c.names,
        PLACE.c.id.label("box_id"),
        PLACE.c.name.label("box"),
        PLACE.c.number,
        PLACE.c.closed,
        CODE_OF_PLACE.label("code"),
        STAND.c.name.label("stands_in"),
        STAND.c.kind.label("stands_in_kind"),
        SITE.c.name.label("site"),
        SITE.c.facility_id.is_not(None).label("cupboard"),
    )
    .select_from(
        BAG.join(KIT, KIT.c.id == BAG.c.kit_id)
        .join(PLACE, PLACE.c.id == BAG.c.box_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .outerjoin(SITE, SITE.c.id == PLACE.c.site_id)
    )
    .order_by(BAG.c.id.desc())
)


def bag(look: Look) -> Facts:
    """One bag: what is in it, where it stands, and what can be done with it."""
    row = look.books.execute(_BAG.where(BAG.c.id == look.path["id"])).first()
    return _told(look, row_or_not_found(row, look.path["id"]))


def meant(look: Look) -> Facts:
    """The bag that a form names by its box."""
    ref = look.form.text("bag")
    box = finding.place_by(look.books, ref) if ref else None
    row = look.books.execute(_BAG.where(PLACE.c.id == box.id)).first() if box else None
    if row is None:
        raise GoTo("/kits")
    return _told(look, row)


def _told(look: Look, row: Any) -> Facts:
    inside = goods.in_box(look.books, row.box_id)
    promised = next((one for one in inside if one.wish_list), None)
    return {
        "bag": row,
        "inside": inside,
        "promised": promised,
        "on_hold": [one for one in inside if one.on_hold],
        "asked": known.asked(look.books, row.kit_id) if promised is None else (),
        "packs": goods.packs,
        "position": newest(look.books),
    }


def packing(look: Look) -> Facts:
    """Which kit, in which size; then what to take for it, along the shelves."""
    code = look.form.text("kit")
    if not code:
        return {"kit": None, "kits": known.kits(look.books)}
    row = known.kit(look.books, code)
    recipe = known.parts(look.books, row.id)[row.id]
    sizing = known.sizing(recipe)
    size, unreadable = _size(look, sizing, row)
    sites = where.sites(look.books)
    site = next((one for one in sites if str(one.number) == look.form.text("site")), None)
    site = site or next((one for one in sites if one.id == look.actor.site_id), None)
    if site is None and sites:
        site = sites[0]
    ready = size or not sizing
    return {
        "kit": row,
        "recipe": recipe,
        "sized": bool(sizing),
        "size": size,
        "unreadable": unreadable,
        "sites": sites,
        "site": site,
        "proposal": proposing.proposal(look.books, recipe, size, site.id if site else None)
        if ready
        else None,
        "ref": thing.ref_of,
        "packs": goods.packs,
        "picture": pictures.of_product,
    }


def packed(look: Look) -> Mapping[str, Any]:
    """What was ticked, and the box that it went into."""
    ticked = set(look.form.all("which"))
    form = look.form
    contents = []
    for number in sorted(ticked, key=lambda one: (len(one), one)):
        taken = {name: form.text(f"take.{number}.{name}") for name in ("lot", "quantity", "place")}
        contents.append({name: value for name, value in taken.items() if value})
    content: dict[str, Any] = {"kit": form.text("kit"), "contents": contents}
    for name in ("size", "box", "site"):
        if form.text(name):
            content[name] = form.text(name)
    if not contents and "box" not in content:
        raise Refused("nothing_taken", _("Tick what you have put into the bag."))
    return content


def to_bag(receipt: Receipt, look: Look) -> str:
    """On to the bag."""
    del look
    return f"/ready-bags/{receipt.made['bag']}"


def to_kit(receipt: Receipt, look: Look) -> str:
    """On to the kit that the bag is of."""
    del receipt
    return f"/kits/{meant(look)['bag'].kit}"


def back_to_bag(receipt: Receipt, look: Look) -> str:
    """Back to the bag."""
    del receipt
    return f"/ready-bags/{meant(look)['bag'].id}"


def _size(look: Look, sizing: str, row: Any) -> tuple[str, Problem | None]:
    said = look.form.text("size")
    if not said:
        return "", None
    try:
        return kit_sizes.read(said, sizing, row.name), None
    except (Malformed, Refused) as fault:
        return "", fault


PAGES: tuple[Page | Act, ...] = (
    Act("ready-bags", "/ready-bags/new", "kits/pack.html", packing, packed, after=to_bag),
    Page("/ready-bags/{id:int}", "kits/bag.html", EVERYBODY_INSIDE, bag),
    Act("ready-bag-openings", "/ready-bag-openings/new", "kits/open.html", meant, after=to_kit),
    Act(
        "ready-bag-promises",
        "/ready-bag-promises/new",
        "kits/promise.html",
        meant,
        after=back_to_bag,
    ),
)
