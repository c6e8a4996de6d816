"""What the search weighs is what the rule tells."""

from __future__ import annotations

from hypothesis import given, settings

from stockroom.planning.routes.facts import Day, ways_of
from stockroom.planning.routes.weighing import BROKEN, Scales, points
from stockroom.rules.driving import Minutes, Stop, Trip, drive
from tests.rules import roads


@settings(max_examples=400, deadline=None)
@given(roads.stops(), roads.trips(), roads.matrices())
def test_a_weight_is_what_the_rule_tells(order: list[Stop], trip: Trip, minutes: Minutes) -> None:
    day = Day(stops=tuple(order), trips=(trip,), ways=ways_of(minutes))
    told = drive(order, trip, minutes)

    weight = Scales(day).weight(0, tuple(range(len(order))))

    assert weight // BROKEN == points(told.broken)
    assert weight % BROKEN == told.driven_min + told.back - told.leaves
