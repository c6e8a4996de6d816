"""A kit, the goods for it, and bags packed of them, for tests."""

from __future__ import annotations

from typing import Any, cast

import sqlalchemy as sa

from stockroom.tables.kits import ReadyBag
from stockroom.tables.sums import READY_BAGS
from tests.world import World

NIGHT: tuple[dict[str, Any], ...] = (
    {"product": "CL-BODY", "quantity": 2},
    {"product": "BA-TOW", "quantity": 1},
)
BAG = cast(sa.Table, ReadyBag.__table__)  # type: ignore[attr-defined]


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
    kits = [{"kit": kit, "number": number, "size": size, "urgency": "tonight", "whole": False}]
    made = world.do("alice", "wish-lists", facility=facility, kits=kits).made
    return int(made["kits"][0]), list(made["lines"])
