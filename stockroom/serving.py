"""Serving: one process of uvicorn over a house, stopped cleanly, with its hourly jobs."""

from __future__ import annotations

import dataclasses
import socket
from collections.abc import Callable
from typing import Any

import uvicorn

from stockroom import app
from stockroom.app import House
from stockroom.commands.base import Actor
from stockroom.settings import Settings
from stockroom.tables.people import Role
from stockroom.web.changes import Changes

STEWARD_AT_THE_MACHINE = Actor(id=None, name="steward at the machine", role=Role.STEWARD)
STOP_WITHIN_S = 20


def serve(
    settings: Settings,
    host: str,
    port: int,
    *,
    secure_cookies: bool | None = None,
    tell: Callable[[str], object] = str.strip,
) -> None:
    """Serve until SIGTERM or Ctrl-C; what was begun by then is finished and answered.

    `tell` writes to the terminal, and nowhere else: it is given the set-up code.
    """
    if secure_cookies is not None:
        settings = dataclasses.replace(settings, secure_cookies=secure_cookies)
    house = app.build(settings)
    if house.setup_code.is_wanted():
        tell(how_to_begin(f"http://{host}:{port}", house.setup_code.read()))
    server_of(house, host=host, port=port).run()


def server_of(house: House, **meets: Any) -> uvicorn.Server:
    """The server of a house, met as uvicorn's settings in `meets` say."""
    changes = Changes(house.database)
    config = uvicorn.Config(
        app.application(house, changes),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=STOP_WITHIN_S,
        server_header=False,
        date_header=True,
        **meets,
    )
    return _Server(config, changes)


class _Server(uvicorn.Server):
    """Ends the streams of live pages first, for else it would wait for each of them."""

    def __init__(self, config: uvicorn.Config, changes: Changes) -> None:
        super().__init__(config)
        self.changes = changes

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop what never ends by itself, then as uvicorn does."""
        await self.changes.stop()
        await super().shutdown(sockets)


def how_to_begin(address: str, code: str) -> str:
    """What the terminal says of a stockroom that nobody can sign in to yet."""
    return (
        f"Nobody can sign in yet. Open {address}/welcome and begin with this set-up code:\n\n"
        f"    {code}\n"
    )
