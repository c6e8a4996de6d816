"""Lists of wishing: facilities, wish lists and their lines."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.wishes import OWN as ASKERS
from stockroom.ledger import LINE
from stockroom.reports.stages import ASKED, REFUSED, STAGES, pieces_at
from stockroom.reports.wish_states import KITS_ASKED, LINE_STATE, LIST_STATE
from stockroom.tables.catalogue import Product
from stockroom.tables.kits import Kit
from stockroom.tables.people import Role
from stockroom.tables.wishes import WishDraft, WishKit, WishList
from stockroom.web.api.reads.base import Read, equals, number, present
from stockroom.web.api.reads.scopes import FACILITY, OWN, own_facility, table

LIST, PRODUCT, KIT = table(WishList), table(Product), table(Kit)
ASKED_KIT, DRAFT = table(WishKit), table(WishDraft)


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
        FACILITY.c.proof,
        FACILITY.c.photo_days,
        FACILITY.c.hands_over_at,
        FACILITY.c.instructions,
        FACILITY.c.contact_role,
        FACILITY.c.service_min,
        FACILITY.c.active,
    ),
    key=FACILITY.c.id,
    roles=OWN,
    scope=own_facility,
    hidden={
        Role.VOLUNTEER: ("name", "capacity", "instructions"),
        Role.DRIVER: ("name", "capacity"),
    },
    filters={"code": equals(FACILITY.c.code), "kind": equals(FACILITY.c.kind)},
)
WISH_LISTS = Read(
    noun="wish-lists",
    describes="what facilities asked for, by occasion",
    select=sa.select(
        LIST.c.id,
        FACILITY.c.code.label("facility"),
        LIST.c.submitted_in,
        LIST.c.came_by,
        LIST.c.checked_in,
        LIST.c.closed_in,
        LIST.c.withdrawn_in,
        LIST_STATE.label("state"),
        LIST.c.note,
    ).select_from(LIST.join(FACILITY, FACILITY.c.id == LIST.c.facility_id)),
    key=LIST.c.id,
    roles=OWN,
    scope=own_facility,
    hidden={Role.DRIVER: ("note",)},
    filters={
        "facility": equals(FACILITY.c.code),
        "state": equals(LIST_STATE),
        "checked": present(LIST.c.checked_in),
        "closed": present(LIST.c.closed_in),
        "withdrawn": present(LIST.c.withdrawn_in),
    },
)
WISH_KITS = Read(
    noun="wish-kits",
    describes="kits that wish lists ask for; their lines carry the frozen recipe",
    select=sa.select(
        ASKED_KIT.c.id,
        ASKED_KIT.c.wish_list_id.label("wish_list"),
        FACILITY.c.code.label("facility"),
        KIT.c.code.label("kit"),
        KIT.c.name.label("kit_name"),
        ASKED_KIT.c.size_label,
        ASKED_KIT.c.whole,
        KITS_ASKED.label("number"),
    ).select_from(
        ASKED_KIT.join(LIST, LIST.c.id == ASKED_KIT.c.wish_list_id)
        .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
        .join(KIT, KIT.c.id == ASKED_KIT.c.kit_id)
    ),
    key=ASKED_KIT.c.id,
    roles=OWN,
    scope=own_facility,
    filters={
        "facility": equals(FACILITY.c.code),
        "wish_list": number(ASKED_KIT.c.wish_list_id),
        "kit": equals(KIT.c.code),
    },
)
WISH_DRAFTS = Read(
    noun="wish-drafts",
    describes="wish lists still being written, by the desk or by a facility's own people",
    select=sa.select(
        DRAFT.c.id,
        FACILITY.c.code.label("facility"),
        DRAFT.c.saved_at,
        DRAFT.c.body,
    ).select_from(DRAFT.join(FACILITY, FACILITY.c.id == DRAFT.c.facility_id)),
    key=DRAFT.c.id,
    roles=ASKERS,
    scope=own_facility,
    filters={"facility": equals(FACILITY.c.code)},
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
        LINE.c.wish_kit_id.label("wish_kit"),
        LINE.c.per_kit,
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
        LINE_STATE.label("state"),
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
        "state": equals(LINE_STATE),
    },
)
READS = (FACILITIES, WISH_LISTS, WISH_LINES, WISH_KITS, WISH_DRAFTS)
