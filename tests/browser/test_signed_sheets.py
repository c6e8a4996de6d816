"""A signed sheet is typed in within a minute, and says what was typed however it is sent."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from stockroom.tables.handovers import DeliveryLine
from stockroom.web.api.reads.scopes import table
from tests.browser import signed_sheets
from tests.browser.keystrokes import Hands
from tests.browser.windows import Windows
from tests.world import World

LINE = table(DeliveryLine)
ANSWERS_S = 4.0  # for two answers, on a machine that does nothing else


@pytest.mark.parametrize("mouse", [False, True], ids=["keys", "mouse"])
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_three_exceptions_are_typed_in_within_a_minute(
    windows: Windows, world: World, mouse: bool
) -> None:
    hands = Hands(windows.open("bob", path="/receipts/new"))
    number = signed_sheets.signed(world)

    signed_sheets.type_in(hands, number, 3, mouse=mouse)

    assert hands.seconds + ANSWERS_S < 60
    assert told(world) == [*[(9, 0)] * 5, *((9 - n, n) for n in (1, 2, 3))]


def told(world: World) -> list[tuple[int, int]]:
    """Accepted and refused of each line in the books, the wholly accepted first."""
    with world.house.database.reading() as books:
        rows = books.execute(sa.select(LINE.c.accepted, LINE.c.refused)).all()
    return sorted(((row.accepted, row.refused) for row in rows), key=lambda row: row[1])
