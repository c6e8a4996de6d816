"""Lists of stock: lots, places, codes, holdings, movements, the journal."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands import refs
from stockroom.commands.base import ANY_SIGNED_IN, DESK, HANDS
from stockroom.commands.settling import JOURNAL
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, MOVEMENT, PLACE
from stockroom.rules import codes
from stockroom.tables.discrepancies import Discrepancy
from stockroom.tables.people import Role
from stockroom.tables.stock import BoxMove, Hold
from stockroom.tables.sums import CODE_OF_LOT, CODE_OF_PLACE, NAME_OF_LOT, ON_HOLD
from stockroom.web.api.reads.base import Filter, Read, contains, equals, number, present, truth

LABEL, PRODUCT = refs.LABEL, refs.PRODUCT
HOLD = sa.inspect(Hold).local_table
DISCREPANCY = sa.inspect(Discrepancy).local_table
BOX_MOVE = sa.inspect(BoxMove).local_table
STAND = PLACE.alias("stand")
SITE = PLACE.alias("site")

_inside = (
    sa.select(sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0))
    .where(HOLDING.c.lot_id == LOT.c.id, IS_INSIDE)
    .scalar_subquery()
)
_free = (
    sa.select(sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0))
    .where(HOLDING.c.lot_id == LOT.c.id, IS_INSIDE, HOLDING.c.line_id.is_(None))
    .scalar_subquery()
)


def _called(lot: sa.ColumnElement[int]) -> Filter:
    """A filter by what commands call a lot: a code, or "lot 328"."""

    def fits(text: str) -> sa.ColumnElement[bool]:
        number = codes.lot_number(text)
        if number is not None:
            return lot == number
        return lot.in_(sa.select(LABEL.c.lot_id).where(LABEL.c.code == text))

    return fits


LOTS = Read(
    noun="lots",
    describes="every lot with its code, its size and how many pieces are inside",
    select=sa.select(
        LOT.c.id,
        CODE_OF_LOT.label("code"),
        PRODUCT.c.code.label("product"),
        PRODUCT.c.name.label("product_name"),
        LOT.c.depth,
        LOT.c.source,
        LOT.c.standing,
        LOT.c.size_label,
        LOT.c.size_scheme,
        LOT.c.size_low,
        LOT.c.size_high,
        LOT.c.fits,
        LOT.c.season,
        LOT.c.condition,
        LOT.c.how,
        LOT.c.brand,
        LOT.c.gtin,
        LOT.c.use_by,
        LOT.c.from_lot,
        LOT.c.donation_id,
        LOT.c.restriction,
        LOT.c.description,
        _inside.label("inside"),
        _free.label("free"),
        ON_HOLD.label("on_hold"),
    ).select_from(LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)),
    key=LOT.c.id,
    roles=HANDS,
    filters={
        "product": equals(PRODUCT.c.code),
        "standing": equals(LOT.c.standing),
        "size": equals(LOT.c.size_label),
        "donation": number(LOT.c.donation_id),
        "from_lot": number(LOT.c.from_lot),
        "search": contains(
            PRODUCT.c.name, PRODUCT.c.code, LOT.c.size_label, LOT.c.brand, LOT.c.description
        ),
        "inside": lambda text: (_inside > 0) if truth(text) else (_inside == 0),
        "code": _called(LOT.c.id),
        "id": number(LOT.c.id),
    },
)
STOCK = Read(
    noun="stock",
    describes="what every spot inside holds now, or at a journal position or moment (`at`)",
    select=sa.select(
        HOLDING.c.id,
        HOLDING.c.lot_id.label("lot_id"),
        NAME_OF_LOT.label("lot"),
        PRODUCT.c.code.label("product"),
        PRODUCT.c.name.label("product_name"),
        LOT.c.size_label,
        LOT.c.standing,
        PLACE.c.id.label("place_id"),
        PLACE.c.name.label("place"),
        PLACE.c.kind,
        STAND.c.name.label("stands_in"),
        HOLDING.c.line_id.label("line"),
        HOLDING.c.quantity,
    )
    .select_from(
        HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
    )
    .where(IS_INSIDE),
    key=HOLDING.c.id,
    roles=HANDS,
    filters={
        "lot": _called(HOLDING.c.lot_id),
        "place": equals(PLACE.c.name),
        "place_id": number(PLACE.c.id),
        "product": equals(PRODUCT.c.code),
        "line": number(HOLDING.c.line_id),
        "free": lambda text: (
            HOLDING.c.line_id.is_(None) if truth(text) else HOLDING.c.line_id.is_not(None)
        ),
        "kind": equals(PLACE.c.kind),
        "standing": equals(LOT.c.standing),
    },
)
PLACES = Read(
    noun="places",
    describes="every place inside, with its number, its code and where a box stands",
    select=sa.select(
        PLACE.c.id,
        PLACE.c.kind,
        PLACE.c.name,
        PLACE.c.number,
        CODE_OF_PLACE.label("code"),
        SITE.c.name.label("site"),
        STAND.c.name.label("stands_in"),
        PLACE.c.due_back,
        PLACE.c.closed,
    )
    .select_from(
        PLACE.outerjoin(SITE, SITE.c.id == PLACE.c.site_id).outerjoin(
            STAND, STAND.c.id == PLACE.c.stands_in
        )
    )
    .where(sa.not_(PLACE.c.outside)),
    key=PLACE.c.id,
    roles=HANDS,
    filters={
        "kind": equals(PLACE.c.kind),
        "site": equals(SITE.c.name),
        "stands_in": equals(STAND.c.name),
        "search": contains(PLACE.c.name),
        "number": number(PLACE.c.number),
        "id": number(PLACE.c.id),
    },
)
MOVEMENTS = Read(
    noun="movements",
    describes="every movement, in the order of the books",
    select=sa.select(
        MOVEMENT.c.id,
        MOVEMENT.c.sequence,
        JOURNAL.c.command_id,
        JOURNAL.c.noun,
        JOURNAL.c.recorded_at,
        JOURNAL.c.done_at,
        NAME_OF_LOT.label("lot"),
        MOVEMENT.c.lot_id,
        STAND.c.name.label("from_place"),
        MOVEMENT.c.from_line,
        PLACE.c.name.label("to_place"),
        MOVEMENT.c.to_line,
        MOVEMENT.c.quantity,
        MOVEMENT.c.reason,
    ).select_from(
        MOVEMENT.join(JOURNAL, JOURNAL.c.sequence == MOVEMENT.c.sequence)
        .join(LOT, LOT.c.id == MOVEMENT.c.lot_id)
        .join(STAND, STAND.c.id == MOVEMENT.c.from_place)
        .join(PLACE, PLACE.c.id == MOVEMENT.c.to_place)
    ),
    key=MOVEMENT.c.id,
    roles=frozenset({Role.VOLUNTEER}) | DESK,
    filters={
        "lot": _called(MOVEMENT.c.lot_id),
        "lot_id": number(MOVEMENT.c.lot_id),
        "sequence": number(MOVEMENT.c.sequence),
        "reason": equals(MOVEMENT.c.reason),
        "line": lambda text: sa.or_(
            number(MOVEMENT.c.to_line)(text), number(MOVEMENT.c.from_line)(text)
        ),
    },
)
JOURNAL_LIST = Read(
    noun="journal",
    describes="every command recorded or held, in the order of the books",
    select=sa.select(
        JOURNAL.c.sequence.label("id"),
        JOURNAL.c.command_id,
        JOURNAL.c.noun,
        JOURNAL.c.outcome,
        JOURNAL.c.actor_id,
        JOURNAL.c.device_id,
        JOURNAL.c.done_at,
        JOURNAL.c.recorded_at,
        JOURNAL.c.reverses,
        JOURNAL.c.hash,
    ),
    key=JOURNAL.c.sequence,
    roles=DESK,
    filters={
        "noun": equals(JOURNAL.c.noun),
        "outcome": equals(JOURNAL.c.outcome),
        "actor": number(JOURNAL.c.actor_id),
        "command": equals(JOURNAL.c.command_id),
    },
)
DISCREPANCIES = Read(
    noun="discrepancies",
    describes="contradictions between what was told and the books",
    select=sa.select(
        DISCREPANCY.c.id,
        DISCREPANCY.c.kind,
        DISCREPANCY.c.opened_in,
        NAME_OF_LOT.label("lot"),
        PLACE.c.name.label("place"),
        DISCREPANCY.c.line_id.label("line"),
        DISCREPANCY.c.quantity,
        DISCREPANCY.c.alarm,
        DISCREPANCY.c.facts,
        DISCREPANCY.c.settled_in,
        DISCREPANCY.c.settlement,
    ).select_from(
        DISCREPANCY.outerjoin(LOT, LOT.c.id == DISCREPANCY.c.lot_id).outerjoin(
            PLACE, PLACE.c.id == DISCREPANCY.c.place_id
        )
    ),
    key=DISCREPANCY.c.id,
    roles=DESK,
    filters={
        "kind": equals(DISCREPANCY.c.kind),
        "settled": present(DISCREPANCY.c.settled_in),
        "opened_in": number(DISCREPANCY.c.opened_in),
    },
)
HOLDS = Read(
    noun="holds",
    describes="lots set aside, and why",
    select=sa.select(
        HOLD.c.id, NAME_OF_LOT.label("lot"), HOLD.c.reason, HOLD.c.placed_in, HOLD.c.lifted_in
    ).select_from(HOLD.join(LOT, LOT.c.id == HOLD.c.lot_id)),
    key=HOLD.c.id,
    roles=HANDS,
    filters={"lifted": present(HOLD.c.lifted_in)},
)
PRODUCTS = Read(
    noun="products",
    describes="the catalogue",
    select=sa.select(
        *(
            PRODUCT.c[name]
            for name in (
                "id",
                "code",
                "name",
                "names",
                "category",
                "unit",
                "sizing",
                "safety_profile",
                "depth",
                "has_expiry",
                "weight_g",
                "volume_ml",
                "gate_flags",
                "active",
            )
        )
    ),
    key=PRODUCT.c.id,
    roles=ANY_SIGNED_IN,
    filters={
        "code": equals(PRODUCT.c.code),
        "category": equals(PRODUCT.c.category),
        "search": contains(PRODUCT.c.name, PRODUCT.c.code),
    },
)
READS = (LOTS, STOCK, PLACES, MOVEMENTS, JOURNAL_LIST, DISCREPANCIES, HOLDS, PRODUCTS)
