"""Lists: paged by key without gaps, filtered, and true to the past where a past is asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from stockroom.clock import stamp
from tests.api.guests import Guests


def pages(
    guests: Guests, path: str, limit: int, between: Any = None, **query: Any
) -> list[dict[str, Any]]:
    """All rows of a list page by page; `between` is done after each page."""
    rows: list[dict[str, Any]] = []
    query["limit"] = limit
    while True:
        page = guests.get("sam", path, **query).json()
        assert len({row["id"] for row in page["items"]}) <= limit
        rows += page["items"]
        if page["next"] is None:
            return rows
        query["after"] = page["next"]
        if between is not None:
            between()


def test_a_list_read_page_by_page_has_no_gap_and_no_row_twice(guests: Guests) -> None:
    codes = [guests.world.shelved() for _ in range(7)]

    rows = pages(guests, "lots", 3)

    assert [row["code"] for row in rows] == codes
    assert pages(guests, "lots", 7) == pages(guests, "lots", 1) == rows


def test_rows_added_meanwhile_move_nothing_already_read(guests: Guests) -> None:
    before = [guests.world.shelved() for _ in range(5)]
    added: list[str] = []

    def somebody_adds_one() -> None:
        if len(added) < 3:
            added.append(guests.world.shelved())

    rows = pages(guests, "lots", 2, between=somebody_adds_one)

    assert [row["code"] for row in rows] == before + added


def test_a_page_holds_at_most_two_hundred_rows_and_fifty_unless_asked(guests: Guests) -> None:
    for _ in range(60):
        guests.world.shelved(quantity=1)

    assert len(guests.items("sam", "lots")) == 50
    assert len(guests.items("sam", "lots", limit=200)) == 60
    assert guests.get("sam", "lots", limit=201).status_code == 422


def test_filters_narrow_a_list_together(guests: Guests) -> None:
    nappies, bodies = guests.world.shelved(), guests.world.shelved(product="CL-BODY", size="62")
    guests.world.shelved(product="CL-BODY", size="68", place="A2")

    found = guests.items("sam", "lots", product="CL-BODY", size="62")
    there = guests.items("sam", "stock", place="A1", free="yes")

    assert [row["code"] for row in found] == [bodies]
    assert {row["lot"] for row in there} == {nappies, bodies}
    assert guests.items("sam", "stock", place="A1", free="no") == []
    assert guests.items("sam", "lots", inside="no") == []


def spots(rows: list[dict[str, Any]], lot: str) -> set[tuple[int, str, Any, int]]:
    """What a list of stock says, spot by spot; `lot` names the column of the lot's id."""
    return {(row[lot], row["place"], row["line"], row["quantity"]) for row in rows}


def test_stock_at_a_position_or_a_time_is_as_it_was_then(guests: Guests) -> None:
    world = guests.world
    code, other, line = world.shelved(quantity=9), world.shelved(place="A3"), world.line(4)
    seen = []
    acts: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("bob", "transfers", {"thing": code, "place": "A2", "quantity": 5, "source": "A1"}),
        ("alice", "allocations", {"lot": code, "line": line, "quantity": 4, "place": "A2"}),
        ("alice", "write-offs", {"lot": other, "quantity": 5, "reason": "damaged"}),
        ("bob", "boxings", {"lot": code, "box": "Box one", "quantity": 2, "source": "A1"}),
    )
    for who, noun, content in acts:
        world.clock.forward(timedelta(minutes=10))
        world.do(who, noun, **content)
        now = spots(guests.items("sam", "stock"), "lot_id")
        seen.append((guests.head().sequence, world.clock.now(), now))

    for sequence, moment, then in seen:
        zoned = (moment + timedelta(seconds=30)).isoformat()
        assert spots(guests.items("sam", "stock", at=sequence), "id") == then
        assert spots(guests.items("sam", "stock", at=stamp(moment)), "id") == then
        assert spots(guests.items("sam", "stock", at=zoned), "id") == then
        assert spots(pages(guests, "stock", 1, at=sequence), "id") == then
    assert guests.items("sam", "stock", at=0) == []
    assert guests.items("sam", "stock", at="2026-11-21T11:59:59Z") == []
    hour_east = (seen[1][1] + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S+01:00")
    assert spots(guests.items("sam", "stock", at=hour_east), "id") == seen[1][2]


def test_stock_of_the_past_can_be_narrowed(guests: Guests) -> None:
    code = guests.world.shelved()
    guests.world.shelved(product="CL-BODY", size="62", place="A2")
    at, lot = guests.head().sequence, guests.world.lot_id(code)

    of_lot = guests.items("sam", "stock", at=at, lot_id=lot)
    of_product = guests.items("sam", "stock", at=at, product="CL-BODY")

    assert [row["place"] for row in of_lot] == ["A1"]
    assert [row["place"] for row in of_product] == ["A2"]
    assert guests.items("sam", "stock", at=at, place_id=of_lot[0]["place_id"]) == of_lot


def test_a_code_is_found_however_it_is_written(guests: Guests) -> None:
    code = guests.world.shelved()
    shown = f"{code[:4]}-{code[4:8]}-{code[8:]}".lower()

    found = guests.get("bob", f"codes/{shown}").json()

    assert (found["code"], found["is_a"]) == (code, "lot")
    assert [(one["place"], one["quantity"]) for one in found["where"]] == [("A1", 5)]


def test_a_lot_without_a_label_is_looked_up_by_its_number(guests: Guests) -> None:
    lot = guests.world.sorted_into("Box one", 40)

    found = guests.get("bob", f"codes/{lot}").json()

    assert (found["code"], found["is_a"], found["product"]) == (lot, "lot", "CL-MIX")
    assert [(one["place"], one["quantity"]) for one in found["where"]] == [("Box one", 40)]
    assert guests.get("bob", "codes/lot 99999").status_code == 404
    assert guests.get("fatima", f"codes/{lot}").status_code == 403
