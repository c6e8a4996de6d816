"""Packing: what lies on the bench for a list goes into boxes, set by set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.desk import Receipt
from stockroom.ledger import HOLDING, IS_INSIDE, LINE, PLACE
from stockroom.tables.stock import PlaceKind
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Many, Page, Step
from stockroom.web.pages.addresses import own_path
from stockroom.web.pages.bench import bagged, barring, goods, many, picking, proposing, ways
from stockroom.web.pages.care import pictures, thing
from stockroom.web.pages.shelves import finding
from stockroom.web.pages.shelves.columns import STAND
from stockroom.web.pages.shelves.wanted import row_in

MOST_BOXES = 40
_OPEN_BOXES = (
    sa.select(PLACE.c.number, PLACE.c.name, sa.func.sum(HOLDING.c.quantity).label("pieces"))
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .join(LINE, LINE.c.id == HOLDING.c.line_id)
    )
    .where(
        IS_INSIDE,
        PLACE.c.kind == PlaceKind.BOX,
        sa.not_(goods.SEALED),
        sa.func.coalesce(STAND.c.kind, "").not_in((PlaceKind.VAN, PlaceKind.BIN)),
    )
    .group_by(PLACE.c.id)
    .order_by(PLACE.c.number)
    .limit(MOST_BOXES)
)
_NOT_PACKED = sa.or_(goods.TO_PICK, goods.ON_THE_BENCH)
_SEALED_NOW = sa.select(PLACE.c.id).where(goods.SEALED)
_STANDS_IN = sa.select(STAND.c.kind).join(PLACE, PLACE.c.stands_in == STAND.c.id)
_BENCHES = (
    sa.select(PLACE.c.number, PLACE.c.site_id)
    .where(PLACE.c.kind == PlaceKind.BENCH, sa.not_(PLACE.c.closed))
    .order_by(PLACE.c.id)
    .limit(MOST_BOXES)
)


def packings(look: Look) -> Facts:
    """Every list with something on the bench or in an open box."""
    return picking.lists(look, ("on_the_bench", "in_open_boxes"))


def pack_list(look: Look) -> Facts:
    """What lies on the bench for a list, and the box that it goes into, once one is chosen."""
    wish_list = goods.wish_list(look.books, int(look.path["wish_list"]))
    kits = bagged.kits_of(look.books, wish_list.id, _NOT_PACKED)
    lying = goods.of_list(look.books, wish_list.id, goods.ON_THE_BENCH)
    rows = bagged.shares(lying, kits, parted=True)
    rows.sort(key=bagged.key_of)
    shown = rows[: picking.ROWS_AT_ONCE]
    said = look.form.text("box")
    box = open_box(look, said) if said else None
    boxes = look.books.execute(_OPEN_BOXES.where(LINE.c.wish_list_id == wish_list.id)).all()
    groups = bagged.grouped(shown, kits)
    return {
        "wish_list": wish_list,
        "groups": groups,
        "proposed": proposing.boxes(look, groups) if box is None else (),
        "measures": partial(ways.measures, look.reader),
        "rows": shown,
        **picking.left_for_later(rows),
        **barring.said(look, wish_list.facility_id, shown),
        "box": box,
        "not_a_box": said[:40] if said and box is None else "",
        "boxes": [one for one in boxes if box is None or one.number != box.number],
        "inside": goods.in_box(look.books, box.id) if box is not None else (),
        "on_a_shelf": box is not None and _stands_on_a_shelf(look.books, box.id),
        "bench": _bench(look, rows),
        "done_so_far": goods.pieces_of(look.books, wish_list.id),
        "position": newest(look.books),
        **picking.OF_ROWS,
    }


def open_box(look: Look, ref: str) -> Any:
    """The open, unsealed box of that code, number or name, or None."""
    found = finding.place_by(look.books, ref)
    if found is None or found.kind != PlaceKind.BOX or found.closed:
        return None
    sealed = look.books.execute(_SEALED_NOW.where(PLACE.c.id == found.id)).first()
    return found if sealed is None else None


def pack(look: Look) -> Facts:
    """One line: how many of its pieces go into this box."""
    facts = thing.about(look)
    line, box = row_in(look.form, "line"), open_box(look, look.form.text("box"))
    if facts["lot"] is None or line is None or box is None:
        raise GoTo("/packings")
    return {
        **facts,
        "line": line,
        "back": own_path(look.form.text("next"), otherwise="/packings"),
        "box": box,
        "picture": pictures.of_product(facts["lot"].product),
    }


def packed(look: Look) -> Mapping[str, Any]:
    """So many pieces into the box, for that line."""
    return thing.content(look, "line", "quantity", "box")


def packed_lines(look: Look) -> Sequence[Step]:
    """Every line that went into the box as it stands there."""
    return many.steps(look, "packings", ("lot", "line", "quantity"), shared=("box",))


def new_box(look: Look) -> Facts:
    """The list that a new box is for, shown only where none could be made."""
    return {"list_id": row_in(look.form, "list") or ""}


def standing_on_the_bench(look: Look) -> Mapping[str, Any]:
    """A box on the bench, named by its number."""
    place = look.form.text("place")
    return {"place": place} if place else {}


def into_it(receipt: Receipt, look: Look) -> str:
    """On to packing the new box."""
    number = receipt.made["number"]
    list_id = row_in(look.form, "list")
    if list_id is None:
        return f"/places/{number}"
    return f"/packings/{list_id}?" + urlencode({"box": number})


def to_list(receipt: Receipt, look: Look) -> str:
    """Back to what is to pack."""
    del receipt, look
    return "/packings"


def _stands_on_a_shelf(books: sa.Connection, box: int) -> bool:
    """Whether a box stands in a bin, where what is packed in it counts as still to pick."""
    select = _STANDS_IN.where(PLACE.c.id == box)
    return books.execute(select).scalar() == PlaceKind.BIN


def _bench(look: Look, rows: list[Any]) -> int | str:
    """The number of the bench where the goods lie, else of the reader's own building's."""
    if rows:
        return int(rows[0].number)
    benches = look.books.execute(_BENCHES).all()
    own = [one.number for one in benches if one.site_id == look.actor.site_id]
    return next(iter(own or [one.number for one in benches]), "")


PAGES = (
    Page("/packings", "bench/packings.html", EVERYBODY_INSIDE, packings),
    Many(
        "/packings/{wish_list:int}",
        "bench/pack_list.html",
        EVERYBODY_INSIDE,
        pack_list,
        packed_lines,
    ),
    Act("packings", "/packings/new", "bench/pack.html", pack, packed, after=to_list),
    Act(
        "boxes",
        "/packings/box",
        "bench/new_box.html",
        new_box,
        standing_on_the_bench,
        after=into_it,
    ),
)
