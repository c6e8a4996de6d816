"""The routes that read: `GET /api/{noun}` for every list, paged by key, filtered, scoped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from litestar import Request, get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from stockroom.commands import COMMANDS
from stockroom.commands.base import DESK, Actor
from stockroom.commands.settling import JOURNAL
from stockroom.db import Database
from stockroom.errors import NotFound
from stockroom.tables.people import Role
from stockroom.web.api.reads import (
    gates,
    handovers,
    kits,
    papers,
    past,
    people,
    plans,
    printing,
    road,
    stock,
    wishes,
)
from stockroom.web.api.reads.base import Page, Read, filtered, most, whole
from stockroom.web.given import GivenDatabase, GivenDoor

READS: tuple[Read, ...] = (
    *stock.READS,
    *wishes.READS,
    *plans.READS,
    *gates.READS,
    *road.READS,
    *handovers.READS,
    *papers.READS,
    *people.READS,
    *printing.READS,
    *kits.READS,
)


def routes() -> Sequence[HTTPRouteHandler]:
    """A list for every noun; acts without records of their own are listed from the journal."""
    listed = {read.noun for read in READS}
    acts = [trade.noun for trade in COMMANDS if trade.noun not in listed]
    return [*(_list(read) for read in READS), *(_list(_journal_of(noun)) for noun in acts), receipt]


def rows(database: Database, read: Read, actor: Actor, query: Mapping[str, str]) -> Page:
    """One page of a list, as this actor may see it."""
    limit = most(query)
    select = read.scope(filtered(read, query), actor)
    if "after" in query:
        select = select.where(read.key > whole(query["after"]))
    select = select.order_by(read.key).limit(limit + 1)
    hidden = set(read.hidden.get(actor.role, ()))
    with database.reading() as connection:
        found = [
            {name: value for name, value in row.items() if name not in hidden}
            for row in connection.execute(select).mappings()
        ]
    more = len(found) > limit
    return Page(items=found[:limit], next=found[limit - 1]["id"] if more else None)


def _list(read: Read) -> HTTPRouteHandler:
    def listing(
        request: Request[Any, Any, State], database: GivenDatabase, door: GivenDoor
    ) -> Page:
        actor = door.enter(request, read.roles)
        query = dict(request.query_params.items())
        if read is stock.STOCK and "at" in query:
            return past.stock_at(database, query)
        return rows(database, read, actor, query)

    listing.__name__ = "list_" + read.noun.replace("-", "_")
    listing.__doc__ = f"{read.describes}. Filters: {', '.join(read.filters) or 'none'}."
    return get(
        f"/api/{read.noun}",
        name=f"list:{read.noun}",
        summary=read.noun,
        tags=["read"],
        sync_to_thread=True,
        opt={"roles": read.roles},
    )(listing)


def _journal_of(noun: str) -> Read:
    return Read(
        noun=noun,
        describes=f"every one of the {noun} that was told or asked",
        select=stock.JOURNAL_LIST.select.where(JOURNAL.c.noun == noun),
        key=JOURNAL.c.sequence,
        roles=DESK,
        filters={"outcome": stock.JOURNAL_LIST.filters["outcome"]},
    )


@get(
    "/api/journal/{command_id:uuid}",
    name="receipt",
    summary="the receipt of a command",
    tags=["read"],
    sync_to_thread=True,
    opt={"roles": DESK},
)
def receipt(
    request: Request[Any, Any, State],
    command_id: FromPath[UUID],
    database: GivenDatabase,
    door: GivenDoor,
) -> dict[str, Any]:
    """What became of a command, by its id."""
    door.enter(request, DESK)
    query = sa.select(JOURNAL.c.receipt).where(JOURNAL.c.command_id == str(command_id))
    with database.reading() as connection:
        found = connection.execute(query).scalar()
    if found is None:
        raise NotFound("unknown_command", "No such act stands in the books.")
    return dict(msgspec.json.decode(found))


__all__ = ["READS", "Role", "routes"]
