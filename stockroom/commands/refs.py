"""From what people scan, type or say to the row that they mean; raises `Refused` when unknown."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar, cast

import sqlalchemy as sa
from sqlmodel import SQLModel

from stockroom.commands.base import Entry
from stockroom.errors import Refused
from stockroom.ledger import IS_INSIDE
from stockroom.rules import codes
from stockroom.tables.catalogue import Product
from stockroom.tables.stock import Holding, LabelCode, Lot, Place, PlaceKind, Setting
from stockroom.tables.wishes import Facility

LABEL = cast(sa.Table, LabelCode.__table__)  # type: ignore[attr-defined]
LOT = cast(sa.Table, Lot.__table__)  # type: ignore[attr-defined]
PLACE = cast(sa.Table, Place.__table__)  # type: ignore[attr-defined]
PRODUCT = cast(sa.Table, Product.__table__)  # type: ignore[attr-defined]
HOLDING = cast(sa.Table, Holding.__table__)  # type: ignore[attr-defined]
SETTING = cast(sa.Table, Setting.__table__)  # type: ignore[attr-defined]


class LotFacts(NamedTuple):
    """What a handler needs to know of a lot, read in one statement."""

    id: int
    product_id: int
    depth: str
    standing: str
    how: str
    product: str


class PlaceFacts(NamedTuple):
    """What a handler needs to know of a place, read in one statement."""

    id: int
    kind: str
    name: str
    outside: bool
    site_id: int | None
    stands_in: int | None
    facility_id: int | None
    closed: bool


_LOT_FIELDS = (LOT.c.id, LOT.c.product_id, LOT.c.depth, LOT.c.standing, LOT.c.how, PRODUCT.c.name)
_PLACE_FIELDS = tuple(PLACE.c[name] for name in PlaceFacts._fields)
_LOT_BY_ID = (
    sa.select(*_LOT_FIELDS)
    .select_from(LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id))
    .where(LOT.c.id == sa.bindparam("lot"))
)
_LOT_BY_CODE = (
    sa.select(*_LOT_FIELDS)
    .select_from(
        LABEL.join(LOT, LOT.c.id == LABEL.c.lot_id).join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
    )
    .where(LABEL.c.code == sa.bindparam("code"))
)
_PLACE_BY_CODE = (
    sa.select(*_PLACE_FIELDS)
    .select_from(LABEL.join(PLACE, PLACE.c.id == LABEL.c.place_id))
    .where(LABEL.c.code == sa.bindparam("code"))
)
_PLACE_BY_ID = sa.select(*_PLACE_FIELDS).where(PLACE.c.id == sa.bindparam("place"))
_PLACE_BY_NUMBER = sa.select(*_PLACE_FIELDS).where(PLACE.c.number == sa.bindparam("number"))
_PLACES_BY_NAME = sa.select(*_PLACE_FIELDS).where(
    sa.func.lower(PLACE.c.name) == sa.bindparam("name"), sa.not_(PLACE.c.outside)
)
_OUTSIDE = sa.select(PLACE.c.id).where(PLACE.c.kind == sa.bindparam("kind"))
_OUTSIDE_OF = _OUTSIDE.where(PLACE.c.facility_id == sa.bindparam("facility"))
_LOTS_IN_BOX = (
    sa.select(HOLDING.c.lot_id)
    .distinct()
    .where(HOLDING.c.place_id == sa.bindparam("place"), IS_INSIDE)
)
_HOSTS = sa.select(SETTING.c.value).where(SETTING.c.name.in_(["public_host", "former_hosts"]))


def hosts(books: sa.Connection) -> set[str]:
    """Every host name that our labels carry or have carried."""
    return {host for value in books.execute(_HOSTS).scalars() for host in value.split()}


def reading(books: sa.Connection, ref: str) -> codes.Reference:
    """What a scanned or typed text refers to; raises `Malformed` where it cannot be read."""
    return codes.read(ref, hosts(books) if "/" in ref else ())


def lot(entry: Entry, ref: str) -> LotFacts:
    """The lot with that code, or the one lot inside the box with that code or number.

    A lot of a mixed box has no code: it is called "lot 328", as its page calls it.
    """
    meant = reading(entry.books, ref)
    row = _lot_row(entry, meant)
    if row is not None:
        return LotFacts(*row)
    return _only_lot_in(entry, place(entry, ref), ref)


def thing(entry: Entry, ref: str) -> LotFacts | PlaceFacts:
    """The lot, box or other place that a code is on, or that a number or name means.

    The lot with the number 3 comes before a place whose name is "lot 3".
    """
    row = _lot_row(entry, reading(entry.books, ref))
    if row is not None:
        return LotFacts(*row)
    return place(entry, ref)


def lot_by_id(entry: Entry, lot_id: int) -> LotFacts:
    """The lot with that id, which the books already name."""
    return LotFacts(*entry.books.execute(_LOT_BY_ID, {"lot": lot_id}).one())


def place(entry: Entry, ref: str) -> PlaceFacts:
    """The place with that code, short number, or name if only one place inside bears it."""
    meant = reading(entry.books, ref)
    if isinstance(meant, codes.ByCode):
        rows = entry.books.execute(_PLACE_BY_CODE, {"code": meant.code}).all()
    elif isinstance(meant, codes.ByNumber):
        rows = entry.books.execute(_PLACE_BY_NUMBER, {"number": meant.number}).all()
    else:
        rows = entry.books.execute(_PLACES_BY_NAME, {"name": meant.name.lower()}).all()
    if len(rows) > 1:
        raise Refused("several_places", "More than one place is called {name}.", name=ref)
    if not rows:
        raise unknown_code(ref)
    return PlaceFacts(*rows[0])


def place_by_id(entry: Entry, place_id: int) -> PlaceFacts:
    """The place with that id, which the books already name."""
    return PlaceFacts(*entry.books.execute(_PLACE_BY_ID, {"place": place_id}).one())


def inside(entry: Entry, ref: str) -> PlaceFacts:
    """A place inside by its reference; goods never go outside by being put down there."""
    found = place(entry, ref)
    if found.outside or found.closed:
        raise Refused("not_inside", "{name} is not a place of ours any more.", name=found.name)
    return found


def site(entry: Entry, ref: str) -> PlaceFacts:
    """A site by its reference: a building of ours, or a refuge's cupboard."""
    found = inside(entry, ref)
    if found.kind != PlaceKind.SITE:
        raise _not_a_site(found)
    return found


