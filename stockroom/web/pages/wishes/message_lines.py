"""Proposed lines as a form has them, and the message cut into the pieces that they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from stockroom.reports.stages import table
from stockroom.rules.blacking import BLACK
from stockroom.rules.messages import Known, Piece, Proposed, Reading, Thing
from stockroom.rules.messages.said import LIKELY
from stockroom.speech import mark as _
from stockroom.tables.kits import Kit
from stockroom.web.pages.acting import Look
from stockroom.web.pages.wishes.known import PRODUCT
from stockroom.web.pages.wishes.typed import KIT, NOTHING

KITS = table(Kit)
DOUBTS = {
    "how_many": _("How many?"),
    "packs": _("They ask in packs: say how many pieces are in one."),
    "size": _("Which size?"),
    "size_elsewhere": _("The size stood elsewhere in the message."),
    "product": _("The word was misspelt: is this the thing?"),
    "each": _("So many for each: this is the number for all."),
    "lacking": _("They say that they have none left."),
    "other": _("It may be another thing of that name."),
}
# Packs of these are what is counted.
_IN_PIECES = "ea"
_PARTS = re.compile(r"[,/]| أو ")
_SPAN = re.compile(r"(\d{1,5})-(\d{1,5})")


class Stretch(NamedTuple):
    """A stretch of the message: plain, a bar, a line's piece with its number, or not understood."""

    text: str
    kind: str = ""
    number: int = 0
    span: str = ""


class Shown(NamedTuple):
    """A line of the form with the words that it came from and what is doubtful in it."""

    typed: Mapping[str, str]
    words: str = ""
    doubts: Sequence[str] = ()


def known(look: Look) -> Known:
    """The catalogue and the kits by all the names that people here give them; two statements."""
    products = {
        row.code: Thing(row.sizing, row.unit, tuple(_names(row.name, row.names)))
        for row in look.books.execute(sa.select(PRODUCT).where(PRODUCT.c.active))
    }
    rows = look.books.execute(sa.select(KITS).where(KITS.c.active))
    return Known(products, {row.code: tuple(_names(row.name, row.names)) for row in rows})


def line(one: Proposed, stock: Known) -> dict[str, str]:
    """A proposed line as the form names its fields."""
    unit = stock.products[one.product].unit if one.product else _IN_PIECES
    said = {
        "product": one.product or KIT + one.kit,
        "size": one.size,
        "quantity": str(one.quantity or ""),
        "pack": str(one.pack or "") if unit == _IN_PIECES and not one.kit else "",
        "urgency": one.urgency or "",
        "fits": one.fits if one.fits != "any" else "",
        "season": one.season if one.season != "any" else "",
        "needed_by": one.needed_by.isoformat() if one.needed_by else "",
        "as_of": one.as_of.isoformat() if one.as_of else "",
        "new_only": "true" if one.new_only else "",
        "set_number": str(one.set_number or ""),
        "piece": span(one.piece),
    }
    return NOTHING | said


def shown(typed: Sequence[Mapping[str, str]], reading: Reading, text: str) -> list[Shown]:
    """The lines of the form, each with its words and what is still doubtful in it."""
    proposed = {span(one.piece): one for one in reading.lines}
    return [
        Shown(one, piece_of(one.get("piece", ""), text), _doubts(one, proposed)) for one in typed
    ]


def stretches(text: str, lines: Sequence[Mapping[str, str]], reading: Reading) -> list[Stretch]:
    """The whole text in order, every piece of a line and every bar marked."""
    marks = [
        (place, "line", number, one["piece"])
        for number, one in enumerate(lines, start=1)
        if (place := _place(one.get("piece", ""), text))
    ]
    taken = {mark[3] for mark in marks}
    marks += [(one, "unread", 0, span(one)) for one in reading.unread if span(one) not in taken]
    found: list[Stretch] = []
    at = 0
    for place, kind, number, said in sorted(marks, key=lambda mark: mark[0]):
        if place.start >= at:
            found += _plain(text[at : place.start])
            found.append(Stretch(place.of(text), kind, number, said))
            at = place.end
    return [*found, *_plain(text[at:])]


def span(piece: Piece) -> str:
    """Where a piece stands, as a form carries it."""
    return f"{piece.start}-{piece.end}"


def piece_of(said: str, text: str) -> str:
    """The words of a piece that a form names; none where it names no place in the text."""
    place = _place(said, text)
    return place.of(text) if place else ""


def _place(said: str, text: str) -> Piece | None:
    match = _SPAN.fullmatch(said)
    if match is None:
        return None
    place = Piece(int(match[1]), int(match[2]))
    return place if place.start < place.end <= len(text) else None


def _doubts(typed: Mapping[str, str], proposed: Mapping[str, Proposed]) -> list[str]:
    one = proposed.get(typed.get("piece", ""))
    if one is None or typed["product"] not in (one.product, KIT + one.kit):
        return []
    mended = {
        "how_many": bool(typed["quantity"]),
        "packs": bool(typed["pack"]),
        "size": typed["size"] != one.size,
        "size_elsewhere": typed["size"] != one.size,
    }
    names = [name for name in one.doubts if not mended.get(name, False)]
    if one.sure == LIKELY and one.others and "lacking" not in names:
        names.append("other")
    return [DOUBTS[name] for name in names]


def _plain(text: str) -> Iterable[Stretch]:
    parts = re.split(f"({BLACK})", text)
    return [Stretch(part, "bar" if part == BLACK else "") for part in parts if part]


def _names(name: str, names: Mapping[str, str] | None) -> Iterable[str]:
    for one in (name, *(names or {}).values()):
        yield from (part.strip() for part in _PARTS.split(one) if part.strip())
