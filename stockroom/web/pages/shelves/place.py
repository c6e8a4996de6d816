"""The page of a place: what is here, what moved, and what may be done."""

from __future__ import annotations

from typing import Any, NamedTuple, cast
from urllib.parse import urlencode

import sqlalchemy as sa

from stockroom.commands.base import HANDS
from stockroom.errors import NotFound
from stockroom.ledger import LOT
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import Parcel
from stockroom.web.api.reads.stock import DISCREPANCY, LABEL, MOVEMENTS
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.shelves import acts, story, where
from stockroom.web.pages.shelves.columns import code_of_lot
from stockroom.web.pages.shelves.wanted import row_in

LOTS_ON_A_PAGE = 50
PLACES_ON_A_PAGE = 60
MOST_RECOUNTS = 20
HIGHEST = 999_999
PARCEL = cast(sa.Table, Parcel.__table__)  # type: ignore[attr-defined]

_recounts = (
    sa.select(code_of_lot.label("code"))
    .select_from(DISCREPANCY.join(LOT, LOT.c.id == DISCREPANCY.c.lot_id))
    .where(DISCREPANCY.c.kind == "recount", DISCREPANCY.c.settled_in.is_(None))
    .distinct()
    .limit(MOST_RECOUNTS)
)


class Paged(NamedTuple):
    """A page of rows, and the link to the next, if there are more."""

    rows: Any
    more: str


def place(look: Look) -> Facts:
    """The place with that number, the boxes that stand in it and the lots that lie in it."""
    number, books = look.path["number"], look.books
    row = where.place(books, number) if 0 < number <= HIGHEST else None
    if row is None:
        raise NotFound("unknown_code", "{code} is not known here.", code=str(number)[:10])
    is_box = row.kind == PlaceKind.BOX
    sees_movements = look.actor.role in MOVEMENTS.roles
    moved = story.of_place(books, row.id, row_in(look.form, "moved")) if sees_movements else None
    sealed = is_box and _is_sealed(books, row.id)
    offered = acts.offered(acts.of_place(row, sealed=sealed), look)
    return {
        "place": row,
        "position": newest(books),
        "inner": _inner(look, row),
        "lots": _lots(look, row),
        "story": moved,
        "stood": story.of_box(books, row.id) if is_box and sees_movements else (),
        "labelled": story.of_labels(books, LABEL.c.place_id == row.id),
        "sealed": sealed,
        "recount": _recount(look, row),
        "next_act": offered[0] if offered and offered[0].first else None,
        "acts": [act for act in offered if not act.first],
        "overdue": row.due_back is not None and row.due_back < look.clock.now().astimezone().date(),
    }


def _inner(look: Look, row: Any) -> Paged:
    found = where.inner_places(look.books, row.id, row_in(look.form, "inner"), PLACES_ON_A_PAGE)
    shown = found[:PLACES_ON_A_PAGE]
    more = f"/places/{row.number}?inner={shown[-1].number}#inner" if shown else ""
    return Paged(shown, more if len(found) > len(shown) else "")


def _lots(look: Look, row: Any) -> Paged:
    found = where.lots_in(look.books, row.id, row_in(look.form, "after"), LOTS_ON_A_PAGE)
    shown = found[:LOTS_ON_A_PAGE]
    more = f"/places/{row.number}?after={shown[-1].id}#lots" if shown else ""
    return Paged(shown, more if len(found) > len(shown) else "")


def _recount(look: Look, row: Any) -> str:
    """The page on which to count again what moved while somebody counted here; empty for none."""
    if not look.may("counts"):
        return ""
    found = look.books.execute(_recounts.where(DISCREPANCY.c.place_id == row.id)).scalars()
    again = [("again", code) for code in found if code]
    return f"/counts/new?{urlencode([('place', row.number), *again])}" if again else ""


def _is_sealed(books: sa.Connection, box: int) -> bool:
    select = sa.select(PARCEL.c.id).where(PARCEL.c.box_id == box, PARCEL.c.opened_in.is_(None))
    return books.execute(select.limit(1)).first() is not None


PAGES = (Page("/places/{number:int}", "shelves/place.html", HANDS, place),)
