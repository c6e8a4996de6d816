"""Which facility's rows a reader may see, and the facilities and products to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.errors import NotFound
from stockroom.reports.stages import table
from stockroom.tables.catalogue import Product
from stockroom.tables.people import Role
from stockroom.tables.wishes import Facility, WishList
from stockroom.web.pages.acting import Look
from stockroom.web.pages.sorting_names import by_name

FACILITY, LIST, PRODUCT = map(table, (Facility, WishList, Product))
READERS = frozenset({Role.FACILITY}) | DESK
MOST_FACILITIES = 500
FAMILIES = ("CL", "SH", "NP", "FE", "BF", "BD", "SL", "BA", "MA", "TR", "PL", "HM")


def is_own(look: Look) -> bool:
    """Whether the reader belongs to a facility, and so sees that facility's rows only."""
    return look.actor.role == Role.FACILITY


def seen(look: Look) -> sa.ColumnElement[bool]:
    """What narrows rows of facilities to those that the reader may see."""
    return FACILITY.c.id == look.actor.facility_id if is_own(look) else sa.true()


def facilities(look: Look) -> Sequence[Any]:
    """The facilities that the reader may choose, by code; one statement."""
    query = sa.select(FACILITY).where(seen(look), FACILITY.c.active).order_by(FACILITY.c.code)
    return look.books.execute(query.limit(MOST_FACILITIES)).all()


def facility_by_code(look: Look, code: str) -> Any:
    """The facility with that code, once the reader may see it; raises `NotFound`."""
    query = sa.select(FACILITY).where(FACILITY.c.code == code.upper()[:12], seen(look))
    row = look.books.execute(query).first()
    if row is None:
        raise unknown("facility", code)
    return row


def facility_named(facility: Any) -> str:
    """A facility as lists call it: its code, and its name where it has one."""
    return f"{facility.code} · {facility.name}" if facility.name else str(facility.code)


def code_of_own(look: Look) -> str:
    """The code of the reader's own facility."""
    query = sa.select(FACILITY.c.code).where(FACILITY.c.id == look.actor.facility_id)
    return str(look.books.execute(query).scalar() or "")


def products(look: Look) -> list[tuple[str, list[tuple[str, str]]]]:
    """The catalogue to choose from, family by family, by name in the reader's language."""
    query = sa.select(PRODUCT).where(PRODUCT.c.active, PRODUCT.c.category != "unsorted")
    named = [
        (row.code, look.reader.product(row.name, row.names)) for row in look.books.execute(query)
    ]
    families: dict[str, list[tuple[str, str]]] = {}
    for code, name in by_name(named, lambda one: one[1]):
        family = code.split("-")[0]
        families.setdefault(family if family in FAMILIES else "", []).append((code, name))
    return [(one, families[one]) for one in (*FAMILIES, "") if one in families]


def unknown(name: str, number: object) -> NotFound:
    """What is said of a number that is no such row, or none that this person may know of."""
    return NotFound("unknown", "There is no {name} {id}.", name=name, id=str(number)[:20])
