"""What a terminal keeps of a bundle."""

from __future__ import annotations

from stockroom_cli.scanning.known import Bundle, Known

LOT = {
    **{"ref": "7K3Q9M2XW4HTX", "number": 328, "product": "CL-BODY", "size": "62", "fits": "any"},
    **{"season": "any", "depth": "counted", "standing": "accepted", "on_hold": False},
    "spots": [{"place": 3, "quantity": 5, "line": None, "wish_list": None, "facility": None}],
}
PLACE = {"number": 3, "name": "A1", "kind": "bin", "code": None, "stands_in": None}
TOLD = {
    **{"position": 1, "epoch": "1", "whole": True, "products": [], "runs": [], "learnt": []},
    **{"places": [PLACE], "lots": [LOT]},
}


def test_a_bundle_of_a_newer_service_is_read_too() -> None:
    newer = {**TOLD, "lots": [{**LOT, "colour": "red"}], "places": [{**PLACE, "shelf": 2}]}

    assert Bundle.read(newer) == Bundle.read(TOLD)


def test_a_lot_is_known_by_the_number_that_was_written_on_it() -> None:
    known = Known(Bundle.read(TOLD))

    found = known.lot_numbered(328)

    assert found is not None
    assert found.ref == LOT["ref"]
    assert known.lot_numbered(329) is None
