"""What is still asked: every line of every open list, and the kits that lines belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.planning.facts import Kit, Need
from stockroom.planning.gathering.rows import (
    CHANGE,
    FACILITY,
    HOLDING,
    LINE,
    LIST,
    PRODUCT,
    WISH_KIT,
)
from stockroom.rules import delivery_days, growth
from stockroom.rules.sizes_accepted import STEP
from stockroom.words import Urgency

TIERS = tuple(Urgency)

# Sums over all lines at once: asked one by one they cost as much as all the rest.
_asked = (
    sa.select(CHANGE.c.line_id, CHANGE.c.asked)
    .where(CHANGE.c.id.in_(sa.select(sa.func.max(CHANGE.c.id)).group_by(CHANGE.c.line_id)))
    .subquery("asked_now")
)
_serving = (
    sa.select(HOLDING.c.line_id, sa.func.sum(HOLDING.c.quantity).label("pieces"))
    .where(HOLDING.c.line_id.is_not(None))
    .group_by(HOLDING.c.line_id)
    .subquery("serving_now")
)
_short = _asked.c.asked - sa.func.coalesce(_serving.c.pieces, 0)
_ASKED = (
    sa.select(
        *(
            LINE.c[name]
            for name in (
                "id", "product_id", "size_scheme", "size_low", "size_high", "as_of", "fits",
                "season", "urgency", "new_only", "substitutes", "wish_kit_id", "per_kit",
            )
        ),
        LIST.c.facility_id,
        LIST.c.submitted_in,
        WISH_KIT.c.whole,
        PRODUCT.c.safety_profile,
        PRODUCT.c.code.label("product"),
        PRODUCT.c.category,
        sa.case((_short > 0, _short), else_=0).label("pieces"),
    )
    .select_from(
        LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id)
        .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .join(_asked, _asked.c.line_id == LINE.c.id)
        .outerjoin(_serving, _serving.c.line_id == LINE.c.id)
        .outerjoin(WISH_KIT, WISH_KIT.c.id == LINE.c.wish_kit_id)
    )
    .where(
        FACILITY.c.active,
        LIST.c.withdrawn_in.is_(None),
        LIST.c.closed_in.is_(None),
        # Parts of kits that need nothing more still say how many kits are begun.
        sa.or_(_short > 0, sa.and_(LINE.c.wish_kit_id.is_not(None), _asked.c.asked > 0)),
    )
    .order_by(LINE.c.id)
)  # fmt: skip


def asked(books: sa.Connection) -> Sequence[Any]:
    """The lines of open lists with the `pieces` that each still lacks; one statement.

    Lists that were withdrawn or closed short are out, and so are facilities that are no longer
    served. A day by which something was needed that is past counts for nothing: it still is.
    """
    return books.execute(_ASKED).all()


def needs(
    rows: Iterable[Any],
    today: date,
    stops: Mapping[int, date],
    new_only: Collection[int],
) -> list[Need]:
    """The needs of lines that lack something, their sizes those of the day of delivery.

    `stops` are the days of the next stops, by facility; `new_only` are the facilities whose gates
    take nothing used. One size up will do where the desk would allow it, save of toys, of which a
    larger size is for older children, whom they do not harm.
    """
    return [_need(row, today, stops, new_only) for row in rows if row.pieces]


def kits(rows: Iterable[Any]) -> list[Kit]:
    """The kits of which every part still lacks at least one kit's worth, and how many of them.

    What lines lack beyond these completes kits that are begun, so it is no part of a kit. A part
    that nobody asks for any more is left out.
    """
    parts: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        if row.wish_kit_id is not None and row.per_kit:
            parts[row.wish_kit_id].append(row)
    found = []
    for kit_id, lines in sorted(parts.items()):
        number = min(row.pieces // row.per_kit for row in lines)
        if number:
            found.append(_kit(kit_id, number, lines))
    return found


def _need(row: Any, today: date, stops: Mapping[int, date], new_only: Collection[int]) -> Need:
    on = delivery_days.likely(today, stops.get(row.facility_id), row.urgency == Urgency.TONIGHT)
    asked = (row.size_scheme, row.size_low, row.size_high, row.as_of)
    low, high = growth.needed(*asked, on, fits=row.fits)
    step = STEP.get(row.size_scheme, 0)
    larger = row.substitutes and step > 0 and row.safety_profile != "TOY"
    return Need(
        line=row.id,
        home=row.facility_id,
        product=row.product_id,
        pieces=row.pieces,
        urgency=row.urgency,
        since=row.submitted_in,
        scheme=row.size_scheme,
        low=low,
        high=high,
        step=step,
        sizes_up=1 if larger else 0,
        fits=row.fits,
        season=row.season,
        new_only=row.new_only or row.facility_id in new_only,
        substitutes=row.substitutes,
    )


def _kit(kit_id: int, number: int, lines: Sequence[Any]) -> Kit:
    return Kit(
        id=kit_id,
        home=lines[0].facility_id,
        urgency=min((row.urgency for row in lines), key=TIERS.index),
        number=number,
        parts=tuple((row.id, row.per_kit) for row in lines),
        whole=bool(lines[0].whole),
    )
