"""The whole story, told once on a database of its own by people at their windows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import Browser

from stockroom import app
from stockroom.app import House
from stockroom.settings import Settings
from tests.browser.story import arriving, going, sorting, wishing
from tests.browser.story.arriving import Taking
from tests.browser.story.drive import Arrival, arrivals
from tests.browser.story.going import SHELTER, UNIT
from tests.browser.story.hands import Hands
from tests.browser.story.setting_up import set_up
from tests.browser.windows import Windows
from tests.services import serving
from tests.world import NOON, StillClock

TODAY = NOON.date()
WAITING = """
    SELECT label_code.code, product.code, lot.condition, lot.from_lot FROM holding
    JOIN lot ON lot.id = holding.lot_id AND lot.standing = 'waiting'
    JOIN product ON product.id = lot.product_id AND product.code != 'BAG'
    JOIN place ON place.id = holding.place_id AND place.kind = 'inbound'
    JOIN label_code ON label_code.lot_id = lot.id AND label_code.replaced_by IS NULL
    WHERE holding.quantity > 0 ORDER BY lot.id
"""
FREE = """
    SELECT {what}, SUM(holding.quantity) FROM holding
    JOIN lot ON lot.id = holding.lot_id AND lot.standing = 'accepted'
    JOIN product ON product.id = lot.product_id AND product.code != 'CL-MIX'
    JOIN place ON place.id = holding.place_id AND place.kind = 'bin'
    WHERE holding.line_id IS NULL GROUP BY {what} ORDER BY SUM(holding.quantity) DESC
"""
OF_A_KIND = FREE.format(what="product.code")
OF_A_SIZE = FREE.format(what="product.code, lot.size_label")
WANTED = """
    SELECT wish_line.id, product.code FROM wish_line
    JOIN product ON product.id = wish_line.product_id
"""
AT_NIGHT = 24
LIST_OF = "SELECT wish_list_id FROM wish_line WHERE id = {}"


@dataclass
class Story:
    """A stockroom in which the story is told, with everybody at a window of their own."""

    house: House
    url: str
    windows: Windows
    people: Mapping[str, Hands]
    rows: Sequence[Arrival]
    refused: dict[int, str] = field(default_factory=dict)

    def tell(self, looked_over: int) -> None:
        """From the door to the last discrepancy; so many lots of the drive are looked over."""
        bob, alice = self.people["bob"], self.people["alice"]
        taking = Taking(bob)
        for row in self.rows:
            taking.row(row)
        self.refused = taking.refused
        lists = wishing.lists()
        wanted = {row["product_code"] for code in (UNIT, SHELTER) for row in lists[code]}
        waiting = sorted(self.found(WAITING), key=lambda row: row[1] not in wanted)
        arriving.look_over(bob, waiting[:looked_over])
        sorting.forty_bags(bob, "B1")
        lines = {code: wishing.asked(alice, code, asked) for code, asked in lists.items()}
        self._promise(alice, lines)
        numbers = {code: str(self.one(LIST_OF.format(lines[code][0]))) for code in lines}
        self._away(numbers)
        product, size, free = self.found(OF_A_SIZE)[0]
        going.at_night(bob, alice, product, size, min(int(free), AT_NIGHT))
        going.settle(alice)

    def _promise(self, alice: Hands, lines: Mapping[str, Sequence[str]]) -> None:
        """The two lists that the van goes to first; lines of which nothing lies there wait."""
        there = {row[0] for row in self.found(OF_A_KIND)}
        wanted = {str(line): product for line, product in self.found(WANTED)}
        for line in dict.fromkeys([*lines[UNIT], *lines[SHELTER], *chain(*lines.values())]):
            if wanted[line] in there:
                wishing.promise(alice, line)

    def _away(self, lists: Mapping[str, str]) -> None:
        bob, dora = self.people["bob"], self.people["dora"]
        going.pack(bob, lists[UNIT], UNIT)
        box = going.pack(bob, lists[SHELTER], SHELTER)
        run = going.plan(self.people["alice"], TODAY.isoformat())
        dora.act(f"/runs/{run}/load", press="are on the van")
        dora.act(f"/departures/new?run={run}", press="We are leaving now")
        delivery = going.first_gate(dora, run)
        going.bring_all_back(dora, run)
        arriving.look_over(bob, [row for row in self.found(WAITING) if row[3]])
        bob.act(f"/put-aways/new?thing={box}", {"place": "C1"})
        unit = self.people["fatima"]
        unit.act(f"/confirmations/new?delivery={delivery}", press="All is right")

    def found(self, query: str) -> list[Any]:
        """What a query finds."""
        with self.house.database.reading() as connection:
            return list(connection.execute(sa.text(query)))

    def one(self, query: str) -> Any:
        """The one thing that a query finds."""
        return self.found(query)[0][0]


@contextmanager
def told(settings: Settings, browser: Browser, every: int, looked_over: int) -> Iterator[Story]:
    """The story, told on an empty database; of the drive every so many rows, and all wrong ones."""
    house = app.build(settings, StillClock())
    with serving(house) as url:
        windows = Windows(browser, house, url)
        try:
            people = set_up(house, windows)
            rows = [
                row
                for row in arrivals(house, TODAY)
                if not row.read.ok or row.row.line % every == 0
            ]
            story = Story(house, url, windows, people, rows)
            story.tell(looked_over)
            yield story
        finally:
            windows.close()
    house.database.close()
