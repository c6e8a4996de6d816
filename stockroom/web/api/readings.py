"""Files read without writing: each row judged by the trade's own rules, in the reader's language.

A program sends the rows of a file, shows what is wrong with them, and only then sends commands.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, get, post
from litestar.datastructures import State
from litestar.params import JSONBody
from msgspec import Meta

from stockroom import books, speech
from stockroom.commands.base import HANDS
from stockroom.commands.wishes import OWN
from stockroom.web.api import judging, reading_intakes, reading_wishes
from stockroom.web.api.judging import MOST_ROWS
from stockroom.web.api.reading_intakes import IntakeRead, IntakeRow
from stockroom.web.api.reading_wishes import WishRead, WishRow
from stockroom.web.given import GivenDatabase, GivenDoor


class IntakeRows(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rows of a donation's file."""

    rows: Annotated[list[IntakeRow], Meta(min_length=1, max_length=MOST_ROWS)]


class IntakesRead(msgspec.Struct, frozen=True, kw_only=True):
    """One answer for each row, in the same order."""

    rows: list[IntakeRead]


class WishRows(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rows of a file of wishes."""

    rows: Annotated[list[WishRow], Meta(min_length=1, max_length=MOST_ROWS)]


class WishesRead(msgspec.Struct, frozen=True, kw_only=True):
    """One answer for each row, in the same order."""

    rows: list[WishRead]


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """How far the journal stands: what a count that begins now is made from."""

    position: int


@post(
    "/api/readings/intakes",
    name="read:intakes",
    summary="try the rows of a donation's file",
    tags=["read"],
    sync_to_thread=True,
    status_code=200,
    opt={"roles": HANDS},
)
def read_intakes(
    request: Request[Any, Any, State],
    data: JSONBody[IntakeRows],
    database: GivenDatabase,
    door: GivenDoor,
) -> IntakesRead:
    """What each row would be taken in as, or what is wrong with it; nothing is written."""
    door.enter(request, HANDS)
    language, today = _language(request), door.now().date()
    with database.reading() as connection:
        known = judging.catalogue(connection, language)
        habit = reading_intakes.habits(connection, data.rows)
    return IntakesRead(
        rows=[reading_intakes.judge(row, language, today, known, habit) for row in data.rows]
    )


@post(
    "/api/readings/wishes",
    name="read:wishes",
    summary="try the rows of a file of wishes",
    tags=["read"],
    sync_to_thread=True,
    status_code=200,
    opt={"roles": OWN},
)
def read_wishes(
    request: Request[Any, Any, State],
    data: JSONBody[WishRows],
    database: GivenDatabase,
    door: GivenDoor,
) -> WishesRead:
    """What each row would ask for, or what is wrong with it; nothing is written."""
    actor, language = door.enter(request, OWN), _language(request)
    with database.reading() as connection:
        known = judging.catalogue(connection, language)
        asking = reading_wishes.facilities(connection, actor)
    return WishesRead(
        rows=[reading_wishes.judge(row, language, known, asking) for row in data.rows]
    )


@get(
    "/api/readings/position",
    name="read:position",
    summary="how far the journal stands",
    tags=["read"],
    sync_to_thread=True,
    opt={"roles": HANDS},
)
def read_position(
    request: Request[Any, Any, State], database: GivenDatabase, door: GivenDoor
) -> Position:
    """The journal position now, to be sent with a count that begins now."""
    door.enter(request, HANDS)
    with database.reading() as connection:
        return Position(position=books.head(connection).sequence)


routes: list[Any] = [read_intakes, read_wishes, read_position]


def _language(request: Request[Any, Any, State]) -> str:
    return speech.wanted(request.headers.get("Accept-Language", ""))
