"""What the tests of the bench do again and again: promise, open a form, fill it in, send it."""

from __future__ import annotations

import re

import httpx
import sqlalchemy as sa

from stockroom.ledger import HOLDING, PLACE
from tests.web.visits import Browser
from tests.world import World

LINES = re.compile(r'name="(lines\.\d+\.\w+)" value="([^"]*)"')


def promised(world: World, *quantities: int, place: str = "A1", **about: object) -> list[str]:
    """Lots of nappies promised to the lines of one wish list, by their codes; the list is 1."""
    asked = {"product": "NP-DISP", "size": "4", "urgency": "routine"} | about
    lines = [asked | {"quantity": number} for number in quantities]
    made = world.do("alice", "wish-lists", facility="M-1", lines=lines).made["lines"]
    lots = [world.shelved(place, number) for number in quantities]
    for lot, line, number in zip(lots, made, quantities, strict=True):
        world.do("alice", "allocations", lot=lot, line=line, quantity=number)
    return lots


def form_of(browser: Browser, path: str) -> dict[str, str]:
    """All that the form of many lines on that page carries."""
    text = browser.get(path).text
    hidden = dict(LINES.findall(text))
    hidden["csrf"] = re.findall(r'name="csrf" value="([^"]+)"', text)[0]
    body = text.split('name="lines.', maxsplit=1)[0] if hidden else text
    hidden["id"] = re.findall(r'name="id" value="([^"]+)"', body)[-1]
    hidden |= dict(re.findall(r'name="(next|box)" value="([^"]*)"', text))
    return hidden


def hand_in(browser: Browser, path: str, **fields: str) -> httpx.Response:
    """Open the form, fill it in and send it."""
    text = browser.get(str(httpx.URL(path, params=fields))).text
    form_id = re.findall(rf'action="{path}".*?name="id" value="([^"]+)"', text, re.DOTALL)[0]
    return browser.post(path, csrf=browser.csrf(), id=form_id, **fields)


def lines_of(world: World, lots: list[str]) -> list[int]:
    """The wish line that each lot is promised to."""
    return [int(next(iter(world.inside(lot))).split("/")[1]) for lot in lots]


def mixed_lot_in(world: World, box: str) -> int:
    """The number of the one lot in a box."""
    query = (
        sa.select(HOLDING.c.lot_id)
        .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .where(PLACE.c.name == box, HOLDING.c.quantity > 0)
    )
    with world.house.database.reading() as books:
        return int(books.execute(query).scalar_one())


def sealed(world: World, box: str = "Box one") -> int:
    """A parcel for M-1 with three nappies, standing on shelf A1."""
    (lot,) = promised(world, 3)
    (line,) = lines_of(world, [lot])
    world.do("bob", "picks", lot=lot, line=line, quantity=3)
    world.do("bob", "packings", lot=lot, line=line, quantity=3, box=box)
    return int(world.do("bob", "sealings", box=box, facility="M-1").made["parcel"])
