"""Picking: from the shelves to the bench, list by list, as one walks past the shelves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.desk import Receipt
from stockroom.errors import Malformed, Refused
from stockroom.ledger import HOLDING, IS_INSIDE
from stockroom.speech import mark as _
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Many, Page, Step
from stockroom.web.pages.addresses import own_path
from stockroom.web.pages.bench import bagged, barring, goods, many, swapping, whole
from stockroom.web.pages.care import keys, pictures, thing
from stockroom.web.pages.shelves import finding
from stockroom.web.pages.shelves.wanted import row_in
from stockroom.words import Urgency

ROWS_AT_ONCE = 60
LATER, MISSING = "later", "missing"
BY_SET, BY_WALK = "sets", "walk"
STAGES = ("to_pick", "on_the_bench", "in_open_boxes")


def picks(look: Look) -> Facts:
    """Every list with something to pick or to pack, the most urgent first."""
    return lists(look, STAGES)


def lists(look: Look, has: Sequence[str]) -> dict[str, Any]:
    """A page of lists with pieces at one of these stages."""
    rows = goods.lists(look.books, has, keys.read(look.form.text("after"), 2))
    shown = rows[: goods.LISTS_AT_ONCE]
    last = shown[-1] if len(rows) > len(shown) else None
    return {
        "lists": shown,
        "more": keys.written(last.rank, last.id) if last is not None else "",
        "urgencies": tuple(Urgency),
        "position": newest(look.books),
    }


# How the rows of a list are shown.
OF_ROWS = {"ref": thing.ref_of, "packs": goods.packs, "picture": pictures.of_product}


def pick_list(look: Look) -> Facts:
    """The goods of one list that are still on the shelves, set by set or along the shelves."""
    wish_list = goods.wish_list(look.books, int(look.path["wish_list"]))
    rows, bags = whole.apart(look.books, goods.of_list(look.books, wish_list.id, goods.TO_PICK))
    kits = bagged.kits_of(look.books, wish_list.id, goods.TO_PICK)
    has_bags = any(row.set_number or row.line in kits.lines for row in rows)
    order = look.form.text("order") or (BY_SET if has_bags else BY_WALK)
    if order not in (BY_SET, BY_WALK):
        raise Malformed("unknown_filter", "There is no such page.")
    rows = bagged.shares(rows, kits, parted=order == BY_SET)
    if order == BY_SET:
        rows.sort(key=bagged.key_of)
    shown = rows[:ROWS_AT_ONCE]
    by_walk = [bagged.Group(bagged.THEN_SINGLE, members=list(enumerate(shown)))]
    return {
        "wish_list": wish_list,
        "bags": bags,
        "rows": list(enumerate(shown)),
        "groups": bagged.grouped(shown, kits) if order == BY_SET else by_walk,
        "has_sets": has_bags,
        **left_for_later(rows),
        **barring.said(look, wish_list.facility_id, shown),
        "order": order,
        "done_so_far": goods.pieces_of(look.books, wish_list.id),
        "position": newest(look.books),
        **OF_ROWS,
    }


def left_for_later(rows: Sequence[Any]) -> dict[str, Any]:
    """How many rows a page does not show yet, and which bags it shows in part only."""
    later = rows[ROWS_AT_ONCE:]
    return {"later": len(later), "cut_off": {bagged.key_of(row) for row in later}}


def pick(look: Look) -> Facts:
    """One line of the list: how many were there to be taken."""
    facts = thing.about(look)
    line, place = row_in(look.form, "line"), look.form.text("place")
    found = finding.place_by(look.books, place) if place else None
    if facts["lot"] is None or line is None or found is None:
        raise GoTo("/picks")
    promised = sa.select(sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0)).where(
        HOLDING.c.lot_id == facts["lot"].id,
        HOLDING.c.line_id == line,
        HOLDING.c.place_id == found.id,
        IS_INSIDE,
    )
    return {
        **facts,
        "line": line,
        "offers": swapping.offers(look, facts["lot"].id, line, found.site_name),
        "back": own_path(look.form.text("next"), otherwise="/picks"),
        "from_place": found,
        "promised": int(look.books.execute(promised).scalar_one()),
        "position": look.form.text("position") or newest(look.books),
        "picture": pictures.of_product(facts["lot"].product),
    }


def picked(look: Look) -> Mapping[str, Any]:
    """So many pieces from that place, for that line."""
    return thing.content(look, "line", "quantity", "place")


def counted_first(look: Look) -> Sequence[Step]:
    """Where no more was there than was taken, the count that says so; the books open the rest."""
    quantity = look.form.number("quantity")
    if look.form.text("rest") != MISSING or not quantity:
        return ()
    return (Step("counts", _count(look, quantity)),)


def nothing_there(look: Look) -> Mapping[str, Any]:
    """A count that finds none of the lot in that place."""
    return _count(look, 0)


def picked_lines(look: Look) -> Sequence[Step]:
    """Every line of the list that was picked as it stands there."""
    return many.steps(look, "picks", ("lot", "line", "quantity", "place"))


def to_list(receipt: Receipt, look: Look) -> str:
    """Back to what is to pick."""
    del receipt, look
    return "/picks"


def _count(look: Look, counted: int) -> dict[str, Any]:
    position = look.form.number("position")
    if position is None:
        raise Refused("no_position", _("Open the list again, and then say what was there."))
    said = thing.content(look, "place")
    return {
        "place": said["place"],
        "position": position,
        "lines": [{"lot": said["lot"], "counted": counted}],
    }


PAGES = (
    Page("/picks", "bench/picks.html", EVERYBODY_INSIDE, picks),
    Many(
        "/picks/{wish_list:int}", "bench/pick_list.html", EVERYBODY_INSIDE, pick_list, picked_lines
    ),
    Act("picks", "/picks/new", "bench/pick.html", pick, picked, counted_first, to_list),
    Act("counts", "/picks/none", "bench/pick.html", pick, nothing_there, after=to_list),
)
