"""A refuge's cupboard: made by the desk, and used at night with one tap."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.desk import Receipt
from stockroom.ledger import BAG, PLACE
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.kits.known import KIT, READY
from stockroom.web.pages.shelves import finding
from stockroom.web.pages.shelves.columns import SITE

MOST = 60
_BAGS = (
    sa.select(
        BAG.c.id,
        PLACE.c.number,
        PLACE.c.name.label("box"),
        BAG.c.size_label,
        KIT.c.name,
        KIT.c.names,
        BAG.c.id.in_(sa.select(READY.c.id)).label("ready"),
    )
    .select_from(
        BAG.join(PLACE, PLACE.c.id == BAG.c.box_id)
        .join(SITE, SITE.c.id == PLACE.c.site_id)
        .join(KIT, KIT.c.id == BAG.c.kit_id)
    )
    .where(BAG.c.opened_in.is_(None), SITE.c.facility_id.is_not(None))
    .order_by(KIT.c.name, BAG.c.size_label, PLACE.c.number)
    .limit(MOST)
)
_FACILITIES = (
    sa.select(FACILITY.c.code, FACILITY.c.name)
    .where(FACILITY.c.active)
    .order_by(FACILITY.c.code)
    .limit(500)
)


def bags(look: Look) -> Facts:
    """What stands in the cupboard of the reader's own facility; for its home, and beside it.

    `kits/cupboard.html` shows it; nothing where the facility has no cupboard or it is empty.
    """
    if look.actor.facility_id is None:
        return {"cupboard": ()}
    mine = _BAGS.where(SITE.c.facility_id == look.actor.facility_id)
    return {"cupboard": look.books.execute(mine).all()}


def meant(look: Look) -> Facts:
    """The bag that is said to be taken."""
    ref = look.form.text("bag")
    box = finding.place_by(look.books, ref) if ref else None
    if box is None:
        raise GoTo("/")
    query = _BAGS.where(PLACE.c.id == box.id)
    if look.actor.facility_id is not None:
        query = query.where(SITE.c.facility_id == look.actor.facility_id)
    row = look.books.execute(query).first()
    if row is None:
        raise GoTo("/")
    return {"bag": row}


def new(look: Look) -> Facts:
    """The facilities that a cupboard may stand at, by code."""
    return {"facilities": look.books.execute(_FACILITIES).all()}


def to_place(receipt: Receipt, look: Look) -> str:
    """On to the cupboard."""
    select = sa.select(PLACE.c.number).where(PLACE.c.id == receipt.made["place"])
    return f"/places/{look.books.execute(select).scalar_one()}"


PAGES = (
    Act("ready-bag-uses", "/ready-bag-uses/new", "kits/use.html", meant),
    Act("cupboards", "/cupboards/new", "kits/cupboard_new.html", new, after=to_place),
)
