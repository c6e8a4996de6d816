"""What the benchmark of the matching measures: lawful plans only, and a bound that is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stockroom.planning.facts import Need, Snapshot, Stock, Trips
from stockroom.planning.plans import Match, Plan
from stockroom.words import Condition
from tests.bench.matching import measures, policies, report, season
from tests.bench.matching.fitting import fits, is_exact, passes
from tests.bench.matching.hindsight import Network
from tests.bench.matching.policies import BY_AGE
from tests.bench.matching.worlds import TUNING, VERSION, world

SIMPLE = (policies.first_come_exact, policies.first_come, policies.urgent_first)


@pytest.mark.parametrize("policy", SIMPLE)
def test_a_simple_rule_gives_the_same_plan_for_the_same_facts(policy: season.Policy) -> None:
    snapshot = _first_week()

    assert policy(snapshot) == policy(replace(snapshot, needs=snapshot.needs[::-1]))


def test_only_the_exact_size_is_given_where_nothing_else_is_allowed() -> None:
    made = season.run(world(TUNING[0], 0.7), policies.first_come_exact)

    assert made.given
    assert all(one.exact for one in made.given)


def test_the_floor_shortens_the_longest_wait() -> None:
    assert _longest_wait(longest_wait_days=20) < _longest_wait(longest_wait_days=10_000)


def _longest_wait(longest_wait_days: int) -> int:
    waits: list[int] = []

    def watched(snapshot: Snapshot) -> Plan:
        waits.extend(home.waited_days or 0 for home in snapshot.homes)
        return policies.urgent_first(snapshot)

    trips = Trips(most_stops=10, longest_wait_days=longest_wait_days)
    season.run(world(TUNING[0], 0.6, kits=True), watched, trips)
    return max(waits)


def _unlike(snapshot: Snapshot, found: Callable[[Stock, Need], bool]) -> Plan:
    stock, need = next(pair for pair in product(snapshot.stocks, snapshot.needs) if found(*pair))
    return Plan(matches=(Match(stock=stock.id, line=need.line, pieces=1, reason=BY_AGE),), short=())


def test_another_size_breaks_the_run() -> None:
    def plan(snapshot: Snapshot) -> Plan:
        return _unlike(snapshot, lambda stock, need: not fits(stock, need))

    with pytest.raises(AssertionError, match="does not fit"):
        season.run(world(TUNING[0], 0.7), plan)


def test_unsealed_goods_at_a_gate_that_wants_them_sealed_break_the_run() -> None:
    def plan(snapshot: Snapshot) -> Plan:
        homes = {one.id: one for one in snapshot.homes}
        return _unlike(
            snapshot,
            lambda stock, need: (
                fits(stock, need)
                and stock.condition != Condition.NEW_SEALED
                and not passes(stock, homes[need.home])
            ),
        )

    with pytest.raises(AssertionError, match="turned away"):
        season.run(world(TUNING[0], 0.7), plan)


def test_more_than_there_is_breaks_the_run() -> None:
    def plan(snapshot: Snapshot) -> Plan:
        fair = policies.urgent_first(snapshot)
        first, *rest = fair.matches
        return replace(fair, matches=(replace(first, pieces=first.pieces + 10_000), *rest))

    with pytest.raises(AssertionError, match="more than there is"):
        season.run(world(TUNING[0], 0.7), plan)


def test_more_than_is_asked_breaks_the_run() -> None:
    def plan(snapshot: Snapshot) -> Plan:
        asked = tuple(replace(one, pieces=one.pieces + 1) for one in snapshot.needs)
        return policies.urgent_first(replace(snapshot, needs=asked))

    with pytest.raises(AssertionError, match="more than is asked"):
        season.run(world(TUNING[0], 0.7), plan)


def test_too_many_stops_break_the_run() -> None:
    def plan(snapshot: Snapshot) -> Plan:
        return policies.urgent_first(replace(snapshot, trips=None))

    with pytest.raises(AssertionError, match="too many stops"):
        season.run(world(TUNING[0], 0.7), plan, Trips(most_stops=3))


def test_half_a_kit_breaks_the_run() -> None:
    def plan(snapshot: Snapshot) -> Plan:
        return policies.urgent_first(replace(snapshot, kits=()))

    with pytest.raises(AssertionError, match="half"):
        season.run(world(TUNING[0], 0.7, kits=True), plan)


def test_shares_are_shares() -> None:
    made = measures.of_season(season.run(world(TUNING[0], 0.7, kits=True), policies.first_come))

    shares = (made.units, made.urgent, made.critical, made.worst, made.spread, made.exact)
    assert all(0 <= one <= 1 for one in (*shares, made.kits))
    assert made.worst <= made.units
    assert made.picks > 0


@given(
    reach=some.lists(some.lists(some.integers(0, 3), unique=True), min_size=1, max_size=4),
    free=some.lists(some.integers(0, 3), min_size=4, max_size=4),
    asked=some.lists(some.integers(1, 3), min_size=4, max_size=4),
)
def test_the_bound_is_the_most_for_every_first_few_lines(
    reach: list[list[int]], free: list[int], asked: list[int]
) -> None:
    network = Network(reach, list(free))

    for line, pieces in enumerate(asked[: len(reach)]):
        network.serve(line, pieces)
        met = sum(sum(flow.values()) for flow in network.flow)
        assert met == _least_cut(reach[: line + 1], free, asked)


def _least_cut(reach: Sequence[Sequence[int]], free: Sequence[int], asked: Sequence[int]) -> int:
    """By Hall and Konig: the least over groups of lines of what limits them or leaves them out."""
    groups = product((False, True), repeat=len(reach))
    return min(
        sum(asked[line] for line, inside in enumerate(group) if not inside)
        + sum(free[gift] for gift in {one for line in _of(group) for one in reach[line]})
        for group in groups
    )


def _of(group: Sequence[bool]) -> list[int]:
    return [line for line, inside in enumerate(group) if inside]


def test_what_is_written_down_was_measured_on_these_weeks() -> None:
    page = (report.DOCS / "benchmarks.md").read_text(encoding="utf-8")

    section = page.split(report.BEGIN)[1].split(report.END)[0]
    assert f"version {VERSION} of" in section
    assert (report.DOCS / "matching.svg").exists()


def test_sizes_are_told_apart() -> None:
    snapshot = _first_week()
    need = next(one for one in snapshot.needs if one.scheme == "body_cm" and one.sizes_up)
    own = next(one for one in snapshot.stocks if one.product == need.product)

    def sized(cm: int) -> Stock:
        return replace(own, low=cm, high=cm)

    assert is_exact(sized(need.low), need)
    assert fits(sized(need.low + 6), need)
    assert not is_exact(sized(need.low + 6), need)
    assert not fits(sized(need.low + 12), need)
    assert not fits(sized(need.low - 6), need)


def _first_week() -> Snapshot:
    made = season.Season(world(TUNING[0], 0.9))
    made.visited = {house.id: -1 for house in made.world.houses}
    return season.open_week(made, 0)
