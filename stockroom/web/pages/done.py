"""What an act did, told on the page that follows it, with the one tap that undoes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from stockroom.commands import BY_NOUN
from stockroom.commands.base import DESK, Actor
from stockroom.desk import JOURNAL
from stockroom.ledger import LOT, MOVEMENT, PLACE
from stockroom.rules.gate import Said
from stockroom.web.api.reads.stock import PRODUCT, STAND

MOST_MOVES = 6
_JOURNALLED = sa.select(
    JOURNAL.c.sequence,
    JOURNAL.c.noun,
    JOURNAL.c.outcome,
    JOURNAL.c.actor_id,
    JOURNAL.c.receipt,
    JOURNAL.c.reverses,
    sa.select(sa.literal(1))
    .where(JOURNAL.alias("mirror").c.reverses == JOURNAL.c.command_id)
    .exists()
    .label("undone"),
).where(JOURNAL.c.command_id == sa.bindparam("id"))
_MOVES = (
    sa.select(
        PRODUCT.c.name,
        PRODUCT.c.names,
        LOT.c.size_label,
        STAND.c.name.label("from_name"),
        STAND.c.kind.label("from_kind"),
        PLACE.c.name.label("to_name"),
        PLACE.c.kind.label("to_kind"),
        MOVEMENT.c.from_line,
        MOVEMENT.c.to_line,
        sa.func.sum(MOVEMENT.c.quantity).label("quantity"),
    )
    .select_from(
        MOVEMENT.join(LOT, LOT.c.id == MOVEMENT.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .join(STAND, STAND.c.id == MOVEMENT.c.from_place)
        .join(PLACE, PLACE.c.id == MOVEMENT.c.to_place)
    )
    .where(MOVEMENT.c.sequence == sa.bindparam("sequence"))
    .group_by(
        PRODUCT.c.id, LOT.c.size_label, STAND.c.id, PLACE.c.id, MOVEMENT.c.from_line,
        MOVEMENT.c.to_line,
    )
    .order_by(sa.func.min(MOVEMENT.c.id))
    .limit(MOST_MOVES + 1)
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One act as its page tells it. `moves` are cut off at MOST_MOVES, which `more` says.

    `why` it is held, if it is.
    """

    id: str
    noun: str
    held: bool
    why: Said | None
    made: Mapping[str, Any]
    discrepancies: Sequence[int]
    undo: bool
    undone: bool
    moves: Sequence[Any] = field(default_factory=tuple)
    more: bool = False


def told(books: sa.Connection, command_id: str, actor: Actor) -> Told | None:
    """The act with that id, if this person did it or may read the journal; two statements."""
    try:
        row = books.execute(_JOURNALLED, {"id": str(UUID(command_id))}).first()
    except ValueError:
        return None
    if row is None or (row.actor_id != actor.id and actor.role not in DESK):
        return None
    moves = books.execute(_MOVES, {"sequence": row.sequence}).all()
    receipt = msgspec.json.decode(row.receipt)
    trade = BY_NOUN[row.noun]
    return Told(
        id=command_id,
        noun=row.noun,
        held=row.outcome == "held",
        why=Said.of(receipt["said"]) if receipt.get("said") else None,
        made=receipt.get("made", {}),
        discrepancies=receipt.get("discrepancies", ()),
        undo=(
            trade.reversible
            and row.outcome == "recorded"
            and not row.undone
            and actor.role in BY_NOUN["reversals"].roles
        ),
        undone=bool(row.undone),
        moves=moves[:MOST_MOVES],
        more=len(moves) > MOST_MOVES,
    )
