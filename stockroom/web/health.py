"""Whether the service lives, and whether it can serve."""

from __future__ import annotations

import sqlalchemy as sa
from litestar import get

from stockroom.web.given import GivenDatabase
from stockroom.web.roles import ANYONE


@get("/health", name="health", sync_to_thread=False, opt={"roles": ANYONE}, tags=["health"])
def health() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@get("/ready", name="ready", sync_to_thread=True, opt={"roles": ANYONE}, tags=["health"])
def ready(database: GivenDatabase) -> dict[str, str]:
    """The books can be reached; 503 otherwise."""
    with database.reading() as connection:
        connection.execute(sa.text("SELECT 1"))
    return {"status": "ready"}
