"""A shelf to scan at: its labels, what a scanner sends, and what the books say afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import Page

from stockroom.commands.refs import LABEL
from stockroom.desk import JOURNAL
from stockroom.ledger import HOLDING, LOT, PLACE
from stockroom.rules import codes
from stockroom.web.door import PERSON
from tests.world import World

HOST = "LABELS.EXAMPLE.ORG"
GTIN = "5901234123457"
BINS = ("A1", "A2", "A3")
MEANWHILE_MS = 15_000
# A scanner's keys, all within one task: closer than any hand.
KEYS = """text => {
  const shifted = { ":": "Semicolon" };
  const plain = { "/": "Slash", ".": "Period", "-": "Minus", " ": "Space" };
  const press = (code, shiftKey) => document.body.dispatchEvent(
    new KeyboardEvent("keydown", { code, shiftKey, bubbles: true, cancelable: true }));
  for (const sign of text) {
    if (/[A-Z]/.test(sign)) press("Key" + sign, true);
    else if (/[0-9]/.test(sign)) press("Digit" + sign, false);
    else press(shifted[sign] ?? plain[sign], sign in shifted);
  }
  press("Enter", false);
}"""


@dataclass(frozen=True)
class Shelf:
    """Three bins and ten labels that are on nothing yet, in a world that has met the goods."""

    world: World
    bins: dict[str, str]
    labels: list[str]

    @classmethod
    def ready(cls, world: World, labels: int = 10) -> Shelf:
        """The shelf, with a barcode that this stockroom has learnt."""
        world.do("bob", "intakes", product="NP-DISP", size="4", quantity=1, gtin=GTIN, site="North")
        blank = world.do("alice", "blank-codes", number=labels).made["codes"]
        return cls(world, {name: code_of(world, name) for name in BINS}, blank)

    def by_bin(self) -> dict[str, list[str]]:
        """The labels as they are to be spread over the bins."""
        return {name: self.labels[nth :: len(BINS)] for nth, name in enumerate(BINS)}

    def scans(self) -> list[str]:
        """Take in all, put them away, count the first bin: each scan, with no hand on a key."""
        taken = [card("TAKE-IN"), GTIN, *map(url, self.labels)]
        away = [card("PUT-AWAY")]
        for name, labels in self.by_bin().items():
            away += [url(self.bins[name]), *map(url, labels)]
        first = self.bins[BINS[0]]
        counted = [card("COUNT"), url(first), *map(url, self.by_bin()[BINS[0]]), url(first)]
        return [*taken, *away, *counted]

    def assert_all_in_the_books(self) -> None:
        """Each lot lies in its bin, and each act is in the journal once."""
        for name, labels in self.by_bin().items():
            assert [where(self.world, label) for label in labels] == [{name: 1}] * len(labels)
        told = journalled(self.world)
        assert told == {"intakes": 1 + len(self.labels), "put-aways": len(self.labels), "counts": 1}


def card(verb: str) -> str:
    """What a printed card of a verb says."""
    return f"STOCKROOM:{verb}"


def url(code: str) -> str:
    """What the QR of a label says."""
    return codes.url(code, HOST)


def wedge(page: Page, *scans: str) -> None:
    """Scan with a scanner that plays a keyboard."""
    for text in scans:
        page.evaluate(KEYS, text)


def settled(page: Page) -> None:
    """Wait until every scan has been understood and every act answered."""
    page.wait_for_selector("#scan[aria-busy=false]", timeout=MEANWHILE_MS)
    page.wait_for_selector(".scan-net-waits", state="detached", timeout=MEANWHILE_MS)
    page.wait_for_selector(".scan-saved", state="detached", timeout=MEANWHILE_MS)


def code_of(world: World, place: str) -> str:
    """The code on a place's label."""
    query = sa.select(LABEL.c.code).join(PLACE, PLACE.c.id == LABEL.c.place_id)
    with world.house.database.reading() as books:
        return str(books.execute(query.where(PLACE.c.name == place)).scalar_one())


def labels_of(world: World, lot: int) -> list[str]:
    """The codes on a lot, by its number."""
    with world.house.database.reading() as books:
        return list(books.execute(sa.select(LABEL.c.code).where(LABEL.c.lot_id == lot)).scalars())


def serial_of(world: World, label: str) -> str:
    """The serial number of the lot with that label."""
    query = sa.select(LOT.c.serial).join(LABEL, LABEL.c.lot_id == LOT.c.id)
    with world.house.database.reading() as books:
        return str(books.execute(query.where(LABEL.c.code == label)).scalar_one())


def who_moved(world: World) -> str:
    """Who did the newest transfer."""
    query = sa.select(PERSON.c.name).join(JOURNAL, JOURNAL.c.actor_id == PERSON.c.id)
    newest = query.where(JOURNAL.c.noun == "transfers").order_by(JOURNAL.c.sequence.desc())
    with world.house.database.reading() as books:
        return str(books.execute(newest.limit(1)).scalar_one())


def where(world: World, label: str) -> dict[str, int]:
    """Where the books have a lot's pieces."""
    query = (
        sa.select(PLACE.c.name, HOLDING.c.quantity)
        .select_from(LABEL.join(HOLDING, HOLDING.c.lot_id == LABEL.c.lot_id))
        .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .where(LABEL.c.code == label, HOLDING.c.quantity > 0, sa.not_(PLACE.c.outside))
    )
    with world.house.database.reading() as books:
        return {row.name: row.quantity for row in books.execute(query)}


def journalled(world: World, nouns: Iterable[str] = ("intakes", "put-aways", "counts")) -> Any:
    """How many acts of these kinds stand in the journal."""
    query = sa.select(JOURNAL.c.noun, sa.func.count()).group_by(JOURNAL.c.noun)
    with world.house.database.reading() as books:
        told = {row[0]: row[1] for row in books.execute(query)}
    return {noun: told.get(noun, 0) for noun in nouns}
