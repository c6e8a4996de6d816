"""A real server over a house, in a thread of this process, so that a test can look into both."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from stockroom import app
from stockroom.app import House

STARTS_WITHIN_S = 30.0


@contextmanager
def serving(house: House) -> Iterator[str]:
    """The address of a server on a free port; it stops with the block, the house stays open."""
    # Without a lifespan: that would begin hourly jobs and close the database.
    config = uvicorn.Config(app.application(house), port=0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
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
