"""Serving: one process of uvicorn over a house, stopped cleanly, with its hourly jobs."""

from __future__ import annotations

import dataclasses

import uvicorn

from stockroom import app
from stockroom.commands.base import Actor
from stockroom.settings import Settings
from stockroom.tables.people import Role

STEWARD_AT_THE_MACHINE = Actor(id=None, name="steward at the machine", role=Role.STEWARD)
STOP_WITHIN_S = 20


def serve(settings: Settings, host: str, port: int, *, secure_cookies: bool | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C; what was begun by then is finished and answered."""
    if secure_cookies is not None:
        settings = dataclasses.replace(settings, secure_cookies=secure_cookies)
    house = app.build(settings)
    uvicorn.run(
        app.application(house),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=STOP_WITHIN_S,
        server_header=False,
        date_header=True,
    )
