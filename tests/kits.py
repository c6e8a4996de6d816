"""A kit, the goods for it, and bags packed of them, for tests."""

from __future__ import annotations

from typing import Any, cast

import sqlalchemy as sa

from stockroom.ledger import LINE
from stockroom.tables.kits import Kit, ReadyBag
from stockroom.tables.sums import READY_BAGS
from stockroom.tables.wishes import WishKit
from tests.world import World

NIGHT: tuple[dict[str, Any], ...] = (
    {"product": "CL-BODY", "quantity": 2},
    {"product": "BA-TOW", "quantity": 1},
)
BAG = cast(sa.Table, ReadyBag.__table__)  # type: ignore[attr-defined]
KIT = cast(sa.Table, Kit.__table__)  # type: ignore[attr-defined]
WISH_KIT = cast(sa.Table, WishKit.__table__)  # type: ignore[attr-defined]


def make_kit(world: World, code: str = "NIGHT", parts: Any = NIGHT) -> str:
    """Two bodysuits of the kit's size and a towel."""
    world.do("alice", "kits", code=code, name="one night", parts=list(parts))
    return code


def goods(world: World, size: str = "62") -> tuple[str, str]:
    """Ten bodysuits and five towels, free in A1."""
    bodies = world.shelved(product="CL-BODY", size=size, quantity=10)
    return bodies, world.shelved(product="BA-TOW", quantity=5)


def pack(world: World, size: str = "62", **more: Any) -> tuple[str, str, str]:
    """A ready bag of the night kit in A2, by its box; with the lots that went in."""
    bodies, towels = goods(world, size)
    contents = [{"lot": bodies, "quantity": 2}, {"lot": towels, "quantity": 1}]
    made = world.do("bob", "ready-bags", kit="NIGHT", size=size, contents=contents, **more).made
    box = f"box {made['box']}"
    world.do("bob", "transfers", thing=box, place="A2")
    return box, bodies, towels


def ready(world: World) -> list[tuple[str, str]]:
    """Each bag that stands ready: its box and its size."""
    with world.house.database.reading() as books:
        return [(row.box, row.size_label) for row in books.execute(READY_BAGS)]


def opened(world: World) -> list[bool]:
    """Whether each bag was opened, in the order of their packing."""
    with world.house.database.reading() as books:
        rows = books.execute(sa.select(BAG.c.opened_in).order_by(BAG.c.id)).scalars()
        return [row is not None for row in rows]


def asked(
    world: World, number: int = 1, size: str = "62", facility: str = "M-1", kit: str = "NIGHT"
) -> tuple[int, list[int]]:
    """Night kits that a facility asked for: their row, and the lines for body and towel."""
    lines = [
        {"product": "CL-BODY", "size": size, "urgency": "tonight", "quantity": 2 * number},
        {"product": "BA-TOW", "urgency": "tonight", "quantity": number},
    ]
    made = world.do("alice", "wish-lists", facility=facility, lines=lines).made
    with world.house.database.writing() as books:
        kit_id = books.execute(sa.select(KIT.c.id).where(KIT.c.code == kit)).scalar_one()
        about = {"wish_list_id": made["wish_list"], "kit_id": kit_id, "size_label": size}
        kept = sa.insert(WISH_KIT).values(**about, whole=True).returning(WISH_KIT.c.id)
        wish_kit = books.execute(kept).scalar_one()
        for line, per_kit in zip(made["lines"], (2, 1), strict=True):
            of_kit = {"wish_kit_id": wish_kit, "per_kit": per_kit}
            books.execute(sa.update(LINE).where(LINE.c.id == line).values(of_kit))
    return int(wish_kit), list(made["lines"])
