"""How far wish lines and lists are: what is asked, and how much of it is where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.reports.stages import ASKED, CHANGE, LINE, STAGES, at_each_stage
from stockroom.rules.wish_states import LineFacts

# The stages as a reader follows them, furthest first.
PARTS = ("confirmed", "delivered", "on_the_road", "packed", "promised", "open")
WHOLE = 1000


class Progress(NamedTuple):
    """Pieces of a line, or of many; each piece counts at one stage only."""

    asked: int = 0
    promised: int = 0
    packed: int = 0
    on_the_road: int = 0
    delivered: int = 0
    confirmed: int = 0
    open: int = 0

    @classmethod
    def of_all(cls, parts: Iterable[Progress]) -> Progress:
        """The progress of many lines together."""
        return cls(*map(sum, zip(*parts, strict=True)))

    @property
    def arrived(self) -> int:
        """Pieces handed over, whether the facility has counted them yet or not."""
        return self.delivered + self.confirmed

    @property
    def given(self) -> int:
        """Pieces that serve the wish, wherever they are."""
        return self.promised + self.packed + self.on_the_road + self.arrived

    @property
    def is_done(self) -> bool:
        """Whether all that is asked has been handed over."""
        return self.arrived >= self.asked

    @property
    def parts(self) -> Sequence[tuple[str, int]]:
        """The stages that hold something, furthest first."""
        return [(name, getattr(self, name)) for name in PARTS if getattr(self, name)]

    @property
    def bar(self) -> Sequence[tuple[str, int, int]]:
        """The same as stretches of a bar that is WHOLE long: name, start, length."""
        total = max(self.given + self.open, 1)
        made, start, pieces = [], 0, 0
        for name, number in self.parts:
            pieces += number
            end = WHOLE * pieces // total
            made.append((name, start, end - start))
            start = end
        return [one for one in made if one[0] != "open"]


def of_lines(books: sa.Connection, lines: Iterable[int]) -> dict[int, Progress]:
    """How far each of these lines is; two statements."""
    wanted = list(lines)
    fits = LINE.c.id.in_(wanted)
    asked = books.execute(sa.select(LINE.c.id, ASKED).where(fits))
    held = {row["line_id"]: dict(row) for row in books.execute(at_each_stage(fits)).mappings()}
    return {row.id: made(row.asked or 0, held.get(row.id, {})) for row in asked}


def made(asked: int, held: Mapping[str, Any]) -> Progress:
    """The progress of one line from what it asks and from its pieces at each stage."""
    at = {stage: int(held.get(stage, 0)) for stage in STAGES}
    given = at["allocated"] + at["picked"] + at["packed"] + at["in_the_van"] + at["delivered"]
    return Progress(
        asked=asked,
        promised=at["allocated"] + at["picked"],
        packed=at["packed"],
        on_the_road=at["in_the_van"],
        delivered=at["delivered"] - at["confirmed"],
        confirmed=at["confirmed"],
        open=max(0, asked - given),
    )


def facts(far: Progress, found_short: bool = False) -> LineFacts:
    """The same progress as the rule of states reads it."""
    return LineFacts(
        asked=far.asked,
        promised=far.promised,
        packed=far.packed,
        on_the_way=far.on_the_road,
        delivered=far.delivered,
        confirmed=far.confirmed,
        found_short=found_short,
    )


def changes(books: sa.Connection, line: int) -> Sequence[Any]:
    """What a line asked from when on, newest first; one statement."""
    query = sa.select(CHANGE.c.asked, CHANGE.c.reason).where(CHANGE.c.line_id == line)
    return books.execute(query.order_by(CHANGE.c.id.desc()).limit(10)).all()
