"""How far a wish list and each of its lines are, read from facts; no state is ever stored.

A list is a *draft* until it is submitted, which is a row of its own and not judged here. All
numbers are whole pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ListState = Literal[
    "submitted",
    "checked",
    "open",
    "part_filled",
    "complete",
    "closed_short",
    "withdrawn",
]
LineState = Literal[
    "asked", "short", "promised", "packed", "on_the_way", "delivered", "confirmed", "let_go"
]
LIST_STATES: tuple[ListState, ...] = (
    "submitted", "checked", "open", "part_filled", "complete", "closed_short", "withdrawn",
)  # fmt: skip
LINE_STATES: tuple[LineState, ...] = (
    "asked", "short", "promised", "packed", "on_the_way", "delivered", "confirmed", "let_go",
)  # fmt: skip


@dataclass(frozen=True)
class LineFacts:
    """What a line asks, and the pieces that serve it at each stage, each piece at one only.

    `found_short` says that the newest plan that looked for the line found too little.
    """

    asked: int
    promised: int = 0
    packed: int = 0
    on_the_way: int = 0
    delivered: int = 0
    confirmed: int = 0
    found_short: bool = False

    @property
    def serving(self) -> int:
        """Pieces that serve the line, wherever they are."""
        return self.promised + self.packed + self.on_the_way + self.delivered + self.confirmed


@dataclass(frozen=True)
class ListFacts:
    """What was done with a list, and its lines; `looked_for` says that a plan covered one."""

    lines: Sequence[LineFacts]
    checked: bool = False
    looked_for: bool = False
    closed: bool = False
    withdrawn: bool = False


def line_state(line: LineFacts) -> LineState:
    """The furthest stage at which all that a line asks has arrived, or what it still lacks."""
    wanted = line.asked or line.serving
    if not wanted:
        return "let_go"
    far = line.confirmed
    for state, pieces in (
        ("confirmed", 0),
        ("delivered", line.delivered),
        ("on_the_way", line.on_the_way),
        ("packed", line.packed),
        ("promised", line.promised),
    ):
        far += pieces
        if far >= wanted:
            return state  # type: ignore[return-value]
    return "short" if line.serving or line.found_short else "asked"


def list_state(facts: ListFacts) -> ListState:
    """How far a list is; see docs/decisions/0009 for what each state means.

    A list whose every line asks nothing any more, and that nothing serves, is withdrawn too.
    """
    asked = sum(line.asked for line in facts.lines)
    serving = sum(line.serving for line in facts.lines)
    if facts.withdrawn or (not facts.closed and not asked and not serving):
        return "withdrawn"
    if facts.closed:
        return "closed_short"
    if asked and all(line.confirmed >= line.asked for line in facts.lines):
        return "complete"
    if serving:
        return "part_filled"
    if facts.looked_for:
        return "open"
    return "checked" if facts.checked else "submitted"
