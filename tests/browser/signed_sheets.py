"""A signed gate sheet of eight lines, and how somebody at the desk types it in."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.browser.keystrokes import Hands
from tests.world import World

GOODS = (
    *(("NP-DISP", size) for size in ("2", "3", "4", "5")),
    *(("CL-BODY", size) for size in ("56", "62", "68", "74")),
)
PIECES = 9
REFUSED = (("1", "banned_material"), ("2", "not_sealed"), ("3", "wrong_size"))


def signed(world: World) -> str:
    """A run on the road with eight lines for one facility in two boxes: its receipt number."""
    run = world.run(driver="dan")
    items = []
    for number, (product, size) in enumerate(GOODS):
        lot = world.shelved(quantity=PIECES, product=product, size=size)
        line = world.line(PIECES, product=product, size=size)
        box = "Box one" if number < len(GOODS) / 2 else "Box two"
        world.do("alice", "allocations", lot=lot, line=line, quantity=PIECES)
        world.do("bob", "packings", lot=lot, line=line, quantity=PIECES, box=box)
    for box in ("Box one", "Box two"):
        world.do("bob", "sealings", box=box, facility="M-1")
        items.append({"box": box})
    sheet = world.do("alice", "gate-sheets", run=run, facility="M-1").made
    world.do("dan", "loadings", run=run, items=items)
    world.do("dan", "departures", run=run)
    return str(sheet["receipt_number"])


def type_in(hands: Hands, number: str, exceptions: int, *, mouse: bool) -> None:
    """The sheet whose number the open page asks for, with so many lines refused in part.

    Every line on the paper costs a look, though the model asks for less.
    """
    hands.think()
    hands.type(number)
    with hands.waiting():
        hands.press("Enter")
    hands.think()
    _who(hands, mouse)
    hands.think(len(GOODS))
    lines = hands.page.locator(".hand-line")
    for (quantity, reason), line in zip(REFUSED[:exceptions], (1, 3, 6), strict=False):
        _refuse(hands, lines.nth(line), quantity, reason, mouse)
    hands.think()
    send = hands.page.locator("main form button[type=submit]").last
    with hands.waiting():
        if mouse:
            hands.tap(send)
        else:
            hands.press("Enter")


def _who(hands: Hands, mouse: bool) -> None:
    officer = hands.page.locator('[name="received_by"][value="officer"]')
    if mouse:
        hands.tap(hands.page.locator(".choice", has=officer))
    else:
        hands.tab_to(hands.page.locator('[name="received_by"]').first)
        hands.press("ArrowDown")


def _refuse(hands: Hands, line: Locator, quantity: str, reason: str, mouse: bool) -> None:
    refused, why = line.locator('[name$=".refused"]'), line.locator("select")
    if mouse:
        hands.tap(line.locator("summary"))
    else:
        hands.tab_to(line.locator("summary"))
        hands.press("Enter")
    hands.think()
    hands.tab_to(refused)
    hands.type(quantity)
    hands.think()
    hands.tab_to(why)
    _choose(hands, why, reason)
    hands.press("Tab")


def _choose(hands: Hands, why: Locator, reason: str) -> None:
    """The arrow down until it stands there: no letter to remember."""
    for _ in range(why.locator("option").count()):
        if why.input_value() == reason:
            return
        hands.press("ArrowDown")
    raise AssertionError(f"{reason} is not to be chosen")
