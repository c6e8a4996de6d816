"""A drive's file as people would type it: which rows can be taken in, and what each would say."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stockroom.app import House
from stockroom.web.api import judging, reading_intakes
from stockroom.web.api.reading_intakes import IntakeRead, IntakeRow
from tests.tidiness import HOME

FILE = HOME / "docs" / "samples" / "donation_drive.csv"
COLUMNS = (
    "donor", "product_code", "description", "size", "quantity", "unit", "condition", "brand",
    "gtin", "use_by", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Arrival:
    """A row of the file: as it was typed there, and as our rules of reading understand it."""

    row: IntakeRow
    read: IntakeRead

    @property
    def words(self) -> str:
        """The donor's own words, with whatever else was written that no tile says."""
        more = "" if self.read.condition else self.row.condition
        return ", ".join(filter(None, (self.row.description, more, self.row.note)))[:120]


def arrivals(house: House, today: date, file: Path = FILE) -> Sequence[Arrival]:
    """Every row of the file, judged by the rules that an import obeys."""
    with house.database.reading() as books:
        known = judging.catalogue(books, "en")
    return [Arrival(row, reading_intakes.judge(row, "en", today, known, {})) for row in _rows(file)]


def _rows(file: Path) -> Iterator[IntakeRow]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        for line, cells in enumerate(list(csv.reader(opened))[1:], start=2):
            yield IntakeRow(line=line, **dict(zip(COLUMNS, cells, strict=False)))
