"""In a browser each kind of gate rule stops sealing and loading, and the form says why."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests import gate_stage
from tests.browser.windows import Look, Windows
from tests.world import World

PHONE = Look(width=360, touch=True)
# The API writes a day as a number, a page as people say it.
DAY = re.compile(r"\d{4}\\-\d\d\\-\d\d")


@pytest.mark.parametrize("kind", gate_stage.KINDS)
def test_a_rule_of_every_kind_stops_sealing_and_loading(
    windows: Windows, world: World, kind: str
) -> None:
    stage = gate_stage.set_up(world, kind)
    says = re.compile(DAY.sub(".+", re.escape(gate_stage.KINDS[kind].says)))
    box = stage.packed.replace(" ", "+")

    sealing = windows.open("bob", PHONE, f"/sealings/new?box={box}")
    sealing.get_by_role("button", name="It is sealed").tap()
    loading = windows.open("dora", PHONE, f"/runs/{stage.run}/load")
    loading.get_by_role("button", name="It is on the van").tap()

    expect(sealing.locator("#problem")).to_contain_text(says)
    expect(loading.locator("#problem")).to_contain_text(says)
    assert world.discrepancies() == []
