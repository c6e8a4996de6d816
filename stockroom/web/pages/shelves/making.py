"""New places, and places renamed or closed."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.vans import GRAMS, MILLILITRES
from stockroom.desk import Receipt
from stockroom.errors import NotFound
from stockroom.ledger import PLACE
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import Van
from stockroom.web.api.reads.scopes import table
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.shelves import finding, where

VAN = table(Van)


def in_a_site(look: Look) -> Facts:
    """The buildings that a new bin may be in, and the one that is meant."""
    site = finding.place_by(look.books, look.form.text("site")) if look.form.text("site") else None
    sites = where.sites(look.books)
    own = [one.number for one in sites if one.id == look.actor.site_id]
    return {
        "sites": [(one.number, one.name) for one in sites],
        "site": site.number if site else own[0] if own else "",
    }


def standing(look: Look) -> Facts:
    """Where a new box stands."""
    ref = look.form.text("place")
    return {"place": finding.place_by(look.books, ref) if ref else None}


def of_van(look: Look) -> Facts:
    """A van, its plate and what it carries, in kilograms and litres; raises `NotFound`."""
    ref = look.form.text("van")
    place = finding.place_by(look.books, ref) if ref else None
    if place is None or place.kind != PlaceKind.VAN:
        raise NotFound("unknown_code", "{code} is not known here.", code=ref[:40])
    select = sa.select(VAN).where(VAN.c.place_id == place.id)
    row = look.books.execute(select).first()
    return {
        "place": place,
        "plate": row.plate if row else "",
        "kg": str(row.most_g // GRAMS) if row and row.most_g else "",
        "litres": str(row.most_ml // MILLILITRES) if row and row.most_ml else "",
    }


def to_van(_receipt: Receipt, look: Look) -> str:
    """Back to the van."""
    return f"/places/{of_van(look)['place'].number}"


def to_number(receipt: Receipt, look: Look) -> str:
    """On to the place that was made."""
    del look
    return f"/places/{receipt.made['number']}"


def to_site(receipt: Receipt, look: Look) -> str:
    """On to the building that was made."""
    select = sa.select(PLACE.c.number).where(PLACE.c.id == receipt.made["place"])
    return f"/places/{look.books.execute(select).scalar_one()}"


def to_changed(receipt: Receipt, look: Look) -> str:
    """Back to the place that was changed; by its new name if it was named by the old one."""
    del receipt
    said = (look.form.text("place"), look.form.text("name"))
    found = (finding.place_by(look.books, ref) for ref in said if ref)
    number = next((one.number for one in found if one is not None), None)
    return f"/places/{number}" if number is not None else "/places"


PAGES = (
    Act("sites", "/sites/new", "shelves/site.html", after=to_site),
    Act("bins", "/bins/new", "shelves/bin.html", in_a_site, after=to_number),
    Act("boxes", "/boxes/new", "shelves/box.html", standing, after=to_number),
    Act("vans", "/vans/new", "shelves/van.html", after=to_number),
    Act("van-changes", "/van-changes/new", "shelves/van_change.html", of_van, after=to_van),
    Act("volunteer-places", "/volunteer-places/new", "shelves/loan.html", after=to_number),
    Act("place-changes", "/place-changes/new", "shelves/change.html", standing, after=to_changed),
)
