"""Tells open pages that the books have moved on: server-sent events of one number each.

An event carries the newest position of the journal and nothing else; the page then reads itself
again under its own reader's rights. One look a second for the whole process, and only while
somebody listens, serves SQLite and any number of processes on PostgreSQL alike.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from litestar import Request, get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.response import ServerSentEvent, ServerSentEventMessage

from stockroom.commands.base import ANY_SIGNED_IN
from stockroom.db import Database
from stockroom.desk import JOURNAL
from stockroom.errors import TooMany
from stockroom.web.door import Door, allowed

LOOK_EVERY_S = 1.0
MOST_LISTENERS = 500
# A stream ends after this, and the browser begins another: so lapsed rights end too.
LASTS_S = 600.0
RETRY_MS = 3_000
MOST_DIGITS = 9
_NEWEST = sa.select(sa.func.coalesce(sa.func.max(JOURNAL.c.sequence), 0))


def newest(books: sa.Connection) -> int:
    """The position of the last entry of the journal, 0 for none: what a live page is drawn from."""
    return int(books.execute(_NEWEST).scalar_one())


@dataclass
class Changes:
    """The newest position of the journal, looked up while anybody listens."""

    database: Database
    listeners: int = 0
    position: int = 0
    stopped: bool = False
    moved: asyncio.Condition = field(default_factory=asyncio.Condition)
    looking: asyncio.Task[None] | None = None

    async def since(self, known: int, lasts_s: float = LASTS_S) -> AsyncGenerator[int, None]:
        """Positions newer than the one known, each once, until the time is over."""
        ends = asyncio.get_running_loop().time() + lasts_s
        self._look()
        self.listeners += 1
        try:
            while not self.stopped:
                left = ends - asyncio.get_running_loop().time()
                if left <= 0:
                    return
                if self.position > known:
                    known = self.position
                    yield known
                    continue
                await self._wait(left)
        finally:
            self.listeners -= 1

    async def stop(self) -> None:
        """End every stream, so that the service may stop."""
        self.stopped = True
        if self.looking is not None:
            self.looking.cancel()
        async with self.moved:
            self.moved.notify_all()

    def _look(self) -> None:
        if self.listeners >= MOST_LISTENERS:
            raise TooMany("too_many_listeners", "Too many pages are open; this one is not live.")
        if self.looking is None or self.looking.done():
            self.looking = asyncio.create_task(self._keep_looking())

    async def _keep_looking(self) -> None:
        while not self.stopped:
            newest = await asyncio.to_thread(self._newest)
            if newest > self.position:
                self.position = newest
                async with self.moved:
                    self.moved.notify_all()
            await asyncio.sleep(LOOK_EVERY_S)
            if not self.listeners:
                return

    def _newest(self) -> int:
        try:
            with self.database.reading() as connection:
                return newest(connection)
        except sa.exc.DBAPIError:
            return 0  # out of reach for now: the next look may find it again

    async def _wait(self, left: float) -> None:
        async with self.moved:
            try:
                await asyncio.wait_for(self.moved.wait(), min(left, 15.0))
            except TimeoutError:
                return


def route(changes: Changes, door: Door) -> HTTPRouteHandler:
    """`GET /changes?since=n`: one event for each time the journal has grown."""

    async def listen(request: Request[Any, Any, State]) -> ServerSentEvent:
        guest = await asyncio.to_thread(door.guest, request)
        allowed(guest.actor, ANY_SIGNED_IN, reading=True)
        said = request.headers.get("Last-Event-ID") or request.query_params.get("since", "")
        return ServerSentEvent(_events(changes, _position(str(said))), retry_duration=RETRY_MS)

    return get(
        "/changes",
        name="changes",
        opt={"roles": ANY_SIGNED_IN},
        include_in_schema=False,
        cache_control=None,
    )(listen)


def _position(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else 0


async def _events(changes: Changes, known: int) -> AsyncGenerator[ServerSentEventMessage, None]:
    async for position in changes.since(known):
        yield ServerSentEventMessage(data=str(position), event="changed", id=str(position))
