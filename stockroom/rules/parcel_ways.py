"""What a parcel's label says of its way, written down when printed, to be held against now."""

from __future__ import annotations

from typing import NamedTuple


class Way(NamedTuple):
    """A parcel's way: its run by id, and as people say it; `part` of `parts` go to that stop.

    `run` is 0 where no run is planned yet. `number` counts the runs of that day.
    """

    parcel: int
    run: int = 0
    colour: str = ""
    number: int = 0
    stop: int = 0
    part: int = 0
    parts: int = 0

    def written(self) -> str:
        """As it is kept with a printed label."""
        return " ".join(str(one) for one in self if one != "")


def read(text: str) -> Way | None:
    """The way that was kept with a printed label; None for a label that said none."""
    words = text.split()
    if not words:
        return None
    if len(words) < len(Way._fields):
        return Way(int(words[0]))
    parcel, run, colour, *counts = words
    return Way(int(parcel), int(run), colour, *map(int, counts))
