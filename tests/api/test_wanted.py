"""Who waits for goods, asked by a program."""

from __future__ import annotations

import pytest

from tests.api.guests import Guests


def test_a_program_asks_who_waits_for_a_lot_or_for_goods_so_described(guests: Guests) -> None:
    world = guests.world
    line = world.line(9, "E-2", size="4", urgency="tonight", needed_by="2026-11-22")
    lot = world.shelved("North inbound", 5)

    by_lot = guests.get("bob", "wanted", lot=lot).json()
    described = guests.get("bob", "wanted", product="NP-DISP", size="4").json()

    want = {
        "line": line,
        "facility": "E-2",
        "urgency": "tonight",
        "pieces": 9,
        "needed_by": "2026-11-22",
        "set_number": None,
        "size": "",
        "sendable": 5,
    }
    assert by_lot == {"wants": [want], "lines": 1, "pieces": 9}
    assert described == {"wants": [{**want, "sendable": 0}], "lines": 1, "pieces": 9}
    assert guests.get("bob", "wanted", product="NP-WIPE").json()["wants"] == []


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 422),
        ({"lot": "Z", "product": "NP-DISP"}, 422),
        ({"lot": "lot 9999"}, 404),
        ({"product": "NP-DISP", "fits": "cat"}, 400),
        ({"product": "x" * 201}, 422),
        ({"lot": "lot 1\x00"}, 422),
    ],
)
def test_what_cannot_be_read_is_said(guests: Guests, asked: dict[str, str], status: int) -> None:
    assert guests.get("bob", "wanted", **asked).status_code == status


@pytest.mark.parametrize("who", ["dora", "fatima", "sue"])
def test_only_those_inside_are_told(guests: Guests, who: str) -> None:
    assert guests.get(who, "wanted", product="NP-DISP").status_code == 403
