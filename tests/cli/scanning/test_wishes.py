"""What a terminal knows of wishes: who waits for what is in hand, and what does as well."""

from __future__ import annotations

import pytest

from tests import gate_stage
from tests.cli.conftest import Terminal
from tests.cli.scanning.conftest import Pipes, Sits
from tests.words import tells
from tests.world import World

pytestmark = pytest.mark.usefixtures("bob")
BODIES = {"product": "CL-BODY", "size": "62"}


def promised(world: World, *facilities: str) -> tuple[str, str, dict[str, int]]:
    """Glass bottles promised on A1, the same sort free on A2, and the lines by facility."""
    first, other = (world.shelved(at, 9, **gate_stage.BOTTLES) for at in ("A1", "A2"))
    lines = {one: world.line(3, one, **gate_stage.BOTTLES) for one in facilities}
    for line in lines.values():
        world.do("alice", "allocations", lot=first, line=line, quantity=3)
    return first, other, lines


def taken_in(world: World, outcome: str = "accept") -> str:
    """Four bodysuits in inbound, accepted."""
    lot = str(world.do("bob", "intakes", product="CL-BODY", size="62", quantity=4).made["lot"])
    world.do("bob", "inspections", lot=lot, outcome=outcome)
    return lot


def one_line(out: str) -> str:
    """What was said, however a narrow terminal broke it."""
    return " ".join(out.split())


def test_what_does_as_well_is_taken_instead(terminal: Terminal, pipes: Pipes) -> None:
    world = terminal.world
    first, other, lines = promised(world, "M-1", "E-2")

    ran = pipes([other, "2", "2", "pack", "Box two", other], "pick")

    said = one_line(ran.out)
    assert ran.code == 0, ran.out + ran.err
    assert "is on no list. Take it instead of something?" in said
    assert "2 Not enough. What is left stays where it is, free for others." in said
    assert world.inside(other) == {"A2": 6, f"Box two/{lines['E-2']}": 3}
    assert world.inside(first) == {"A1": 6, f"A1/{lines['M-1']}": 3}
    assert world.discrepancies() == []


def test_a_swap_is_offered_only_where_the_gate_takes_it(terminal: Terminal, pipes: Pipes) -> None:
    _first, other, _lines = promised(terminal.world, "M-1", "E-2")
    gate_stage.note(terminal.world, "flags")

    said = one_line(pipes([other], "pick").out)

    assert "1 E-2, list" in said
    assert not tells(said, "M-1")


def test_a_swap_can_be_undone_and_offered_again(terminal: Terminal, pipes: Pipes) -> None:
    world = terminal.world
    first, other, lines = promised(world, "M-1")

    ran = pipes([other, "1", "3", other, "undo", other], "pick")

    assert one_line(ran.out).count("is on no list") == 2
    assert world.inside(first) == {"A1": 6, f"A1/{lines['M-1']}": 3}
    assert world.inside(other) == {"A2": 9}


@pytest.mark.parametrize("verb", ["find", "put-away"])
def test_what_is_wanted_goes_straight_to_the_bench(
    terminal: Terminal, sits: Sits, verb: str
) -> None:
    world = terminal.world
    lot = taken_in(world)
    line = world.line(3, urgency="tonight", **BODIES)
    scanner = sits(verb)
    scanner.sees("›")

    scanner.scan(lot)
    assert "Wanted: 3 for M-1 (tonight)." in one_line(scanner.sees("M-1 × 3"))
    scanner.type("1")
    scanner.sees("62 × 3 to the bench for M-1")
    scanner.type("q")

    assert scanner.ends() == 0
    assert world.inside(lot) == {"North inbound": 1, f"North bench/{line}": 3}


def test_what_was_sent_is_wanted_no_more(terminal: Terminal, pipes: Pipes) -> None:
    world = terminal.world
    lot, other = taken_in(world), taken_in(world)
    world.line(3, **BODIES)

    said = one_line(pipes([lot, "1", other], "find").out)

    assert said.count("Wanted: 3 for M-1.") == 1


def test_while_taking_in_and_inspecting_it_is_said_who_waits(
    terminal: Terminal, pipes: Pipes
) -> None:
    world = terminal.world
    world.line(3, **BODIES)
    label = world.blank()

    said = one_line(pipes(["CL-BODY 62 girl =4", label, "inspect", label], "take-in").out)

    hint = "Once it is inspected and accepted, it can go straight to the bench."
    assert f"Now scan its label. · Wanted: 3 for M-1. {hint}" in said
    assert "What becomes of it? · Wanted: 3 for M-1." in said
    assert "Straight to the bench" not in said


@pytest.mark.parametrize(
    ("typed", "waits"),
    [
        ("CL-BODY 62 girl summer new =4", True),
        ("CL-BODY 62 any new =4", True),
        ("CL-SLP 62 girl summer new =4", False),
        ("CL-BODY 92 girl summer new =4", False),
        ("CL-BODY 62 boy summer new =4", False),
        ("CL-BODY 62 girl winter new =4", False),
        ("CL-BODY 62 girl summer =4", False),
    ],
)
def test_only_goods_that_would_do_are_wanted(
    terminal: Terminal, pipes: Pipes, typed: str, waits: bool
) -> None:
    world = terminal.world
    world.line(3, fits="girl", season="summer", **BODIES)
    world.do(
        "alice", "gate-rules", facility="M-1", kind="condition", facts={"least": "new"},
        source="telephone", confirmed_on="2026-11-03",
    )  # fmt: skip

    assert ("Wanted: 3 for M-1" in pipes([typed], "take-in").out) == waits


def test_goods_on_a_shelf_wait_for_a_plan(terminal: Terminal, pipes: Pipes) -> None:
    world = terminal.world
    lot = world.shelved("A1", 4, **BODIES)
    world.line(3, **BODIES)

    assert "Wanted" not in pipes([lot], "find").out
