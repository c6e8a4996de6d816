"""What waits at a donor or a site of ours: written where stops are ordered, and counted there."""

from __future__ import annotations

from tests.commands.test_run_changes import stops, three_stops
from tests.web.test_road_order import sent
from tests.web.visits import Visits


def test_what_is_fetched_is_written_changed_and_counted_at_once(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    donor = world.do("bob", "donors", name="Invented shop").made["donor"]
    world.do("alice", "van-changes", van="Van 1", kg=100, litres=1000)
    run = three_stops(world, stops=[{"donor": donor}, {"site": "South"}])
    first, second = (one.id for one in stops(world, run))
    said = {f"at.{first}.to_fetch": "six bags", f"at.{first}.to_fetch_kg": "٨٠"}

    light = sent(alice, run, shown_again="check", **said)
    heavy = sent(alice, run, shown_again="check", **said, **{f"at.{second}.to_fetch_kg": "30"})
    bulky = sent(alice, run, shown_again="check", **{f"at.{first}.to_fetch_litres": "1001"})
    planned = sent(alice, run, **said)
    asked = sent(alice, run, **{f"at.{second}.to_fetch": "Mrs Smith, a pram"})
    far_too_much = sent(alice, run, **{f"at.{second}.to_fetch_kg": "10001"})
    taken_back = sent(alice, run, **{f"at.{first}.to_fetch": "", f"at.{first}.to_fetch_kg": ""})

    assert "six bags" in light.text
    assert "80 kg" in light.text
    assert "too heavy" not in light.text
    assert "After South the van carries 110.0 kg; it may carry 100.0 kg." in heavy.text
    assert "After Invented shop the van carries 1001.0 l" in bulky.text
    assert planned.status_code == taken_back.status_code == 303
    assert asked.status_code == 422
    assert far_too_much.status_code == 400
    assert "It is not about a person" in asked.text
    assert [(one.to_fetch, one.to_fetch_g) for one in stops(world, run)] == [("", 0), ("", 0)]


def test_what_was_fetched_stays_on_the_van_and_a_facility_has_nothing_to_fetch(
    visits: Visits,
) -> None:
    world, alice = visits.world, visits.browser("alice")
    donor = world.do("bob", "donors", name="Invented shop").made["donor"]
    world.do("alice", "van-changes", van="Van 1", kg=100)
    at = [{"donor": donor, "to_fetch_g": 80_000}, {"site": "South", "to_fetch_ml": 1_500}]
    at.append({"facility": "M-1"})
    run = three_stops(world, stops=at)
    first, second, third = (one.id for one in stops(world, run))
    world.do("dora", "departures", run=run)
    world.do("dora", "stop-arrivals", run=run, stop=first)

    shown = {f"at.{second}.to_fetch_litres": "2"}
    said = {f"at.{second}.to_fetch_kg": "30", f"at.{third}.to_fetch": "bags"} | shown
    heavy = sent(alice, run, shown_again="check", **said)
    planned = sent(alice, run, **said)

    assert "After South the van carries 110.0 kg" in heavy.text
    assert f'name="at.{third}.to_fetch"' not in heavy.text
    assert planned.status_code == 303
    assert [(one.to_fetch, one.to_fetch_g) for one in stops(world, run)] == [
        ("", 80_000), ("", 30_000), ("", 0),
    ]  # fmt: skip
    assert stops(world, run)[1].to_fetch_ml == 1_500
