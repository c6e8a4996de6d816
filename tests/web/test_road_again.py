"""A van on the road is planned anew: what is loaded stays within reach, most of the plan stands."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from stockroom.planning.routes.keeping import changes
from tests.commands.test_run_changes import minutes, run_row, stops
from tests.driven import TODAY, Loaded
from tests.web.test_road_order import names, sent
from tests.web.visits import Visits
from tests.world import World

FOUR = ("M-1", "E-2", "F-3", "F-4")
BEHIND = "What is for {} lies behind what is for {}, which comes later."


def four_loaded(world: World) -> Loaded:
    """A run on the road to four stops, loaded in order; the first is done, the second closed.

    The shortest way would be to the fourth before the third, whose parcel lies at the door.
    """
    for code in FOUR[2:]:
        world.do("sam", "facilities", code=code, kind="shelter")
    made = Loaded.ready(world, FOUR)
    at = [("site", run_row(world, made.run).site_id)]
    at += [("facility", one.facility_id) for one in stops(world, made.run)]
    for one, two in combinations(at, 2):
        near = {one, two} in ({at[1], at[4]}, {at[0], at[3]})
        took = 10 if near else 60
        minutes(world, (*one, *two, took), (*two, *one, took))
    items = [{"box": made.ref(code)} for code in reversed(FOUR)]
    world.do("dora", "loadings", run=made.run, items=items)
    world.do("dora", "departures", run=made.run)
    first, second = (one.id for one in stops(world, made.run)[:2])
    for noun in ("stop-arrivals", "stop-leavings"):
        world.do("dora", noun, run=made.run, stop=first)
    world.do("dora", "stop-callings-off", run=made.run, stop=second, reason="closed")
    return made


def suggested(page: str) -> list[str]:
    """The stops of the suggestion, in order; none where it is the present one."""
    block = page[page.index("A suggested order") :]
    return re.findall(r"<li><bdi>([^<]+)</bdi>", block)


def test_a_stop_that_is_closed_leaves_the_rest_within_reach_and_says_why(visits: Visits) -> None:
    made, alice = four_loaded(visits.world), visits.browser("alice")

    page = sent(alice, made.run, shown_again="suggest").text
    block = page[page.index("A suggested order") :]

    assert suggested(page) == []
    assert "the order is good as it is" in block
    assert "There is a shorter order, but the van is loaded already:" in block
    assert BEHIND.format("F-4", "F-3") in block


def test_an_order_made_by_hand_says_what_lies_behind_and_the_suggestion_mends_it(
    visits: Visits,
) -> None:
    made, alice = four_loaded(visits.world), visits.browser("alice")
    ids = [one.id for one in stops(visits.world, made.run)]
    by_hand = " ".join(str(ids[at]) for at in (0, 1, 3, 2))

    checked = sent(alice, made.run, order=by_hand, shown_again="check").text
    page = sent(alice, made.run, order=by_hand, shown_again="suggest").text

    assert BEHIND.format("F-4", "F-3") in checked
    assert [one for one in suggested(page) if one in FOUR[2:]] == ["F-3", "F-4"]
    assert "It mends" in page


def test_what_the_closed_stop_should_get_is_said_to_be_in_the_way(visits: Visits) -> None:
    made, alice = four_loaded(visits.world), visits.browser("alice")
    said = "What is for F-3 lies behind what is for E-2, which is called off."

    before = alice.get(f"/runs/{made.run}/order").text
    visits.world.do(
        "dora", "unloadings", run=made.run, site="South", items=[{"box": made.ref("E-2")}]
    )
    after = alice.get(f"/runs/{made.run}/order").text

    assert said in before
    assert said not in after


def test_a_box_that_was_on_the_van_before_lies_where_it_was_loaded_last(visits: Visits) -> None:
    world = visits.world
    made = Loaded.ready(world)
    world.do("dora", "loadings", run=made.run, items=[{"box": made.ref("M-1")}])
    world.do("dora", "unloadings", run=made.run, site="South", items=[{"box": made.ref("M-1")}])
    for code in ("E-2", "M-1"):
        world.do("dora", "loadings", run=made.run, items=[{"box": made.ref(code)}])
    world.do("dora", "departures", run=made.run)

    assert "lies behind" not in visits.browser("alice").get(f"/runs/{made.run}/order").text


def test_a_run_that_has_not_left_may_take_any_order_while_its_van_is_out(visits: Visits) -> None:
    made, alice = four_loaded(visits.world), visits.browser("alice")
    at = [{"facility": code} for code in reversed(FOUR)]
    later = visits.world.do("alice", "runs", day=TODAY, van="Van 1", driver="dora", stops=at).made[
        "run"
    ]
    ids = [one.id for one in stops(visits.world, made.run)]
    by_hand = " ".join(str(ids[at]) for at in (0, 1, 3, 2))
    sent(alice, made.run, order=by_hand)

    day = alice.get(f"/runs/days/{TODAY}").text

    assert day.count(BEHIND.format("F-4", "F-3")) == 1
    assert "lies behind" not in alice.get(f"/runs/{later}/order").text


def test_on_the_road_at_most_two_stops_change_places(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    donors = [world.do("bob", "donors", name=f"Shop {n}").made["donor"] for n in range(6)]
    run = int(
        world.do(
            "alice", "runs", day="2026-11-23", van="Van 1", driver="dora",
            stops=[{"donor": one} for one in donors],
        ).made["run"]
    )  # fmt: skip
    at = [("site", run_row(world, run).site_id), *(("donor", one) for one in donors)]
    # Neither forwards nor backwards are four of them in the order that was planned.
    best = [at[one] for one in (0, 3, 6, 2, 5, 1, 4, 0)]
    for one, two in combinations(at, 2):
        took = 5 if {one, two} in map(set, pairwise(best)) else 50
        minutes(world, (*one, *two, took), (*two, *one, took))
    planned = suggested(sent(alice, run, shown_again="suggest").text)
    world.do("dora", "departures", run=run)

    page = sent(alice, run, shown_again="suggest").text

    now = tuple(f"Shop {n}" for n in range(6))
    numbers = {name: n for n, name in enumerate(now)}
    order = tuple(numbers[name] for name in suggested(page) or names(page))
    there = tuple(numbers[name] for name in planned)
    assert changes((tuple(range(6)),), (there,)) > 2
    assert 0 < changes((tuple(range(6)),), (order,)) <= 2
    assert "more than two stops would change places" in page
