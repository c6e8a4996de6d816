"""Every state of the scan page keeps nobody out, and nothing of it sticks out on a small phone."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.browser.axe import axe
from tests.browser.scan_states import STATES, Things, scene
from tests.browser.test_accessible import STICKS_OUT
from tests.browser.windows import Look, Windows
from tests.world import World

pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


SOME = ("verbs", "done", "for-whom", "inspect", "count", "refused")


def test_scanning_keeps_nobody_out(windows: Windows, world: World) -> None:
    assert faults(windows, world, Look(360), SOME) == {}


@pytest.mark.long
@pytest.mark.parametrize(
    "look",
    [Look(360), Look(360, "dark", "ar"), Look(768, "light", "ar"), Look(1440, "dark")],
    ids=lambda look: f"{look.width}-{look.theme}-{look.language}",
)
def test_no_state_of_it_does(windows: Windows, world: World, look: Look) -> None:
    assert faults(windows, world, look, STATES) == {}


def faults(
    windows: Windows, world: World, look: Look, names: Iterable[str]
) -> dict[str, list[str]]:
    """What axe finds in these states, and what sticks out of them at the side."""
    things = Things.of(world)
    found = {}
    for name in names:
        page = scene(windows, things, name, look)
        found[name] = [*axe(page), *page.evaluate(STICKS_OUT)]
        windows.close()
    return {name: told for name, told in found.items() if told}
