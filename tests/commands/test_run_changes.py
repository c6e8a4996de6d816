"""Runs with all their fields, their plan changed, and what a driver tells on the way."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.errors import Refused
from stockroom.tables.transport import Run, Stop, StopKind, TravelTime, Van
from tests.world import World

STOP, RUN, VAN = Stop.__table__, Run.__table__, Van.__table__  # type: ignore[attr-defined]


def stops(world: World, run: int) -> list[Any]:
    """The stops of a run, in order."""
    query = sa.select(STOP).where(STOP.c.run_id == run).order_by(STOP.c.position)
    with world.house.database.reading() as books:
        return list(books.execute(query))


def run_row(world: World, run: int) -> Any:
    """A run's row."""
    with world.house.database.reading() as books:
        return books.execute(sa.select(RUN).where(RUN.c.id == run)).one()


def three_stops(world: World, **about: Any) -> int:
    """A run to both facilities and to South."""
    at = [{"facility": "M-1"}, {"facility": "E-2", "service_min": 10}, {"site": "South"}]
    content = {"day": "2026-11-23", "van": "Van 1", "driver": "dora", "stops": at} | about
    return int(world.do("alice", "runs", **content).made["run"])


def minutes(world: World, *ways: tuple[str, int, str, int, int]) -> None:
    """Travel times, each way for itself."""
    with world.house.database.engine.begin() as books:
        for from_kind, from_id, to_kind, to_id, taken in ways:
            books.execute(
                sa.insert(TravelTime.__table__).values(  # type: ignore[attr-defined]
                    from_kind=StopKind(from_kind), from_id=from_id,
                    to_kind=StopKind(to_kind), to_id=to_id, minutes=taken, typed=True,
                )
            )  # fmt: skip


def change(world: World, run: int, who: str = "alice", **content: Any) -> Any:
    """A run changed as it stands now."""
    return world.do(who, "run-changes", run=run, **{"seen": world.position()} | content)


def order(world: World, run: int) -> list[int | None]:
    """The facilities of a run in order; None for what is none."""
    return [one.facility_id for one in stops(world, run)]


def test_each_run_of_a_day_has_its_own_colour_until_there_are_no_more(world: World) -> None:
    colours = [run_row(world, three_stops(world)).colour for _ in range(9)]
    other_day = run_row(world, three_stops(world, day="2026-11-24")).colour

    assert len(set(colours[:8])) == 8
    assert colours[8] == colours[0] == other_day


def test_a_run_starts_at_a_site_and_a_stop_takes_the_time_of_its_facility(world: World) -> None:
    run = three_stops(world, site="South", starts_at="07:30", ends_at="12:00")
    row = run_row(world, run)

    assert (row.starts_at, row.ends_at) == ("07:30", "12:00")
    assert row.site_id == stops(world, run)[2].site_id
    assert [one.service_min for one in stops(world, run)] == [20, 10, 20]


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"starts_at": "12:00", "ends_at": "11:00"}, "hours_reversed"),
        ({"site": "A1"}, "not_a_site"),
        ({"site": "Amber cupboard"}, "not_a_site"),
        ({"stops": [{"site": "A1"}]}, "not_a_site"),
        ({"stops": [{}]}, "one_stop"),
        (
            {"stops": [{"facility": "M-1", "window_from": "11:00", "window_until": "09:00"}]},
            "hours_reversed",
        ),
    ],
)
def test_a_run_that_cannot_be_is_refused(about: dict[str, Any], reason: str, world: World) -> None:
    world.do("alice", "cupboards", facility="E-2", name="Amber cupboard")

    with pytest.raises(Refused) as refused:
        three_stops(world, **about)

    assert refused.value.reason == reason


def test_arrivals_are_expected_as_far_as_the_ways_are_known(world: World) -> None:
    start = run_row(world, three_stops(world)).site_id
    minutes(world, ("site", start, "facility", 1, 25), ("facility", 1, "facility", 2, 30))

    run = three_stops(world, starts_at="08:00")

    # 25 + 20 at the first + 30; from there to South nobody knows.
    assert [one.arrives_at for one in stops(world, run)] == ["08:25", "09:15", ""]


