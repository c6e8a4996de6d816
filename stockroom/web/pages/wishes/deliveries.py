"""Deliveries as a list: what came, whether it was counted, and for a facility what is coming."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.errors import Malformed
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, MOVEMENT, PLACE
from stockroom.reports.stages import LINE, STAGES, STAND, table
from stockroom.speech import mark as _
from stockroom.tables.handovers import Delivery
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import Run, Stop
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.wishes import known
from stockroom.web.pages.wishes.known import FACILITY, LIST, PRODUCT

ON_A_PAGE = 20
GOODS_SHOWN = 6
MOST_COMING = 200
STATES = {"": _("all of them"), "no": _("not yet counted"), "yes": _("counted")}
DELIVERY, RUN, STOP = table(Delivery), table(Run), table(Stop)
_ROWS = sa.select(DELIVERY, FACILITY.c.code, FACILITY.c.name).select_from(
    DELIVERY.join(FACILITY, FACILITY.c.id == DELIVERY.c.facility_id)
)
_on_the_way = sa.or_(STAGES["packed"], STAGES["in_the_van"])
_COMING = (
    sa.select(
        PRODUCT.c.name,
        PRODUCT.c.names,
        LOT.c.size_label,
        sa.func.sum(HOLDING.c.quantity).label("quantity"),
        sa.func.sum(HOLDING.c.quantity).filter(STAGES["in_the_van"]).label("on_the_road"),
    )
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .join(LINE, LINE.c.id == HOLDING.c.line_id)
        .join(LIST, LIST.c.id == LINE.c.wish_list_id)
        .join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
    )
    .where(IS_INSIDE, _on_the_way)
    .group_by(PRODUCT.c.id, LOT.c.size_label)
    .order_by(PRODUCT.c.id, LOT.c.size_label)
    .limit(MOST_COMING)
)


def _listed(look: Look) -> Facts:
    own, confirmed = known.is_own(look), look.form.text("confirmed")
    if confirmed not in STATES:
        raise Malformed("unknown_filter", "There is no such page.")
    code = "" if own else look.form.text("facility")[:12].upper()
    facility = (
        look.actor.facility_id if own else known.facility_by_code(look, code).id if code else None
    )
    rows = look.books.execute(_page(look, facility, confirmed)).all()
    shown = rows[:ON_A_PAGE]
    return {
        "rows": shown,
        "goods_by": _goods(look, [row.id for row in shown]),
        "most": GOODS_SHOWN,
        "own": own,
        "states": STATES,
        "confirmed": confirmed,
        "code": code,
        "facilities": () if own else known.facilities(look),
        "more_after": shown[-1].id if len(rows) > ON_A_PAGE else None,
        "after": look.form.text("after"),
        "coming": coming(look, facility) if facility is not None else (),
        "day": day_of_next(look, facility) if facility is not None else None,
        "language_of_paper": _language(look, facility),
        "position": newest(look.books),
    }


def _page(look: Look, facility: int | None, confirmed: str) -> sa.Select[Any]:
    query = _ROWS.order_by(DELIVERY.c.id.desc()).limit(ON_A_PAGE + 1)
    after = look.form.number("after")
    if facility is not None:
        query = query.where(DELIVERY.c.facility_id == facility)
    if after is not None:
        query = query.where(DELIVERY.c.id < after)
    if confirmed:
        is_counted = DELIVERY.c.confirmed_in.is_not(None)
        query = query.where(is_counted if confirmed == "yes" else sa.not_(is_counted))
    return query


def _goods(look: Look, deliveries: Sequence[int]) -> dict[int, list[Any]]:
    """What each of these brought to the gate, by product and size; one statement."""
    pieces = sa.func.sum(MOVEMENT.c.quantity)
    query = (
        sa.select(
            DELIVERY.c.id,
            PRODUCT.c.name,
            PRODUCT.c.names,
            LOT.c.size_label,
            pieces.label("quantity"),
        )
        .select_from(
            DELIVERY.join(MOVEMENT, MOVEMENT.c.sequence == DELIVERY.c.sequence)
            .join(PLACE, PLACE.c.id == MOVEMENT.c.to_place)
            .join(LOT, LOT.c.id == MOVEMENT.c.lot_id)
            .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        )
        .where(DELIVERY.c.id.in_(deliveries), PLACE.c.kind == PlaceKind.GATE)
        .group_by(DELIVERY.c.id, PRODUCT.c.id, LOT.c.size_label)
        .order_by(DELIVERY.c.id, pieces.desc(), PRODUCT.c.id)
    )
    found: dict[int, list[Any]] = {one: [] for one in deliveries}
    for row in look.books.execute(query):
        found[row.id].append(row)
    return found


def coming(look: Look, facility: int) -> Sequence[Any]:
    """What is packed for a facility or on the road to it, by product and size; one statement."""
    return look.books.execute(_COMING.where(LIST.c.facility_id == facility)).all()


def day_of_next(look: Look, facility: int) -> Any:
    """The day of the next run that stops there, if one is planned; one statement."""
    query = (
        sa.select(sa.func.min(RUN.c.day))
        .select_from(RUN.join(STOP, STOP.c.run_id == RUN.c.id))
        .where(
            STOP.c.facility_id == facility,
            RUN.c.closed_in.is_(None),
            RUN.c.day >= look.clock.now().astimezone().date(),
        )
    )
    return look.books.execute(query).scalar()


def _language(look: Look, facility: int | None) -> str:
    query = sa.select(FACILITY.c.language).where(FACILITY.c.id == facility)
    return str(look.books.execute(query).scalar() or "en")


PAGES = (Page("/deliveries", "wishes/deliveries.html", known.READERS, _listed),)
