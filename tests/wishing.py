"""Kits, and lists that ask for them, for tests of wishing."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, select

from stockroom.reports.stages import ASKED, LINE
from stockroom.tables.wishes import WishLine
from tests.world import World

WEEK = (("CL-BODY", 7, ""), ("CL-SLP", 4, ""), ("CL-SOCK", 3, "17"), ("CL-BIB", 2, ""))


def kit(world: World, code: str = "WEEK", parts: tuple[tuple[str, int, str], ...] = WEEK) -> str:
    """A kit of these products, numbers and sizes of their own."""
    named = ("product", "quantity", "size")
    content = [dict(zip(named, part, strict=True)) for part in parts]
    return str(world.do("alice", "kits", code=code, name=f"kit {code}", parts=content).made["kit"])


def ask(world: World, who: str = "fatima", facility: str = "M-1", **content: Any) -> dict[str, Any]:
    """A wish list handed in; gives what it made."""
    return world.do(who, "wish-lists", facility=facility, **content).made


def kits(**about: Any) -> dict[str, Any]:
    """So many of the week's clothes."""
    return {"kit": "WEEK", "number": 1, "size": "68", "urgency": "routine"} | about


def asked(world: World, wish_list: int) -> list[int]:
    """What each line of a list asks now."""
    query = sa.select(ASKED).select_from(LINE).where(LINE.c.wish_list_id == wish_list)
    with world.house.database.reading() as books:
        return list(books.execute(query.order_by(LINE.c.position)).scalars())


def line_rows(world: World, wish_list: int) -> list[WishLine]:
    """The lines of a list as they are kept."""
    with world.house.database.reading() as books, Session(bind=books) as rows:
        query = select(WishLine).where(WishLine.wish_list_id == wish_list)
        found = rows.exec(query.order_by("position")).all()
        rows.expunge_all()
        return list(found)