def test_stops_change_places_and_are_expected_anew(world: World) -> None:
    run = three_stops(world)
    minutes(world, ("site", run_row(world, run).site_id, "facility", 2, 15))
    first, second, third = (one.id for one in stops(world, run))

    change(world, run, stops=[{"stop": second}, {"stop": third}, {"stop": first}])

    assert [one.id for one in stops(world, run)] == [second, third, first]
    assert [one.position for one in stops(world, run)] == [1, 2, 3]
    assert stops(world, run)[0].arrives_at == "08:15"


def test_a_plan_that_somebody_has_changed_meanwhile_is_not_overwritten(world: World) -> None:
    run, seen = three_stops(world), world.position()
    change(world, run, ends_at="14:00")

    with pytest.raises(Refused) as refused:
        change(world, run, "sam", seen=seen, starts_at="09:00")

    assert refused.value.reason == "changed_meanwhile"
    assert run_row(world, run).starts_at == "08:00"
    change(world, run, "sam", starts_at="09:00")
    assert run_row(world, run).starts_at == "09:00"


def test_before_departure_anything_may_change(world: World) -> None:
    run = three_stops(world)
    three_stops(world, day="2026-11-24")
    first = stops(world, run)[0].id

    change(
        world, run, day="2026-11-24", van="Van 2", driver="dan", site="South",
        longest_wait_min=10, stops=[{"facility": "E-2"}, {"stop": first, "window_from": "09:00"}],
    )  # fmt: skip

    row = run_row(world, run)
    assert (str(row.day), row.longest_wait_min, row.colour) == ("2026-11-24", 10, "blue")
    assert order(world, run) == [2, 1]
    assert stops(world, run)[1].window_from == "09:00"
    change(world, run, stops=[{"stop": first, "window_from": "", "service_min": 5}])
    (only,) = stops(world, run)
    assert (only.window_from, only.service_min) == ("", 5)


def test_on_the_road_only_what_is_ahead_changes(world: World) -> None:
    run = three_stops(world)
    first, second, third = (one.id for one in stops(world, run))
    world.do("dora", "stop-arrivals", run=run, stop=second)

    for content, reason in (
        ({"driver": "dan"}, "on_the_road"),
        ({"stops": [{"stop": first}, {"stop": third}]}, "been_there"),
        ({"stops": [{"stop": first}, {"stop": second}, {"stop": second}]}, "stop_twice"),
    ):
        with pytest.raises(Refused) as refused:
            change(world, run, **content)
        assert refused.value.reason == reason

    change(world, run, stops=[{"stop": third}, {"stop": first}, {"stop": second}])
    assert [one.id for one in stops(world, run)] == [second, third, first]


def test_what_is_handed_over_keeps_its_stop(world: World) -> None:
    run, lot = three_stops(world), world.shelved()
    world.do("dora", "deliveries", facility="M-1", run=run, lines=[{"lot": lot, "accepted": 1}])
    _, second, third = (one.id for one in stops(world, run))

    with pytest.raises(Refused) as refused:
        change(world, run, stops=[{"stop": second}, {"stop": third}])

    assert refused.value.reason == "been_there"


def test_a_stop_moves_from_one_run_to_another(world: World) -> None:
    run, other = three_stops(world), world.run(driver="dan", van="Van 2", facility="E-2")
    seen = world.position()
    kept = [one.id for one in stops(world, other)]
    moved = stops(world, run)[0].id

    change(world, other, stops=[{"stop": kept[0]}, {"stop": moved}])

    assert order(world, other) == [2, 1]
    assert order(world, run) == [2, None]
    assert [one.position for one in stops(world, run)] == [1, 2]
    with pytest.raises(Refused) as refused:
        change(world, run, seen=seen, ends_at="18:00")
    assert refused.value.reason == "changed_meanwhile"


def test_a_run_is_never_left_without_a_stop(world: World) -> None:
    run, other = world.run(), world.run(driver="dan", van="Van 2", facility="E-2")
    both = [{"stop": one.id} for row in (run, other) for one in stops(world, row)]

    with pytest.raises(Refused) as refused:
        change(world, other, stops=both)

    assert refused.value.reason == "no_stop_left"
    assert order(world, run) == [1]


