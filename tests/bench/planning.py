"""How fast the warehouse's commands are answered while a plan is being made, and when none is.

One client looks codes up and puts lots away in turns, with a breath between, as hands do; another
asks for a plan of as many lines as lots, again and again. The same is measured without the plan.
"""

from __future__ import annotations

import http.client
import json
import random
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import uuid4

from stockroom.app import House
from stockroom.rules import sizes
from tests.bench import fill, load, requests
from tests.world import World, password_of

LINES_EACH = 500
SIZES = ("50", "56", "62", "68", "74", "80", "86", "92")
URGENCIES = ("tonight", "two_weeks", "routine", "nice_to_have")
FACILITIES = 25
BREATH_S = 0.03
QUIET_S = 20.0
PLANS = 2
Times = Mapping[str, list[float]]


def main(lots: int = 10_000) -> None:
    """Print a table for a stockroom with so many lots and wish lines."""
    with tempfile.TemporaryDirectory() as folder:
        house, codes = fill.filled(Path(folder), lots)
        _ask(house, lots)
        _describe(Path(folder))
        person = house.sessions.prove("alice", password_of("alice"), "bench")
        assert person.id is not None
        token = house.sessions.issue(person.id, "bench")
        house.database.close()
        server, port = requests.serve(Path(folder))
        try:
            load.wait_ready(port, within_s=120)
            _measure(port, token, codes, lots)
        finally:
            server.terminate()
            server.wait()


def _measure(port: int, token: str, codes: list[str], lots: int) -> None:
    until = time.monotonic() + QUIET_S
    quiet = _hands(port, token, codes, lambda: time.monotonic() < until)
    made: list[str] = []
    planner = threading.Thread(target=lambda: made.extend(_plans(port, token)))
    planner.start()
    busy = _hands(port, token, codes, planner.is_alive)
    print(f"{lots:,} lots x {lots:,} lines", *made, sep="\n")
    for name, times in quiet.items():
        print(f"{name:16} no plan     {_told(times)}")
        print(f"{name:16} being made  {_told(busy[name])}")


def _told(times: list[float]) -> str:
    ordered = sorted(times)
    return (
        f"median {statistics.median(ordered) * 1000:6.2f} ms"
        f"  p95 {ordered[int(len(ordered) * 0.95)] * 1000:6.2f} ms  of {len(ordered)}"
    )


def _hands(port: int, token: str, codes: list[str], go_on: Callable[[], bool]) -> Times:
    """Seconds that each look-up and each put-away took."""
    chance = random.Random(3)
    times: dict[str, list[float]] = {"look up a code": [], "put away a lot": []}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while go_on():
        code = chance.choice(codes)
        body = json.dumps({"thing": code, "place": chance.choice(fill.BINS)}).encode()
        for name, (method, path, sent) in {
            "look up a code": ("GET", f"/api/codes/{code}", None),
            "put away a lot": ("PUT", f"/api/put-aways/{uuid4()}", body),
        }.items():
            begun = time.perf_counter()
            _answer(connection, token, method, path, sent)
            times[name].append(time.perf_counter() - begun)
            time.sleep(BREATH_S)
    return times


def _plans(port: int, token: str) -> list[str]:
    told = []
    for _ in range(PLANS):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        begun = time.perf_counter()
        answer = _answer(connection, token, "PUT", f"/api/plans/{uuid4()}", b"{}")
        made = json.loads(answer)["made"]
        told.append(f"a plan in {time.perf_counter() - begun:.1f} s: {made}")
    return told


def _answer(
    connection: http.client.HTTPConnection, token: str, method: str, path: str, body: bytes | None
) -> bytes:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    assert answer.status < http.HTTPStatus.BAD_REQUEST, text[:300]
    return text


def _ask(house: House, lines: int) -> None:
    """So many wish lines of clothes, of many facilities."""
    chance, world = random.Random(5), World.of(house)
    with house.database.reading() as books:
        query = "SELECT code FROM product WHERE sizing = 'EUCM'"
        clothes = list(books.exec_driver_sql(query).scalars())
    for number in range(FACILITIES):
        world.do("sam", "facilities", code=f"B-{number}", kind="shelter", language="en")
    for at in range(0, lines, LINES_EACH):
        asked = [
            {
                "product": chance.choice(clothes),
                "size": chance.choice(SIZES),
                "quantity": chance.randint(1, 14),
                "urgency": chance.choice(URGENCIES),
            }
            for _ in range(min(LINES_EACH, lines - at))
        ]
        world.do("alice", "wish-lists", facility=f"B-{at // LINES_EACH % FACILITIES}", lines=asked)


def _describe(folder: Path) -> None:
    """Make clothes of the lots, in the sizes that are asked."""
    chance = random.Random(9)
    connection = sqlite3.connect(folder / "stockroom.db", isolation_level=None)
    one = connection.execute
    clothes = [row[0] for row in one("SELECT id FROM product WHERE sizing = 'EUCM'")]
    rows = []
    for (lot,) in one("SELECT id FROM lot").fetchall():
        label = chance.choice(SIZES)
        size = sizes.read(label, "EUCM")
        rows.append((chance.choice(clothes), size.scheme, size.low, size.high, label, lot))
    one("BEGIN")
    connection.executemany(
        "UPDATE lot SET product_id = ?, size_scheme = ?, size_low = ?, size_high = ?, "
        "size_label = ? WHERE id = ?",
        rows,
    )
    one("COMMIT")
    one("ANALYZE")
    connection.close()
