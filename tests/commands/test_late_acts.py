"""Acts that reach the books after what came of them."""

from __future__ import annotations

from datetime import timedelta

from tests.world import NOON, World


def at(minutes: int) -> str:
    """A time of day some minutes before or after noon, as a device would send it."""
    return (NOON + timedelta(minutes=minutes)).isoformat()


def test_a_delivery_that_arrives_before_its_loading_is_counted_once(world: World) -> None:
    lot, line, run = world.shelved(quantity=10), world.line(5), world.run()
    world.do("alice", "allocations", lot=lot, line=line, quantity=5)
    world.do(
        "dora", "deliveries", facility="M-1", run=run, done_at=at(-10),
        lines=[{"lot": lot, "line": line, "accepted": 5}],
    )  # fmt: skip

    world.do(
        "bob", "loadings", run=run, done_at=at(-60),
        items=[{"lot": lot, "line": line, "quantity": 5}],
    )  # fmt: skip

    assert world.held(lot) == {"opening": -10, "A1": 5, f"M-1 gate/{line}": 5}
    assert world.discrepancies() == []
    world.do("dora", "run-closings", run=run)


def test_a_late_loading_puts_back_what_was_drawn_from_the_wrong_shelf(world: World) -> None:
    lot, line, run = world.shelved("A1", quantity=5), world.line(5), world.run()
    world.do("bob", "transfers", thing=lot, place="A2", quantity=2)
    world.do("bob", "transfers", thing=lot, place="A3", quantity=1, source="A1")
    world.do(
        "dora", "deliveries", facility="M-1", run=run, done_at=at(-10),
        lines=[{"lot": lot, "line": line, "accepted": 2}],
    )  # fmt: skip
    assert world.inside(lot) == {"A2": 2, "A3": 1}

    world.do("bob", "transfers", thing=lot, place="Van 1", source="A3", quantity=1, done_at=at(-60))

    assert world.held(lot)[f"M-1 gate/{line}"] == 2
    assert world.inside(lot) == {"A1": 1, "A2": 2}


def test_a_pick_that_nobody_scanned_is_implied_by_the_packing(world: World) -> None:
    lot, line = world.shelved(quantity=8), world.line(4)
    world.do("alice", "allocations", lot=lot, line=line, quantity=4)

    world.do("bob", "packings", lot=lot, line=line, quantity=4, box="Box one", done_at=at(-5))

    assert world.inside(lot) == {"A1": 4, f"Box one/{line}": 4}
    assert world.discrepancies() == []
    world.do("bob", "picks", lot=lot, line=line, quantity=4, place="A1", done_at=at(-9))
    assert world.inside(lot) == {"A1": 4, f"Box one/{line}": 4}


def test_a_seat_that_the_books_hold_elsewhere_is_moved_from_there(world: World) -> None:
    seat = world.shelved("A1", 1, product="TR-SEAT")
    world.do("bob", "transfers", thing=seat, place="A2")

    world.do("bob", "transfers", thing=seat, source="A1", place="A3")

    assert world.inside(seat) == {"A3": 1}
    assert world.discrepancies() == ["mislaid"]


def test_a_late_act_about_a_single_thing_that_has_moved_since_posts_nothing(world: World) -> None:
    seat = world.shelved("A1", 1, product="TR-SEAT")
    world.clock.forward(timedelta(minutes=30))
    world.do("bob", "transfers", thing=seat, place="A2")

    late = world.do("bob", "transfers", thing=seat, place="A3", done_at=at(5))

    assert late.made == {"late": True}
    assert world.inside(seat) == {"A2": 1}


def test_a_phone_that_lives_in_the_future_does_not_freeze_a_thing(world: World) -> None:
    seat = world.shelved("A1", 1, product="TR-SEAT")
    world.do("bob", "transfers", thing=seat, place="A2", done_at=at(60 * 48))

    world.do("bob", "transfers", thing=seat, place="A3")

    assert world.inside(seat) == {"A3": 1}


def test_steps_that_arrive_after_the_delivery_move_nothing_twice(world: World) -> None:
    lot, line, run = world.shelved(quantity=1), world.line(1), world.run()
    world.do(
        "dora", "deliveries", facility="M-1", run=run, done_at=at(-10),
        lines=[{"lot": lot, "line": line, "accepted": 1}],
    )  # fmt: skip

    world.do("bob", "packings", lot=lot, line=line, quantity=1, box="Box one", done_at=at(-40))
    world.do("bob", "picks", lot=lot, line=line, quantity=1, place="A1", done_at=at(-50))
    loaded = [{"lot": lot, "line": line, "quantity": 1}]
    world.do("bob", "loadings", run=run, items=loaded, done_at=at(-30))

    assert world.held(lot) == {"opening": -1, f"M-1 gate/{line}": 1}
    assert world.discrepancies() == []
