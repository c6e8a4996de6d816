"""A world's snapshot, and rows that stand in it without anybody having said them."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.ledger import PLACE
from stockroom.planning import gathering
from stockroom.planning.facts import Home, Need, Stock
from stockroom.planning.gathering import Gathered
from stockroom.tables.gates import GateAction, GateRule, GateRuleKind
from stockroom.tables.wishes import Facility
from tests.world import NOON, World

TODAY = NOON.date()


def look(world: World, today: date = TODAY, **hands: Any) -> Gathered:
    """What a plan would be made of now."""
    with world.house.database.snapshot() as books:
        return gathering.gathered(books, today, **hands)


def stocks_of(world: World, code: str, **hands: Any) -> list[Stock]:
    """The stocks of one lot."""
    return [one for one in look(world, **hands).snapshot.stocks if one.lot == world.lot_id(code)]


def need_of(world: World, line: int, today: date = TODAY) -> Need:
    """The need of one line."""
    return next(one for one in look(world, today).snapshot.needs if one.line == line)


def home_of(world: World, facility: str = "M-1", today: date = TODAY) -> Home:
    """One home."""
    return next(one for one in look(world, today).snapshot.homes if one.code == facility)


def facility_id(world: World, code: str = "M-1") -> int:
    """A facility by its code."""
    with world.house.database.reading() as books:
        query = sa.select(Facility.id).where(Facility.code == code)  # type: ignore[call-overload]
        return int(books.execute(query).scalar_one())


def place_id(world: World, name: str) -> int:
    """A place by its name."""
    with world.house.database.reading() as books:
        return int(books.execute(sa.select(PLACE.c.id).where(PLACE.c.name == name)).scalar_one())


def rule(world: World, kind: str, facility: str = "M-1", **about: Any) -> None:
    """A rule of a gate; what is not said of it is that it blocks and stands."""
    facts = {name: about.pop(name) for name in ("least", "letters", "days") if name in about}
    row = {
        "facility_id": facility_id(world, facility),
        "kind": GateRuleKind(kind),
        "facts": facts,
        "action": GateAction(about.pop("action", "block")),
        "source": "the nurse",
        "confirmed_on": TODAY,
        "made_in": 1,
    }
    with world.house.database.writing() as books:
        books.execute(sa.insert(GateRule).values(**row, **about))
