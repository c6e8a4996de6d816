"""Whatever is done around them, bags that stand ready are whole, and a promise is whole or none."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stockroom import app, books
from stockroom.errors import Refused
from stockroom.ledger import HOLDING, LOT
from stockroom.settings import Settings, sqlite_url
from stockroom.tables.sums import READY_BAGS
from tests import kits
from tests.world import StillClock, World

SIZES = ("62", "68")
LOTS, BOXES = range(4), range(3)
number = st.integers(1, 3)
lot, box = st.sampled_from(LOTS), st.sampled_from(BOXES)
size = st.sampled_from(SIZES)
RIGHT = st.tuples(
    st.just("pack"), st.just("62"), st.sampled_from((0, 3)), st.just(2), st.just(2), st.just(1), box
)
ACTS = st.one_of(
    RIGHT,
    RIGHT,
    st.tuples(st.just("pack"), size, lot, lot, st.integers(1, 3), st.integers(0, 2), box),
    st.tuples(st.just("open"), box),
    st.tuples(st.just("promise"), box, st.integers(0, 3)),
    st.tuples(st.just("allocate"), lot, number),
    st.tuples(st.just("take"), lot, box, number),
    st.tuples(st.just("put in"), lot, box, number),
    st.tuples(st.just("write off"), lot, box, number),
    st.tuples(st.just("hold"), lot),
    st.tuples(st.just("lift"), lot),
    st.tuples(st.just("resize"), lot, box, number),
    st.tuples(st.just("move"), box, st.sampled_from(("A1", "A2", "North bench"))),
)


class Hands:
    """A world with a kit, goods for it and three boxes; acts that are refused change nothing."""

    def __init__(self, world: World) -> None:
        self.world = world
        kits.make_kit(world)
        self.lots = [
            world.shelved(product="CL-BODY", size="62", quantity=9),
            world.shelved(product="CL-BODY", size="68", quantity=9),
            world.shelved(product="BA-TOW", quantity=9),
            world.shelved(product="CL-BODY", size="62/68", quantity=9),
        ]
        made = [world.do("bob", "boxes", place="A1").made["number"] for _ in BOXES]
        self.boxes = [f"box {one}" for one in made]
        self.asked = [kits.asked(world, size=one, number=2) for one in (*SIZES, *SIZES)]
        self.lines = {0: world.line(9, product="CL-BODY", size="62")}
        self.lines |= {2: world.line(9, product="BA-TOW")}

    def act(self, name: str, *about: Any) -> None:
        """One act by its name; what the desk refuses is no fault."""
        with contextlib.suppress(Refused):
            getattr(self, name.replace(" ", "_"))(*about)

    def pack(self, wanted: str, body: int, other: int, many: int, few: int, into: int) -> None:
        """A bag that may or may not be right."""
        contents = [{"lot": self.lots[body], "quantity": many}]
        contents += [{"lot": self.lots[other], "quantity": few}] if few else []
        self.world.do(
            "bob", "ready-bags", kit="NIGHT", size=wanted, box=self.boxes[into], contents=contents
        )

    def open(self, at: int) -> None:
        """Taken apart."""
        self.world.do("bob", "ready-bag-openings", bag=self.boxes[at])

    def promise(self, at: int, to: int) -> None:
        """Promised whole; else nothing of it may have moved."""
        wish_kit, lines = self.asked[to]
        before = served(self.world, lines)
        try:
            self.world.do("alice", "ready-bag-promises", bag=self.boxes[at], wish_kit=wish_kit)
        except Refused:
            assert served(self.world, lines) == before
            raise
        after = served(self.world, lines)
        assert [new - old for new, old in zip(after, before, strict=True)] == [2, 1]

    def allocate(self, what: int, pieces: int) -> None:
        """Single pieces, never out of a bag."""
        line = self.lines.get(what, self.lines[0])
        self.world.do("alice", "allocations", lot=self.lots[what], line=line, quantity=pieces)

    def take(self, what: int, at: int, pieces: int) -> None:
        """Out of a box, by hand."""
        about: dict[str, Any] = {"thing": self.lots[what], "source": self.boxes[at], "place": "A3"}
        self.world.do("bob", "transfers", **about, quantity=pieces)

    def put_in(self, what: int, at: int, pieces: int) -> None:
        """Into a box, by hand."""
        about: dict[str, Any] = {"lot": self.lots[what], "box": self.boxes[at], "source": "A1"}
        self.world.do("bob", "boxings", **about, quantity=pieces)

    def write_off(self, what: int, at: int, pieces: int) -> None:
        """Gone for good, as somebody asks."""
        about: dict[str, Any] = {
            "lot": self.lots[what],
            "place": self.boxes[at],
            "reason": "damaged",
        }
        self.world.do("alice", "write-offs", **about, quantity=pieces)

    def hold(self, what: int) -> None:
        """Set aside."""
        self.world.do("bob", "holds", lot=self.lots[what], reason="recalled")

    def lift(self, what: int) -> None:
        """Let go again."""
        self.world.do("alice", "hold-liftings", lot=self.lots[what])

    def resize(self, what: int, at: int, pieces: int) -> None:
        """Described anew where it lies."""
        about: dict[str, Any] = {"lot": self.lots[what], "place": self.boxes[at], "size": "74"}
        self.world.do("bob", "redescriptions", **about, quantity=pieces)

    def move(self, at: int, place: str) -> None:
        """The box as a whole."""
        self.world.do("bob", "transfers", thing=self.boxes[at], place=place)


def served(world: World, lines: list[int]) -> list[int]:
    """Pieces that serve each line."""
    with world.house.database.reading() as connection:
        total = sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0)
        return [
            int(
                connection.execute(
                    sa.select(total).where(HOLDING.c.line_id == line, HOLDING.c.outside == 0)
                ).scalar_one()
            )
            for line in lines
        ]


def wrong(world: World) -> list[str]:
    """Bags that count as ready and are not their kit, all free and fit to be given."""
    found = []
    with world.house.database.snapshot() as connection:
        product = sa.table("product", sa.column("id"), sa.column("code"))
        for bag in connection.execute(READY_BAGS).all():
            rows = connection.execute(
                sa.select(product.c.code, HOLDING.c.quantity, HOLDING.c.line_id, LOT.c.size_label)
                .join(LOT, LOT.c.id == HOLDING.c.lot_id)
                .join(product, product.c.id == LOT.c.product_id)
                .where(HOLDING.c.place_id == bag.box_id, HOLDING.c.quantity > 0)
            ).all()
            inside = Counter[str]()
            for row in rows:
                inside[row.code] += row.quantity
            sizes = {row.size_label for row in rows if row.code == "CL-BODY"}
            fits = all(bag.size_label in label.split("/") for label in sizes)
            if inside != {"CL-BODY": 2, "BA-TOW": 1} or not fits or any(r.line_id for r in rows):
                found.append(f"{bag.box}: {rows}")
    return found


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(ACTS, min_size=4, max_size=25))
def test_ready_bags_are_whole_and_promised_whole(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[Any, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("bags")
    for name in ("stockroom.db", "stockroom.key"):
        (folder / name).write_bytes((sqlite_template / name).read_bytes())
    house = app.build(Settings(data=folder, database=sqlite_url(folder)), StillClock())
    hands = Hands(World.of(house))
    try:
        for name, *about in acts:
            hands.act(name, *about)
            assert wrong(hands.world) == []
        with house.database.snapshot() as connection:
            assert books.check(connection) == []
    finally:
        house.database.close()
