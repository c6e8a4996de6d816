"""Lists of wishing: facilities, wish lists and their lines."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.ledger import LINE
from stockroom.reports.stages import ASKED, REFUSED, STAGES, pieces_at
from stockroom.tables.catalogue import Product
from stockroom.tables.people import Role
from stockroom.tables.wishes import WishList
from stockroom.web.api.reads.base import Read, equals, number, present
from stockroom.web.api.reads.scopes import FACILITY, OWN, own_facility, table

LIST, PRODUCT = table(WishList), table(Product)


FACILITIES = Read(
    noun="facilities",
    describes="facilities by code; never where they are",
    select=sa.select(
        FACILITY.c.id,
        FACILITY.c.code,
        FACILITY.c.kind,
        FACILITY.c.name,
        FACILITY.c.language,
        FACILITY.c.capacity,
        FACILITY.c.max_age_months,
        FACILITY.c.climate,
        FACILITY.c.active,
    ),
    key=FACILITY.c.id,
    roles=OWN,
    scope=own_facility,
    hidden={Role.VOLUNTEER: ("name", "capacity"), Role.DRIVER: ("name", "capacity")},
    filters={"code": equals(FACILITY.c.code), "kind": equals(FACILITY.c.kind)},
)
WISH_LISTS = Read(
    noun="wish-lists",
    describes="what facilities asked for, by occasion",
    select=sa.select(
        LIST.c.id,
        FACILITY.c.code.label("facility"),
        LIST.c.submitted_in,
        LIST.c.withdrawn_in,
        LIST.c.note,
    ).select_from(LIST.join(FACILITY, FACILITY.c.id == LIST.c.facility_id)),
    key=LIST.c.id,
    roles=OWN,
    scope=own_facility,
    hidden={Role.DRIVER: ("note",)},
    filters={"facility": equals(FACILITY.c.code), "withdrawn": present(LIST.c.withdrawn_in)},
)
WISH_LINES = Read(
    noun="wish-lines",
    describes="every line: what it asks now, and where the goods for it are",
    select=sa.select(
        LINE.c.id,
        LINE.c.wish_list_id.label("wish_list"),
        FACILITY.c.code.label("facility"),
        LINE.c.position,
        LINE.c.set_number,
        PRODUCT.c.code.label("product"),
        PRODUCT.c.name.label("product_name"),
        LINE.c.size_label,
        LINE.c.size_scheme,
        LINE.c.size_low,
        LINE.c.size_high,
        LINE.c.as_of,
        LINE.c.fits,
        LINE.c.season,
        LINE.c.urgency,
        LINE.c.needed_by,
        LINE.c.new_only,
        LINE.c.substitutes,
        LINE.c.note,
        ASKED,
        *map(pieces_at, STAGES),
        REFUSED,
    ).select_from(
        LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id)
        .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
    ),
    key=LINE.c.id,
    roles=OWN,
    scope=own_facility,
    hidden={Role.DRIVER: ("note",)},
    filters={
        "id": number(LINE.c.id),
        "facility": equals(FACILITY.c.code),
        "wish_list": number(LINE.c.wish_list_id),
        "product": equals(PRODUCT.c.code),
        "urgency": equals(LINE.c.urgency),
    },
)
READS = (FACILITIES, WISH_LISTS, WISH_LINES)
