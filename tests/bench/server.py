"""A server process for the benchmarks: the service, with the floor's routes beside it."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from stockroom import app
from stockroom.settings import Settings, sqlite_url
from tests.bench.floor import with_floor

if __name__ == "__main__":
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    url = sys.argv[3] or sqlite_url(folder)
    house = app.wire(Settings(data=folder, database=url, secure_cookies=False))
    service = app.application(house) if sys.argv[3] else with_floor(house)
    uvicorn.run(service, port=port, log_config=None, access_log=False)
