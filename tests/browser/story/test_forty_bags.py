"""Forty mixed bags from the door to the shelf on a phone, with every tap and every key counted.

The page itself counts fingers that really went down and keys that really were pressed.
"""

from __future__ import annotations

import sqlalchemy as sa
from playwright.sync_api import Page

from tests.browser.windows import Look, Windows
from tests.world import World

MOST_TAPS = 120
PHONE = Look(width=360, touch=True)
COUNTS = """
for (const kind of ["pointerdown", "keydown"]) {
  window.addEventListener(kind, (event) => {
    if (event.isTrusted) sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1;
  }, true);
}
"""
# Four donors' ten bags each; every number is one pile as it was counted on the table.
ROUNDS = (
    {"56 · girl": 25, "56 · boy": 20, "62 · girl": 30, "62 · boy": 30, "68 · girl or boy": 40},
    {"62 · girl or boy": 25, "68 · girl": 30, "74 · girl": 20, "74 · boy": 20, "56 · girl": 15},
    {
        "74 · girl or boy": 25,
        "80 · girl": 15,
        "80 · boy": 15,
        "68 · girl or boy": 40,
        "62 · boy": 30,
    },
    {"74 · boy": 30, "56 · boy": 20, "68 · girl": 20, "74 · girl": 15, "62 · girl": 30},
)
BOXES = 12
PIECES = sum(pieces for piles in ROUNDS for pieces in piles.values())
SHELVED = """
    SELECT COUNT(DISTINCT place.id), SUM(holding.quantity) FROM holding
    JOIN place ON place.id = holding.place_id JOIN lot ON lot.id = holding.lot_id
    JOIN place AS stand ON stand.id = place.stands_in AND stand.kind = 'bin'
    WHERE lot.source = 'many' AND holding.quantity > 0
"""


def test_forty_bags_are_sorted_and_shelved_with_few_taps(windows: Windows, world: World) -> None:
    context = windows.context("bob", PHONE)
    context.add_init_script(COUNTS)
    bob = context.new_page()
    bob.goto("/")

    for piles in ROUNDS:
        ten_bags(bob)
        sort(bob, piles)
        put_away(bob)

    taps = int(bob.evaluate("sessionStorage.taps"))
    print(f"forty bags from door to shelf: {taps} taps and keys")
    assert taps <= MOST_TAPS
    assert shelved(world) == (BOXES, PIECES)


def ten_bags(bob: Page) -> None:
    """Taken in at the door, from whichever page is open."""
    if not bob.url.endswith("/"):
        bob.get_by_role("navigation", name="Most used").get_by_role("link", name="Home").tap()
    bob.get_by_role("link", name="Unsorted bags").tap()
    bob.get_by_role("radio", name="10", exact=True).tap()
    bob.locator("main").get_by_role("button", name="Take in", exact=True).tap()
    bob.get_by_role("link", name="Sort these bags now").tap()


def sort(bob: Page, piles: dict[str, int]) -> None:
    """Each pile with a tap for its box and a tap for how many."""
    season = bob.locator('main [name="shown"][value="any"]')
    if not season.is_checked():
        season.tap()
    for kind, pieces in piles.items():
        bob.locator(f'[data-season="any"] [data-cell][data-label^="{kind} ·"] .board-tile').tap()
        bob.locator(f'[data-add="{pieces}"]').tap()
    bob.get_by_role("button", name="Done", exact=True).tap()
    bob.get_by_role("heading", name="Put the boxes away").wait_for()


def put_away(bob: Page) -> None:
    """All boxes that are still at the door, onto one shelf."""
    shelf = bob.locator("main select").first
    if shelf.count():
        shelf.tap()
        shelf.press("ArrowDown")
        shelf.press("Enter")
        bob.get_by_role("button", name="Put away").tap()
        bob.locator("main .note-good").first.wait_for()


def shelved(world: World) -> tuple[int, int]:
    """How many mixed boxes stand on shelves, and the pieces in them."""
    with world.house.database.reading() as books:
        boxes, pieces = books.execute(sa.text(SHELVED)).one()
    return int(boxes), int(pieces)
