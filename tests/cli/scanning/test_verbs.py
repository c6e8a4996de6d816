"""Each verb, scanned line by line against a real service."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from stockroom_cli import config
from tests import gate_stage
from tests.cli.conftest import Terminal
from tests.cli.scanning.conftest import Pipes, kept

pytestmark = pytest.mark.usefixtures("bob")


def tones(out: str) -> list[str]:
    """The tone of each scan."""
    return [json.loads(line)["tone"] for line in out.splitlines()]


def test_put_away_is_a_verb_then_a_place_then_things(terminal: Terminal, pipes: Pipes) -> None:
    lot = str(
        terminal.world.do("bob", "intakes", product="CL-BODY", size="62", quantity=4).made["lot"]
    )

    ran = pipes(["STOCKROOM:PUT-AWAY", "A3", lot], "--json")

    assert ran.code == 0, ran.err
    assert tones(ran.out) == ["set", "set", "done"]
    assert terminal.world.inside(lot) == {"A3": 4}
    told = json.loads(ran.out.splitlines()[-1])
    assert told["act"]["state"] == "recorded"
    assert (told["verb"], told["place"]) == ("put_away", "A3")
    assert told["says"].endswith("62 × 4 → A3")


def test_a_thing_scanned_first_waits_for_its_place(terminal: Terminal, pipes: Pipes) -> None:
    lot = terminal.world.shelved("A1", 3)

    pipes([lot, "A2"], "move")

    assert terminal.world.inside(lot) == {"A2": 3}


def test_where_a_lot_lies_in_several_places_a_number_says_which(
    terminal: Terminal, pipes: Pipes
) -> None:
    lot = terminal.world.shelved("A1", 5)
    terminal.world.do("bob", "transfers", thing=lot, place="A2", quantity=2)

    ran = pipes([lot, "2"], "move", "A3")

    assert "1  A1: 3" in ran.out
    assert "2  A2: 2" in ran.out
    assert terminal.world.inside(lot) == {"A1": 3, "A3": 2}


def test_some_of_them_go_where_a_number_was_said(terminal: Terminal, pipes: Pipes) -> None:
    lot = terminal.world.shelved("A1", 5)

    pipes(["=2", lot], "move", "A2")

    assert terminal.world.inside(lot) == {"A1": 3, "A2": 2}


def test_what_was_scanned_already_does_not_act_twice(terminal: Terminal, pipes: Pipes) -> None:
    box = "Box one"

    ran = pipes([box, box, "A3", box, "A2", box], "move", "A2")

    # To A2 and again, then to A3, and to A2 once more: that is another act.
    assert ran.out.count("Box one → ") == 3
    assert ran.out.count("Scanned already") == 1


def test_undo_takes_the_last_act_back(terminal: Terminal, pipes: Pipes) -> None:
    lot = terminal.world.shelved("A1", 5)

    ran = pipes([lot, "undo", lot, "undo", "undo"], "move", "A2")

    assert "There is nothing to undo" in ran.out
    assert terminal.world.inside(lot) == {"A1": 5}


def test_what_was_undone_lies_where_it_lay_before(terminal: Terminal, pipes: Pipes) -> None:
    lot = terminal.world.shelved("A1", 5)

    # What is not known here has the bundle read again, with the move in it.
    ran = pipes([lot, "no such thing", "undo", "find", lot], "move", "A2")

    assert ran.out.splitlines()[-1].endswith("A1 × 5")


def test_goods_with_several_promises_are_picked_and_packed_for_whom_is_chosen(
    terminal: Terminal, pipes: Pipes
) -> None:
    world = terminal.world
    lot = world.shelved("A1", 6)
    first, second = world.line(2), world.line(3, facility="E-2")
    for line, quantity in ((first, 2), (second, 3)):
        world.do("alice", "allocations", lot=lot, line=line, quantity=quantity)

    ran = pipes([lot, "2", "pack", "Box two", lot, "seal"], "pick")

    assert ran.code == 0, ran.out + ran.err
    assert world.inside(lot) == {"A1": 1, f"A1/{first}": 2, f"Box two/{second}": 3}
    assert "Box two sealed for E-2" in ran.out


def test_a_count_begins_and_ends_with_its_place(terminal: Terminal, pipes: Pipes) -> None:
    lot, other = terminal.world.shelved("A1", 5), terminal.world.shelved("A1", 2)
    unseen = terminal.world.shelved("A1", 9)

    ran = pipes(["A1", lot, "=4", other, other, "A1"], "count")

    assert terminal.world.inside(lot) == {"A1": 4}
    assert terminal.world.inside(other) == {"A1": 2}
    assert terminal.world.inside(unseen) == {"A1": 9}
    assert "Counted already" in ran.out
    assert unseen in ran.out


def test_a_count_that_was_begun_is_not_left_by_mistake(terminal: Terminal, pipes: Pipes) -> None:
    lot = terminal.world.shelved("A1", 5)

    ran = pipes(["A1", lot, "put away", "q", "A1", lot], "count")

    assert ran.out.count("Finish counting A1 first") == 2
    assert "A1 counted" in ran.out


def test_goods_met_before_are_taken_in_by_their_barcode(terminal: Terminal, pipes: Pipes) -> None:
    world = terminal.world
    world.do(
        "bob", "intakes", product="NP-DISP", size="4", gtin="05901234123457",
        packs={"packs": 1, "pieces_per_pack": 54}, brand="Soft",
    )  # fmt: skip
    label, other = world.blank(), world.blank()

    ran = pipes(["5901234123457", "=2", label, other], "take-in")

    assert ran.code == 0, ran.out + ran.err
    assert world.inside(label) == {"North inbound": 108}
    assert world.inside(other) == {"North inbound": 108}


def test_goods_of_a_new_barcode_are_described_once(terminal: Terminal, pipes: Pipes) -> None:
    label = terminal.world.blank()

    ran = pipes(
        ["5901234123457", "CL-BODY 62 girl new =3", label, "find", "5901234123457"], "take-in"
    )

    assert terminal.world.inside(label) == {"North inbound": 3}
    assert ran.out.splitlines()[-1].endswith("bodysuit 62")


def test_things_are_loaded_onto_the_van_of_a_run(terminal: Terminal, pipes: Pipes) -> None:
    world = terminal.world
    lot = world.shelved("A1", 6)
    line = world.line(2)
    world.do("alice", "allocations", lot=lot, line=line, quantity=2)
    world.run()

    ran = pipes(["Van 1", lot, "Box two"], "load")

    assert ran.code == 0, ran.out + ran.err
    assert world.inside(lot) == {"A1": 4, f"Van 1/{line}": 2}


def test_what_was_looked_at_gets_its_outcome(terminal: Terminal, pipes: Pipes) -> None:
    made = terminal.world.do("bob", "intakes", product="CL-BODY", size="62", quantity=1).made
    lot = str(made["lot"])

    ran = pipes([lot, "1", "find", lot], "inspect")

    assert ran.code == 0
    assert "1  accept" in ran.out
    assert "North inbound × 1" in ran.out


@pytest.mark.parametrize(
    ("verb", "scanned", "told"),
    [
        ("put-away", "Van 1", "Nothing is put in Van 1 like that"),
        ("take-in", "A1", "What comes in goes to inbound"),
        ("pick", "A1", "A1 is a place; scan the goods"),
        ("pack", "A1", "A1 is not a box"),
        ("count", "Van 1", "Nothing is put in Van 1 like that"),
        ("load", "Van 2", "No open run goes with Van 2"),
        ("find", "no such thing", "no such thing is no label, number or barcode that is known"),
        ("find", "5901234123457", "Nothing with that barcode has come in yet"),
        ("find", "STOCKROOM:SORT", "Sorting needs more than scans"),
    ],
)
def test_what_cannot_be_says_why(pipes: Pipes, verb: str, scanned: str, told: str) -> None:
    ran = pipes([scanned], verb)

    assert ran.code == 3
    assert told in ran.out


def test_what_is_on_hold_is_not_picked(terminal: Terminal, pipes: Pipes) -> None:
    lot = terminal.world.shelved("A1", 6)
    terminal.world.do("alice", "holds", lot=lot, reason="recall")

    assert "on hold" in pipes([lot], "pick").out


def test_an_unknown_label_is_told_and_held(terminal: Terminal, pipes: Pipes) -> None:
    ran = pipes([terminal.world.blank()], "put-away", "A1", "--json")

    told = json.loads(ran.out.splitlines()[-1])
    assert told["act"]["state"] == "held"
    assert ran.code == 6
    assert kept() == []


def test_a_verb_that_is_none_is_said_at_once(pipes: Pipes) -> None:
    assert pipes([], "juggle").code == 2


def test_nobody_scans_without_signing_in(pipes: Pipes) -> None:
    config.forget()

    assert pipes(["A1"]).code == 4


@pytest.mark.parametrize("kind", ["flags", "driver"])
def test_what_a_gate_bars_is_neither_sealed_nor_loaded(
    terminal: Terminal, pipes: Pipes, kind: str
) -> None:
    stage = gate_stage.set_up(terminal.world, kind)

    sealing = pipes([stage.packed, "seal"], "pack")
    loading = pipes(["Van 1", stage.sealed], "load")

    for ran in (sealing, loading):
        assert gate_stage.KINDS[kind].says in " ".join(ran.out.split())
    assert terminal.world.discrepancies() == []


@pytest.mark.parametrize(
    ("kind", "action", "offered", "packaging", "repacked"),
    [
        ("packaging", "block", ["a clear bag"], "clear_bag", False),
        ("packaging", "repack", ["a clear bag", "a box · I packed"], "clear_bag", False),
        ("condition", "repack", ["a box · I packed it anew"], "box", True),
    ],
)
def test_a_box_is_closed_as_its_gate_wants_it(
    terminal: Terminal,
    pipes: Pipes,
    kind: str,
    action: str,
    offered: list[str],
    packaging: str,
    repacked: bool,
) -> None:
    world = terminal.world
    stage = gate_stage.set_up(world, kind, action=action)

    ran = pipes([stage.packed, "seal", "1", "load", "Van 1", stage.packed], "pack")

    said = " ".join(ran.out.split())
    assert ran.code == 0, ran.out + ran.err
    assert gate_stage.KINDS[kind].says in said
    assert [f"{at} {word}" in said for at, word in enumerate(offered, 1)] == [True] * len(offered)
    assert ("· I packed it anew" in said) == (action == "repack")
    query = sa.text("SELECT packaging, repacked FROM parcel ORDER BY id DESC")
    with world.house.database.reading() as books:
        row = books.execute(query).first()
    assert row is not None
    assert (row[0], bool(row[1])) == (packaging, repacked)
    assert world.discrepancies() == []
