"""Tells a scanner that plays a keyboard from a hand, by how fast the letters come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

FASTEST_HAND_S = 0.05  # between two keys; a quick typist takes 0.08
SHORTEST = 3  # letters: less may be somebody's two quick keys
LONGEST = 200
ENTERS = "\r\n"
TAB = "\t"
RUBS_OUT = "\b\x7f"
RUBS_ALL_OUT = "\x15"
ENDS = "\x04"  # Ctrl-D
ESCAPE = "\x1b"
GROUP_SEPARATOR = "\x1d"  # as scanners type that of GS1


@dataclass(frozen=True)
class Heard:
    """A text and how it came: from a scanner, by hand, or as a line of a pipe.

    `before` is what stood typed in front of a scan; `at` are seconds on a clock that runs forward.
    """

    text: str
    how: Literal["scan", "typed", "line"]
    at: float
    before: str = ""


class Keys:
    """Give it the letters as they come; `typed` is what stands there for all to see."""

    def __init__(self) -> None:
        self.typed = ""
        self.ended = False
        self._run = ""  # letters that came fast, one after the other
        self._last = 0.0
        self._escaped = False

    def take(self, letters: str, at: float) -> Iterator[Heard]:
        """What is complete with these letters, which all came at that moment, in seconds."""
        for letter in letters:
            yield from self._take(letter, at)

    def _take(self, letter: str, at: float) -> Iterator[Heard]:
        quick = at - self._last <= FASTEST_HAND_S
        self._last = at
        if not quick:
            self._run = ""
        if self._is_of_an_arrow(letter, quick=quick):
            return
        if letter in ENTERS or letter == TAB:
            yield from self._ended(at, tab=letter == TAB)
        elif letter == ENDS and not self.typed:
            self.ended = True
        elif letter in RUBS_OUT:
            self.typed, self._run = self.typed[:-1], self._run[:-1]
        elif letter == RUBS_ALL_OUT:
            self.typed = self._run = ""
        elif (letter.isprintable() or letter == GROUP_SEPARATOR) and len(self.typed) <= LONGEST:
            self.typed += letter
            self._run += letter

    def _ended(self, at: float, *, tab: bool) -> Iterator[Heard]:
        run, typed = self._run, self.typed
        self._run = ""
        if len(run) >= SHORTEST:
            # Whatever a hand had begun to write stays there.
            self.typed = typed[: len(typed) - len(run)]
            yield Heard(run, "scan", at, self.typed)
        elif not tab:
            self.typed = ""
            if typed.strip():
                yield Heard(typed, "typed", at)

    def _is_of_an_arrow(self, letter: str, *, quick: bool) -> bool:
        """Arrows and the like come as an escape and letters, of which none is meant."""
        if letter == ESCAPE:
            self._escaped = True
            return True
        if self._escaped and quick:
            self._escaped = not (letter.isalpha() or letter == "~") or letter == "O"
            return True
        self._escaped = False
        return False
