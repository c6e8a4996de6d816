"""The demo world: a small charity's last six weeks, every one of its people and figures invented.

It is made through the desk by the cast, like any other work, so that its books are true. The same
goods come in at each making; only codes and ids differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import sqlalchemy as sa
from rich.console import Console
from rich.table import Table

from stockroom import app
from stockroom.app import House
from stockroom.demo import (
    asked,
    bags,
    facilities,
    gates,
    goods,
    messages,
    packed_ahead,
    people,
    places,
    portal,
    questions,
    road,
    wishes,
)
from stockroom.demo.stage import Chapter, Stage, WalkingClock
from stockroom.desk import JOURNAL
from stockroom.settings import Settings

WEEKS = 6
WIDTH = 88
WARNING = "For a demo only: anybody can read these passwords. Never keep real goods behind them."


def make(settings: Settings, now: datetime | None = None) -> None:
    """Make the world that ends at this moment, unless the journal has entries already."""
    clock = WalkingClock.beginning(now or datetime.now(UTC), weeks=WEEKS)
    house = app.build(settings, clock)
    try:
        if not _begun(house):
            _tell(Stage.of(house, clock))
    finally:
        house.database.close()


def how_to_sign_in(url: str) -> str:
    """The cast with what each may do and how they sign in, as a table to print."""
    table = Table("who", "role", "for", "sign in as", "password", box=None, pad_edge=False)
    for member in people.CAST:
        bound = member.facility or member.site or ""
        word = people.password_of(member.login)
        table.add_row(member.name, member.role.value, bound, member.login, word)
    page = Console(file=StringIO(), width=WIDTH, color_system=None, markup=False, emoji=False)
    page.print(f"Open {url} and sign in as one of these:\n", table, sep="\n")
    page.print(f"\nOr be the {portal.DESK} of {portal.FACILITY}, which has a link instead:")
    page.print(portal.address(url), f"\n{WARNING}", sep="\n", soft_wrap=True)
    assert isinstance(page.file, StringIO)
    return page.file.getvalue()


def _begun(house: House) -> bool:
    with house.database.reading() as connection:
        return connection.execute(sa.select(JOURNAL.c.sequence).limit(1)).first() is not None


def _tell(stage: Stage) -> None:
    people.found(stage)
    places.build(stage)
    facilities.meet(stage)
    people.introduce(stage)
    for chapter in sorted(_chapters(), key=lambda chapter: -chapter.days_ago):
        stage.morning(chapter.days_ago)
        chapter.tell(stage)


def _chapters() -> Iterator[Chapter]:
    """What happened, part by part; on the same day in this order."""
    yield from goods.chapters()
    yield from bags.chapters()
    yield from packed_ahead.chapters()
    yield from wishes.chapters()
    yield from asked.chapters()
    yield from portal.chapters()
    yield from messages.chapters()
    yield from questions.chapters()
    yield from road.chapters()
    yield from gates.chapters()
