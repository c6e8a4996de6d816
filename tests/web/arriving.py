"""What the tests of arrivals share: forms filled in, what acts said, buttons on a page."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx
import msgspec
import sqlalchemy as sa

from stockroom.desk import CONTENT, JOURNAL
from tests.web.visits import Browser
from tests.world import World

ID = re.compile(r'name="id" value="([^"]+)"')
INSIDE = ("alice", "bob", "ben", "sam")


def sent(browser: Browser, path: str, **fields: str) -> httpx.Response:
    """Open the page, fill its form in and send it."""
    page = browser.get(path)
    form_id = ID.findall(page.text)[-1]
    return browser.post(path.partition("?")[0], csrf=browser.csrf(), id=form_id, **fields)


def said(world: World, noun: str) -> list[dict[str, Any]]:
    """What the acts of a kind said, the oldest first."""
    query = (
        sa.select(CONTENT.c.body)
        .join(JOURNAL, JOURNAL.c.command_id == CONTENT.c.command_id)
        .where(JOURNAL.c.noun == noun)
        .order_by(JOURNAL.c.sequence)
    )
    with world.house.database.reading() as books:
        return [msgspec.json.decode(body)[1] for body in books.execute(query).scalars()]


def buttons(page: str, path: str) -> list[dict[str, str]]:
    """The hidden fields of the one-button forms that go to a path."""
    found = re.findall(
        rf'<form class="one-button[^>]*action="{path}">(.*?)</form>', page, re.DOTALL
    )
    pairs = [re.findall(r'name="([^"]+)" value="([^"]*)"', one) for one in found]
    return [{name: html.unescape(value) for name, value in one} for one in pairs]