def test_a_stop_called_off_can_be_driven_to_again(world: World) -> None:
    run = three_stops(world)
    first, second, third = (one.id for one in stops(world, run))
    world.do("dora", "stop-arrivals", run=run, stop=first)
    world.do("dora", "stop-callings-off", run=run, stop=first, reason="closed")
    assert stops(world, run)[0].called_off_because == "closed"

    change(world, run, stops=[{"stop": second}, {"stop": first, "again": True}, {"stop": third}])

    assert [one.id for one in stops(world, run)] == [second, first, third]
    again = stops(world, run)[1]
    assert (again.called_off_in, again.called_off_because, again.arrived_at) == (None, "", None)


def test_arriving_and_leaving_keep_the_drivers_own_times(world: World) -> None:
    run = three_stops(world)
    first = stops(world, run)[0].id
    at = "2026-11-21T11:{}:00+00:00"

    for noun, minute in (
        ("stop-arrivals", "10"), ("stop-arrivals", "20"),
        ("stop-leavings", "40"), ("stop-leavings", "30"),
    ):  # fmt: skip
        world.do("dora", noun, run=run, stop=first, done_at=at.format(minute))

    found = stops(world, run)[0]
    assert (found.arrived_at.minute, found.left_at.minute) == (10, 40)
    assert run_row(world, run).departed_in is not None


@pytest.mark.parametrize("noun", ["stop-arrivals", "stop-leavings", "stop-callings-off"])
def test_what_another_driver_tells_of_a_stop_is_held(noun: str, world: World) -> None:
    run, other = three_stops(world), world.run(driver="dan", van="Van 2")
    reason: dict[str, Any] = {"reason": "closed"} if "calling" in noun else {}
    first, foreign = stops(world, run)[0].id, stops(world, other)[0].id

    assert world.do("dan", noun, run=run, stop=first, **reason).status == "held"
    assert world.do("dora", noun, run=run, stop=foreign, **reason).status == "held"
    assert stops(world, run)[0].arrived_at is stops(world, run)[0].called_off_in is None


def test_goods_for_another_site_ride_along_and_the_run_closes_to_the_piece(world: World) -> None:
    run, lot = three_stops(world), world.shelved(quantity=9)
    boxed = world.sorted_into("Box two", 40)
    items = [{"lot": lot, "quantity": 6}, {"box": "Box two"}]
    world.do("dora", "loadings", run=run, items=items)
    assert world.inside(lot) == {"A1": 3, "Van 1": 6}

    world.do("dora", "unloadings", run=run, site="South", items=items)

    assert world.inside(lot) == {"A1": 3, "South inbound": 6}
    assert world.inside(boxed) == {"Box two": 40}
    closing = world.do("dora", "run-closings", run=run)
    assert {name: closing.made[name] for name in ("loaded", "returned", "lost")} == {
        "loaded": 46, "returned": 46, "lost": 0,
    }  # fmt: skip
    assert world.discrepancies() == []


def test_all_of_a_lot_that_is_aboard_is_unloaded_where_nobody_counts(world: World) -> None:
    run, lot = three_stops(world), world.shelved(quantity=9)
    world.do("dora", "loadings", run=run, items=[{"lot": lot, "quantity": 6}])

    world.do("dora", "unloadings", run=run, site="South", items=[{"lot": lot}])

    assert world.inside(lot)["South inbound"] == 6
    wrong: list[list[dict[str, str]]] = [[{}], [{"box": "A1"}]]
    for items in wrong:
        assert world.do("dora", "unloadings", run=run, site="South", items=items).status == "held"


def test_a_van_has_a_plate_and_what_it_carries(world: World) -> None:
    world.do("alice", "vans", name="Van 3", plate=" ab 123  cd", kg=900, litres=6000)
    world.do("alice", "van-changes", van="Van 3", kg=850)
    world.do("alice", "van-changes", van="Van 1", plate="X 1")

    with world.house.database.reading() as books:
        rows = {row.plate: (row.most_g, row.most_ml) for row in books.execute(sa.select(VAN))}
    assert rows["AB 123 CD"] == (850_000, 6_000_000)
    assert rows["X 1"] == (None, None)
    with pytest.raises(Refused) as refused:
        world.do("alice", "van-changes", van="A1", kg=5)
    assert refused.value.reason == "not_a_van"
