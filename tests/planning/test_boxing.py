"""Boxes proposed for what lies on the bench."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.planning.boxing import Bag, Box, Limits, Thing, propose

LIMITS = Limits()
AMOUNTS = st.tuples(
    st.integers(1, 300), st.integers(0, 20_000), st.integers(0, 80_000), st.integers(1, 60)
)
LIMIT = st.builds(Limits, most_g=st.integers(1, 30_000), most_ml=st.integers(1, 120_000))
BAGS = st.lists(st.lists(AMOUNTS, min_size=1, max_size=4), max_size=6)


def made(
    bags: list[list[tuple[int, ...]]], loose: list[tuple[int, ...]]
) -> tuple[list[Bag], list[Thing]]:
    """Bags and loose things with a row of its own for each amount."""
    rows = iter(range(10_000))
    return (
        [Bag(tuple(Thing(next(rows), *amount) for amount in bag)) for bag in bags],
        [Thing(next(rows), *amount) for amount in loose],
    )


def pieces(things: list[Thing]) -> Counter[int]:
    """Pieces by row."""
    found: Counter[int] = Counter()
    for thing in things:
        found[thing.row] += thing.pieces
    return found


@settings(deadline=None)
@given(BAGS, st.lists(AMOUNTS, max_size=8), LIMIT)
def test_nothing_is_lost_and_nothing_is_made(
    bags: list[list[tuple[int, ...]]], loose: list[tuple[int, ...]], limits: Limits
) -> None:
    whole, single = made(bags, loose)

    boxes = propose(whole, single, limits)

    told = [thing for bag in whole for thing in bag.things] + single
    assert pieces([thing for box in boxes for thing in box.things]) == pieces(told)


@settings(deadline=None)
@given(BAGS, st.lists(AMOUNTS, max_size=8), LIMIT)
def test_a_box_keeps_the_limits_or_holds_one_thing_alone_and_says_so(
    bags: list[list[tuple[int, ...]]], loose: list[tuple[int, ...]], limits: Limits
) -> None:
    whole, single = made(bags, loose)
    for box in propose(whole, single, limits):
        within = box.weight_g <= limits.most_g and box.volume_ml <= limits.most_ml

        assert box.is_too_much is not within
        assert within or len(box.bags) == 1
        if not within and box.bags[0] not in whole:
            (thing,) = box.things
            assert thing.pieces <= thing.together


@settings(deadline=None)
@given(BAGS, st.lists(AMOUNTS, max_size=8), LIMIT)
def test_bags_and_packs_are_never_parted_and_the_heavy_lies_below(
    bags: list[list[tuple[int, ...]]], loose: list[tuple[int, ...]], limits: Limits
) -> None:
    whole, single = made(bags, loose)

    boxes = propose(whole, single, limits)

    packed = [bag for box in boxes for bag in box.bags]
    assert all(bag in packed for bag in whole)
    for thing in single:
        parts = [bag.things[0].pieces for bag in packed if bag.things[0].row == thing.row]
        assert sum(part % thing.together != 0 for part in parts) <= 1
    for box in boxes:
        weights = [bag.weight_g for bag in box.bags]
        assert weights == sorted(weights, reverse=True)


@settings(deadline=None)
@given(BAGS, st.lists(AMOUNTS, max_size=8), LIMIT)
def test_no_two_boxes_could_be_one(
    bags: list[list[tuple[int, ...]]], loose: list[tuple[int, ...]], limits: Limits
) -> None:
    boxes = propose(*made(bags, loose), limits)

    for n, box in enumerate(boxes):
        for other in boxes[:n]:
            both = Box(other.bags + box.bags)
            assert both.weight_g > limits.most_g or both.volume_ml > limits.most_ml


def test_a_heavy_row_is_shared_out_by_whole_packs() -> None:
    tins = Thing(0, pieces=48, piece_g=500, piece_ml=700, together=6)

    boxes = propose([], [tins], LIMITS)

    assert [box.things[0].pieces for box in boxes] == [30, 18]
    assert [box.weight_g for box in boxes] == [15_000, 9_000]


def test_what_alone_is_too_heavy_has_a_box_of_its_own_and_that_is_said() -> None:
    cot, towel = Thing(0, 1, 18_000, 90_000), Thing(1, 1, 300, 1_200)

    boxes = propose([], [towel, cot], LIMITS)

    assert [(box.things[0].row, box.is_too_much) for box in boxes] == [(0, True), (1, False)]


def test_nothing_on_the_bench_needs_no_box() -> None:
    assert propose([Bag(())], [], LIMITS) == []
