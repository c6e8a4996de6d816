"""Goods that never came in: what was turned away at our door, and why. No lot, no movement."""

from __future__ import annotations

from typing import Annotated, cast

import sqlalchemy as sa
from msgspec import Meta

from stockroom.commands import refs
from stockroom.commands.arrivals import donor_id
from stockroom.commands.base import EVERYBODY_INSIDE, NO_NUL, Command, Entry, Note, Pieces, Trade
from stockroom.tables.impact import TurnedAway, WhyNot


class TurningAway(Command, frozen=True, kw_only=True):
    """Things that we did not take, and why: so that donors can be told what helps.

    `what` is a product's code, or a few words where the catalogue has none.
    """

    what: Annotated[str, Meta(min_length=1, max_length=60, pattern=NO_NUL)]
    quantity: Pieces = 1
    reason: WhyNot
    donor: Annotated[str, Meta(max_length=80, pattern=NO_NUL)] = ""
    note: Note = ""


def turning_away(command: TurningAway, entry: Entry) -> None:
    """Note it; nothing moves."""
    what = command.what.strip()
    row = entry.add(
        TurnedAway(
            command_id=entry.acts_for,
            product_id=_product_id(entry, what),
            what=what,
            quantity=command.quantity,
            reason=command.reason,
            donor_id=donor_id(entry, command.donor.strip()),
            note=command.note,
        )
    )
    entry.made["turning_away"] = row.id


def _product_id(entry: Entry, what: str) -> int | None:
    """The product with that code; None where the words are only words."""
    product = refs.PRODUCT
    query = sa.select(product.c.id).where(product.c.code == what.upper())
    return cast("int | None", entry.books.execute(query).scalar())


TRADES = (
    Trade(
        "turnings-away",
        TurningAway,
        turning_away,
        EVERYBODY_INSIDE,
        told=True,
        reversible=True,
        example={"what": "SL-COT", "quantity": 1, "reason": "unsafe"},
    ),
)
