"""What a device carries of wishes, so that it tells without network what is wanted.

It knows no rules: what a gate asks has become the least condition that will do, a size the range
that is needed, and the labels that people write are carried with what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import sqlalchemy as sa

from stockroom.commands import barred, promising
from stockroom.commands.barred import Gate
from stockroom.errors import Malformed
from stockroom.rules import gate, sizes
from stockroom.web.wanting.lines import gates_of, open_lines, size_needed
from stockroom.words import Condition, Urgency

MOST_LABELS = 1_000
GRADES = (Condition.WORN, Condition.GOOD, Condition.NEW, Condition.NEW_SEALED)
# The labels that come most, by the catalogue's sizing, also where no such lot is here.
COMMON: Mapping[str, Sequence[str]] = {
    "EUCM": [str(size) for size in range(44, 111, 6)],
    "NAP": [str(size) for size in range(1, 7)],
    "SHOE": [str(size) for size in range(16, 28)],
    "AGE": ["0-3 m", "3-6 m", "6-12 m", "12-18 m", "18-24 m", "2-3 y"],
    "AD": ["S", "M", "L", "XL"],
    "STG": ["1", "2", "3"],
}


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A line that asks for more: so many pieces, for the facility of that code.

    `low` and `high` are the range that a size must touch, zeros where the line names none; `least`
    is the most worn condition that will do; `kind` is that of the facility.
    """

    line: int
    facility: str
    kind: str
    urgency: str
    pieces: int
    product: str
    size: str
    low: int
    high: int
    fits: str
    season: str
    least: str


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """What a size on a label means in its sizing: the two ends of what it covers."""

    sizing: str
    label: str
    low: int
    high: int


def carried(books: sa.Connection, today: date) -> list[Wanted]:
    """The open lines, the most urgent first, that single pieces may be sent to; two statements."""
    lines = books.execute(open_lines(today)).all()
    gates = gates_of(books, lines, today) if lines else {}
    found = ((line, _least(line, gates[line.facility_id])) for line in lines)
    return [_wanted(line, least, today) for line, least in found if least is not None]


def meanings(labels: Iterable[tuple[str, str]]) -> list[Meaning]:
    """What labels of a sizing mean, and those that come most; unreadable ones are left out."""
    common = ((sizing, label) for sizing, those in COMMON.items() for label in those)
    known = sorted({*common, *sorted(labels)[:MOST_LABELS]})
    found = []
    for sizing, label in known:
        try:
            size = sizes.read(label, sizing)
        except Malformed:
            continue
        if size.scheme != "none":
            found.append(Meaning(sizing=sizing, label=label, low=size.low, high=size.high))
    return found


def _least(line: Any, at: Gate) -> str | None:
    """The most worn condition that the line and its gate take; None where they take none."""
    for grade in GRADES:
        goods = gate.Goods(condition=grade, flags=line.gate_flags)
        worn = line.new_only and grade not in promising.SEALED
        if not worn and barred.why_not(at, goods, None, "") is None:
            return grade.value
    return None


def _wanted(line: Any, least: str, today: date) -> Wanted:
    low, high = size_needed(line, today) if line.size_scheme != "none" else (0, 0)
    return Wanted(
        line=line.id,
        facility=line.facility,
        kind=line.facility_kind,
        urgency=Urgency(line.urgency).value,
        pieces=int(line.pieces),
        product=line.product,
        size=line.size_label,
        low=low,
        high=high,
        fits=line.fits,
        season=line.season,
        least=least,
    )
