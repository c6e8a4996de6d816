"""Travel times are typed, or computed from points; and no point is ever told again."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.commands import travelling
from stockroom.errors import Malformed, NotAllowed, Refused
from stockroom.secret_fields import SECRET
from stockroom.tables.transport import StopKind
from tests.world import World

NORTH = {"site": "North"}
GATE = {"facility": "M-1"}
POINTS = ("43.2965, 5.3698", "43.3611, 5.3103")


def table(world: World) -> dict[tuple[str, str], tuple[int, bool]]:
    """All ways by the kinds of their ends; each kind stands for one place in these tests."""
    with world.house.database.reading() as books:
        rows = books.execute(sa.select(travelling.TRAVEL_TIME))
        return {(str(row.from_kind), str(row.to_kind)): (row.minutes, row.typed) for row in rows}


def tell(world: World, **said: Any) -> None:
    """The way between the site and the facility, as said."""
    world.do("alice", "travel-times", **({"start": NORTH, "end": GATE} | said))


def point(world: World, text: str, **where: Any) -> Any:
    """Where a place lies."""
    return world.do("alice", "points", point=text, **where)


def test_typed_minutes_hold_both_ways_unless_said_otherwise(world: World) -> None:
    tell(world, minutes=35)
    assert table(world) == {("site", "facility"): (35, True), ("facility", "site"): (35, True)}

    tell(world, minutes=50, both_ways=False)
    assert table(world) == {("site", "facility"): (50, True), ("facility", "site"): (35, True)}


def test_points_become_minutes_between_all_that_have_one(world: World) -> None:
    donor = world.do("bob", "donors", name="Parish drive").made["donor"]

    point(world, POINTS[0], **NORTH)
    assert table(world) == {}
    point(world, POINTS[1], **GATE)
    point(world, POINTS[1], donor=donor)

    told = table(world)
    assert told["site", "facility"] == told["facility", "site"] == (20, False)
    assert told["donor", "facility"] == (5, False)
    assert len(told) == 6


def test_what_was_typed_stays_when_a_point_is_written(world: World) -> None:
    tell(world, minutes=7, both_ways=False)

    point(world, POINTS[0], **NORTH)
    point(world, POINTS[1], **GATE)

    assert table(world) == {("site", "facility"): (7, True), ("facility", "site"): (20, False)}


def test_typed_minutes_forgotten_let_the_straight_line_count_again(world: World) -> None:
    point(world, POINTS[0], **NORTH)
    point(world, POINTS[1], **GATE)
    tell(world, minutes=7)

    tell(world)

    assert table(world) == {("site", "facility"): (20, False), ("facility", "site"): (20, False)}


def test_a_point_forgotten_takes_its_minutes_along(world: World) -> None:
    point(world, POINTS[0], **NORTH)
    point(world, POINTS[1], **GATE)

    point(world, "", **GATE)

    assert table(world) == {}
    assert _kept(world) == [("site", "point")]


def test_how_roads_wind_and_how_fast_they_are_is_a_setting(world: World) -> None:
    point(world, POINTS[0], **NORTH)
    world.do("sam", "setting-changes", name="road_speed_kmh", value="20")

    point(world, POINTS[1], **GATE)

    assert table(world)["site", "facility"] == (40, False)


def test_no_point_is_in_a_receipt_the_journal_or_the_table(world: World) -> None:
    made = [point(world, POINTS[0], **NORTH).made, point(world, POINTS[1], **GATE).made]

    with world.house.database.reading() as books:
        tables = sa.inspect(books).get_table_names()
        found = [
            row for name in tables for row in books.execute(sa.text(f'SELECT * FROM "{name}"'))
        ]
    text = repr(found) + repr(made)
    for number in ("43.29", "5.36", "43.36", "5.31"):
        assert number not in text


def test_a_point_under_another_key_is_left_alone_and_counted(world: World) -> None:
    point(world, POINTS[0], **NORTH)
    with world.house.database.writing() as books:
        books.execute(sa.update(SECRET).values(sealed=b"x" * 40))

    assert point(world, POINTS[1], **GATE).made == {"points_unread": 1}
    assert table(world) == {}


@pytest.mark.parametrize(
    ("noun", "said", "reason"),
    [
        ("travel-times", {"start": NORTH, "end": NORTH, "minutes": 5}, "same_place"),
        ("travel-times", {"start": {}, "end": NORTH, "minutes": 5}, "one_place"),
        ("travel-times", {"start": {"site": "Van 1"}, "end": GATE, "minutes": 5}, "not_a_site"),
        ("points", {"point": POINTS[0]}, "one_place"),
        ("points", {"point": POINTS[0], "donor": 999}, "unknown"),
    ],
)
def test_what_cannot_be_is_refused(world: World, noun: str, said: Any, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        world.do("alice", noun, **said)

    assert refused.value.reason == reason


def test_what_is_no_point_is_not_kept(world: World) -> None:
    with pytest.raises(Malformed):
        point(world, "behind the mill", **GATE)

    assert _kept(world) == []


@pytest.mark.parametrize("who", ["bob", "dora", "fatima"])
def test_only_the_desk_tells_ways_and_points(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        world.do(who, "points", point=POINTS[0], site="North")


def test_minutes_are_read_for_the_places_asked_for(world: World) -> None:
    tell(world, minutes=35, both_ways=False)
    with world.house.database.reading() as books:
        row = books.execute(sa.select(travelling.TRAVEL_TIME)).one()
        ends = (str(row.from_kind), row.from_id), (str(row.to_kind), row.to_id)

        assert travelling.minutes(books, ends) == {ends: 35}
        assert travelling.minutes(books, [(StopKind.SITE, row.from_id), ends[1]]) == {ends: 35}
        assert travelling.minutes(books, ends[:1]) == {}
        assert travelling.minutes(books, []) == {}


def _kept(world: World) -> list[tuple[str, str]]:
    with world.house.database.reading() as books:
        rows = books.execute(sa.select(SECRET.c.kind, SECRET.c.field))
        return [(str(row.kind), row.field) for row in rows if row.field == travelling.POINT]
