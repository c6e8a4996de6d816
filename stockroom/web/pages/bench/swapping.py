"""An equal swap: what else would do where a lot of the list is missing or not good, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands import barred
from stockroom.desk import Receipt
from stockroom.ledger import HOLDING, IS_INSIDE, LINE, LOT, PLACE
from stockroom.reports.stages import table
from stockroom.rules import codes, swaps
from stockroom.tables.stock import PlaceKind, Standing
from stockroom.tables.sums import FROM_COMPANY, IN_A_CUPBOARD, ON_HOLD, PACKED_AHEAD
from stockroom.tables.wishes import WishList
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.addresses import own_path
from stockroom.web.pages.bench import goods
from stockroom.web.pages.care import pictures, thing
from stockroom.web.pages.shelves import finding
from stockroom.web.pages.shelves.columns import DONATION, LOT_COLUMNS, SITE, STAND
from stockroom.web.pages.shelves.wanted import row_in

MOST_READ, MOST_SHOWN = 100, 12
LIST = table(WishList)
_SORT = (
    LOT.c.product_id, LOT.c.size_scheme, LOT.c.size_low, LOT.c.size_high,
)  # fmt: skip
_FIRST = sa.select(LOT).where(LOT.c.id == sa.bindparam("lot"))
_FACILITY = (
    sa.select(LIST.c.facility_id)
    .select_from(LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id))
    .where(LINE.c.id == sa.bindparam("line"))
)
_FREE = (
    sa.select(
        *LOT_COLUMNS,
        *_SORT,
        LOT.c.pieces_per_pack,
        PRODUCT.c.code.label("product"),
        PRODUCT.c.gate_flags,
        PRODUCT.c.category,
        DONATION.c.only_for,
        FROM_COMPANY.label("from_company"),
        HOLDING.c.quantity,
        PLACE.c.number,
        PLACE.c.name.label("place_name"),
        PLACE.c.kind,
        PLACE.c.site_id,
        STAND.c.name.label("stands_in"),
        SITE.c.name.label("site"),
        sa.null().label("set_number"),
    )
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .outerjoin(SITE, SITE.c.id == PLACE.c.site_id)
        .outerjoin(DONATION, DONATION.c.id == LOT.c.donation_id)
    )
    .where(
        IS_INSIDE,
        HOLDING.c.line_id.is_(None),
        LOT.c.product_id == sa.bindparam("product"),
        LOT.c.standing == Standing.ACCEPTED,
        sa.not_(ON_HOLD),
        sa.func.coalesce(STAND.c.kind, PLACE.c.kind) == PlaceKind.BIN,
        sa.not_(PACKED_AHEAD),
        sa.not_(IN_A_CUPBOARD),
        sa.not_(goods.SEALED),
    )
    .order_by(LOT.c.id)
    .limit(MOST_READ)
)


class Offer(NamedTuple):
    """Free pieces that would do equally: the lot's row, and what the form calls them."""

    row: Any
    ref: str
    value: str


def offers(look: Look, lot: int, line: int, site: str | None) -> list[Offer]:
    """What would do instead of a lot for a line, that of the same building first; four statements.

    `site` names the building in which the promised goods should lie.
    """
    first = look.books.execute(_FIRST, {"lot": lot}).one()
    facility = look.books.execute(_FACILITY, {"line": line}).scalar()
    if facility is None:
        return []
    rows = look.books.execute(_FREE, {"product": first.product_id}).all()
    at = barred.gate_of(look.books, facility, look.clock.now().astimezone().date())
    doing = [row for row in rows if swaps.is_equal(first, row) and barred.may_go(at, row)]
    doing.sort(key=lambda row: (row.site != site, goods.walk(row)))
    return [_offer(row) for row in doing[:MOST_SHOWN]]


def swap(look: Look) -> Facts:
    """The lot of the list, and what else there is; raises `GoTo` where nothing is meant."""
    facts = thing.about(look)
    line, place = row_in(look.form, "line"), look.form.text("place")
    found = finding.place_by(look.books, place) if place else None
    if facts["lot"] is None or line is None or found is None:
        raise GoTo("/picks")
    quantity = look.form.number("quantity") or 1
    return {
        **facts,
        "line": line,
        "back": own_path(look.form.text("next"), otherwise="/picks"),
        "place": found,
        "quantity": quantity,
        "offers": offers(look, facts["lot"].id, line, found.site_name),
        "why": look.form.text("why"),
        "position": look.form.text("position") or newest(look.books),
        "picture": pictures.of_product(facts["lot"].product),
        "packs": goods.packs,
    }


def swapped(look: Look) -> Mapping[str, Any]:
    """What was taken instead; the form names a lot and its shelf in one."""
    said = thing.content(look, "line", "quantity", "place", "why", "position")
    instead, _, source = look.form.text("instead").partition("@")
    return {**said, "instead": instead, **({"from_place": source} if source else {})}


def to_list(receipt: Receipt, look: Look) -> str:
    """Back to what is to pick."""
    del receipt, look
    return "/picks"


def _offer(row: Any) -> Offer:
    ref = codes.name_of_lot(row.code, row.id)
    return Offer(row, ref, f"{ref}@{row.number}")


PAGES = (
    Act("pick-swaps", "/pick-swaps/new", "bench/pick_swap.html", swap, swapped, after=to_list),
)