def building(entry: Entry, ref: str) -> PlaceFacts:
    """A site where people of ours work and vans are unloaded; a refuge's cupboard is none."""
    found = site(entry, ref)
    if found.facility_id is not None:
        raise _not_a_site(found)
    return found


def landing(entry: Entry, site: PlaceFacts) -> PlaceFacts:
    """Where a van's goods are put down at a site: its inbound, in a cupboard its one shelf."""
    kind = PlaceKind.INBOUND if site.facility_id is None else PlaceKind.BIN
    return of_site_id(entry, kind, site.id)


def _not_a_site(found: PlaceFacts) -> Refused:
    return Refused("not_a_site", "{name} is not a site of ours.", name=found.name)


def outside(entry: Entry, kind: PlaceKind, facility_id: int | None = None) -> int:
    """The id of an outside place: of a facility's own two, or of the one of its kind."""
    query = _OUTSIDE if facility_id is None else _OUTSIDE_OF
    where = {"kind": kind, "facility": facility_id}
    return int(entry.books.execute(query, where).scalar_one())


def of_site(entry: Entry, kind: PlaceKind, site: str | None) -> PlaceFacts:
    """The inbound, bench or quarantine of the named site, of the actor's, or of the first one."""
    site_id = place(entry, site).id if site is not None else entry.site_id
    return of_site_id(entry, kind, site_id)


def of_site_id(entry: Entry, kind: PlaceKind, site_id: int | None) -> PlaceFacts:
    """The same for a site by its id; of the site first made where none is known."""
    query = sa.select(*_PLACE_FIELDS).where(PLACE.c.kind == kind, sa.not_(PLACE.c.closed))
    query = query.order_by(PLACE.c.id)
    if site_id is not None:
        query = query.where(PLACE.c.site_id == site_id)
    row = entry.books.execute(query).first()
    if row is None:
        raise Refused("unknown_site", "There is no such site here.")
    return PlaceFacts(*row)


def unknown_code(ref: str) -> Refused:
    """The refusal of a reference that leads nowhere, or nowhere that this person may know of."""
    return Refused("unknown_code", "{code} is not known here.", code=ref)


def unknown_row(name: str, row_id: int) -> Refused:
    """The refusal of a number that names no such record, or none that this person may know of."""
    return Refused("unknown", "There is no {name} {id}.", name=name, id=row_id)


R = TypeVar("R", bound=SQLModel)


def by_id(entry: Entry, table: type[R], row_id: int, name: str) -> R:
    """A row by its id; `name` is the word for it in the sentence."""
    row = entry.rows.get(table, row_id)
    if row is None:
        raise unknown_row(name, row_id)
    return row


def product(entry: Entry, code: str) -> Product:
    """A product of the catalogue by its code."""
    return cast(Product, _one(entry, Product, code))


def facility(entry: Entry, code: str) -> Facility:
    """A facility by its code."""
    return cast(Facility, _one(entry, Facility, code))


def _one(entry: Entry, table: type[Any], code: str) -> Any:
    row = entry.rows.execute(sa.select(table).where(table.code == code.strip().upper())).scalar()
    if row is None:
        raise unknown_code(code)
    return row


def _lot_row(entry: Entry, meant: codes.Reference) -> Any:
    if isinstance(meant, codes.ByCode):
        return entry.books.execute(_LOT_BY_CODE, {"code": meant.code}).first()
    number = codes.lot_number(meant.name) if isinstance(meant, codes.ByName) else None
    return entry.books.execute(_LOT_BY_ID, {"lot": number}).first() if number else None


def _only_lot_in(entry: Entry, box: PlaceFacts, ref: str) -> LotFacts:
    lots = entry.books.execute(_LOTS_IN_BOX, {"place": box.id}).scalars().all()
    if box.kind != PlaceKind.BOX or len(lots) != 1:
        raise Refused(
            "not_a_lot", "{code} is {name}, which is not one lot.", code=ref, name=box.name
        )
    return lot_by_id(entry, lots[0])
