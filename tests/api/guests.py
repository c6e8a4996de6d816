"""The cast at the API's door: each sends requests with a token of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import sqlalchemy as sa
from litestar import Litestar
from litestar.testing import TestClient

from stockroom import books
from stockroom.tables.people import Role
from tests import whispers
from tests.services import service
from tests.world import CAST, World

STRANGER = "charlie"
STATEMENTS = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"})
SCHEMA = "/api/schema/openapi.json"


@dataclass(frozen=True)
class Guests:
    """Requests to a running service over the world, each sent as one of the cast."""

    world: World
    client: TestClient[Litestar]
    tokens: dict[str, str]

    def ask(self, who: str, method: str, path: str, **more: Any) -> httpx.Response:
        """Any request at all; the stranger sends no token."""
        headers = {**self.proof(who), **more.pop("headers", {})}
        answer = self.client.request(method, path, headers=headers, **more)
        whispers.check_answer(path, answer.content)
        return answer

    def get(self, who: str, path: str, **query: Any) -> httpx.Response:
        """Read `/api/{path}`."""
        return self.ask(who, "GET", f"/api/{path}", params=query)

    def put(self, who: str, noun: str, id: UUID | None = None, **content: Any) -> httpx.Response:
        """Hand a command in, with an id of its own unless one is given."""
        path = f"/api/{noun}/{id or self.world.house.clock.command_id()}"
        return self.ask(who, "PUT", path, json=content)

    def items(self, who: str, path: str, **query: Any) -> list[dict[str, Any]]:
        """The rows of a list's first page."""
        answer = self.get(who, path, **query)
        assert answer.status_code == 200, answer.text
        rows: list[dict[str, Any]] = answer.json()["items"]
        return rows

    def proof(self, who: str) -> dict[str, str]:
        """The header that tells who it is."""
        return {"Authorization": f"Bearer {self.tokens[who]}"} if who in self.tokens else {}

    def head(self) -> books.Head:
        """Where the journal ends now."""
        with self.world.house.database.reading() as connection:
            return books.head(connection)


@contextmanager
def visiting(world: World) -> Iterator[Guests]:
    """The service over a world, with a token for each of the cast."""
    sessions = world.house.sessions
    tokens = {
        login: sessions.issue(actor.id, "test")
        for login, actor in world.cast.items()
        if actor.id is not None
    }
    with service(world.house) as over, TestClient(over) as client:
        yield Guests(world, client, tokens)


@contextmanager
def counted(guests: Guests) -> Iterator[list[str]]:
    """The SQL statements that are sent meanwhile; transactions and locks are no statements."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.split(maxsplit=1)[0] in STATEMENTS and "advisory" not in statement:
            seen.append(statement)

    engine = guests.world.house.database.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(engine, "before_cursor_execute", note)


def role_of(who: str) -> Role | None:
    """The role of one of the cast; the stranger has none."""
    return CAST[who][0] if who in CAST else None
