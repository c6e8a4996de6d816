"""A small named world, stated in one literal, and the cast who act in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from stockroom import books
from stockroom.app import House
from stockroom.clock import Clock
from stockroom.commands import BY_NOUN
from stockroom.commands.base import Actor
from stockroom.desk import Receipt
from stockroom.ledger import HOLDING, PLACE
from stockroom.rules import codes
from stockroom.tables.discrepancies import Discrepancy
from stockroom.tables.people import Role
from stockroom.tables.stock import LabelCode
from stockroom.tables.transport import Stop
from stockroom.web.door import PERSON

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class StillClock(Clock):
    """A clock that stands still until a test moves it."""

    times: list[datetime] = field(default_factory=lambda: [NOON])

    def now(self) -> datetime:
        """The moment the test says it is."""
        return self.times[-1]

    def forward(self, step: timedelta) -> None:
        """Let that much time pass."""
        self.times.append(self.now() + step)


WORLD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("sites", {"name": "North"}),
    ("sites", {"name": "South"}),
    *(("bins", {"name": name, "site": "North"}) for name in ("A1", "A2", "A3")),
    ("bins", {"name": "S1", "site": "South"}),
    *(("vans", {"name": name}) for name in ("Van 1", "Van 2")),
    ("boxes", {"name": "Box one", "place": "A1"}),
    ("boxes", {"name": "Box two", "place": "A1"}),
    (
        "facilities",
        {
            "code": "M-1",
            "kind": "prison",
            "language": "fr",
            "capacity": 6,
            "address": "1 invented street",
            "contact": "the invented nurse",
        },
    ),
    (
        "facilities",
        {
            "code": "E-2",
            "kind": "shelter",
            "language": "ar",
            "capacity": 20,
            "address": "2 invented street",
        },
    ),
)
CAST = {
    "alice": (Role.COORDINATOR, None, None),
    "bob": (Role.VOLUNTEER, "North", None),
    "ben": (Role.VOLUNTEER, "South", None),
    "dora": (Role.DRIVER, None, None),
    "dan": (Role.DRIVER, None, None),
    "fatima": (Role.FACILITY, None, "M-1"),
    "farid": (Role.FACILITY, None, "E-2"),
    "sam": (Role.STEWARD, None, None),
    "sue": (Role.SUPPORTER, None, None),
}


def password_of(login: str) -> str:
    """What each of the cast signs in with."""
    return f"{login} has a long password"


@dataclass
class World:
    """A house with the small world in it; `do` is how a test acts, `held` how it looks."""

    house: House
    cast: dict[str, Actor]

    @classmethod
    def made(cls, house: House) -> World:
        """The world of `WORLD`, with the whole of `CAST`; each password takes its 0.2 s."""
        world = cls(house, {"sam": Actor(id=None, name="Sam", role=Role.STEWARD)})
        for noun, content in WORLD:
            world.do("sam", noun, **content)
        for login, (role, site, facility) in CAST.items():
            world._introduce(login, role, site, facility)
        return cls.of(house)

    @classmethod
    def of(cls, house: House) -> World:
        """The world of a house that has it already."""
        with house.database.reading() as connection:
            people = connection.execute(sa.select(PERSON)).all()
        return cls(
            house,
            {
                row.login: Actor(
                    id=row.id,
                    name=row.name,
                    role=Role(row.role),
                    facility_id=row.facility_id,
                    site_id=row.site_id,
                )
                for row in people
            },
        )

    @property
    def clock(self) -> StillClock:
        """The clock, to be moved."""
        assert isinstance(self.house.clock, StillClock)
        return self.house.clock

    def do(self, who: str, noun: str, *, id: UUID | None = None, **content: Any) -> Receipt:
        """Hand a command in at the desk as one of the cast."""
        command = msgspec.convert(content, type=BY_NOUN[noun].command)
        return self.house.desk.do(command, self.cast[who], id=id or self.house.clock.command_id())

    def shelved(self, place: str = "A1", quantity: int = 5, **about: Any) -> str:
        """An accepted lot on a shelf, by its code."""
        product = about.pop("product", "NP-DISP")
        size = about.pop("size", "4" if product == "NP-DISP" else "")
        receipt = self.do(
            "bob",
            "opening-counts",
            product=product,
            size=size,
            place=place,
            quantity=quantity,
            **about,
        )
        return str(receipt.made["lot"])

    def sorted_into(self, box: str = "Box one", quantity: int = 40, size: str = "62") -> str:
        """A mixed box with its lot, which has no label: what commands call that."""
        bags = self.do("bob", "intakes", product="BAG", quantity=1, weight_g=4000).made["lot"]
        into = [{"box": box, "quantity": quantity, "size": size}]
        made = self.do("bob", "sortings", lot=bags, bags=1, into=into).made["boxes"]
        return f"lot {made[0]['lot']}"

    def line(self, quantity: int = 5, facility: str = "M-1", **about: Any) -> int:
        """An open wish line, by its id."""
        asked = {"product": "NP-DISP", "urgency": "routine", "quantity": quantity} | about
        receipt = self.do("alice", "wish-lists", facility=facility, lines=[asked])
        return int(receipt.made["lines"][0])

    def run(self, driver: str = "dora", van: str = "Van 1", facility: str = "M-1") -> int:
        """A planned run, by its id."""
        receipt = self.do(
            "alice",
            "runs",
            day="2026-11-23",
            van=van,
            driver=driver,
            stops=[{"facility": facility}],
        )
        return int(receipt.made["run"])

    def stop(self, run: int, position: int = 1) -> int:
        """The id of a stop of a run."""
        query = sa.select(Stop.id).where(Stop.run_id == run, Stop.position == position)  # type: ignore[call-overload]
        with self.house.database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def position(self) -> int:
        """Where the journal stands now, as a phone's bundle would say."""
        with self.house.database.reading() as connection:
            return books.head(connection).sequence

    def blank(self) -> str:
        """A blank code."""
        return str(self.do("bob", "blank-codes", number=1).made["codes"][0])

    def lot_id(self, code: str) -> int:
        """A lot's id by its code, or by what it is called where it has none."""
        number = codes.lot_number(code)
        if number is not None:
            return number
        with self.house.database.reading() as connection:
            query = sa.select(LabelCode.lot_id).where(LabelCode.code == code)  # type: ignore[call-overload]
            return int(connection.execute(query).scalar_one())

    def held(self, code: str) -> dict[str, int]:
        """Pieces of a lot by place, a promise written as `place/line`; nothing where none are."""
        query = (
            sa.select(PLACE.c.name, HOLDING.c.line_id, HOLDING.c.quantity)
            .select_from(HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id))
            .where(HOLDING.c.lot_id == self.lot_id(code), HOLDING.c.quantity != 0)
        )
        with self.house.database.reading() as connection:
            return {
                name if line is None else f"{name}/{line}": quantity
                for name, line, quantity in connection.execute(query)
            }

    def inside(self, code: str) -> dict[str, int]:
        """The same, for places inside only."""
        outside = {"donor", "opening", "conversion", "written_off", "count_difference"}
        return {
            spot: quantity
            for spot, quantity in self.held(code).items()
            if spot.split("/")[0] not in outside and " gate" not in spot and " facility" not in spot
        }

    def discrepancies(self) -> list[str]:
        """The kinds of the discrepancies that are open."""
        query = sa.select(Discrepancy.kind).where(Discrepancy.settled_in.is_(None))  # type: ignore[union-attr,call-overload]
        with self.house.database.reading() as connection:
            return sorted(connection.execute(query).scalars())

    def breaches(self) -> list[books.Breach]:
        """What `stockroom check` would find."""
        with self.house.database.snapshot() as connection:
            return books.check(connection)

    def _introduce(self, login: str, role: Role, site: str | None, facility: str | None) -> None:
        content: dict[str, Any] = {
            "login": login,
            "name": login.title(),
            "role": role.value,
            "password": password_of(login),
        }
        content |= {"site": site} if site else {}
        content |= {"facility": facility} if facility else {}
        self.do("sam", "people", **content)
