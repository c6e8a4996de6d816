"""Forty unsorted bags become five mixed boxes in three sittings at the board."""

from __future__ import annotations

from collections.abc import Mapping

from tests.browser.story.hands import Hands

BAGS, BOARD = "/intakes/bags", "/sortings/new"
# Who gave, how many bags, their kilograms; then each sitting: bags, rags, rubbish, and the boxes.
DRIVES = (
    (
        ("Parish drive", "25", "150"),
        ("20", "21", "3.5", {"any-any-56": 70, "girl-winter-62": 95, "boy-winter-68": 80}),
        ("5", "4", "0.5", {"girl-winter-62": 10, "any-any-80": 20}),
    ),
    (
        ("School collection", "15", "84"),
        ("15", "12.5", "1.5", {"girl-winter-62": 30, "any-any-80": 70, "any-winter-86": 75}),
    ),
)
TAP = """([kind, pieces]) => {
  const [, season] = kind.split("-");
  document.querySelector(`[name="shown"][value="${season}"]`).click();
  const tile = document.querySelector(`[data-cell] input[name$="${kind}"]`)
    .closest("[data-cell]").querySelector(".board-tile");
  if (!tile.checkVisibility()) throw new Error(`${kind} is not to be seen`);
  tile.click();
  document.querySelector("[data-pad-other]").value = pieces;
  document.querySelector("[data-pad-add]").click();
}"""


def forty_bags(bob: Hands, shelf: str) -> None:
    """All of them taken in, sorted, and their boxes put away on one shelf."""
    for (donor, bags, weight), *sittings in DRIVES:
        said = {"bags_other": bags, "weight_kg": weight, "donor": donor}
        bob.act(BAGS, said, "Take in")
        [board] = bob.links(BOARD)
        for emptied, rags, rubbish, boxes in sittings:
            bob.go(board)
            _sitting(bob, {"bags": emptied, "rags_kg": rags, "rubbish_kg": rubbish}, boxes)
    bob.go("/sortings/boxes")
    number = bob.page.locator("#all option", has_text=shelf).get_attribute("value")
    bob.send("/sortings/boxes", {"all": number or ""}, "Put away")
    assert "No box waits at the door" in bob.text(), bob.text()


def _sitting(bob: Hands, weights: Mapping[str, str], boxes: Mapping[str, int]) -> None:
    for kind, pieces in boxes.items():
        bob.page.evaluate(TAP, [kind, str(pieces)])
    assert bob.send(BOARD, weights, "Done") or bob.asked("sorting"), bob.problem()
