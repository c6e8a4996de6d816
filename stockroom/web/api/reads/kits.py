"""Lists of kits: recipes, bags packed ahead, and how many of them should stand ready."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import ANY_SIGNED_IN, EVERYBODY_INSIDE, Actor
from stockroom.ledger import PLACE
from stockroom.tables.catalogue import Product
from stockroom.tables.kits import Kit, KitMinimum, KitPart, ReadyBag
from stockroom.tables.people import Role
from stockroom.tables.sums import READY_BAGS
from stockroom.web.api.reads.base import Read, equals, number, truth
from stockroom.web.api.reads.scopes import table

KIT, PART, BAG, MINIMUM = map(table, (Kit, KitPart, ReadyBag, KitMinimum))
PRODUCT = table(Product)
SITE, STAND = PLACE.alias("bags_site"), PLACE.alias("bags_stand")
_READY = READY_BAGS.order_by(None).subquery()
IS_READY = BAG.c.id.in_(sa.select(_READY.c.id))


def own_cupboard(query: sa.Select[Any], actor: Actor) -> sa.Select[Any]:
    """A facility's own people see what stands in their own cupboard."""
    if actor.role == Role.FACILITY:
        return query.where(SITE.c.facility_id == actor.facility_id)
    return query


KITS = Read(
    noun="kits",
    describes="things that are given together, and the names of each kit",
    select=sa.select(KIT.c.id, KIT.c.code, KIT.c.name, KIT.c.names, KIT.c.active),
    key=KIT.c.id,
    roles=ANY_SIGNED_IN - {Role.SUPPORTER},
    filters={
        "code": equals(KIT.c.code),
        "active": lambda text: KIT.c.active if truth(text) else sa.not_(KIT.c.active),
    },
)
PARTS = Read(
    noun="kit-parts",
    describes="the recipes of kits, thing by thing; without a size, of the kit's own",
    select=sa.select(
        PART.c.id,
        KIT.c.code.label("kit"),
        PART.c.position,
        PRODUCT.c.code.label("product"),
        PRODUCT.c.name.label("product_name"),
        PART.c.quantity,
        PART.c.size_label,
    ).select_from(
        PART.join(KIT, KIT.c.id == PART.c.kit_id).join(PRODUCT, PRODUCT.c.id == PART.c.product_id)
    ),
    key=PART.c.id,
    roles=KITS.roles,
    filters={"kit": equals(KIT.c.code)},
)
BAGS = Read(
    noun="ready-bags",
    describes="bags packed ahead that are still closed, where each stands, and whether it is ready",
    select=sa.select(
        BAG.c.id,
        KIT.c.code.label("kit"),
        BAG.c.size_label,
        PLACE.c.name.label("box"),
        PLACE.c.number,
        STAND.c.name.label("stands_in"),
        SITE.c.name.label("site"),
        IS_READY.label("ready"),
    )
    .select_from(
        BAG.join(KIT, KIT.c.id == BAG.c.kit_id)
        .join(PLACE, PLACE.c.id == BAG.c.box_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .outerjoin(SITE, SITE.c.id == PLACE.c.site_id)
    )
    .where(BAG.c.opened_in.is_(None)),
    key=BAG.c.id,
    roles=EVERYBODY_INSIDE | {Role.FACILITY},
    scope=own_cupboard,
    filters={
        "kit": equals(KIT.c.code),
        "size": equals(BAG.c.size_label),
        "site": equals(SITE.c.name),
        "ready": lambda text: IS_READY if truth(text) else sa.not_(IS_READY),
    },
)
MINIMUMS = Read(
    noun="kit-minimums",
    describes="how many bags of a kit and size should stand ready at a site",
    select=sa.select(
        MINIMUM.c.id,
        KIT.c.code.label("kit"),
        MINIMUM.c.size_label,
        SITE.c.name.label("site"),
        MINIMUM.c.minimum,
    )
    .select_from(
        MINIMUM.join(KIT, KIT.c.id == MINIMUM.c.kit_id).join(SITE, SITE.c.id == MINIMUM.c.site_id)
    )
    .where(MINIMUM.c.minimum > 0),
    key=MINIMUM.c.id,
    roles=EVERYBODY_INSIDE,
    filters={
        "kit": equals(KIT.c.code),
        "site": equals(SITE.c.name),
        "id": number(MINIMUM.c.id),
    },
)
READS = (KITS, PARTS, BAGS, MINIMUMS)
