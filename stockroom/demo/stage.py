"""Where the demo is told: the house, a clock that walks through the past, the cast, the shelves."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from stockroom.app import House
from stockroom.clock import Clock
from stockroom.commands import BY_NOUN
from stockroom.commands.base import Actor
from stockroom.desk import Receipt
from stockroom.serving import STEWARD_AT_THE_MACHINE
from stockroom.tables.people import Role
from stockroom.web.door import PERSON

SEED = 26
MACHINE = "the machine"
BETWEEN_ACTS = timedelta(seconds=50)
OPENS_AT = timedelta(hours=7, minutes=30)
LAST_HOURS = timedelta(hours=4)


@dataclass(frozen=True)
class WalkingClock(Clock):
    """A clock that walks forward through the past, at most up to the moment it ends at."""

    until: datetime
    times: list[datetime]

    @classmethod
    def beginning(cls, until: datetime, *, weeks: int) -> WalkingClock:
        """A clock that stands so many weeks before its end."""
        return cls(until, [until - timedelta(weeks=weeks)])

    def now(self) -> datetime:
        """The moment that the story has reached."""
        return self.times[-1]

    def walk_to(self, moment: datetime) -> None:
        """On to that moment; never back, and never past the end."""
        self.times[-1] = min(max(self.times[-1], moment), self.until)


@dataclass
class Shelved:
    """Free pieces of an accepted lot: `ref` is its code, or the mixed box that it fills."""

    ref: str
    product: str
    size: str
    condition: str
    site: str
    place: str
    left: int


@dataclass(frozen=True)
class Promised:
    """Pieces allocated to a wish line of a facility, and where they lie."""

    facility: str
    line: int
    goods: Shelved
    quantity: int


@dataclass
class Stage:
    """What the chapters of the story share; `do` is how the cast act."""

    house: House
    clock: WalkingClock
    chance: random.Random
    cast: dict[str, Actor]
    shelf: list[Shelved] = field(default_factory=list)
    promised: list[Promised] = field(default_factory=list)
    empty_boxes: dict[str, list[str]] = field(default_factory=dict)
    mixed_boxes: list[str] = field(default_factory=list)
    deliveries: list[int] = field(default_factory=list)
    position: int = 0

    @classmethod
    def of(cls, house: House, clock: WalkingClock) -> Stage:
        """An empty stage; the same chance each time, so that the same goods come in."""
        chance = random.Random(SEED)  # noqa: S311 - invents goods, guards nothing
        return cls(house, clock, chance, {MACHINE: STEWARD_AT_THE_MACHINE})

    @property
    def today(self) -> date:
        """The day that the story has reached."""
        return self.clock.now().date()

    def day(self, days_ago: int) -> date:
        """The day so many days before the story ends; negative for days to come."""
        return (self.clock.until - timedelta(days=days_ago)).date()

    def morning(self, days_ago: int) -> None:
        """Walk on to the opening of the day so many days ago; today, at least hours ago."""
        day = self.clock.until - timedelta(days=days_ago)
        midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
        self.clock.walk_to(min(midnight + OPENS_AT, self.clock.until - LAST_HOURS))

    def do(self, who: str, noun: str, **content: Any) -> Receipt:
        """Hand a command in at the desk as one of the cast, a little after the last one."""
        self.clock.walk_to(self.clock.now() + BETWEEN_ACTS)
        command = msgspec.convert(content, type=BY_NOUN[noun].command)
        receipt = self.house.desk.do(command, self.cast[who], id=self.clock.command_id())
        self.position = receipt.sequence
        return receipt

    def greet(self) -> None:
        """Learn who can act by now."""
        with self.house.database.reading() as connection:
            for row in connection.execute(sa.select(PERSON)).all():
                self.cast[row.login] = Actor(
                    id=row.id,
                    name=row.name,
                    role=Role(row.role),
                    facility_id=row.facility_id,
                    site_id=row.site_id,
                )


@dataclass(frozen=True)
class Chapter:
    """What happened on one day, so many days before the story ends."""

    days_ago: int
    tell: Callable[[Stage], None]
