"""The routes that read: `GET /api/{noun}` for every list, paged by key, filtered, scoped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from litestar import Request, get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler

from stockroom import ledger
from stockroom.commands import COMMANDS
from stockroom.commands.base import DESK, Actor
from stockroom.commands.settling import JOURNAL
from stockroom.db import Database
from stockroom.errors import Malformed, NotFound
from stockroom.ledger import LOT, PLACE
from stockroom.tables.people import Role
from stockroom.web.api.reads import stock, wishes
from stockroom.web.api.reads.base import MOST_ROWS, Read, whole
from stockroom.web.door import Door

READS: tuple[Read, ...] = (*stock.READS, *wishes.READS)
LONGEST_FILTER = 200
MOST_AT_ONCE = 1000
OWN_WORDS = frozenset({"after", "limit", "at"})


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a list in the order of their ids; `next` is what to send as `after` for more."""

    items: list[dict[str, Any]]
    next: int | None


def routes() -> Sequence[HTTPRouteHandler]:
    """A list for every noun; acts without records of their own are listed from the journal."""
    listed = {read.noun for read in READS}
    acts = [trade.noun for trade in COMMANDS if trade.noun not in listed]
    return [*(_list(read) for read in READS), *(_list(_journal_of(noun)) for noun in acts), receipt]


def rows(database: Database, read: Read, actor: Actor, query: Mapping[str, str]) -> Page:
    """One page of a list, as this actor may see it."""
    limit = min(whole(query.get("limit", "50")), MOST_ROWS) or 1
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


def filtered(read: Read, query: Mapping[str, str]) -> sa.Select[Any]:
    """The list's select narrowed by the query's filters; raises `Malformed` for unknown ones."""
    select = read.select
    for name, text in query.items():
        if name in OWN_WORDS:
            continue
        if name not in read.filters:
            raise Malformed(
                "unknown_filter", "{noun} cannot be filtered by {name}.", noun=read.noun, name=name
            )
        if len(text) > LONGEST_FILTER or "\x00" in text:
            raise Malformed("too_long", "{name} is too long.", name=name)
        select = select.where(read.filters[name](text))
    return select


def _list(read: Read) -> HTTPRouteHandler:
    def listing(request: Request[Any, Any, State], database: Database, door: Door) -> Page:
        actor = door.enter(request, read.roles)
        query = dict(request.query_params.items())
        if read is stock.STOCK and "at" in query:
            return stock_at(database, query)
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
    request: Request[Any, Any, State], command_id: Any, database: Database, door: Door
) -> dict[str, Any]:
    """What became of a command, by its id."""
    door.enter(request, DESK)
    query = sa.select(JOURNAL.c.receipt).where(JOURNAL.c.command_id == str(command_id))
    with database.reading() as connection:
        found = connection.execute(query).scalar()
    if found is None:
        raise NotFound("unknown_command", "No such act stands in the books.")
    return dict(msgspec.json.decode(found))


def stock_at(database: Database, query: Mapping[str, str]) -> Page:
    """What spots inside held at a journal position, or at a moment in ISO form.

    Takes the filters `lot_id`, `place_id` and `product`; paged by lot.
    """
    with database.snapshot() as connection:
        position = _position(connection, query["at"])
        sums = ledger.balances(position)
        product = stock.PRODUCT
        select = (
            sa.select(
                sums.c.lot_id.label("id"),
                product.c.code.label("product"),
                LOT.c.size_label,
                PLACE.c.id.label("place_id"),
                PLACE.c.name.label("place"),
                sums.c.line_id.label("line"),
                sums.c.quantity,
            )
            .select_from(
                sums.join(LOT, LOT.c.id == sums.c.lot_id)
                .join(product, product.c.id == LOT.c.product_id)
                .join(PLACE, PLACE.c.id == sums.c.place_id)
            )
            .where(sa.not_(PLACE.c.outside), sums.c.quantity != 0)
            .order_by(sums.c.lot_id, PLACE.c.id)
        )
        for name, column in (("lot_id", sums.c.lot_id), ("place_id", PLACE.c.id)):
            if name in query:
                select = select.where(column == whole(query[name]))
        if "product" in query:
            select = select.where(product.c.code == query["product"])
        select = select.where(sums.c.lot_id > whole(query.get("after", "0"))).limit(MOST_AT_ONCE)
        found = [dict(row) for row in connection.execute(select).mappings()]
    return Page(items=found, next=found[-1]["id"] if len(found) == MOST_AT_ONCE else None)


def _position(connection: sa.Connection, at: str) -> int:
    if at.isascii() and at.isdigit():
        return whole(at)
    query = sa.select(sa.func.coalesce(sa.func.max(JOURNAL.c.sequence), 0))
    return int(connection.execute(query.where(JOURNAL.c.recorded_at <= at)).scalar_one())


__all__ = ["READS", "Role", "routes"]
