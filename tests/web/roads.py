"""What the tests of the road share: goods ready for a stop, and forms sent as they are shown."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx
import pypdfium2
import sqlalchemy as sa

from stockroom.ledger import PLACE
from tests.web.visits import Browser
from tests.world import World

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
TICKS = re.compile(r'type="checkbox" name="item" value="([^"]+)"')


def opened(browser: Browser, path: str) -> dict[str, Any]:
    """What the last form of a page hides in itself; a name that comes again has a list."""
    page = browser.get(path).text
    form = page[page.rindex('class="stack"') :] if 'class="stack"' in page else page
    found: dict[str, Any] = {}
    for name, value in HIDDEN.findall(form):
        found[name] = [*found.get(name, ()), html.unescape(value)]
    return {name: value[0] if len(value) == 1 else value for name, value in found.items()}


def send(browser: Browser, path: str, **fields: Any) -> httpx.Response:
    """Open a form and send it filled in so."""
    return browser.post(path.partition("?")[0], **{**opened(browser, path), **fields})


def text_of(answer: httpx.Response) -> str:
    """The text of a PDF that was answered, in one line."""
    pages = pypdfium2.PdfDocument(answer.content)
    return " ".join(" ".join(one.get_textpage().get_text_bounded().split()) for one in pages)


def done_id(answer: httpx.Response) -> str:
    """The id of the act that an answer leads on from."""
    return answer.headers["location"].split("done=")[1]


def at_the_gate(world: World, lot: str) -> int:
    """Pieces of a lot at any gate."""
    return sum(pieces for spot, pieces in world.held(lot).items() if " gate" in spot)


def picked(world: World, quantity: int = 3, facility: str = "M-1", **about: Any) -> tuple[str, int]:
    """Goods on the bench for a facility: the lot's code and the wish line."""
    lot = world.shelved(quantity=quantity, **about)
    product = {"product": about["product"]} if "product" in about else {}
    line = world.line(quantity, facility, **product)
    world.do("alice", "allocations", lot=lot, line=line, quantity=quantity)
    world.do("bob", "picks", lot=lot, line=line, quantity=quantity)
    return lot, line


def packed(
    world: World, quantity: int = 5, box: str = "Box one", facility: str = "M-1"
) -> tuple[str, int]:
    """A sealed parcel for a facility: the code of the lot in it and the wish line."""
    lot, line = picked(world, quantity, facility)
    world.do("bob", "packings", lot=lot, line=line, quantity=quantity, box=box)
    world.do("bob", "sealings", box=box, facility=facility)
    return lot, line


def on_the_road(world: World) -> tuple[int, tuple[str, int], tuple[str, int]]:
    """A run that has left with a parcel of five and three loose: its id, parcel and loose goods."""
    run, parcel, loose = world.run(), packed(world), picked(world)
    items = [{"box": "Box one"}, {"lot": loose[0], "line": loose[1], "quantity": 3}]
    world.do("dora", "loadings", run=run, items=items)
    world.do("dora", "departures", run=run)
    return run, parcel, loose


def field_of(page: str, quantity: int) -> str:
    """The name before the fields of the line of that many pieces."""
    found = re.findall(rf'name="(lines\.\w+)\.key" value="\d+ \d+ \d+ {quantity}"', page)
    return str(found[0])


def number_of(world: World, name: str) -> int:
    """A place's short number."""
    with world.house.database.reading() as books:
        return int(
            books.execute(sa.select(PLACE.c.number).where(PLACE.c.name == name)).scalar_one()
        )
