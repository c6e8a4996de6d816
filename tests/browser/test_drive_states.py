"""Every screen of the driver's page keeps nobody out, and nothing of it sticks out at the side."""

from __future__ import annotations

import pytest

from tests.browser.axe import axe
from tests.browser.drive_states import prepared, walk
from tests.browser.drives import READY
from tests.browser.test_accessible import STICKS_OUT
from tests.browser.windows import Look, Windows
from tests.world import World

pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    "look",
    [pytest.param(Look(360), marks=pytest.mark.long), Look(360, "dark", "ar")],
    ids=lambda look: f"{look.theme}-{look.language}",
)
def test_no_screen_of_driving_keeps_anybody_out(windows: Windows, world: World, look: Look) -> None:
    prepared(world)
    page = windows.open("dora", look, "/drive")
    page.wait_for_function(READY)

    found = {name: [*axe(page), *page.evaluate(STICKS_OUT)] for name in walk(page)}

    assert {name: told for name, told in found.items() if told} == {}
