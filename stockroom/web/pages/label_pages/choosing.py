"""Labels for many things at once: whatever a list shows, to be ticked and gone on with.

A list hands over its own address: `/labels/choose?list=stock&q=nappies` is what `/stock?q=nappies`
shows, all its pages together, as far as one file holds labels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands.base import HANDS
from stockroom.commands.printing import PRINTED
from stockroom.desk import JOURNAL
from stockroom.errors import Malformed
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.web.api.labels import MOST_CODES
from stockroom.web.api.reads.people import DONORS
from stockroom.web.api.reads.stock import LABEL, PRODUCT
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.arrivals.lately import midnight
from stockroom.web.pages.care import pictures
from stockroom.web.pages.shelves import finding, places, search, wanted, where
from stockroom.web.pages.shelves.columns import LOT_COLUMNS, is_inside
from stockroom.web.pages.shelves.search import Search

ALL, NEW, NONE = "all", "new", "none"
_LOTS = sa.select(*LOT_COLUMNS, PRODUCT.c.code.label("product")).select_from(
    LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
)
_PRINTED = (
    sa.select(PRINTED.c.code)
    .distinct()
    .where(PRINTED.c.code.in_(sa.bindparam("codes", expanding=True)))
)


class Choice(NamedTuple):
    """One thing that can have a label: `lot` is a lot's row, else it is the place of that name."""

    code: str
    icon: str
    lot: Any = None
    place: str = ""
    number: int | None = None
    printed: bool = False


class Listed(NamedTuple):
    """What a list shows: the page that it is, and its things, one more than fit."""

    back: str
    choices: Sequence[Choice]


def choose(look: Look) -> Facts:
    """What the list shows, with a tick for each; what has no label of its own is left out."""
    said = look.form.text("list")
    if said not in LISTS:
        raise Malformed("unknown_filter", "There is no such page.")
    back, found = LISTS[said](look)
    shown = [one for one in found if one.code][:MOST_CODES]
    codes = [one.code for one in shown]
    before = set(look.books.execute(_PRINTED, {"codes": codes}).scalars()) if codes else set()
    return {
        "choices": [one._replace(printed=one.code in before) for one in shown],
        "more": len(found) > MOST_CODES,
        "without": sum(one.lot is not None and not one.code for one in found),
        "most": MOST_CODES,
        "back": back,
        "tick": look.form.text("tick") if look.form.text("tick") in (NEW, NONE) else ALL,
        "unprinted": len(codes) - len(before),
        "again": [pair for pair in look.form.pairs if pair[0] not in ("tick", "done")],
    }


def stock(look: Look) -> Listed:
    """The lots that a search of the stock finds, the newest first."""
    asked = wanted.wanted_in(look.form)._replace(after=None, before=None)
    today = look.clock.now().astimezone().date()
    query = Search(asked, today, look.actor.role in DONORS.roles, MOST_CODES + 1)
    found = search.lots(look.books, query)
    return Listed(wanted.address(asked), _of_lots(look, [row.id for row in found.rows]))


def places_listed(look: Look) -> Listed:
    """The places that the list of places shows."""
    asked, select = places.asked_in(look)
    rows = look.books.execute(select.limit(MOST_CODES + 1)).all()
    return Listed(asked.address(0), [_of_place(row) for row in rows])


def in_place(look: Look) -> Listed:
    """A place itself, the boxes that stand in it and the lots that lie in it."""
    number = look.form.number("place") or 0
    row = where.place(look.books, number)
    if row is None:
        return Listed("/places", [])
    inner = where.PLACES.where(
        sa.or_(PLACE.c.stands_in == row.id, PLACE.c.site_id == row.id), sa.not_(PLACE.c.closed)
    )
    boxes = look.books.execute(inner.order_by(PLACE.c.number).limit(MOST_CODES)).all()
    here = sa.exists().where(HOLDING.c.lot_id == LOT.c.id, HOLDING.c.place_id == row.id, IS_INSIDE)
    lots = look.books.execute(_newest(here)).all()
    own = [_of_place(row), *map(_of_place, boxes), *map(_of_lot, lots)]
    return Listed(f"/places/{number}", own)


def of_lot(look: Look) -> Listed:
    """A lot, what it was made from and what it turned into."""
    ref = look.form.text("lot")
    lot = finding.lot_by(look.books, ref if not ref.isdigit() else f"lot {ref}")
    if lot is None:
        return Listed("/stock", [])
    parent = sa.select(LOT.c.from_lot).where(LOT.c.id == lot.id).scalar_subquery()
    kin = sa.or_(LOT.c.id == lot.id, LOT.c.from_lot == lot.id, LOT.c.id == parent)
    rows = look.books.execute(_newest(kin)).all()
    return Listed(f"/lots/{lot.code or lot.id}", list(map(_of_lot, rows)))


def today(look: Look) -> Listed:
    """What was given a code since midnight and is inside: lots, then boxes and places."""
    since = sa.and_(
        JOURNAL.c.sequence == LABEL.c.claimed_in, JOURNAL.c.recorded_at >= midnight(look)
    )
    made = sa.exists().where(LABEL.c.lot_id == LOT.c.id, since)
    lots = look.books.execute(_newest(sa.and_(made, is_inside))).all()
    placed = sa.exists().where(LABEL.c.place_id == PLACE.c.id, since)
    select = where.PLACES.where(placed, sa.not_(PLACE.c.outside), sa.not_(PLACE.c.closed))
    rows = look.books.execute(select.order_by(PLACE.c.id.desc()).limit(MOST_CODES + 1)).all()
    return Listed("/labels", [*map(_of_lot, lots), *map(_of_place, rows)])


def _newest(fits: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return _LOTS.where(fits).order_by(LOT.c.id.desc()).limit(MOST_CODES + 1)


def _of_lots(look: Look, lots: Sequence[int]) -> list[Choice]:
    if not lots:
        return []
    return [_of_lot(row) for row in look.books.execute(_newest(LOT.c.id.in_(lots)))]


def _of_lot(row: Any) -> Choice:
    return Choice(row.code or "", pictures.of_product(row.product), lot=row)


def _of_place(row: Any) -> Choice:
    icon = "box" if row.kind == "box" else "map-pin"
    return Choice(row.code or "", icon, place=row.name, number=row.number)


LISTS: Mapping[str, Callable[[Look], Listed]] = {
    "stock": stock,
    "places": places_listed,
    "place": in_place,
    "lot": of_lot,
    "today": today,
}
PAGES = (Page("/labels/choose", "bench/choose_labels.html", HANDS, choose),)
