"""Printers are records, and every label that is printed is written down, with whether again."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from stockroom.errors import Malformed, NotAllowed, Refused
from stockroom.web.api.reads import rows
from stockroom.web.api.reads.printing import LABEL_PRINTINGS, PRINTERS
from tests.world import World

HOST = "labels.example.org"


@pytest.fixture
def named(world: World) -> World:
    """The world with a name for its labels, and two printers."""
    world.do("sam", "setting-changes", name="public_host", value=HOST)
    world.do("alice", "printers", name="Office", paper="a4-63x38")
    world.do("alice", "printers", name="Zebra", paper="zebra-51x25")
    return world


def printers(world: World, who: str = "sam") -> dict[str, dict[str, Any]]:
    """What the list of printers shows, by name."""
    found = rows(world.house.database, PRINTERS, world.cast[who], {}).items
    return {row["name"]: row for row in found}


def printed(world: World) -> list[tuple[str, bool]]:
    """The labels that were printed, and whether again."""
    found = rows(world.house.database, LABEL_PRINTINGS, world.cast["bob"], {}).items
    return [(row["code"], row["again"]) for row in found]


def refused(world: World, who: str, noun: str, **content: Any) -> str:
    """The reason for which that is refused."""
    with pytest.raises(Refused) as refusal:
        world.do(who, noun, **content)
    return refusal.value.reason


def test_a_label_printed_twice_was_printed_again(named: World) -> None:
    first, second = named.shelved(), named.shelved()

    named.do("bob", "label-printings", codes=[first], printer="Office")
    made = named.do("dora", "label-printings", codes=[first, second], paper="a4-box").made

    assert printed(named) == [(first, False), (first, True), (second, False)]
    assert made == {"labels": 2, "again": 1}


def test_two_copies_at_once_are_both_the_first(named: World) -> None:
    (code,) = named.do("bob", "blank-codes", number=1).made["codes"]

    named.do("bob", "label-printings", codes=[code, code], paper="a4-63x38")

    assert printed(named) == [(code, False), (code, False)]


def test_the_same_printing_told_twice_is_written_once(named: World) -> None:
    code, command_id = named.shelved(), named.clock.command_id()
    for _ in range(2):
        named.do("bob", "label-printings", id=command_id, codes=[code], printer="Office")

    assert printed(named) == [(code, False)]


def test_labels_are_for_what_we_know_and_have(named: World) -> None:
    ask: dict[str, Any] = {"paper": "a4-63x38"}

    assert refused(named, "bob", "label-printings", codes=["7K3Q9M2XW4HTX"], **ask) == (
        "unknown_code"
    )
    assert refused(named, "bob", "label-printings", codes=[named.shelved()]) == "unknown_paper"
    assert refused(named, "bob", "label-printings", codes=[named.shelved()], printer="No") == (
        "no_printer"
    )
    with pytest.raises(Malformed):
        named.do("bob", "label-printings", codes=["A1"], **ask)
    assert printed(named) == []


def test_no_label_is_for_a_place_outside_our_doors(named: World) -> None:
    (code,) = named.do("bob", "blank-codes", number=1).made["codes"]
    with named.house.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE label_code SET place_id = "
            f"(SELECT id FROM place WHERE name = 'M-1 gate') WHERE code = '{code}'"
        )

    assert refused(named, "bob", "label-printings", codes=[code], printer="Office") == (
        "outside_label"
    )


def test_no_more_than_five_hundred_at_once(named: World) -> None:
    codes = [named.shelved()] * 501

    with pytest.raises(msgspec.ValidationError):
        named.do("bob", "label-printings", codes=codes, paper="a4-63x38")


def test_without_a_name_for_labels_none_is_printed(world: World) -> None:
    code = world.shelved()

    assert refused(world, "bob", "label-printings", codes=[code], paper="a4-63x38") == "host_empty"


def test_a_nudge_stays_with_its_printer(named: World) -> None:
    named.do("bob", "printer-nudges", printer="office", x=3, y=-50)

    kept = printers(named)
    assert (kept["Office"]["nudge_x"], kept["Office"]["nudge_y"]) == (3, -50)
    assert (kept["Zebra"]["nudge_x"], kept["Zebra"]["nudge_y"]) == (0, 0)
    with pytest.raises(msgspec.ValidationError):
        named.do("bob", "printer-nudges", printer="Office", x=51, y=0)


def test_only_a_steward_says_where_a_printer_is_and_sees_it(named: World) -> None:
    about: dict[str, Any] = {
        "printer": "Zebra",
        "language": "zpl",
        "host": "192.168.1.40",
        "port": 9101,
    }
    with pytest.raises(NotAllowed):
        named.do("alice", "printer-addresses", **about)

    named.do("sam", "printer-addresses", **about)

    kept = printers(named)["Zebra"]
    assert (kept["host"], kept["port"], kept["language"]) == ("192.168.1.40", 9101, "zpl")
    seen = printers(named, "bob")["Zebra"]
    assert "host" not in seen
    assert "port" not in seen
    assert seen["reached"]


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"language": "zpl", "host": "127.0.0.1"}, "printer_not_here"),
        ({"language": "zpl", "host": "169.254.169.254"}, "printer_not_here"),
        ({"language": "pdf", "host": "192.168.1.40"}, "pdf_has_no_host"),
        ({"language": "brother", "host": "192.168.1.40"}, "paper_does_not_fit"),
    ],
)
def test_an_address_that_is_no_printers_is_refused(
    named: World, about: dict[str, str], reason: str
) -> None:
    assert refused(named, "sam", "printer-addresses", printer="Zebra", **about) == reason


@pytest.mark.parametrize("port", [22, 80, 8000, 9099, 9110])
def test_a_printer_listens_on_the_ports_of_printers_only(named: World, port: int) -> None:
    with pytest.raises(msgspec.ValidationError):
        named.do("sam", "printer-addresses", printer="Zebra", language="zpl", port=port)


def test_a_printer_is_known_by_one_name_or_its_number(named: World) -> None:
    number = printers(named)["Zebra"]["id"]

    assert refused(named, "alice", "printers", name="OFFICE", paper="a4-box") == "name_taken"
    assert refused(named, "alice", "printer-changes", printer="Zebra", name="office") == (
        "name_taken"
    )
    named.do("alice", "printer-changes", printer=str(number), name="Thermal")

    assert printers(named)["Thermal"]["id"] == number


def test_a_printer_that_is_no_longer_used_prints_nothing(named: World) -> None:
    named.do("alice", "printer-changes", printer="Office", closed=True)

    assert refused(named, "bob", "label-printings", codes=[named.shelved()], printer="Office") == (
        "printer_closed"
    )
    named.do("alice", "printer-changes", printer="Office", closed=False)
    named.do("bob", "label-printings", codes=[named.shelved()], printer="Office")


def test_a_paper_changes_with_what_is_in_the_printer(named: World) -> None:
    named.do("alice", "printer-changes", printer="Office", paper="a4-box")

    assert printers(named)["Office"]["paper"] == "a4-box"
    named.do("sam", "printer-addresses", printer="Zebra", language="zpl")
    assert refused(named, "alice", "printer-changes", printer="Zebra", paper="a4-box") == (
        "paper_does_not_fit"
    )


@pytest.mark.parametrize("who", ["bob", "dora", "fatima", "sue"])
def test_only_the_desk_adds_printers(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        world.do(who, "printers", name="Mine", paper="a4-box")
