"""What Alice does with wishes: enters a list of many lines at once, and promises goods by hand."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from stockroom.rules import rows
from tests.browser.story.hands import SOON, Hands
from tests.tidiness import HOME

FILE = HOME / "docs" / "samples" / "wish_lists.csv"
FORM = "/wish-lists/new"
MORE = "Add another line"
MIXED = "mixed clothes"
FITTING = """(cards) => cards.filter((card) => card.querySelector("form.fit-form"))
  .map((card) => [card.querySelector(".thing").innerText.trim().toLowerCase(),
    card.querySelector("form [name=lot]").value, card.querySelector("form [name=quantity]").value])
"""


def lists(file: Path = FILE) -> dict[str, list[dict[str, str]]]:
    """The lines of a file, facility by facility."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows_of = groupby(csv.DictReader(opened), key=lambda row: row["facility"])
        return {code: list(lines) for code, lines in rows_of}


def asked(alice: Hands, facility: str, lines: Sequence[Mapping[str, str]]) -> list[str]:
    """One list for a facility; gives its lines."""
    alice.go(FORM)
    said = dict(_typed(lines))
    while not alice.page.locator(f'[name="lines.{len(lines) - 1}.product"]').count():
        _one_more_line(alice, len(alice.page.locator("fieldset.wish-entry").all()), said)
    sent = alice.send(FORM, {"facility": facility, **said}, "Send the wish list")
    assert sent, alice.problem()
    return [link.rpartition("/")[2] for link in alice.links("/wish-lines/")]


def _one_more_line(alice: Hands, stand: int, said: Mapping[str, str]) -> None:
    """An empty line is added once those that stand there say something."""
    for number in range(stand):
        product = alice.page.locator(f'[name="lines.{number}.product"]')
        if not product.input_value():
            product.select_option(said[f"lines.{number}.product"])
    alice.page.get_by_role("button", name=MORE).click()
    alice.page.locator(f'[name="lines.{stand}.product"]').wait_for()


def promise(alice: Hands, line: str) -> int:
    """What fits a line: the very thing as far as it goes, then some of one mixed box; how many."""
    alice.go(f"/wish-lines/{line}")
    promised, mixed = 0, False
    while True:
        lot, pieces, mixed = _choice(alice, mixed)
        if not lot:
            return promised
        form = alice.page.locator(f'form.fit-form:has([name="lot"][value="{lot}"])')
        form.locator('[name="quantity"]').fill(str(pieces))
        with alice.page.expect_navigation(wait_until=SOON):
            form.get_by_role("button", name="Promise").click(no_wait_after=True)
        assert alice.asked("done"), alice.problem()
        promised += pieces


def _choice(alice: Hands, mixed: bool) -> tuple[str, int, bool]:
    """The first lot that is the very thing; else half of what a mixed box could give, once."""
    wanted = alice.page.locator("main h1").inner_text().strip().lower()
    for name, lot, pieces in alice.page.locator("main .fit").evaluate_all(FITTING):
        if name == wanted:
            return lot, int(pieces), mixed
        if name == MIXED and not mixed:
            return lot, (int(pieces) + 1) // 2, True
    return "", 0, mixed


def _typed(lines: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(lines):
        name = f"lines.{number}."
        yield f"{name}product", row["product_code"]
        yield f"{name}size", row.get("size", "")
        yield f"{name}quantity", row["quantity"]
        yield f"{name}urgency", rows.read_urgency(row["urgency"])
        yield f"{name}needed_by", row.get("needed_by", "")
        yield f"{name}as_of", row.get("size_as_of", "")
        if rows.read_answer(row.get("new_only", ""), default=False):
            yield f"{name}new_only", "true"
        if not rows.read_answer(row.get("substitutes", ""), default=True):
            yield f"{name}fixed", "true"
