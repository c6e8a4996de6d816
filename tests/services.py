"""Services over houses, and real servers of them, in threads of this process.

A service is lent to one test after another: it takes longer to wire than a test to use it, and
nothing in it but the house is a test's own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any

import uvicorn
from litestar import Litestar

from stockroom import app
from stockroom.app import House
from stockroom.web.changes import Changes

STARTS_WITHIN_S = 30.0
_idle: list[_Lent] = []


class _Lent:
    """A service over stand-ins, which become the parts of whichever house it is lent for."""

    def __init__(self, house: House) -> None:
        self.settings = house.settings
        self.parts: dict[str, Any] = {
            field.name: _stand_in(getattr(house, field.name))
            for field in fields(House)
            if field.name != "settings"
        }
        self.changes: Changes = _stand_in(Changes(house.database))
        self.service = app.application(replace(house, **self.parts), self.changes)

    def fits(self, house: House) -> bool:
        """Whether what the service was wired with is so in this house too."""
        ours, theirs = self.settings, house.settings
        return replace(ours, data=theirs.data, database=theirs.database) == theirs

    def lead_to(self, house: House) -> None:
        """Have each stand-in be the part of this house."""
        for name, part in self.parts.items():
            _become(part, getattr(house, name))
        _become(self.changes, Changes(house.database))


@contextmanager
def service(house: House) -> Iterator[Litestar]:
    """The service over a house, for as long as the block lasts."""
    lent = next((one for one in _idle if one.fits(house)), None)
    if lent is None:
        lent = _Lent(house)
    else:
        _idle.remove(lent)
    lent.lead_to(house)
    yield lent.service
    _idle.append(lent)


@contextmanager
def serving(house: House) -> Iterator[str]:
    """The address of a server on a free port; it stops with the block, the house stays open."""
    # Without a lifespan: that would begin hourly jobs and close the database.
    with service(house) as over:
        config = uvicorn.Config(over, port=0, log_config=None, lifespan="off")
        yield from _running(uvicorn.Server(config))


def _running(server: uvicorn.Server) -> Iterator[str]:
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + STARTS_WITHIN_S
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < until, "the server did not start in time"
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def _stand_in(part: Any) -> Any:
    made = object.__new__(type(part))
    _become(made, part)
    return made


def _become(stand_in: object, part: object) -> None:
    """Both share one state from now on, whatever either of them does."""
    object.__setattr__(stand_in, "__class__", type(part))
    object.__setattr__(stand_in, "__dict__", vars(part))
