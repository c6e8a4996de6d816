"""An order of stops is driven in thought, and whatever it breaks is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings

from stockroom.rules.driving import (
    SENTENCES,
    UNKNOWN_MIN,
    Load,
    Minutes,
    Onward,
    Stop,
    Timeline,
    Trip,
    Window,
    clock,
    drive,
)
from tests.rules import roads
from tests.rules.roads import HOME

TEN = {
    (("site", 1) if a == 0 else ("facility", a), ("site", 1) if b == 0 else ("facility", b)): 10
    for a in range(4)
    for b in range(4)
    if a != b
}
TRIP = Trip(
    van=1, driver=1, start=HOME, end=HOME, shift=Window(480, 1020), start_name="Depot",
    end_name="Depot",
)  # fmt: skip


def stop(number: int, **said: object) -> Stop:
    """A stop at the facility of that number, as said."""
    plain = Stop(id=number, name=f"M-{number}", place=("facility", number))
    return replace(plain, **said)  # type: ignore[arg-type]


def reasons(told: Timeline) -> list[tuple[str, int | None]]:
    """What is broken, and where."""
    return [(one.reason, one.stop) for one in told.broken]


def sentences(told: Timeline) -> list[str]:
    """What is broken, in English."""
    return [one.sentence.format(**one.facts) for one in told.broken]


def test_the_van_arrives_works_and_goes_on() -> None:
    told = drive([stop(1), stop(2, service_min=45)], TRIP, TEN)

    assert told.leaves == 480
    assert [(call.arrives, call.begins, call.leaves) for call in told.calls] == [
        (490, 490, 510),
        (520, 520, 565),
    ]
    assert (told.back, told.driven_min, told.broken) == (575, 30, ())


def test_it_sets_out_late_rather_than_wait_at_a_closed_gate() -> None:
    told = drive([stop(1), stop(2, windows=(Window(600, 660),))], TRIP, TEN)

    assert told.leaves == 560
    assert [call.waits for call in told.calls] == [0, 0]
    assert told.broken == ()


def test_on_the_road_it_cannot_set_out_any_later() -> None:
    told = drive([stop(1, windows=(Window(600, 660),))], replace(TRIP, leaves=480), TEN)

    assert [call.waits for call in told.calls] == [110]
    assert sentences(told) == [
        "At M-1 the van waits 110 min until 10:00; at most 30 min is allowed."
    ]


def test_a_second_window_is_taken_when_the_first_has_closed() -> None:
    shut = (Window(500, 510), Window(530, 600))

    told = drive([stop(1), stop(2), stop(3, windows=shut)], TRIP, TEN)

    assert told.calls[-1].begins == 550
    assert told.broken == ()


def test_too_late_is_told_and_driven_all_the_same() -> None:
    told = drive([stop(1), stop(2, windows=(Window(480, 500),))], TRIP, TEN)

    assert sentences(told) == ["The van is at M-2 at 08:40, but it must be there by 08:20."]
    assert told.broken[0].by == 20


def test_a_shift_that_is_too_short_is_told() -> None:
    told = drive([stop(1)], replace(TRIP, shift=Window(480, 500)), TEN)

    assert sentences(told) == ["The van is back at 08:40, but the shift ends at 08:20."]


def test_what_is_aboard_is_weighed_on_every_way() -> None:
    light = replace(TRIP, most_g=500_000, most_ml=2_000_000)
    brought = stop(1, brought=Load(450_000, 1_000_000))
    fetched = stop(2, fetched=Load(520_000, 2_500_000))

    told = drive([brought, fetched], light, TEN)
    other = drive([fetched, brought], light, TEN)

    assert sentences(told) == [
        "After M-2 the van carries 520.0 kg; it may carry 500.0 kg.",
        "After M-2 the van carries 2500.0 l; it has room for 2000.0 l.",
    ]
    assert [one.by for one in other.broken] == [470_000, 1_500_000]


def test_a_van_too_full_to_set_out_is_told_so() -> None:
    heavy = stop(1, brought=Load(900_000, 3_000_000))

    told = drive([heavy], replace(TRIP, most_g=800_000, most_ml=2_000_000), TEN)

    assert sentences(told) == [
        "The van sets out with 900.0 kg; it may carry 800.0 kg.",
        "The van sets out with 3000.0 l; it has room for 2000.0 l.",
    ]


def test_goods_from_site_to_site_are_aboard_in_between_only() -> None:
    from_here = stop(1, onward=(Onward(2, Load(100, 100)),))

    told = drive(
        [from_here, stop(2), stop(3, fetched=Load(100, 0))], replace(TRIP, most_g=100), TEN
    )

    assert told.broken == ()


def test_goods_cannot_be_left_before_they_are_fetched() -> None:
    from_here = stop(1, onward=(Onward(2, Load(100, 100)),))

    assert sentences(drive([stop(2), from_here], TRIP, TEN)) == [
        "M-2 gets something from M-1, which comes later."
    ]
    assert sentences(drive([from_here], TRIP, TEN)) == [
        "What is fetched at M-1 is for a stop that is not on this run."
    ]


def test_a_gate_that_does_not_know_driver_or_van_is_told() -> None:
    gate = stop(1, drivers=frozenset({2}), vans=frozenset())

    told = drive([gate], TRIP, TEN)

    assert reasons(told) == [("driver_not_cleared", 1), ("van_not_cleared", 1)]
    assert drive([gate], replace(TRIP, driver=2), TEN).broken == told.broken[1:]


def test_a_way_that_nobody_has_told_is_counted_and_said() -> None:
    told = drive([stop(1)], TRIP, {(HOME, ("facility", 1)): 5})

    assert told.back == 480 + 5 + 20 + UNKNOWN_MIN
    assert sentences(told) == [
        "Nobody has told how long it takes from M-1 to Depot; 30 min is counted."
    ]


def test_last_in_is_first_out_where_that_is_asked() -> None:
    loaded = replace(TRIP, aboard=(3, 2, 1))

    assert drive([stop(1), stop(2), stop(3)], loaded, TEN).broken == ()
    assert sentences(drive([stop(2), stop(1), stop(3)], loaded, TEN)) == [
        "What is for M-2 lies behind what is for M-1, which comes later."
    ]
    assert drive([stop(2), stop(1)], replace(loaded, aboard=(1, 3)), TEN).broken == ()


def test_no_stops_are_no_day() -> None:
    told = drive([], TRIP, {})

    assert (told.leaves, told.back, told.calls, told.broken) == (480, 480, (), ())


def test_minutes_are_said_as_hours() -> None:
    assert [clock(0), clock(545), clock(1439)] == ["00:00", "09:05", "23:59"]


@given(roads.stops(), roads.trips(), roads.matrices())
def test_the_clock_only_goes_on(order: list[Stop], trip: Trip, minutes: Minutes) -> None:
    told = drive(order, trip, minutes)

    now = told.leaves
    for call, at in zip(told.calls, order, strict=True):
        assert now <= call.arrives <= call.begins <= call.leaves
        assert call.leaves == call.begins + at.service_min
        assert call.waits == call.begins - call.arrives
        now = call.leaves
    assert now <= told.back
    assert told.leaves >= trip.shift.opens


@given(roads.stops(), roads.trips(), roads.matrices())
def test_work_begins_in_a_window_or_the_order_says_too_late(
    order: list[Stop], trip: Trip, minutes: Minutes
) -> None:
    told = drive(order, trip, minutes)

    for call, at in zip(told.calls, order, strict=True):
        inside = not at.windows or any(w.opens <= call.begins <= w.closes for w in at.windows)
        assert inside != (("too_late", at.id) in reasons(told))


@settings(max_examples=30, deadline=None)
@given(roads.stops(4), roads.trips(), roads.matrices())
def test_no_later_start_is_back_as_early(order: list[Stop], trip: Trip, minutes: Minutes) -> None:
    told = drive(order, trip, minutes)
    opens = trip.shift.opens
    tried = [drive(order, replace(trip, leaves=at), minutes) for at in range(opens, opens + 700)]

    same = [one for one in tried if _as_good(one, tried[0])]

    assert (told.leaves, told.calls) == (same[-1].leaves, same[-1].calls) or not order
    assert told.back == tried[0].back


def _as_good(one: Timeline, first: Timeline) -> bool:
    def late(told: Timeline) -> int:
        return sum(told_of.by for told_of in told.broken if told_of.reason == "too_late")

    return one.back == first.back and late(one) == late(first)


@given(roads.stops(), roads.trips(), roads.matrices())
def test_loads_do_not_depend_on_the_hours(order: list[Stop], trip: Trip, minutes: Minutes) -> None:
    heavy = {"too_heavy", "too_large", "not_reachable", "not_yet_fetched", "left_aboard"}
    slow = {pair: 3 * took for pair, took in minutes.items()}

    def of_loads(told: Timeline) -> Sequence[object]:
        return [one for one in told.broken if one.reason in heavy]

    assert of_loads(drive(order, trip, minutes)) == of_loads(drive(order, trip, slow))


@given(roads.stops(), roads.trips(), roads.matrices())
def test_whatever_is_broken_can_be_said(order: list[Stop], trip: Trip, minutes: Minutes) -> None:
    for one in drive(order, trip, minutes).broken:
        assert one.sentence.format(**one.facts)
        assert one.sentence in SENTENCES.values()


@pytest.mark.parametrize("hour", [510, 511])
def test_the_last_minute_of_a_window_is_still_in_it(hour: int) -> None:
    told = drive([stop(1, windows=(Window(480, 510),))], replace(TRIP, leaves=hour - 10), TEN)

    assert bool(told.broken) == (hour > 510)
