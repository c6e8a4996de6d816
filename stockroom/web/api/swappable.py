"""Which goods a device may offer in place of promised ones: those that the gate there takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.commands import barred
from stockroom.commands.barred import DONATION, LOT, PRODUCT, SEEN, may_go

_GOODS = sa.select(LOT.c.id, *SEEN, DONATION.c.only_for).select_from(
    LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id).outerjoin(
        DONATION, DONATION.c.id == LOT.c.donation_id
    )
)


def swappable(books: sa.Connection, rows: Sequence[Any], today: date) -> dict[int, list[str]]:
    """By lot with free pieces, the facilities with goods of its product promised that may have it.

    `rows` are those of the bundle's spots. Two statements, none where nothing is promised.
    """
    promised: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.facility is not None:
            promised[row.product].add(row.facility)
    free = {row.id for row in rows if row.line is None and row.product in promised}
    if not free:
        return {}
    gates = barred.gates_of(
        books, barred.FACILITY.c.code.in_(set().union(*promised.values())), today
    )
    at = {one.code: one for one in gates.values()}
    goods = books.execute(_GOODS.where(LOT.c.id.in_(free))).all()
    return {
        row.id: [code for code in sorted(promised[row.product]) if may_go(at[code], row)]
        for row in goods
    }
