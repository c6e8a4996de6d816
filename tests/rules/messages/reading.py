"""Reads the files of invented messages, and compares what our rules make of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stockroom.rules import sizes
from stockroom.rules.messages import Known, Proposed, Reading, Thing, read
from stockroom.rules.writing import fold

FOLDER = Path(__file__).parent
CATALOGUE = Path(sizes.__file__).parents[2] / "catalogue" / "products.csv"
LANGUAGES = ("en", "fr", "ru", "ar", "mixed")


@dataclass(frozen=True)
class Line:
    """A line as it is compared: product, how many, size; `about` is checked apart."""

    product: str
    count: str
    size: str


@dataclass(frozen=True)
class Message:
    """An invented message and the lines that a person reads in it."""

    language: str
    text: str
    lines: tuple[Line, ...]
    about: tuple[frozenset[str], ...]


@cache
def known() -> Known:
    """The built-in catalogue and two kits."""
    with CATALOGUE.open(encoding="utf-8") as file:
        products = {
            row["code"]: Thing(row["sizing"] if row["sizing"] in SIZINGS else "", row["unit"])
            for row in csv.DictReader(file)
        }
    return Known(products, {"TONIGHT": ("arrival tonight", "arrivée ce soir"), "WEEK": WEEK})


SIZINGS = frozenset({"EUCM", "NAP", "SHOE", "AGE", "AD", "STG"})
WEEK = ("a week's clothes", "une semaine de vêtements", "одежда на неделю", "ملابس أسبوع")


def messages(name: str) -> Iterator[Message]:
    """The messages of one file."""
    for block in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("====\n"):
        if block.strip():
            text, _, expected = block.partition("----\n")
            rows = [[cell.strip() for cell in row.split("|")] for row in expected.splitlines()]
            lines = tuple(Line(row[0], row[1], _size(row[2])) for row in rows)
            yield Message(
                name.removesuffix("_unseen"),
                text.strip("\n"),
                lines,
                tuple(frozenset((row[3] if len(row) > 3 else "").split()) for row in rows),
            )


def understood(text: str) -> Reading:
    """What our rules make of a message."""
    return read(text, (), known())


def line_of(one: Proposed) -> Line:
    """A proposed line as it is compared."""
    number = "?" if one.quantity is None else str(one.quantity)
    count = f"{number}x{one.pack}" if one.pack else f"{number}p" if one.packs else number
    return Line(one.product or one.kit, count, _size(one.size))


def about(one: Proposed) -> frozenset[str]:
    """What else a proposed line says."""
    said = {
        one.urgency or "",
        one.fits if one.fits != "any" else "",
        one.season if one.season != "any" else "",
        "new" if one.new_only else "",
        f"set{one.set_number}" if one.set_number else "",
    }
    return frozenset(said - {""})


def same(expected: Line, found: Line) -> bool:
    """Whether two lines ask the same; packs of a product that comes in packs are its pieces."""
    unit = known().products[expected.product].unit if expected.product in known().products else ""
    in_packs = unit in ("pk", "tin", "set", "pr")
    counts = {one.count.removesuffix("p") if in_packs else one.count for one in (expected, found)}
    return len(counts) == 1 and (expected.product, expected.size) == (found.product, found.size)


def _size(label: str) -> str:
    words = ("taille", "size", "stage", "размер", "مقاس", "المرحلة", "age")
    bare = fold(label)
    for word in words:
        bare = bare.replace(word, "")
    return {"naissance": "newborn"}.get(bare.strip(), bare.strip())
