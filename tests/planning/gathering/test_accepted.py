"""Whatever a plan proposes, the desk takes: they know the same rules of the same books."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.errors import Refused
from stockroom.ledger import PLACE
from stockroom.planning import telling
from stockroom.planning.checking import check
from stockroom.planning.gathering import Gathered
from tests.planning.gathering.looking import look, rule
from tests.world import World

SIZES = {
    "CL-TIGHT": ("44", "50", "56", "62", "68", "74", "62/68", "80"),
    "NP-DISP": ("1", "2", "3", "4", "1-2.5 kg", "5-9 kg"),
    "PL-TOY": ("0-6 m", "6-12 m", "12 m+"),
    "SH-SOFT": ("17", "18", "19/20"),
    "BA-WASH": ("",),
}
PRODUCTS = tuple(SIZES)
FACILITIES = ("M-1", "E-2")
RULES: tuple[dict[str, Any], ...] = (
    {"kind": "condition", "least": "new_sealed"},
    {"kind": "condition", "least": "new"},
    {"kind": "flags", "letters": "L"},
    {"kind": "shelf_life", "days": 60},
)


class Days:
    """Weeks of a small charity, by chance: things come, are asked for, set aside, sent."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, Random(seed)
        self.lots: list[str] = []

    def go_by(self, acts: int = 25) -> None:
        """Let people act."""
        often: list[Callable[[], None]] = [self.shelve] * 5 + [self.ask] * 6
        often += [self.hold, self.box, self.plan_a_run, self.wait]
        for _act in range(acts):
            act: Callable[[], None] = self.chance.choice(
                [self.shelve] * 5
                + [self.ask] * 6
                + [self.hold, self.box, self.plan_a_run, self.wait]
            )
            act()

    def shelve(self) -> None:
        """Something comes onto a shelf."""
        product = self.chance.choice(PRODUCTS)
        about: dict[str, Any] = {
            "product": product,
            "size": self.chance.choice(SIZES[product]),
            "condition": self.chance.choice(["new_sealed", "new", "good"]),
            "fits": self.chance.choice(["any", "any", "girl"]),
            "season": self.chance.choice(["any", "any", "winter"]),
        }
        if product == "BA-WASH":
            about["use_by"] = (self._today() + timedelta(self.chance.randint(-9, 90))).isoformat()
        about["quantity"] = self.chance.randint(1, 9)
        given = self.chance.random() < 0.3
        self.lots.append(self._given(about) if given else self.world.shelved(self._bin(), **about))

    def ask(self) -> None:
        """Somebody asks."""
        product = self.chance.choice(PRODUCTS)
        as_of = self._today() - timedelta(days=self.chance.choice([0, 0, 5, 20, 40, 90]))
        self.world.line(
            self.chance.randint(1, 6),
            self.chance.choice(FACILITIES),
            product=product,
            size=self.chance.choice(SIZES[product]),
            as_of=as_of,
            urgency=self.chance.choice(["tonight", "tonight", "two_weeks", "routine"]),
            fits=self.chance.choice(["any", "girl", "boy"]),
            new_only=self.chance.random() < 0.2,
            substitutes=self.chance.random() < 0.5,
        )

    def hold(self) -> None:
        """A lot is set aside."""
        if self.lots:
            self.world.do("alice", "holds", lot=self.chance.choice(self.lots), reason="a look")

    def box(self) -> None:
        """Things are put in a box on a shelf."""
        for code in self.lots[-2:]:
            try:
                self.world.do("bob", "boxings", lot=code, box="Box one", quantity=1)
            except Refused:
                continue

    def plan_a_run(self) -> None:
        """A run is planned for one of the next days."""
        day = self._today() + timedelta(days=self.chance.randint(0, 20))
        stops = [{"facility": self.chance.choice(FACILITIES)}]
        about: dict[str, Any] = {"day": day, "van": "Van 1", "driver": "dora", "stops": stops}
        self.world.do("alice", "runs", **about)

    def wait(self) -> None:
        """Some days go by."""
        self.world.clock.forward(timedelta(days=self.chance.randint(1, 6)))

    def _given(self, about: dict[str, Any]) -> str:
        """From a donor who named those who may have it."""
        donation = self.world.clock.command_id()
        whom = [self.chance.choice(["prison", "shelter", *FACILITIES])]
        self.world.do("bob", "donations", id=donation, received_on=self._today(), only_for=whom)
        lot = str(self.world.do("bob", "intakes", donation=str(donation), **about).made["lot"])
        self.world.do("bob", "inspections", lot=lot, outcome="accept")
        self.world.do("bob", "put-aways", thing=lot, place=self._bin())
        return lot

    def _today(self) -> date:
        return self.world.clock.now().date()

    def _bin(self) -> str:
        return self.chance.choice(["A1", "A2", "A3", "S1"])


def place_of(world: World, place: int) -> str:
    """A place as people call it."""
    with world.house.database.reading() as books:
        query = sa.select(PLACE.c.kind, PLACE.c.number).where(PLACE.c.id == place)
        kind, number = books.execute(query).one()
    return f"{kind} {number}"


def take(world: World, found: Gathered) -> int:
    """Have the desk promise every match of a plan, and count them."""
    plan = telling.by_hand(found.snapshot)
    assert check(found.snapshot, plan) == []
    for match in plan.matches:
        lot, place = found.spots[match.stock]
        about: dict[str, Any] = {"lot": f"lot {lot}", "place": place_of(world, place)}
        world.do("alice", "allocations", line=match.line, quantity=match.pieces, **about)
    return len(plan.matches)


@pytest.mark.parametrize("seed", range(6))
def test_every_match_of_a_plan_is_taken_by_the_desk(world: World, seed: int) -> None:
    days = Days(world, seed)
    for about in days.chance.sample(RULES, 2):
        rule(world, facility=days.chance.choice(FACILITIES), **about)
    promised = 0

    for _week in range(4):
        days.go_by()
        promised += take(world, look(world, world.clock.now().date()))

    assert promised >= 8


def test_a_plan_is_still_taken_when_a_run_is_planned_meanwhile(world: World) -> None:
    about: dict[str, Any] = {"product": "CL-TIGHT", "substitutes": False, "as_of": "2026-11-14"}
    tonight = world.line(1, size="62", urgency="tonight", **about)
    routine = world.line(1, size="62", **about)
    for size in ("62", "68"):
        world.shelved("A1", 1, product="CL-TIGHT", size=size)
    found = look(world)

    stops = [{"facility": "M-1"}]
    world.do("alice", "runs", day="2026-11-22", van="Van 1", driver="dora", stops=stops)

    assert {need.line: need.low for need in found.snapshot.needs} == {tonight: 62, routine: 68}
    assert take(world, found) == 2
