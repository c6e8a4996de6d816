"""How long three drivers' acts of two days take to be answered over a bad line, alone or together.

The outboxes are those of the phones' own pages, in Chromium, before a server of its own process;
the line carries 1 Mbit a second each way for each connection, takes 300 ms there and back, and
loses 5 % of its segments.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser

from stockroom import app
from stockroom.app import House
from stockroom.settings import Settings, sqlite_url
from tests.bench import load, requests
from tests.browser import chromium, three_drivers
from tests.browser.line import Air, line
from tests.browser.scanning import NAME, Phone
from tests.browser.windows import Windows
from tests.world import StillClock, World

BAD = Air(bits_a_second=1e6, round_trip_s=0.3, loss=0.05)
SEND = """([name, csrf]) => {
  const began = performance.now();
  return tested.sendAll(name, csrf, 1).then(() => performance.now() - began);
}"""


def main(acts: int = 500) -> None:
    """Print the seconds until the last answer, for one driver and for three at once."""
    for number, how in ((1, "one driver alone"), (3, "three drivers at once")):
        with tempfile.TemporaryDirectory() as folder:
            took, ends = come_home(Path(folder), acts, number)
            print(f"{how:22} {acts} acts each: {', '.join(f'{one:.1f} s' for one in took)}; {ends}")


def come_home(folder: Path, acts: int, drivers: int) -> tuple[list[float], dict[str, int]]:
    """Seconds that each of so many drivers' phones took, and what became of their acts."""
    settings = Settings(data=folder, database=sqlite_url(folder), secure_cookies=False)
    clock = StillClock([datetime.now(UTC) - three_drivers.AWAY - timedelta(minutes=5)])
    house = app.build(settings, clock)
    world = World.made(house)
    told = three_drivers.trips(world, acts)
    three_drivers.meddle(world, told, random.Random(acts))
    clock.times.append(datetime.now(UTC))
    server, port = requests.serve(folder)
    try:
        load.wait_ready(port)
        with chromium.started() as browser:
            return _measured(browser, house, world, told[:drivers], acts, port)
    finally:
        server.terminate()
        server.wait()
        house.database.close()


def _measured(
    browser: Browser,
    house: House,
    world: World,
    told: Sequence[three_drivers.Trip],
    acts: int,
    port: int,
) -> tuple[list[float], dict[str, int]]:
    windows = Windows(browser, house, f"http://127.0.0.1:{port}")
    with line(windows.url) as air:
        phones = [three_drivers.phone_on(windows, world, one.driver, air.url) for one in told]
        for phone, trip in zip(phones, told, strict=True):
            three_drivers.save(phone, trip, random.Random(acts), acts)
        air.cut()
        air.mend(BAD)
        times = [one / 1000 for one in _all_at_once(phones)]
    return times, dict(Counter(state for phone in phones for state in phone.states()))


def _all_at_once(phones: Sequence[Phone]) -> list[float]:
    """Have all send, and give the milliseconds until each had its last answer."""
    for phone in phones:
        phone.page.evaluate(
            f"([name, csrf]) => {{ window.took = ({SEND})([name, csrf]); }}", [NAME, phone.csrf]
        )
    return [float(phone.page.evaluate("() => window.took")) for phone in phones]
