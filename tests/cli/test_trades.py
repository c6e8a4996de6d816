"""Goods followed by the command line alone, from the donor to the gate."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

import stockroom_cli
from stockroom.commands import BY_NOUN
from tests.cli.conftest import Terminal, as_one_of_the_cast

TRADES = Path(stockroom_cli.__file__).parent / "trades"
# What the pages do better, or what nobody types: `do` serves for these.
BY_DO_ONLY = {"donor-changes", "product-changes"}


def test_every_act_has_a_command_of_its_own() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in TRADES.glob("*.py"))
    named = set(re.findall(r'(?:record|Command)\(\s*"([a-z-]+)"', source))

    assert named | BY_DO_ONLY >= {
        noun
        for noun in BY_NOUN
        if BY_NOUN[noun].handler.__module__.removeprefix("stockroom.commands.") in OURS
    }


OURS = {
    "arrivals", "changing", "confirming", "cupboards", "drafts", "gate", "gates", "heads",
    "kit_numbers", "kits", "labelling", "looking", "needs", "on_the_way", "packing", "places",
    "portal", "printing", "promising", "ready_bags", "records", "road", "run_changes", "runs",
    "sending", "settling", "shelving", "sources", "vans", "wish_closing", "wishes",
    "travelling",
    "gate_sheets", "manifests", "notices",
    "swapping",
    "proposals", "facilities", "packed_boxes", "day_orders",
}  # fmt: skip


def test_what_is_wanted_goes_from_the_door_straight_to_the_bench(alice: Terminal) -> None:
    line, lot = alice.world.line(3), alice.world.shelved("North inbound", 5)

    wanted = alice.run("wanted", "--lot", lot, "--json").json
    assert [(one["line"], one["sendable"]) for one in wanted["wants"]] == [(line, 3)]
    assert "M-1" in alice.run("wanted", "--product", "NP-DISP", "--size", "4").out

    sent = alice.run("send-to-bench", lot, "--line", str(line), "--quantity", "3")
    more = alice.run("send-to-bench", lot, "--line", str(line), "--quantity", "1")

    assert (sent.code, more.code) == (0, 3)
    assert "That was met meanwhile" in more.err
    assert alice.world.inside(lot) == {"North inbound": 2, f"North bench/{line}": 3}


def test_goods_go_from_the_donor_to_the_gate(alice: Terminal) -> None:
    gift = alice.run("donation", "--donor", "Parish drive", "--json").json["id"]
    lot = alice.run(
        "intake", "NP-DISP", "--size", "4", "--packs", "2x54", "--donation", gift, "--json"
    ).json["made"]["lot"]
    line = alice.run("wish", "M-1", "NP-DISP", "--size", "4", "--quantity", "60", "--json").json[
        "made"
    ]["lines"][0]
    lot_for_line = f"{lot}:{line}"
    run = alice.run(
        "run", "--day", "2026-11-23", "--van", "Van 1", "--driver", "dora",
        "--stop", "M-1@09:00-11:00", "--json",
    ).json["made"]["run"]  # fmt: skip

    for arguments in (
        ("inspect", lot, "accept"),
        ("put-away", lot, "A1"),
        ("allocate", lot, "--line", str(line), "--quantity", "60"),
        ("pick", lot, "--line", str(line), "--quantity", "60", "--at", "A1"),
        ("pack", lot, "Box one", "--line", str(line), "--quantity", "50"),
        ("seal", "Box one", "--for", "M-1"),
        ("load", str(run), "--box", "Box one", "--lot", f"{lot_for_line}=10"),
        ("depart", str(run)),
        (
            "deliver", "M-1", "--run", str(run), "--box", "Box one",
            "--line", f"{lot_for_line}:accepted=7,refused=2:banned_material,missing=1",
            "--received-by", "nurse",
        ),
    ):  # fmt: skip
        ran = alice.run(*arguments)
        assert ran.code == 0, (arguments, ran.err)

    assert alice.world.held(lot) == {
        "donor": -108,
        "conversion": 2,
        "count_difference": 1,
        "A1": 48,
        f"M-1 gate/{line}": 57,
    }
    refused = alice.run("find", "NP-DISP", "--json").json["lots"][1]["code"]
    assert alice.run("return", "--run", str(run), "--lot", refused).code == 0
    assert alice.run("close-run", str(run)).code == 0
    assert alice.run("confirm", "1", "--line", f"{lot_for_line}=57").code == 0
    number = alice.run("discrepancies", "--json").json["rows"][0]["id"]
    assert alice.run("settle", str(number), "lost").code == 0
    assert alice.world.discrepancies() == []


def test_other_goods_are_taken_and_packed_with_their_box(alice: Terminal) -> None:
    line = alice.world.line(3, size="4")
    lot, other = alice.world.shelved("A1"), alice.world.shelved("A2")
    alice.world.do("alice", "allocations", lot=lot, line=line, quantity=3)

    swapped = alice.run(
        "swap", lot, "--instead", other, "--line", str(line), "--quantity", "3",
        "--at", "A1", "--from", "A2", "--why", "fewer",
    )  # fmt: skip
    packed = alice.run("pack-box", "--lot", f"{other}:{line}=3", "--json")

    assert (swapped.code, packed.code) == (0, 0), (swapped.err, packed.err)
    box = packed.json["made"]["number"]
    assert alice.world.inside(lot) == {"A1": 5}
    assert alice.world.inside(other) == {"A2": 2, f"box {box}/{line}": 3}


def test_goods_are_handed_over_at_our_door_from_the_shelf(alice: Terminal) -> None:
    lot = alice.world.shelved(quantity=5)

    ran = alice.run(
        "deliver", "M-1", "--line", f"{lot}:accepted=3", "--way", "taxi",
        "--organisation", "the river house", "--proof", "paper",
    )  # fmt: skip

    assert ran.code == 0, ran.err
    with alice.world.house.database.reading() as books:
        told = books.execute(sa.text("SELECT way, organisation FROM delivery")).one()
    assert tuple(told) == ("taxi", "the river house")
    assert alice.run("deliver", "M-1", "--line", f"{lot}:accepted=1", "--proof", "tea").code == 2
    assert alice.world.inside(lot) == {"A1": 2}


def test_bags_of_several_gifts_are_shared_out_to_the_piece(alice: Terminal) -> None:
    lots = [
        str(alice.world.do("bob", "intakes", product="BAG", quantity=number).made["lot"])
        for number in (3, 2)
    ]

    ran = alice.run(
        "sort", f"{lots[0]}=3", f"{lots[1]}=2", "--into", "Box one=41:68:girl:winter", "--json"
    )

    assert [answer["status"] for answer in ran.json["answers"]] == [201, 201]
    box = alice.run("stock", "--place", "Box one", "--json").json["rows"]
    assert [(row["product"], row["size_label"], row["quantity"]) for row in box] == [
        ("CL-MIX", "68", 41)
    ]


def test_a_count_is_made_from_the_position_at_which_it_began(alice: Terminal) -> None:
    lot = alice.world.shelved(quantity=5)

    assert alice.run("count", "A1", f"{lot}=4").code == 0
    assert alice.world.inside(lot) == {"A1": 4}
    late = alice.run("count", "A1", f"{lot}=9", "--position", "1", "--json")

    assert late.json["made"] == {"recount": [lot]}
    assert alice.world.inside(lot) == {"A1": 4}


def test_an_act_is_undone_by_its_id(alice: Terminal) -> None:
    lot = alice.world.shelved(quantity=5)
    moved = alice.run("move", lot, "A2", "--json").json["id"]

    assert alice.run("reverse", moved).code == 0

    assert alice.world.inside(lot) == {"A1": 5}


@pytest.mark.parametrize(
    ("arguments", "change"),
    [
        (("hold", "{lot}", "--reason", "strap recalled"), {"A1": 5}),
        (("box", "{lot}", "Box one", "--quantity", "2"), {"A1": 3, "Box one": 2}),
        (("redescribe", "{lot}", "--quantity", "2", "--condition", "worn"), {"A1": 3}),
        (("convert", "{lot}", "--quantity", "4", "--into", "3", "--into", "1:worn"), {"A1": 1}),
        (("write-off", "{lot}", "--quantity", "1", "--reason", "damaged"), {"A1": 4}),
        (("refuse", "M-1", "{lot}", "--quantity", "1", "--reason", "damaged"), {"A1": 4}),
        (("replace-code", "{lot}"), {"A1": 5}),
    ],
)
def test_each_act_does_what_it_says(
    alice: Terminal, arguments: tuple[str, ...], change: dict[str, int]
) -> None:
    lot = alice.world.shelved(quantity=5)

    ran = alice.run(*(word.format(lot=lot) for word in arguments))

    assert ran.code == 0, ran.err
    assert alice.world.inside(lot) == change


def test_a_line_is_changed_and_a_list_withdrawn(alice: Terminal) -> None:
    line = alice.world.line(5)
    assert alice.run("change-line", str(line), "2", "--reason", "mistake").code == 0

    assert alice.run("withdraw", "1").code == 0

    assert alice.run("lines", "--json").json["rows"][0]["asked"] == 0


def test_records_are_made(alice: Terminal) -> None:
    for arguments in (
        ("site", "West"),
        ("bin", "W1", "--site", "West"),
        ("van", "Van 3"),
        ("box-new", "--place", "W1"),
        ("lent-place", "washing", "--due-back", "2026-12-01"),
        ("place-change", "W1", "--name", "W2"),
        ("facility", "X-9", "--kind", "shelter", "--capacity", "4"),
        ("facility-change", "X-9", "--no-active"),
        ("product", "EX-LIGHT", "--name", "night light", "--category", "home"),
        ("blank-codes", "3"),
        ("do", "donors", "--content", '{"name": "School"}'),
    ):
        ran = alice.run(*arguments)
        assert ran.code == 0, (arguments, ran.err)


def test_a_person_is_let_in_with_a_password_that_is_no_argument(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = as_one_of_the_cast(terminal, "sam")
    monkeypatch.setenv("STOCKROOM_NEW_PASSWORD", "a long sentence to remember")

    assert sam.run("person", "vera", "--name", "Vera", "--role", "volunteer").code == 0
    assert sam.run("setting", "charity", "Baby Bank").code == 0
    assert sam.run("person-change", "vera", "--lapsed").code == 0


def test_a_kit_is_made_packed_ahead_and_used_by_the_command_line_alone(alice: Terminal) -> None:
    towels = alice.world.shelved(product="BA-TOW", quantity=4)
    shelf = alice.run("cupboard", "M-1", "--json").json["made"]["number"]

    for arguments in (
        ("kit-new", "BATH", "bath time", "--part", "BA-TOW=2"),
        ("kit-change", "BATH", "--name", "bath bag"),
        ("kit-minimum", "BATH", "3", "--site", "North"),
        ("bag-pack", "BATH", "--lot", f"{towels}=2@A1", "--box", "Box one"),
        ("bag-open", "Box one"),
        ("bag-pack", "BATH", "--box", "Box one"),
        ("move", "Box one", f"bin {shelf}"),
        ("bag-use", "Box one"),
    ):
        ran = alice.run(*arguments)
        assert ran.code == 0, (arguments, ran.err)

    assert alice.world.held(towels) == {"opening": -4, "A1": 2, "M-1 gate": 2}
    assert [row["minimum"] for row in alice.run("minimums", "--json").json["rows"]] == [3]
    assert alice.run("bags", "--json").json["rows"] == []
    assert "BATH" in [row["code"] for row in alice.run("kits", "--json").json["rows"]]
    assert alice.run("kit-new", "BAD", "bad", "--part", "BA-TOW").code != 0


def test_a_run_is_changed_and_driven_from_the_terminal(alice: Terminal) -> None:
    world = alice.world
    run = alice.run(
        "run", "--day", "2026-11-23", "--van", "Van 1", "--driver", "dora", "--site", "South",
        "--starts", "08:30", "--stop", "M-1", "--stop", "E-2", "--json",
    ).json["made"]["run"]  # fmt: skip
    first, second = world.stop(run, 1), world.stop(run, 2)
    lot, seen = world.shelved(), str(world.position())

    changed = alice.run(
        "change-run", str(run), "--seen", seen, "--day", "2026-11-24", "--ends", "12:00",
        "--stop", f"{second},kg=40,fetch=six bags", "--stop", str(first),
    )  # fmt: skip
    again = alice.run("change-run", str(run), "--seen", seen, "--van", "Van 2")
    world.do("dora", "loadings", run=run, items=[{"lot": lot, "quantity": 3}])
    told = [
        alice.run(*arguments).code
        for arguments in (
            ("arrive", str(run), str(second)),
            ("leave", str(run), str(second)),
            ("call-off", str(run), str(first), "closed"),
            ("unload", str(run), "South", "--lot", f"{lot}=1"),
            ("unload", str(run), "South", "--lot", lot),
            ("unload", str(run), "South", "--lot", "x=y"),
            ("unload", str(run), "South"),
        )
    ]

    assert (changed.code, again.code) == (0, 3)
    assert world.stop(run, 1) == second
    assert told == [0, 0, 0, 0, 0, 2, 2]
    assert world.inside(lot) == {"A1": 2, "South inbound": 3}


def test_a_van_is_made_and_changed_from_the_terminal(alice: Terminal) -> None:
    made = alice.run("van", "Van 9", "--plate", "AB 1", "--kg", "900", "--litres", "6000")
    changed = alice.run("van-change", "Van 9", "--kg", "800")

    assert (made.code, changed.code) == (0, 0)
    assert "AB 1" in alice.run("vans").out
