"""What each page costs the server in a large house: CPU and wall time, by who looks at it.

Every page that needs no more than its address is looked at by each role that has its own home or
its own list there; one more page with something in its address is one more line in `LOOKS`. A path
may hold `{lot}` (the code of a lot), `{busy}` (the code of a lot with a long story), `{bin}`,
`{box}`, `{site}` (numbers of places), `{donor}`, `{list}` and `{line}` (of wishes).
"""

from __future__ import annotations

import math
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import sqlalchemy as sa
from litestar.testing import TestClient

from stockroom import app
from stockroom.app import House
from stockroom.ledger import LINE, PLACE
from stockroom.web.pages import PAGES
from tests.bench import busy
from tests.web.visits import Browser, Visits
from tests.world import World

# Templates are compiled and statements prepared by the first looks of all.
WARMING = 3
ROUNDS = 40
# Opened without what it is about, a form asks for it, leads home or says that it is not there.
FINE = {200, 303, 404}


class Look(NamedTuple):
    """A page and who looks at it, with the most that its 95th percentile may take."""

    who: str
    path: str
    most_ms: int = 100


LOOKS: tuple[Look, ...] = (
    Look("bob", "/stock"),
    Look("bob", "/stock?available=yes"),
    Look("bob", "/stock?after=40000"),
    Look("bob", "/stock?q=nappies+4", 150),
    Look("bob", "/stock?q=bebe+62", 150),
    Look("bob", "/stock?q=zebra", 150),
    Look("bob", "/stock?q=7", 150),
    Look("bob", "/stock?q={donor}", 150),
    Look("alice", "/stock?q=النور", 150),
    Look("alice", "/stock?category=CL&season=any&fits=any&size=62", 150),
    Look("alice", "/stock?kind=inbound&use_by=soon", 150),
    Look("alice", "/stock?site={site}&hold=yes", 150),
    Look("bob", "/stock.csv?q=nappies", 5_000),
    Look("bob", "/lots/{lot}"),
    Look("alice", "/lots/{busy}"),
    Look("bob", "/places"),
    Look("bob", "/places?q=R1", 150),
    Look("alice", "/places/{site}"),
    Look("bob", "/places/{bin}"),
    Look("bob", "/places/{box}"),
    Look("bob", "/put-aways"),
    Look("bob", "/put-aways/new?thing={lot}"),
    Look("bob", "/transfers/new?thing={lot}"),
    Look("bob", "/boxings/new?lot={lot}"),
    Look("bob", "/counts/new?place={bin}"),
    Look("bob", "/code-claims/new?thing={lot}"),
    Look("alice", "/inspections/new?lot={lot}"),
    Look("alice", "/holds/new?lot={lot}"),
    Look("alice", "/conversions/new?lot={lot}"),
    Look("bob", "/intakes/new?product=CL-BODY"),
    Look("alice", "/wish-lists/{list}"),
    Look("alice", "/wish-lines/{line}"),
    Look("alice", "/allocations/new?line={line}"),
    Look("alice", "/picks/{list}"),
    Look("alice", "/facilities/M-1"),
    Look("alice", "/donors/17"),
    Look("alice", "/donors?q=النور", 150),
    Look("alice", "/journal?q={lot}", 150),
    *(Look(who, "/") for who in ("bob", "dora", "fatima", "sue")),
    *(Look("sam", page.path) for page in PAGES if "{" not in page.path),
)


def main(lots: int = 100_000) -> None:
    """Print a table for a stockroom with so many lots and ten times as many movements."""
    with tempfile.TemporaryDirectory() as folder:
        house, codes = busy.filled(Path(folder), lots)
        measure(house, codes)


def measure(house: House, codes: list[str], looks: tuple[Look, ...] = LOOKS) -> None:
    """Look at every page of a house and print what it costs; a `!` marks what takes too long."""
    names = named(house, codes)
    with TestClient(app.application(house)) as client, quiet():
        visits = Visits(World.of(house), client)
        browsers = {who: visits.browser(who) for who in {look.who for look in looks}}
        print(f"{'p50 ms':>8} {'p95 ms':>8}  {'CPU p50':>8} {'CPU p95':>8} {'KiB':>6}  who    page")
        for look in looks:
            path = look.path.format_map(names)
            wall, cpu, size = timed(browsers[look.who], path)
            late = "!" if at(wall, 0.95) > look.most_ms else " "
            print(
                f"{at(wall, 0.5):8.1f} {at(wall, 0.95):8.1f}{late} {at(cpu, 0.5):8.1f} "
                f"{at(cpu, 0.95):8.1f} {size / 1024:6.1f}  {look.who:6} {path}"
            )


def timed(browser: Browser, path: str) -> tuple[list[float], list[float], int]:
    """Wall and CPU milliseconds of every round, and the bytes sent."""
    wall, cpu = [], []
    for _round in range(WARMING):
        browser.get(path)
    for _round in range(ROUNDS):
        began, began_cpu = time.perf_counter(), time.process_time()
        answer = browser.get(path)
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - began_cpu) * 1000)
        assert answer.status_code in FINE, f"{path}: {answer.status_code}\n{answer.text[:400]}"
    return wall, cpu, len(answer.content)


def at(times: list[float], part: float) -> float:
    """The time that this part of the rounds stayed within."""
    return sorted(times)[max(0, math.ceil(len(times) * part) - 1)]


def named(house: House, codes: list[str]) -> dict[str, str]:
    """What the paths name: things of the middle of the house, not its edge."""
    with house.database.reading() as books:
        found = {
            kind: str(
                books.execute(
                    sa.select(PLACE.c.number)
                    .where(PLACE.c.kind == kind, sa.not_(PLACE.c.closed))
                    .order_by(PLACE.c.number.desc() if kind != "site" else PLACE.c.number)
                    .limit(1)
                ).scalar_one()
            )
            for kind in ("bin", "box", "site")
        }
        wishes = books.execute(sa.select(sa.func.max(LINE.c.wish_list_id), sa.func.max(LINE.c.id)))
        found |= dict(zip(("list", "line"), map(str, wishes.one()), strict=True))
    world = World.of(house)
    inside = next(code for code in codes[len(codes) // 2 :] if world.inside(code))
    return {**found, "lot": inside, "busy": codes[0], "donor": quote("parish drive 17")}


@contextmanager
def quiet() -> Iterator[None]:
    """The service's own log lines go nowhere meanwhile."""
    kept = os.dup(2)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
