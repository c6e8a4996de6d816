"""Notes that stand below each other on a page, as a person with a phone sees them."""

from __future__ import annotations

from typing import Any

from tests.browser.windows import Look, Windows
from tests.world import World

APART = """notes => notes.slice(1).map((note, before) =>
  note.getBoundingClientRect().top - notes[before].getBoundingClientRect().bottom)"""
MOST_PX = 16


def test_notes_on_the_page_of_loading_stand_close_together(windows: Windows, world: World) -> None:
    stops = [{"facility": "M-1"}, {"facility": "E-2"}]
    about: dict[str, Any] = {"day": "2026-11-23", "van": "Van 1", "driver": "dora", "stops": stops}
    run = world.do("alice", "runs", **about).made["run"]
    for facility in ("M-1", "E-2"):
        lot, line = world.shelved(quantity=2), world.line(2, facility)
        world.do("alice", "allocations", lot=lot, line=line, quantity=2)

    page = windows.open("dora", Look(width=360), f"/runs/{run}/load")

    apart = page.locator(".note.still-card").evaluate_all(APART)
    assert len(apart) == 1
    assert 0 < apart[0] <= MOST_PX
