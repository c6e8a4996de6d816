"""What Bob does with a drive: takes it in row by row, looks at each thing, puts it on its shelf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from tests.browser.story.drive import Arrival
from tests.browser.story.hands import Hands, NotTakenError

FORM = "/intakes/new"
# Never passed on second-hand: mattresses, and whatever a child has sucked.
USED = {"SL-MAT": "destroy", "FE-BOT": "recycle", "FE-BOTG": "recycle", "FE-TEAT": "recycle"}
NEW = ("new", "new_sealed")
BINS = {"NP": "A1", "CL": "B1", "SH": "B1", "BD": "C1", "BA": "C1", "FE": "D1", "BF": "D1"}
BINS["MA"], ELSEWHERE = "D1", "E1"


@dataclass
class Taking:
    """A volunteer taking in a drive, who learns behind which tile each word of a donor stands."""

    bob: Hands
    refused: dict[int, str] = field(default_factory=dict)
    lots: dict[str, Arrival] = field(default_factory=dict)
    tiles: dict[str, str] = field(default_factory=dict)

    def row(self, one: Arrival) -> None:
        """Type a row of the drive; what the page answers to a wrong one is kept by its line."""
        tile = self._tile(one)
        if not tile:
            self.refused[one.row.line] = self.bob.problem() or self.bob.text()
            return
        self.bob.go(tile)
        self._typed(one)
        for _again in range(1, (one.read.pieces or 1) if one.read.each_alone else 1):
            self._note(one, self.bob.send(FORM, press="Same again"))

    def _typed(self, one: Arrival) -> None:
        said = {"donor": one.row.donor, "brand": one.row.brand, "description": one.words}
        said |= {"size_other": one.row.size} if self._asks("size_other") else {}
        said |= {"quantity": one.row.quantity} if self._asks("way") else {}
        said |= {"condition": one.read.condition} if one.read.condition else {}
        said |= {"use_by": _day(one)} if one.row.use_by and self._asks("use_by") else {}
        try:
            self._note(one, self.bob.send(FORM, said, "Take in"))
        except NotTakenError as problem:
            self.refused[one.row.line] = str(problem)

    def _note(self, one: Arrival, done: str) -> None:
        if done:
            link = self.bob.links("/labels/")[0]
            self.lots[urlsplit(link).path.rpartition("/")[2]] = one
        else:
            self.refused[one.row.line] = self.bob.problem()

    def _asks(self, name: str) -> bool:
        return self.bob.page.locator(f'main [name="{name}"]').count() > 0

    def _tile(self, one: Arrival) -> str:
        """The tile of a product: by its code where that stands there, else found by words."""
        words = one.row.product_code or one.row.description
        if words not in self.tiles:
            self.bob.go(f"{FORM}?q={quote(words)}")
            meant = [
                tile
                for tile in self.bob.links(f"{FORM}?product=")
                if parse_qs(urlsplit(tile).query)["product"] == [one.read.product]
            ]
            if not meant:
                return ""
            self.tiles[words] = meant[0]
        return self.tiles[words]


def look_over(bob: Hands, things: Sequence[Sequence[Any]]) -> None:
    """Inspect what waits, and put what is good on its shelf: code, product, condition of each."""
    for code, product, condition, *_rest in things:
        good = condition in NEW or product not in USED
        bob.go(f"/inspections/new?lot={code}")
        answers = bob.page.locator('main input[type="radio"][value="yes"]').evaluate_all(
            "(all) => all.map((one) => one.name)"
        )
        if answers:
            no = {} if good else {answers[0]: "no"}
            bob.send("/inspections/new", {**dict.fromkeys(answers, "yes"), **no})
        outcome = "accept" if good else USED[product]
        bob.send("/inspections/new", {"outcome": outcome}, "That is what becomes of it")
        if good:
            _onto_a_shelf_instead(bob)
            bob.send("/put-aways/new", {"place": bin_for(product)})
        assert bob.asked("done"), f"{code}: {bob.problem()}"


def _onto_a_shelf_instead(bob: Hands) -> None:
    """What somebody waits for is offered to the bench first; here the desk plans who gets it."""
    if urlsplit(bob.page.url).path == "/bench-sendings/new":
        [shelf] = bob.links("/put-aways/new")
        bob.go(shelf)


def bin_for(product: str) -> str:
    """The shelf of a product's family."""
    return BINS.get(product[:2], ELSEWHERE)


def _day(one: Arrival) -> str:
    """The day as a date field takes it; what is no day cannot be put in there at all."""
    return one.read.use_by.isoformat() if one.read.use_by else one.row.use_by
