"""Lists of what became of goods at a handover, and of what proves it."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.keeping.photos import EVIDENCE
from stockroom.ledger import LOT
from stockroom.tables.handovers import DeliveryLine
from stockroom.tables.people import Role
from stockroom.tables.sums import CODE_OF_LOT
from stockroom.web.api.reads.base import Read, equals, number
from stockroom.web.api.reads.road import DELIVERY
from stockroom.web.api.reads.scopes import FACILITY, own_facility, table
from stockroom.web.api.reads.stock import PRODUCT

DELIVERY_LINE = table(DeliveryLine)

DELIVERY_LINES = Read(
    noun="delivery-lines",
    describes="handovers lot by lot: shipped + over = accepted + refused + missing, in pieces",
    select=sa.select(
        DELIVERY_LINE.c.id,
        DELIVERY_LINE.c.delivery_id.label("delivery"),
        FACILITY.c.code.label("facility"),
        CODE_OF_LOT.label("lot"),
        PRODUCT.c.code.label("product"),
        LOT.c.size_label,
        DELIVERY_LINE.c.line_id.label("line"),
        DELIVERY_LINE.c.shipped,
        DELIVERY_LINE.c.over_shipped.label("over"),
        DELIVERY_LINE.c.accepted,
        DELIVERY_LINE.c.refused,
        DELIVERY_LINE.c.missing,
    ).select_from(
        DELIVERY_LINE.join(DELIVERY, DELIVERY.c.id == DELIVERY_LINE.c.delivery_id)
        .join(FACILITY, FACILITY.c.id == DELIVERY.c.facility_id)
        .join(LOT, LOT.c.id == DELIVERY_LINE.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
    ),
    key=DELIVERY_LINE.c.id,
    roles=frozenset({Role.FACILITY, Role.DRIVER}) | DESK,
    scope=own_facility,
    filters={
        "delivery": number(DELIVERY_LINE.c.delivery_id),
        "facility": equals(FACILITY.c.code),
    },
)
EVIDENCES = Read(
    noun="evidence",
    describes="what proves handovers: pictures by the hash they were sent under, papers, PINs",
    select=sa.select(
        EVIDENCE.c.id,
        EVIDENCE.c.delivery_id.label("delivery"),
        EVIDENCE.c.kind,
        EVIDENCE.c.sha256,
        EVIDENCE.c.delete_on,
        EVIDENCE.c.deleted,
    ),
    key=EVIDENCE.c.id,
    roles=DESK,
    filters={"delivery": number(EVIDENCE.c.delivery_id)},
)
READS = (DELIVERY_LINES, EVIDENCES)
