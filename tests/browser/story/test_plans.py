"""A coordinator and her plans: a list for tonight in two taps, and a plan she changes herself.

What she does is timed as it would take her hands: each tap with a look around before it.
"""

from __future__ import annotations

import re
import time

from playwright.sync_api import Locator, Page, expect

from tests.browser.windows import Look, Windows
from tests.web.test_wishes import list_of
from tests.world import World

A_LOOK_S = 6.0
"""What a coordinator of sixty-two takes to read a page before she taps."""
A_MINUTE_S = 60.0
PHONE = Look(360, "light", "en")
MADE_MS = 30_000


def test_a_list_for_tonight_is_filled_in_under_a_minute(windows: Windows, world: World) -> None:
    nappies = world.shelved(quantity=60)
    bodies = world.shelved("A2", 20, product="CL-BODY", size="62")
    wanted = [
        {"product": "NP-DISP", "size": "4", "urgency": "tonight", "quantity": 40},
        {"product": "CL-BODY", "size": "62", "urgency": "tonight", "quantity": 6},
    ]
    asked = world.do("alice", "wish-lists", facility="E-2", lines=wanted).made
    alice = windows.open("alice", PHONE, f"/wish-lists/{asked['wish_list']}")
    begun, taps = time.monotonic(), 0

    for button in ("Fill this list", "Accept all"):
        alice.get_by_role("button", name=button).click(timeout=MADE_MS)
        alice.wait_for_load_state("domcontentloaded")
        taps += 1

    expect(alice.get_by_text("All that this plan found is promised.")).to_be_visible(
        timeout=MADE_MS
    )
    took = time.monotonic() - begun + taps * A_LOOK_S
    assert taps == 2
    assert took < A_MINUTE_S
    first, second = asked["lines"]
    assert world.inside(nappies) == {"A1": 20, f"A1/{first}": 40}
    assert world.inside(bodies) == {"A2": 14, f"A2/{second}": 6}


def test_she_pins_a_line_asks_the_cost_reads_why_and_accepts_some(
    windows: Windows, world: World
) -> None:
    cot, wash = world.shelved(product="SL-TRAV", quantity=1), world.shelved(product="BA-WASH")
    routine = world.line(1, product="SL-TRAV", facility="M-1")
    world.line(1, product="SL-TRAV", facility="E-2", urgency="tonight")
    world.line(2, product="BA-WASH", facility="E-2")
    alice = windows.open("alice", path="/wish-lists")

    alice.get_by_role("button", name="Plan everything").click()
    cot_s = match(alice, "Travel cot")
    expect(cot_s).to_contain_text("The need of E-2 is for tonight; that of M-1 is routine.")
    opened(cot_s).get_by_role("link", name="What if it went elsewhere?").click()
    alice.get_by_role("link", name="What would it cost?").click()
    cost = alice.locator(".plan-cost")
    expect(cost).to_contain_text("If it went to M-1:", timeout=MADE_MS)
    expect(cost).to_contain_text("1 piece stays unmet, for tonight")
    alice.get_by_role("button", name="Plan it so").click()

    cot_s = match(alice, "Travel cot")
    expect(cot_s).to_contain_text("A coordinator wants it so.", timeout=MADE_MS)
    match(alice, "Baby wash").get_by_role("checkbox").first.uncheck()
    alice.get_by_role("button", name="Accept what is ticked").click()

    expect(match(alice, "Travel cot")).to_contain_text("promised", timeout=MADE_MS)
    assert world.inside(cot) == {f"A1/{routine}": 1}
    assert world.inside(wash) == {"A1": 5}


def test_what_she_rules_out_goes_to_somebody_else(windows: Windows, world: World) -> None:
    lot = world.shelved(quantity=4)
    first, second = world.line(4, size="4"), world.line(4, size="4", facility="E-2")
    alice = windows.open("alice", path=f"/wish-lists/{list_of(world, first)}")
    alice.get_by_role("button", name="Fill this list").click()
    chosen = match(alice, "Disposable")
    expect(chosen).to_be_visible(timeout=MADE_MS)

    opened(chosen).get_by_label("Not this one").check()
    alice.get_by_role("button", name="Plan again").click()

    expect(alice.get_by_text("A coordinator ruled it out.")).to_be_visible(timeout=MADE_MS)
    alice.goto(re.sub(r"/plans/.*", "/wish-lists", alice.url))
    assert world.inside(lot) == {"A1": 4}
    assert second


def match(page: Page, product: str) -> Locator:
    """The proposal of a product, on a plan's page."""
    return page.locator(".plan-match").filter(has_text=product).first


def opened(proposal: Locator) -> Locator:
    """The same, once what can be said to it is unfolded."""
    proposal.locator("summary").click()
    return proposal
