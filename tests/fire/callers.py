"""A light load generator: kept-alive connections, requests prepared first and sent together."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import msgspec

PATIENCE_S = 60.0


class Sent(NamedTuple):
    """A command as one device sends it: its noun, its id and its content."""

    noun: str
    content: Mapping[str, Any]
    id: UUID

    @property
    def path(self) -> str:
        """Where it is put."""
        return f"/api/{self.noun}/{self.id}"


class Answer(NamedTuple):
    """A response: its status, its headers in lower case, its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body, read as JSON."""
        return msgspec.json.decode(self.body)


class Caller:
    """One client with one connection; raises `OSError` or `EOFError` when the server is gone."""

    def __init__(self, port: int, token: str) -> None:
        self.port = port
        self._token = token
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ready(self) -> None:
        """Connect, unless the connection stands."""
        if self._reader is None or self._reader.at_eof():
            self.close()
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)

    async def put(self, command: Sent) -> Answer:
        """Send one command and hear what becomes of it."""
        return await self.ask("PUT", command.path, command.content)

    async def ask(self, method: str, path: str, content: object = None) -> Answer:
        """One request, on the connection that stands or on a new one."""
        await self.ready()
        self.send(self.prepared(method, path, content))
        return await self.hear()

    def prepared(self, method: str, path: str, content: object = None) -> bytes:
        """A request as the bytes that will be sent."""
        body = msgspec.json.encode(content) if content is not None else b""
        head = (
            f"{method} {path} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Authorization: Bearer {self._token}",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
        )
        return "\r\n".join((*head, "", "")).encode() + body

    def send(self, request: bytes) -> None:
        """Put a prepared request on the wire."""
        assert self._writer is not None
        self._writer.write(request)

    async def hear(self) -> Answer:
        """The response to what was sent; a connection that breaks is forgotten."""
        try:
            return await asyncio.wait_for(self._hear(), PATIENCE_S)
        except (OSError, EOFError):
            self.close()
            raise

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def _hear(self) -> Answer:
        assert self._reader is not None
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        pairs = (line.split(": ", 1) for line in head[1:] if line)
        headers = {name.lower(): value for name, value in pairs}
        body = await self._reader.readexactly(int(headers["content-length"]))
        return Answer(int(head[0].split()[1]), headers, body)


def command(noun: str, **content: object) -> Sent:
    """A command with an id of its own."""
    return Sent(noun, content, uuid4())


async def at_once(callers: Sequence[Caller], commands: Sequence[Sent]) -> list[Answer]:
    """One command from each caller, all on the wire before any answer is read."""
    await asyncio.gather(*(caller.ready() for caller in callers))
    requests = [
        caller.prepared("PUT", sent.path, sent.content)
        for caller, sent in zip(callers, commands, strict=True)
    ]
    for caller, request in zip(callers, requests, strict=True):
        caller.send(request)
    return list(await asyncio.gather(*(caller.hear() for caller in callers)))
