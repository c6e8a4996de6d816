"""What a day on the road is made of: stops with their hours and loads, a van with its shift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

Place = tuple[str, int]
"""The kind of a place ("facility", "site", "donor") and its id."""

Minutes = Mapping[tuple[Place, Place], int]
"""Minutes from one place to another, each way for itself; a pair that is missing is not known."""

UNKNOWN_MIN = 30
"""Counted for a way that nobody has told: about 14 km in a straight line, far across a town."""


class Window(NamedTuple):
    """The hours within which work at a stop may begin, both included, in minutes of the day."""

    opens: int
    closes: int


class Load(NamedTuple):
    """What goods weigh in grams, and the room that they take in millilitres."""

    g: int = 0
    ml: int = 0

    def plus(self, other: Load) -> Load:
        """Both together."""
        return Load(self.g + other.g, self.ml + other.ml)

    def minus(self, other: Load) -> Load:
        """What is left without the other."""
        return Load(self.g - other.g, self.ml - other.ml)


NOTHING = Load()


class Onward(NamedTuple):
    """Goods taken aboard at one stop for a later stop of the same run, by its id."""

    to: int
    load: Load


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop: when work may begin there, how long it takes, and what is brought and fetched.

    Without windows any hour will do. `brought` is aboard from the start and left here, `fetched`
    is taken aboard here and comes back; `onward` is for later stops. `drivers` and `vans` are whom
    the gate lets in, by id; None where it asks nobody.
    """

    id: int
    name: str
    place: Place
    windows: tuple[Window, ...] = ()
    service_min: int = 20
    brought: Load = NOTHING
    fetched: Load = NOTHING
    onward: tuple[Onward, ...] = ()
    drivers: frozenset[int] | None = None
    vans: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """One van with its driver from its start to its end, in minutes of the day.

    It `leaves` when told; else as late as it can without being back any later. `carried` is aboard
    all the way. `most` limits are None where nobody has told them. `aboard`, where given, asks
    that last in is first out: the stops whose goods are in already, from the innermost to those at
    the door; goods of stops not named there, and those fetched on the way, can always be got at.
    """

    van: int
    driver: int
    start: Place
    end: Place
    shift: Window
    longest_wait_min: int = 30
    leaves: int | None = None
    carried: Load = NOTHING
    most_g: int | None = None
    most_ml: int | None = None
    aboard: tuple[int, ...] | None = None
    start_name: str = ""
    end_name: str = ""
