"""What goes out: picked and packed by Bob, driven by Dora, some of it refused and brought back."""

from __future__ import annotations

from tests.browser.story import wishing
from tests.browser.story.hands import SOON, Hands

UNIT, SHELTER, CALLER = "BAU", "EW-2", "EW-1"
LINES = """(lines) => lines.map((line) => {
  const key = line.querySelector('[name$=".key"]');
  return [key.name.replace(/.key$/, ""), key.value.split(" ")[0], key.value.split(" ")[3]];
})"""


def pack(bob: Hands, wish_list: str, facility: str, loose: int = 2) -> str:
    """A list's goods picked, and packed but for the last ones; the box is sealed. Its number."""
    bob.act(f"/picks/{wish_list}", press="Everything of this list was picked")
    bob.go(f"/packings/{wish_list}")
    assert bob.send("/packings/box", press="Take a new box")
    box = bob.asked("box")
    bob.page.wait_for_load_state(SOON)
    lines = bob.page.locator("main .pick-row").count()
    for _line in range(lines - loose):
        assert bob.send(f"/packings/{wish_list}", press="In the box"), bob.problem()
        bob.page.wait_for_load_state(SOON)
    bob.act(f"/sealings/new?box={box}&facility={facility}", press="It is sealed")
    return box


def plan(alice: Hands, day: str) -> str:
    """A run to both, planned for a day. Gives its number."""
    stops = {"stops.0.at": "facility BAU", "stops.1.at": "facility EW-2"}
    window = {"stops.0.window_from": "09:00", "stops.0.window_until": "11:00"}
    alice.act("/runs/new", {"day": day, "driver": "dora", **stops, **window}, "Plan this run")
    return alice.page.url.partition("?")[0].rpartition("/")[2]


def first_gate(dora: Hands, run: str) -> str:
    """Of two loose lots one is refused, and of the other one piece is missing. The delivery."""
    stop = f"/runs/{run}/stops/1"
    dora.go(stop)
    lines = dora.page.locator("main .hand-line").evaluate_all(LINES)
    refused, short = [line for line in lines if line[1] == "0"]
    dora.send(
        stop,
        {
            "received_by": "officer",
            f"{refused[0]}.refused": refused[2],
            f"{refused[0]}.reason": "not_on_manifest",
            f"{short[0]}.accepted": str(int(short[2]) - 1),
            f"{short[0]}.missing": "1",
        },
        "Write down the handover",
    )
    assert dora.asked("done"), dora.problem()
    return dora.links("/deliveries/")[0].rpartition("/")[2]


def bring_all_back(dora: Hands, run: str) -> None:
    """Nobody opens: what is on the van comes back, and the run is closed."""
    dora.act(f"/returns/new?run={run}", press="Bring everything back")
    dora.act(f"/run-closings/new?run={run}", press="Close the run")


def at_night(bob: Hands, alice: Hands, product: str, size: str, pieces: int) -> None:
    """A facility calls: Alice notes and promises it, Bob hands it over at the door."""
    what = {"product_code": product, "size": size}
    wish = what | {"quantity": str(pieces), "urgency": "tonight"}
    [line] = wishing.asked(alice, CALLER, [wish])
    assert wishing.promise(alice, line) == pieces
    bob.go(f"/deliveries/new?facility={CALLER}")
    for tick in bob.page.locator('main [name="item"]').all():
        if (tick.get_attribute("value") or "").split(" ")[1] == line:
            tick.check()
    said = {"received_by": "night desk", "when": "now"}
    assert bob.send("/deliveries/new", said, "Handed over"), bob.problem()


def settle(alice: Hands) -> None:
    """Every discrepancy is settled."""
    alice.go("/discrepancies")
    while settling := alice.links("/discrepancy-settlings/new?"):
        alice.act(settling[0], {"settlement": "lost"}, "Settle it")
        alice.page.wait_for_load_state(SOON)
    assert "Hands and books agree" in alice.text()
