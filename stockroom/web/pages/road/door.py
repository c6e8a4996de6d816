"""Handed over without a run: collected, by taxi, in somebody's car, by post; one screen.

Goods may come straight from the shelf, and it may be written down the morning after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.commands.lines import LINE, LIST
from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.ledger import HOLDING, IS_INSIDE
from stockroom.tables.handovers import Way
from stockroom.tables.people import Role
from stockroom.tables.transport import StopKind
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.road import goods, handing, runs, telling, ticked
from stockroom.web.pages.road.goods import Bundle

MOST_FACILITIES = 200
EXTRA_ROWS = 4
WAYS = (
    (Way.COLLECTED.value, "door"),
    (Way.TAXI.value, "car"),
    (Way.VOLUNTEER.value, "user"),
    (Way.POST.value, "mail"),
)
_WAITING = (
    sa.select(LIST.c.facility_id, sa.func.sum(HOLDING.c.quantity).label("pieces"))
    .select_from(
        HOLDING.join(LINE, LINE.c.id == HOLDING.c.line_id).join(
            LIST, LIST.c.id == LINE.c.wish_list_id
        )
    )
    .where(IS_INSIDE)
    .group_by(LIST.c.facility_id)
    .subquery()
)
_FACILITIES = (
    sa.select(
        FACILITY.c.id,
        FACILITY.c.code,
        FACILITY.c.kind,
        sa.func.coalesce(_WAITING.c.pieces, 0).label("pieces"),
    )
    .select_from(FACILITY.outerjoin(_WAITING, _WAITING.c.facility_id == FACILITY.c.id))
    .where(FACILITY.c.active)
    .order_by(sa.func.coalesce(_WAITING.c.pieces, 0).desc(), FACILITY.c.code)
    .limit(MOST_FACILITIES)
)


def facts(look: Look) -> Facts:
    """Whom it is for; then all that is promised to them, and rows for anything else."""
    if look.actor.role == Role.DRIVER:
        return {"facility": None, "stops": _own_stops(look), "facilities": ()}
    facility = _facility(look)
    if facility is None:
        facilities = look.books.execute(_FACILITIES).all()
        return {"facility": None, "stops": None, "facilities": facilities}
    return {
        "facility": facility,
        "bundles": _promised(look, facility),
        "ways": WAYS,
        "policy": facility.proof,
        "extra_rows": range(EXTRA_ROWS),
        "position": newest(look.books),
        **telling.facts(),
    }


def content(look: Look) -> Mapping[str, Any]:
    """One delivery without a run."""
    facility = _facility(look)
    if facility is None:
        raise Refused("which_facility", "Say who collected it, by the facility's code.")
    boxes, lines = handing.extra_in(look)
    refs = ticked.chosen(look, _promised(look, facility), None, may_be_none=bool(boxes or lines))
    items = [ticked.item_of(ref, look.form) for ref in refs]
    return {
        "facility": facility.code,
        "boxes": [*(item["box"] for item in items if "box" in item), *boxes],
        "lines": [*(_line(item) for item in items if "lot" in item), *lines],
        "way": look.form.text("way", Way.COLLECTED.value),
        "received_by": telling.received_by(look),
        "organisation": telling.organisation(look),
        **telling.proofs(look),
        **telling.done_at(look),
    }


def after(receipt: Receipt, look: Look) -> str:
    """To the delivery, with its paper; whoever may not see that, to the next handover."""
    made = receipt.made.get("delivery")
    return f"/deliveries/{made}" if made and look.actor.role in DESK else "/deliveries/new"


def _line(item: Mapping[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in item.items() if name != "quantity"}
    return {**rest, "accepted": item.get("quantity", 1)}


def _facility(look: Look) -> Any:
    code = look.form.text("facility").upper()
    if not code:
        return None
    query = sa.select(FACILITY.c.id, FACILITY.c.code, FACILITY.c.kind, FACILITY.c.proof)
    return look.books.execute(query.where(FACILITY.c.code == code)).first()


def _promised(look: Look, facility: Any) -> Sequence[Bundle]:
    """What is promised to a facility and nowhere on a van, what is packed for it first."""
    found = goods.for_facility(look.books, facility.id)
    here = [one for one in found if one.goods and one.goods[0].where_kind != "van"]
    return sorted(here, key=lambda one: (one.box is None, one.stage != goods.READY))


def _own_stops(look: Look) -> list[runs.Stop]:
    """The facilities on a driver's own open runs: where a driver hands over."""
    own = runs.open_runs(look)
    stops = runs.stops_of(look.books, [run.id for run in own])
    return [one for run in own for one in stops[run.id] if one.kind == StopKind.FACILITY]


PAGES = (Act("deliveries", "/deliveries/new", "road/door.html", facts, content, after=after),)
