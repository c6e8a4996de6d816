"""Stock as it was: what spots inside held at a journal position or at a moment.

Read from the movements alone, so it stays true whatever moved later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from stockroom import ledger
from stockroom.clock import stamp
from stockroom.commands.base import HANDS
from stockroom.commands.settling import JOURNAL
from stockroom.db import Database
from stockroom.errors import Malformed
from stockroom.ledger import LOT, PLACE
from stockroom.web.api.reads.base import Page, Read, equals, filtered, most, number, whole
from stockroom.web.api.reads.stock import PRODUCT


def stock_at(database: Database, query: Mapping[str, str]) -> Page:
    """What spots inside held at `at`, a journal position or an ISO time (UTC unless it says).

    Paged by lot: `limit` counts lots, and all spots of a lot stand on one page.
    """
    with database.snapshot() as connection:
        read = _as_it_was(_position(connection, query["at"]))
        select = filtered(read, query).where(read.key > whole(query.get("after", "0")))
        limit = most(query)
        lots = select.with_only_columns(read.key).distinct().order_by(read.key).limit(limit + 1)
        ids = list(connection.execute(lots).scalars())
        page = select.where(read.key.in_(ids[:limit])).order_by(read.key, PLACE.c.id)
        found = [dict(row) for row in connection.execute(page).mappings()]
    return Page(items=found, next=ids[limit - 1] if len(ids) > limit else None)


def _as_it_was(position: int) -> Read:
    sums = ledger.balances(position)
    return Read(
        noun="stock at",
        select=sa.select(
            sums.c.lot_id.label("id"),
            PRODUCT.c.code.label("product"),
            LOT.c.size_label,
            PLACE.c.id.label("place_id"),
            PLACE.c.name.label("place"),
            sums.c.line_id.label("line"),
            sums.c.quantity,
        )
        .select_from(
            sums.join(LOT, LOT.c.id == sums.c.lot_id)
            .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
            .join(PLACE, PLACE.c.id == sums.c.place_id)
        )
        .where(sa.not_(PLACE.c.outside), sums.c.quantity != 0),
        key=sums.c.lot_id,
        roles=HANDS,
        filters={
            "lot_id": number(sums.c.lot_id),
            "place_id": number(PLACE.c.id),
            "product": equals(PRODUCT.c.code),
        },
        own_words=frozenset({"at", "after", "limit"}),
    )


def _position(connection: sa.Connection, at: str) -> int:
    if at.isascii() and at.isdigit():
        return whole(at)
    query = sa.select(sa.func.coalesce(sa.func.max(JOURNAL.c.sequence), 0))
    return int(connection.execute(query.where(JOURNAL.c.recorded_at <= _moment(at))).scalar_one())


def _moment(at: str) -> str:
    try:
        moment: Any = datetime.fromisoformat(at)
        return stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError) as fault:
        raise Malformed(
            "not_a_moment",
            "{text} is neither a journal position nor a time such as 2026-11-21T12:00:00Z.",
            text=at[:40],
        ) from fault
